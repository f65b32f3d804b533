"""Where a log lives on disk: archive of raw bytes, immutable Parquet shards, manifest, decisions, and DuckDB views over them."""

from frontlog.store.archive import Archive
from frontlog.store.decisions import Decisions
from frontlog.store.log import FORMAT, Log
from frontlog.store.shards import Shard, ShardFile, read_rows, write_shard

__all__ = ["FORMAT", "Archive", "Decisions", "Log", "Shard", "ShardFile", "read_rows", "write_shard"]
