"""Studies of many points: a definition in TOML, its runs, one row each, and what they say."""
