"""Forgetting: a person's name or a whole report is taken out of a log, and a tombstone is left that says so."""
