"""Regular expressions that are made when they are first tried, the long ones out of the user's cache.

For tables of many long expressions, of which a text meets few: to compile them all was a sixth of a cold start.
"""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from frontlog.reference import ready

LONG = 300  # characters: a millisecond of compiling; to read a file takes a tenth of one


class Expression:
    """An expression with the methods of a compiled one that tables use. One that cannot be read raises `re.error` at its first use."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, int(flags)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        held = kept(self.pattern, self.flags) if len(self.pattern) > LONG else None
        return held or re.compile(self.pattern, self.flags)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.compiled.split


def kept(pattern: str, flags: int) -> re.Pattern[str] | None:
    """What `re.compile` gives, equal in every instruction: these lie in the cache, by the version of Python that wrote them.

    None where they are not what this Python takes.
    """
    try:
        # none of the three is public: they may be otherwise in another Python
        import _sre  # type: ignore[import-not-found]
        from re import _compiler, _parser  # type: ignore[attr-defined]

        def made() -> ready.Arrays:
            parsed = _parser.parse(pattern, flags)
            named, places = parsed.state.groupdict, [None] * parsed.state.groups
            for name, place in named.items():
                places[place] = name
            said = json.dumps([flags | parsed.state.flags, parsed.state.groups - 1, named, places]).encode()
            return {"code": np.array(_compiler._code(parsed, flags), np.uint32), "said": np.frombuffer(said, np.uint8)}

        found = ready.arrays("expression", ready.key(sys.version, str(flags), pattern), made)
        held, groups, named, places = json.loads(found["said"].tobytes())
        compiled: re.Pattern[str] = _sre.compile(pattern, held, found["code"].tolist(), groups, named, tuple(places))
        return compiled
    except (ImportError, AttributeError, KeyError, OverflowError, TypeError, ValueError, RuntimeError) as error:
        logging.getLogger(__name__).debug("An expression is compiled (%s)", error)
        return None
