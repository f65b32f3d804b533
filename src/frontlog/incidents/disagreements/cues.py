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
def _hints() -> Mapping[str, tuple[str, ...]]:
    data = parse((files("frontlog.incidents") / "disagreements" / "cues.yml").read_text(encoding="utf-8"))
    return {cue: tuple(data["hints"].get(cue, ("",))) for cue in _cues()}


@lru_cache(maxsize=1 << 12)
def _lower(quote: str) -> str:
    return " ".join(quote.lower().replace("’", "'").split())


@lru_cache(maxsize=1 << 15)
def said(quote: str, cue: str) -> bool:
    """Whether a sentence holds a cue."""
    text = _lower(quote)
    for hint in _hints()[cue]:
        if hint in text:
            return bool(_cues()[cue].search(text))
    return False


def says(telling: Telling, cue: str) -> bool:
    """Whether the sentence of a telling holds a cue."""
    found: bool | None = telling.memo.get(cue)
    if found is None:
        telling.memo[cue] = found = said(telling.claim.evidence.quote, cue)
    return found
