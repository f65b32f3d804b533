"""How well bytes become text: charsets, broken characters, languages, ends of sentences; and whether the time grows with the length only.

Run `python benchmarks/text.py [SHARED]`; prints Markdown. SHARED is the folder with `seeds` and `eval` (default: ../shared); without it
the rows about those texts are left out.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from resiliparse.parse.encoding import detect_encoding

from frontlog.documents.charset import known
from frontlog.documents.language import language
from frontlog.documents.read import read
from frontlog.documents.sentences import sentences
from frontlog.documents.text import clean, decode
from frontlog.model import Item, Raw

SAMPLES = Path(__file__).parent / "samples"
SEED = 11
CHARSETS = {
    "en": ("cp1252",),
    "fr": ("cp1252", "iso-8859-15"),
    "de": ("cp1252", "iso-8859-15"),
    "es": ("cp1252",),
    "pl": ("cp1250", "iso-8859-2"),
    "tr": ("cp1254", "iso-8859-9"),
    "ru": ("cp1251", "koi8-r", "iso-8859-5"),
    "uk": ("cp1251",),
    "ar": ("cp1256", "iso-8859-6"),
    "fa": ("cp1256",),
    "he": ("cp1255",),
    "el": ("cp1253", "iso-8859-7"),
}
OLD = str.maketrans("یک", "يك")  # how Persian was written in charsets that lack its own letters
DAMAGED = "utf-8, damaged"


def languages() -> dict[str, list[Any]]:
    """Sentences by language; those under `mixed` with the language of their frame."""
    found: dict[str, list[Any]] = yaml.safe_load((SAMPLES / "languages.yml").read_text(encoding="utf-8"))
    return found


def samples() -> Iterator[tuple[str, str, bytes, str]]:
    """Charset, language, bytes and the exact text: short (one or two sentences) and long (twenty) ones."""
    draw = random.Random(SEED)
    table = languages()
    for code, charsets in CHARSETS.items():
        for charset in (*charsets, DAMAGED):
            for size in (1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 20, 20):
                text = " ".join(draw.choice(table[code]) for _ in range(size))
                if charset == DAMAGED and text.isascii():
                    continue  # one odd byte among ASCII: nobody can say what it was
                if charset == DAMAGED:
                    content = text.encode()
                    cut = draw.randrange(len(content) + 1)
                    yield charset, code, content[:cut] + b"\xff" + content[cut:], text
                else:
                    content = text.translate(OLD).encode(charset, "ignore")
                    if any(byte >= 0x80 for byte in content):
                        yield charset, code, content, content.decode(charset)


def ours(content: bytes) -> str:
    return decode(content).text


def resiliparse(content: bytes) -> str:
    return clean(content.decode(known(str(detect_encoding(content))) or "cp1252", "replace"))


def same(charset: str, text: str, got: str) -> bool:
    """Whether the exact text came out; of a damaged one, all but the two characters that the damage touched."""
    if charset != DAMAGED:
        return got == text
    at = got.find("\ufffd")
    return at >= 0 and got[: max(0, at)] == text[: max(0, at)] and got[-max(1, len(got) - at - 4) :] == text[-max(1, len(got) - at - 4) :]


def charsets() -> Iterator[str]:
    """Share of samples from which the exact text came out, by charset."""
    counts: dict[str, list[int]] = {}
    for charset, _, content, text in samples():
        for name in (charset, "all"):
            row = counts.setdefault(name, [0, 0, 0])
            row[0] += 1
            row[1] += same(charset, text, ours(content))
            row[2] += same(charset, text, resiliparse(content))
    yield "\n## Charsets that nobody declared\n\n| charset | samples | ours | resiliparse alone |\n|---|---|---|---|"
    for name, (count, one, two) in sorted(counts.items()):
        yield f"| {name} | {count} | {one / count:.3f} | {two / count:.3f} |"


def mending(shared: Path) -> Iterator[str]:
    """Sentences saved after a wrong reading: how many come back whole, and whether sound ones stay as they are."""
    tried = back = touched = sound = 0
    for code, rows in languages().items():
        if code in ("mixed", "names"):
            continue
        for sentence in rows:
            sound += 1
            touched += decode(sentence.encode()).mended
            for wrong in ("latin-1", "cp1252"):
                try:
                    broken = sentence.encode().decode(wrong)
                except UnicodeDecodeError:
                    continue
                if broken != sentence:
                    tried += 1
                    back += decode(broken.encode()).text == sentence
    files = [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "eval" / "texts").glob("*"))]
    changed = sum(decode(path.read_bytes()).text != clean(path.read_bytes().decode()) for path in files)
    yield "\n## Broken characters\n"
    yield f"{back} of {tried} sentences mended whole; {touched} of {sound} sound ones changed."
    yield f"{changed} of {len(files)} shared reports changed."


def tongues(shared: Path) -> Iterator[str]:
    """Language of whole sentences, of their first five words, of mixed ones, of names; and of the shared reports (all English)."""
    table = languages()
    plain = [(code, s) for code, rows in table.items() if code not in ("mixed", "names") for s in rows]
    sets = {
        "sentences": plain,
        "their first five words": [(code, " ".join(s.split()[:5])) for code, s in plain],
        "mixed": [(code, s) for code, s in table["mixed"]],
        "names only (right: none)": [("", s) for s in table["names"]],
        "shared reports": [("en", path.read_text(encoding="utf-8")) for path in sorted((shared / "eval" / "texts").glob("*"))],
    }
    yield "\n## Languages\n\n| texts | number | right | unknown | wrong |\n|---|---|---|---|---|"
    for name, rows in sets.items():
        got = [(code, language(text)) for code, text in rows]
        right, unknown = sum(a == b for a, b in got), sum(b == "" != a for a, b in got)
        yield f"| {name} | {len(rows)} | {right} | {unknown} | {len(rows) - right - unknown} |"


def ends() -> Iterator[str]:
    """Boundaries of sentences, by precision, recall and F1. Each line is a paragraph, but where lines are broken at a width."""
    yield "\n## Ends of sentences\n\n| set | cases | precision | recall | F1 |\n|---|---|---|---|---|"
    for file in ("sentences.yml", "sentences_second.yml"):
        table = yaml.safe_load((SAMPLES / file).read_text(encoding="utf-8"))
        total = [0, 0, 0, 0]
        for name, cases in table.items():
            found = [boundaries(case, name == "wrapped") for case in cases]
            row = [sum(one[i] for one in found) for i in range(3)]
            total = [len(cases) + total[0], *(a + b for a, b in zip(total[1:], row, strict=True))]
        yield score(file, *total)


def score(name: str, cases: int, both: int, more: int, less: int) -> str:
    return f"| {name} | {cases} | {both / (both + more):.3f} | {both / (both + less):.3f} | {2 * both / (2 * both + more + less):.3f} |"


def boundaries(case: str, wrapped: bool) -> tuple[int, int, int]:
    """Ends of one case: found and right, found only, right only. They are counted in characters that are no white space."""
    parts = case.replace("\u23ce", "\n").split("|")
    text = "".join(parts)
    want = {solid("".join(parts[:n])) for n in range(1, len(parts))}
    got = set()
    for piece in re.finditer(r"[\s\S]+" if wrapped else r".+", text):
        got |= {solid(text[: part.end]) for part in sentences(text, piece.start(), piece.end())} | {solid(text[: piece.end()])}
    got.discard(solid(text))
    return len(want & got), len(got - want), len(want - got)


def solid(text: str) -> int:
    return len("".join(text.split()))


HOSTILE: dict[str, Callable[[int], str]] = {
    "one line of words": lambda n: "word " * (n // 5),
    "one line of capitals": lambda n: "A. " * (n // 3),
    "full stops": lambda n: "." * n,
    "question marks": lambda n: "? " * (n // 2),  # found by the fuzzer
    "quotes": lambda n: '"' * n,
    "open brackets": lambda n: "[(" * (n // 2),
    "numbers": lambda n: "1.1 " * (n // 4),
    "spaces": lambda n: "a" + " " * n + "b",
    "names": lambda n: "Al-Abc " * (n // 7),
    "dates": lambda n: "3 May 2022, " * (n // 12),
    "underscores": lambda n: "_*" * (n // 2),
    "addresses": lambda n: "http://a.b/" * (n // 11),
    "lines": lambda n: "By Jane Roe\n" * (n // 12),
    "sentences": lambda n: "Gen. Roe left. " * (n // 15),
}


def growth() -> Iterator[str]:
    """Time for twice the length, as a ratio, through the whole reading of a text: about 2 where it grows with the length."""
    yield "\n## Growth of time on hostile lines\n\n| text | seconds for 20,000 characters | 40,000 / 20,000 |\n|---|---|---|"
    for name, make in HOSTILE.items():
        one, two = (min(_timed(make(size)) for _ in range(2)) for size in (20_000, 40_000))
        yield f"| {name} | {one:.3f} | {two / one:.1f} |"


def _timed(text: str) -> float:
    item = Item(id="d-0", name="a.txt", part=0, media_type="text/plain", size=len(text), sha256="0")
    begun = time.process_time()
    list(read([Raw(item=item, content=text.encode())]))
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    begun = time.process_time()
    language("one two three")
    print(f"# From bytes to text\n\nThe first question for a language takes {time.process_time() - begun:.2f} s.")
    for part in (charsets(), mending(shared), tongues(shared), ends(), growth()):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()
