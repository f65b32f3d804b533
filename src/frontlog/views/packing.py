"""A bundle made small for the way to the browser: rows as columns, each string once, compressed. web/src/unpack.ts undoes it.

A packed value is a list whose first item says how to read the rest. Use `pack_text` for data.js; `unpack` is for tests and other readers.
"""

import base64
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

# codes of columns
ROWS, LISTS, WORDS, GAPS, SAME, PLAIN = "rows", "lists", "words", "gaps", "same", "plain"
LEVEL = 6  # of gzip: 9 takes four times as long for 2 % less


def pack_text(value: Any) -> str:
    """A JSON-able value as printable ASCII."""
    text = json.dumps(pack(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode(), LEVEL, mtime=0)).decode("ascii")


def unpack_text(text: str) -> Any:
    """What `pack_text` was given."""
    return unpack(json.loads(gzip.decompress(base64.b64decode(text))))


def pack(value: Any) -> dict[str, Any]:
    """`{"strings": [...], "value": column of one}`. Strings that occur more than once stand in `strings` and are named by number."""
    counted = Counter(_strings(value))
    strings = [text for text, count in counted.most_common() if count > 1]
    return {"strings": strings, "value": _column([value], {text: i for i, text in enumerate(strings)})}


def unpack(packed: dict[str, Any]) -> Any:
    """What `pack` was given."""
    return _values(packed["value"], packed["strings"])[0]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _column(values: Sequence[Any], numbers: dict[str, int]) -> list[Any]:
    """Values of one kind, each after the other."""
    first: Any = values[0] if values else None
    if len(values) > 1 and not isinstance(first, dict | list) and all(type(v) is type(first) and v == first for v in values):
        return [SAME, len(values), *_column([first], numbers)]
    if values and all(isinstance(v, dict) and v.keys() == first.keys() for v in values):
        return [ROWS, len(values), list(first), *(_column([v[key] for v in values], numbers) for key in first)]
    if values and all(isinstance(v, list) for v in values):
        return [LISTS, [len(v) for v in values], _column([inner for v in values for inner in v], numbers)]
    if values and all(isinstance(v, str) for v in values):
        return [WORDS, [numbers.get(v, v) for v in values]]
    if None in values and any(isinstance(v, dict | list | str) for v in values):
        return [GAPS, [int(v is not None) for v in values], _column([v for v in values if v is not None], numbers)]
    return [PLAIN, list(values)]


def _values(column: list[Any], strings: Sequence[str]) -> list[Any]:
    code, *rest = column
    if code == SAME:
        return _values(rest[1:], strings) * int(rest[0])
    if code == ROWS:
        count, keys, *columns = rest
        table = [_values(c, strings) for c in columns]
        return [dict(zip(keys, (c[i] for c in table), strict=True)) for i in range(count)]
    if code == LISTS:
        inner = iter(_values(rest[1], strings))
        return [[next(inner) for _ in range(count)] for count in rest[0]]
    if code == WORDS:
        return [strings[v] if isinstance(v, int) else v for v in rest[0]]
    if code == GAPS:
        present = iter(_values(rest[1], strings))
        return [next(present) if there else None for there in rest[0]]
    return list(rest[0])
