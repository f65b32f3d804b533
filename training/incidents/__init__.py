"""Incidents told by several reports, with the truth: which claim tells which event. See README.md."""
