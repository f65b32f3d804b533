"""Our own stock of furniture, reports and comments that made-up pages are drawn from (training/pages/stock_*.txt), by language and slot."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from training.notation import parse_file

HOME = Path(__file__).parent
STOCK = HOME / "pages"
Page = list[tuple[str, str]]  # code of the kind, line
NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?![\w])")


@dataclass(slots=True)
class Stock:
    """The lines of one language by slot ("N.menu"), its reports as lists of paragraphs, and its titles."""

    slots: dict[str, list[str]] = field(default_factory=dict)
    reports: list[list[str]] = field(default_factory=list)

    def draw(self, rng: random.Random, slot: str, count: int) -> list[str]:
        """That many different lines of a slot (fewer where it has fewer)."""
        held = self.slots.get(slot, [])
        return rng.sample(held, min(count, len(held)))


def split(words: str) -> list[str]:
    """The examples of one line of the stock."""
    return [part.strip() for part in words.split("¦") if part.strip()]


@cache
def stocks() -> dict[str, Stock]:
    """The stock of each language."""
    out: dict[str, Stock] = {}
    for path in sorted(STOCK.glob("stock_*.txt")):
        language = "en"
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("@ "):
                language = line[2:].strip()
            elif line and not line.startswith("#"):
                slot, _, words = line.partition("| ")
                stock = out.setdefault(language, Stock())
                if slot == "B.par":
                    stock.reports.append(split(words))
                else:
                    stock.slots.setdefault(slot, []).extend(split(words))
    out["en"].slots.setdefault("X.say", []).extend(talk())
    return out


def talk() -> list[str]:
    """The comments of training/comments.txt."""
    lines = (HOME / "comments.txt").read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def corpus() -> list[tuple[str, list[str]]]:
    """The reports of the corpus: title and sentences."""
    out = []
    for path in sorted((HOME / "corpus").glob("*.txt")):
        for report in parse_file(path):
            said = [" ".join(each.piece.text.split()) for each in report.sentences if each.kind == "body"]
            if said:
                out.append((report.title or "", said))
    return out


def paragraphs(rng: random.Random, sentences: Sequence[str]) -> list[str]:
    """Sentences as paragraphs of one to four."""
    most = rng.choice((1, 2, 2, 3, 4))
    out, i = [], 0
    while i < len(sentences):
        size = rng.randint(1, most)
        out.append(" ".join(sentences[i : i + size]))
        i += size
    return out


def numbered(rng: random.Random, words: str) -> str:
    """The same line with other days, years, hours and counts."""

    def other(found: re.Match[str]) -> str:
        value = found.group()
        if len(value) == 4:
            return str(rng.randint(2011, 2025)) if value[:2] in ("19", "20") else str(rng.randint(1000, 9999))
        if value.startswith("0"):
            return f"{rng.randint(1, 9):02}" if len(value) == 2 else value
        return str(rng.randint(1, 28 if len(value) < 3 and int(value) < 29 else 59 if len(value) < 3 else 999))

    return NUMBER.sub(other, words)
