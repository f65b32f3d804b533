"""What a sentence says beside the slots of its claim (cues.yml): that nothing of the kind happened, that somebody lives, that it held."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from frontlog.incidents.telling import Telling
from frontlog.reference.yamlfile import parse


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    data = parse((files("frontlog.incidents") / "disagreements" / "cues.yml").read_text(encoding="utf-8"))
    person = "|".join(data.pop("person"))
    for other in ("general", "hints"):
        data.pop(other)
    return {name: re.compile("|".join(f"(?:{form.replace('{person}', person)})" for form in forms)) for name, forms in data.items()}


@cache
def _spotters() -> Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """Of each cue the pieces of words of which every match holds one, and its pattern."""
    data = parse((files("frontlog.incidents") / "disagreements" / "cues.yml").read_text(encoding="utf-8"))
    return {cue: (tuple(data["hints"].get(cue, ("",))), pattern) for cue, pattern in _cues().items()}


@lru_cache(maxsize=1 << 14)
def _lower(quote: str) -> str:
    return " ".join(quote.lower().replace("’", "'").split())


def said(quote: str, cue: str) -> bool:
    """Whether a sentence holds a cue."""
    text = _lower(quote)
    hints, pattern = _spotters()[cue]
    for hint in hints:
        if hint in text:
            return _found(pattern, text)
    return False


@lru_cache(maxsize=1 << 15)
def _found(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(text))


def says(telling: Telling, cue: str) -> bool:
    """Whether the sentence of a telling holds a cue."""
    found: bool | None = telling.memo.get(cue)
    if found is None:
        telling.memo[cue] = found = said(telling.claim.evidence.quote, cue)
    return found
