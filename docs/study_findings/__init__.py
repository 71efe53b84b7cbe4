"""What the published studies of many points say, in words that follow their numbers."""
