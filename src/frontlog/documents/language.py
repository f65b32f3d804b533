"""Which language a text is in, by its script and its commonest small words (languages.yml). Empty when neither tells."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from frontlog.reference.yamlfile import read

FILE = Path(__file__).with_name("languages.yml")
LOOKED_AT = 4000  # characters; more words do not change the answer
LEAST = 0.08  # share of a language's small words below which nothing is said (the least of 111 English reports has .16, a list of names .0)
WORD = re.compile(r"[^\W\d_]+")
OWN_LETTER = 50  # how many letters of the script one letter of the language alone outweighs


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = read(FILE)
    return found


def language(text: str) -> str:
    """ISO 639-1 code of the language most of the text is in, or "" where it cannot be told."""
    sample = text[:LOOKED_AT]
    letters = sum(c.isalpha() for c in sample)
    if not letters:
        return ""
    latin = sum("a" <= c.lower() <= "z" for c in sample)
    if latin < 0.4 * letters:
        return _by_script(sample, letters)
    words = Counter(word.lower() for word in WORD.findall(sample))
    total = sum(words.values())
    shares = {code: sum(words[word] for word in small.split()) / total for code, small in _table()["words"].items()}
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if total >= 4 and shares[best] >= LEAST else ""


def _by_script(sample: str, letters: int) -> str:
    most, code = 0, ""
    for name, span, own in _table()["scripts"]:
        count = len(re.findall(f"[{span}]", sample))
        weight = count + OWN_LETTER * sum(sample.count(c) for c in own)
        if count > 0.3 * letters and weight > most:
            most, code = weight, name
    return code
