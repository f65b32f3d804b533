"""Where shards are worked: in this process, in a pool of processes, or on Ray, behind one small interface."""

from frontlog.engine.base import ENGINES, Executor, engine
from frontlog.engine.lost import Lost, LostWorkerError
from frontlog.engine.pool import Pool
from frontlog.engine.serial import Serial

__all__ = ["ENGINES", "Executor", "Lost", "LostWorkerError", "Pool", "Serial", "engine"]
