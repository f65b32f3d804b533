"""The notation of `training/corpus`: reports written with their claims, parsed to exact offsets. See training/corpus/README.md."""

from training.notation.convert import to_guide, to_spans
from training.notation.parse import parse, parse_file
from training.notation.records import NotationError, Report

__all__ = ["NotationError", "Report", "parse", "parse_file", "to_guide", "to_spans"]
