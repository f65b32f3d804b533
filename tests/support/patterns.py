"""Every regular expression of the package, and strings made to hurt each of them: what it repeats, repeated, and then no match."""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre
from re import _parser as parser
from typing import Any, NamedTuple, TypeGuard

import frontlog
from frontlog.reference.expressions import Expression

SOURCE = Path(frontlog.__file__).parent
LONGEST = 120  # characters of a sample: a pattern of thousands of words is pumped at its repeats all the same
WORDS = ("A", "Ab", "AB", "a", "1", "Ab cd", "ab-Cd", "")
SIGNS = ("-", " ", ", ", ".", "/", "'", "--", " - ", ":", "\n", "(", "’", ";", "  ", "“")
GENERIC = tuple(word + sign for word in WORDS for sign in SIGNS)
FUNCTIONS = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


@dataclass(frozen=True)
class Found:
    """A pattern with the module that has it."""

    module: str
    pattern: re.Pattern[Any]


def every() -> list[Found]:
    """The patterns of all modules, each once: compiled at import, written in a call, or made while everything is done that can be."""
    found: dict[tuple[Any, int], Found] = {}
    for row in recorded():
        pattern = row.pattern.encode("latin-1") if row.bytes else row.pattern
        compiled = re.compile(pattern, row.flags & ~re.DEBUG)
        found.setdefault((compiled.pattern, compiled.flags), Found(_module(row.file), compiled))
    for info in pkgutil.walk_packages(frontlog.__path__, "frontlog."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            for pattern in (*_held(vars(module), 3), *_written(module)):
                found.setdefault((pattern.pattern, pattern.flags), Found(info.name, pattern))
    return sorted(found.values(), key=lambda f: (f.module, str(f.pattern.pattern)))


class Row(NamedTuple):
    """A pattern as record_patterns.py saw it made."""

    file: str
    line: int
    pattern: str
    bytes: bool
    flags: int


@cache
def recorded() -> tuple[Row, ...]:
    """What a process compiled that loaded all modules and did everything."""
    program = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("record_patterns.py"))]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return tuple(Row(**json.loads(line)) for line in done.stdout.splitlines())


def _module(file: str) -> str:
    return ".".join(("frontlog", *Path(file).relative_to(SOURCE).with_suffix("").parts))


def unseen() -> list[str]:
    """Calls of `re` in the package whose pattern is written nowhere and was never seen made: nobody has checked it."""
    seen: dict[str, set[int]] = {}
    for row in recorded():
        seen.setdefault(row.file, set()).add(row.line)
    out = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _asks(node) and not isinstance(node.args[0], ast.Constant):
                lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                if not seen.get(str(path), set()).intersection(lines):
                    out.append(f"{path.relative_to(SOURCE)}:{node.lineno} {ast.unparse(node)[:80]}")
    return out


def other_ways() -> list[str]:
    """Modules that come to expressions by another way than `re.NAME(...)`, which the two checks above would not see."""
    out = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if isinstance(node, ast.Import) and any(a.name == "re" and a.asname for a in node.names):
                out.append(f"{path.name}: re under another name")
            if isinstance(node, ast.ImportFrom) and node.module == "re" and set(names) & {*FUNCTIONS, "Pattern"}:
                out.append(f"{path.name}: from re import {', '.join(names)}")
            if "regex" in names or "re2" in names:
                out.append(f"{path.name}: another library of expressions")
    return out


def _asks(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node is `re.NAME(pattern, ...)`, or an expression that is compiled when it is first tried."""
    called = node.func if isinstance(node, ast.Call) and node.args else None
    if isinstance(called, ast.Name):
        return called.id == "Expression"
    return isinstance(called, ast.Attribute) and called.attr in FUNCTIONS and isinstance(called.value, ast.Name) and called.value.id == "re"


def _held(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    """Patterns in a value, in containers and in instances of our own classes."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Expression):
        yield re.compile(value.pattern, value.flags)
    elif depth and isinstance(value, dict):
        for each in list(value.values()):
            yield from _held(each, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset) and len(value) < 500:
        for each in value:
            yield from _held(each, depth - 1)
    elif depth and type(value).__module__.startswith("frontlog."):
        for name in (*getattr(type(value), "__slots__", ()), *getattr(value, "__dict__", ())):
            yield from _held(getattr(value, name, None), depth - 1)


def _written(module: Any) -> Iterator[re.Pattern[Any]]:
    """Patterns that stand as literals in calls of `re`."""
    path = Path(module.__file__)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        first = node.args[0] if _asks(node) else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes):
            yield re.compile(first.value)


