"""The page and the API of one log, on this machine only."""
