"""Python's printed form of plain values (and of times), read without running anything. auto-archiver writes its tables so."""

import ast
import warnings
from datetime import datetime

LONGEST = 1_000_000  # characters; Python's own parser takes a hundred times that in memory


def read_literal(words: str) -> object:
    """The value, or None for what is no plain value. Times become ISO words, unknown calls None."""
    if len(words) > LONGEST:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # Python warns of odd backslashes in a string
            return _value(ast.parse(words.strip(), mode="eval").body)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError, OverflowError):
        return None


def _value(node: ast.expr) -> object:
    match node:
        case ast.Constant():
            return node.value
        case ast.Dict(keys=keys, values=values):
            return {str(_value(key)): _value(value) for key, value in zip(keys, values, strict=True) if key is not None}
        case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
            return [_value(elt) for elt in elts]
        case ast.Call(func=ast.Attribute(attr="datetime"), args=args):
            numbers = [value for arg in args if isinstance(value := _value(arg), int)]
            return datetime(*numbers[:6]).isoformat() if len(numbers) >= 3 else None  # type: ignore[arg-type]  # six ints at most
        case _:
            return None
