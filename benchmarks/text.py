"""How well bytes become text: charsets, broken characters, languages, ends of sentences; and whether the time grows with the length only.

Run `python benchmarks/text.py [SHARED]`; prints Markdown. SHARED is the folder with `seeds` and `eval` (default: ../shared); without it
the rows about those texts are left out.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import yaml
from resiliparse.parse.encoding import detect_encoding

from frontlog.documents.charset import known
from frontlog.documents.text import clean, decode

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


def languages() -> dict[str, list[str]]:
    """Sentences by language."""
    found: dict[str, list[str]] = yaml.safe_load((SAMPLES / "languages.yml").read_text(encoding="utf-8"))
    return found


def samples() -> Iterator[tuple[str, str, bytes, str]]:
    """Charset, language, bytes and the exact text: short (one or two sentences) and long (twenty) ones."""
    draw = random.Random(SEED)
    table = languages()
    for language, charsets in CHARSETS.items():
        for charset in (*charsets, DAMAGED):
            for size in (1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 20, 20):
                text = " ".join(draw.choice(table[language]) for _ in range(size))
                if charset == DAMAGED and text.isascii():
                    continue  # one odd byte among ASCII: nobody can say what it was
                if charset == DAMAGED:
                    content = text.encode()
                    cut = draw.randrange(len(content) + 1)
                    yield charset, language, content[:cut] + b"\xff" + content[cut:], text
                else:
                    content = text.translate(OLD).encode(charset, "ignore")
                    if any(byte >= 0x80 for byte in content):
                        yield charset, language, content, content.decode(charset)


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
