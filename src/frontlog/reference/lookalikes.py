"""Names that are not what they look like: letters of another script among Latin ones, addresses in punycode, signs that nobody sees."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urlsplit

from frontlog.reference.outlets import load_outlets

# Letters that look like a Latin one in common fonts: Cyrillic, Greek, Armenian, and Latin letters of other alphabets.
_LOOKS = {
    "a": "аαɑ", "b": "вьβƅ", "c": "сϲ", "d": "ԁɗ", "e": "еёҽє", "f": "ғϝ", "g": "ɡցԍ", "h": "һнհ", "i": "іιıɩ", "j": "јϳ", "k": "кκ",
    "l": "ӏ|", "m": "м", "n": "пηո", "o": "оοօσ0", "p": "рρ", "q": "ԛզ", "r": "г", "s": "ѕꜱ", "t": "тτ", "u": "υսμ", "v": "ѵν", "w": "ԝѡ",
    "x": "хχ", "y": "уүγ", "z": "ᴢζ",
}  # fmt: skip
_LATIN = str.maketrans({look: letter for letter, looks in _LOOKS.items() for look in looks})
_WORD = re.compile(r"[^\W\d_]+")
_JOINING = {"\u200c", "\u200d"}  # in Persian, Indic scripts and emoji they belong to the spelling
FOREIGN = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")


def unseen(text: str) -> list[int]:
    """Where characters stand that nobody sees or that turn the direction of others. Those that join letters in their own scripts do not
    count there."""
    if (
        text.replace("\n", "").isprintable() or "".join(text.split()).isprintable()
    ):  # whatever hides is not, and hardly any text holds such signs
        return []
    return [at for at, one in enumerate(text) if _hides(one) and not (one in _JOINING and _joins(text, at))]


def visible(text: str) -> str:
    """The text on one line for people to read, such characters shown by their numbers. Never for what offsets count."""
    one_line = " ".join(text.split())
    found = set(unseen(one_line))
    return "".join(f"[U+{ord(c):04X}]" if at in found else c for at, c in enumerate(one_line)) if found else one_line


def said_of(text: str) -> str:
    """A word on a text that holds such characters; empty for one that holds none."""
    found = unseen(text)
    if not found:
        return ""
    kinds = ", ".join(sorted({f"U+{ord(text[at]):04X}" for at in found})[:5])
    return f"{len(found):,} character{'s' * (len(found) > 1)} that nobody sees or that turn others ({kinds})"


@lru_cache(1 << 12)
def skeleton(name: str) -> str:
    """What a name looks like: two names with one skeleton can be mistaken for each other."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", plain(name)) if not _hides(c)).casefold().translate(_LATIN)
    bare = "".join(c for c in unicodedata.normalize("NFD", seen) if not unicodedata.combining(c))
    return " ".join(bare.translate(_LATIN).split())


def plain(name: str) -> str:
    """A name with the parts of it that are written in punycode as they would be shown."""
    if "xn--" not in name.lower():
        return name
    parts = re.split(r"([./])", name)
    return "".join(_decoded(part) if part.lower().startswith("xn--") else part for part in parts)


def warning(name: str, others: Iterable[str] = ()) -> str:
    """What about the name of an outlet, or about its address, should make a reader look twice; empty where there is nothing. `others` are
    further names that it could be mistaken for."""
    found = []
    if hidden := said_of(name):
        found.append(f"it holds {hidden}")
    shown = plain(name)
    if shown != name:
        found.append(f"its address is written in punycode and reads '{visible(shown)}'")
    if mixed := sorted({word for word in _WORD.findall(shown) if _mixed(word)}):
        found.append(f"'{visible(mixed[0])}' has letters of two scripts")
    if double := _double(shown, others):
        found.append(f"it looks like '{visible(double)}' and is spelled otherwise")
    return "; ".join(found)


def warning_of_address(url: str) -> str:
    """The same of an address: of its host."""
    return _of_host("/".join(url.split("/", 3)[:3]))


@lru_cache(1 << 12)  # hundreds of reports share a host
def _of_host(start: str) -> str:
    try:
        return warning(urlsplit(start).netloc)
    except ValueError:  # brackets without an IPv6 address, letters that turn into a slash: reports may say anything
        return "it cannot be read as one"


def _double(name: str, others: Iterable[str]) -> str:
    """Another outlet whose name, or whose address, this one is made to look like."""
    looks, spelled = skeleton(name), _spelled(name)
    known = {**_known(), **{skeleton(other): other for other in others if other}}
    other = known.get(looks, "")
    return other if other and _spelled(other) != spelled else ""


def _spelled(name: str) -> str:
    """A name without what is no matter of its letters' scripts: case, accents, space."""
    decomposed = unicodedata.normalize("NFD", plain(name).casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@cache
def _known() -> dict[str, str]:
    return {skeleton(name): name for row in load_outlets().rows for name in (*row.domains, *row.names, row.name)}


def _mixed(word: str) -> bool:
    scripts = {_script(c) for c in word} - {""}
    return "LATIN" in scripts and len(scripts) > 1


@cache
def _script(character: str) -> str:
    name = unicodedata.name(character, "").partition(" ")[0]
    return name if name == "LATIN" or name in FOREIGN else ""


def _hides(one: str) -> bool:
    return unicodedata.category(one) in ("Cf", "Cc", "Co", "Cs") and one not in "\n\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85"


def _joins(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(not one.isascii() and _script(one) == "" for one in around)


def _decoded(part: str) -> str:
    try:
        return part[4:].encode("ascii").decode("punycode") or part
    except (UnicodeError, ValueError, OverflowError):
        return part
