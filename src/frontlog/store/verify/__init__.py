"""Verifying a log: every byte of its archive, tables, manifest and decisions against the hashes that were noted when it was written."""

from frontlog.store.verify.findings import Finding, Verified
from frontlog.store.verify.run import verify

__all__ = ["Finding", "Verified", "verify"]
