"""The objects of long arrays in a JSON file, one by one in constant memory. A broken one is named and the rest goes on."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO

Object = dict[str, object]

STEP = 1 << 18
HEADER = 4000  # characters in front of an array in which the other keys of its object are looked for
LATE = 4096  # an error further from the end of what is in hand than this is no matter of reading on
NEXT = re.compile(r'\{\s*"\w+"\s*:')
BLANK = re.compile(r"[\s,]*")
MOST_FAULTS = 1000
TOO_DEEP = "nests too deep"
MOST_ARRAYS = 100_000  # chats of an account; a file with more is built to cost time


@dataclass(frozen=True, slots=True)
class Element:
    """An object of an array. `header`: the keys before the array in the object that holds it. `fault`: why there is no object."""

    number: int  # from 1, in its array
    array: int  # from 1, in the file
    header: Object
    value: Object
    fault: str = ""


def elements(handle: BinaryIO, key: str, most: int) -> Iterator[Element]:
    """Every element of every array that stands under `key`, at most `most` characters each."""
    source = _Source(handle)
    opening = re.compile(rf'(?<!\\)"{re.escape(key)}"\s*:\s*\[')
    array = 0
    while array < MOST_ARRAYS and source.find(opening):
        array += 1
        header = _header(source.before)
        for number, found in enumerate(_array(source, most), 1):
            fault, value = (found, {}) if isinstance(found, str) else ("", found)
            yield Element(number, array, header, value, fault)


class _Source:
    """A text that is read forward. `held[at:]` is what lies in hand, `before` the end of what was passed over by `find`."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._stream = TextIOWrapper(handle, encoding="utf-8-sig", errors="replace")
        self.held = ""
        self.at = 0
        self.before = ""

    def __del__(self) -> None:
        if not self._stream.closed:
            self._stream.detach()  # the file belongs to whoever opened it

    def more(self) -> bool:
        """Read on; twice as much each time, so that a long element costs no square of its length."""
        self.held = self.held[self.at :]
        self.at = 0
        part = self._stream.read(max(STEP, len(self.held)))
        self.held += part
        return bool(part)

    def find(self, pattern: re.Pattern[str], longest: int = 200) -> bool:
        """Go behind the next match; False at the end."""
        while True:
            found = pattern.search(self.held, self.at)
            to = found.start() if found else max(self.at, len(self.held) - longest)
            self.before = (self.before + self.held[max(self.at, to - HEADER) : to])[-HEADER:]
            self.at = found.end() if found else to
            if found or not self.more():
                return bool(found)

    def blank(self) -> str:
        """Pass over blanks and commas. The next character; empty at the end."""
        while True:
            found = BLANK.match(self.held, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.held) or not self.more():
                return self.held[self.at : self.at + 1]


def _array(source: _Source, most: int) -> Iterator[Object | str]:
    decoder, faults = json.JSONDecoder(), 0
    last: Object | str = ""
    while (mark := source.blank()) and mark != "]":
        found = _element(source, decoder, most)
        if found != TOO_DEEP or last != TOO_DEEP:  # what lies inside of such an element nests too deep as well
            yield found
        last = found
        if isinstance(found, str):
            faults += 1
            source.at += 1
            if faults > MOST_FAULTS or not source.find(NEXT):
                return
            source.at = source.held.rindex("{", 0, source.at)
    source.at += 1


def _element(source: _Source, decoder: json.JSONDecoder, most: int) -> Object | str:
    while True:
        try:
            value, end = decoder.raw_decode(source.held, source.at)
        except RecursionError:
            return TOO_DEEP
        except ValueError as error:
            at = getattr(error, "pos", 0)
            cut = str(error).startswith("Unterminated") or len(source.held) - at < LATE
            if len(source.held) - source.at > most:
                return "too large"
            if not cut or not source.more():
                return f"is no JSON ({str(error).partition(':')[0][:60]})"
            continue
        if end - source.at > most:
            return "too large"
        if end == len(source.held) and not isinstance(value, dict) and source.more():
            continue  # a number may go on
        source.at = end
        return value if isinstance(value, dict) else "is no object"


def _header(before: str) -> Object:
    """The keys of an object that stand before the array: the shortest end of the text that is an object when it is closed."""
    at = len(before)
    for _ in range(10):
        at = before.rfind("{", 0, at)
        if at < 0:
            break
        try:
            value = json.loads(before[at:].rstrip(" \t\r\n,") + "}")
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    return {}
