"""Case studies of the literature: each a scenario, a question, and the runs that answer it."""
