"""Frontlog: from a war's conflicting reports to a record with a sentence behind every number."""

__version__ = "0.1.0"