def pumps(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """For each repeat without an end in the pattern: what leads to it, and what it repeats."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found: dict[tuple[str, str], None] = {}
    _walk(parser.parse(text, pattern.flags & ~re.DEBUG), "", found)
    return list(found)


def _walk(tree: Any, before: str, found: dict[tuple[str, str], None]) -> str:
    """Gather the pumps of a sequence. Returns what it matches, behind what stands before it."""
    for code, value in tree:
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT) or code is getattr(sre, "POSSESSIVE_REPEAT", None):
            low, high, body = value
            inner = _sample(body) or "a"
            if high is sre.MAXREPEAT or high > 20:
                found[(before[-LONGEST:], inner[:LONGEST])] = None
            _walk(body, before, found)
            before += inner * max(low, 1 if len(inner) < 20 else low)
        elif code is sre.SUBPATTERN:
            before = _walk(value[3], before, found)
        elif code is sre.BRANCH:
            firsts = [_walk(branch, before, found) for branch in value[1][:40]]
            before = firsts[0] if firsts else before
        elif code in (sre.ASSERT, sre.ASSERT_NOT):
            _walk(value[1], before, found)
        elif code is getattr(sre, "ATOMIC_GROUP", None):
            before = _walk(value, before, found)
        else:
            before += _sample([(code, value)])
    return before


def _sample(tree: Any) -> str:
    """Something that a sequence matches, near enough."""
    out = ""
    for code, value in tree:
        if code is sre.LITERAL:
            out += chr(value)
        elif code is sre.NOT_LITERAL:
            out += "a" if value != ord("a") else "b"
        elif code is sre.ANY:
            out += "a"
        elif code is sre.IN:
            out += _member(value)
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT) or code is getattr(sre, "POSSESSIVE_REPEAT", None):
            out += _sample(value[2]) * min(max(value[0], 1), 20)
        elif code is sre.SUBPATTERN:
            out += _sample(value[3])
        elif code is sre.BRANCH:
            out += _sample(value[1][0])
        elif code is getattr(sre, "ATOMIC_GROUP", None):
            out += _sample(value)
    return out


CATEGORIES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def _member(members: Any) -> str:
    """A character of a set."""
    if members and members[0][0] is sre.NEGATE:
        inside = re.compile(f"[{''.join(map(re.escape, (_member([m]) for m in members[1:])))}]" if len(members) > 1 else "(?!)")
        return next((one for one in "a 1-xA\n" if not inside.match(one)), "\u00e9")
    code, value = members[0]
    if code is sre.LITERAL:
        return chr(value)
    if code is sre.RANGE:
        return chr(value[0])
    return CATEGORIES.get(value, "a")


def cost(pattern: re.Pattern[Any], text: str) -> float:
    """Seconds of processor time that a search takes."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    begun = time.process_time()
    pattern.search(given)
    return time.process_time() - begun


def growth(pattern: re.Pattern[Any], before: str, body: str, end: str) -> float:
    """Time for a text over time for one of half its length, at the first length where a search takes more than a few milliseconds; 0 where
    none does. Two is a line, four a square, eight a cube; where it grows without bounds the next length, near enough, is never tried."""
    for size in (24, 40, 60, 90, 140, 200):
        long = before + (body * size)[:size] + end
        if cost(pattern, long) > 0.005:
            half = before + (body * size)[: size // 2] + end
            return min(cost(pattern, long) for _ in range(2)) / max(1e-5, min(cost(pattern, half) for _ in range(3)))
    return 0.0
