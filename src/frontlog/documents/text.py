"""Bytes to clean text: which charset, which characters are mended, and where each character stands in the bytes."""

import codecs
import re
from dataclasses import dataclass, field
from threading import local

import numpy as np
import numpy.typing as npt

from frontlog.documents.charset import guess, known, plausible, wide
from frontlog.documents.extract import Note
from frontlog.documents.mojibake import broken, repair
from frontlog.documents.places import Placed, codepoints, nowhere, placed

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
BREAKS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")  # in this order: two characters of one line end first
LONE_BREAKS = BREAKS[2:]
WIDE_BREAKS = BREAKS[-2:]
NEXT_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")  # U+0080 to U+009F in UTF-8
SURROGATE = re.compile(r"[\ud800-\udfff]")
# Numbers that Latin-1 has no characters for stand for those of cp1252 wherever they are met: the web reads them so, too.
CURLY = {0x80 + i: c for i, c in enumerate(bytes(range(0x80, 0xA0)).decode("cp1252", "replace")) if c != "\ufffd" and i != 5}
BYTE_ORDER = tuple(mark for mark, _ in MARKS)
SHORT = 500  # characters up to which one question to the text is faster than a look at its bytes
LATIN = b"\xc2"  # U+0080 to U+00BF begin with it in UTF-8
LEAD = b"\xc3"  # in UTF-8 every character that text read wrongly begins with (Â to ô) is written with it
UNPLACED = nowhere("")
FAULT = "\udc00"  # stands for damaged bytes until the text is cleaned; no charset gives a lone surrogate

MENDED = Note("characters mended", "its text had been read in a wrong charset before it was saved; that was undone")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text, the charset it was read with, whether that charset had to be guessed, and whether broken characters were mended."""

    text: str
    charset: str
    guessed: bool
    source: Placed = field(repr=False, compare=False)
    mended: bool = False

    def notes(self, whose: str) -> tuple[Note, ...]:
        """What a reader of the record should know about it."""
        guessed = Note("charset guessed", f"{whose} charset was guessed as {self.charset}")
        return (*((guessed,) if self.guessed else ()), *((MENDED,) if self.mended else ()))


def decode(content: bytes, *declared: str, source: bool = False) -> Decoded:
    """Text of some bytes: byte-order mark, then strict UTF-8, then what was declared, best first, then a guess. Never raises.

    `source`: it is the source of a page, which is long, so only plain signs of an earlier wrong reading make it be looked at for those.

    UTF-8 comes before the declarations because text of another charset practically never happens to be valid UTF-8, and declarations
    often lie. One that gives words that no language has (letters of two scripts in each) is passed over.
    """
    for mark, charset in MARKS:
        if content.startswith(mark):
            return _made(content, charset, False, source, len(mark))
    charset = wide(content)
    if charset:
        return _made(content, charset, False, source)
    stated = [name for name in map(known, declared) if name]
    for charset in ("utf-8", *stated):
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        if charset == "utf-8" or plausible(text):
            return _made(content, charset, False, source)
    return _made(content, guess(content), True, source)


def decode_text(content: bytes, *declared: str) -> Decoded:
    """`decode` for the source of a page whose places are not asked for: plain UTF-8, as nearly all pages are, is read without them.

    `source` of what it gives then holds no places. All else is decoded as usual.
    """
    if not content.startswith(BYTE_ORDER) and not wide(content):
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return decode(content, *declared, source=True)
        if LEAD not in content or not broken(text):
            tidy = _tidy(content) and not any(sign in text for sign in WIDE_BREAKS)
            return Decoded(text if tidy else clean(text), "utf-8", False, UNPLACED)
    return decode(content, *declared, source=True)


def _made(content: bytes, charset: str, guessed: bool, source: bool, skip: int = 0) -> Decoded:
    found = _read(content[skip:] if skip else content, charset, skip)
    mended = found if source and not broken(found.text) else repair(found)
    tidy = cleaned(mended)
    return Decoded(tidy.text, charset, guessed, tidy, mended is not found)


_damage = local()


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _damage.lengths.append(error.end - error.start)
    return FAULT, error.end


codecs.register_error("frontlog.mark", _mark)


def _read(content: bytes, charset: str, skip: int) -> Placed:
    """The bytes as text with the place of each character. Damaged bytes are one lone surrogate each time."""
    _damage.lengths = []
    text = content.decode(charset, "frontlog.mark")
    if charset == "utf-8" and not _damage.lengths:  # the commonest case, done fast: bytes 10xxxxxx begin no character
        edges = np.flatnonzero((np.frombuffer(content + b"\0", np.uint8) & 0xC0) != 0x80) + skip  # the last is the end of the text
        return Placed(text, edges[:-1], edges[1:], charset)
    found = placed(text, charset, skip, _damage.lengths, FAULT)
    if len(found) and int(found.last[-1]) != skip + len(content):  # a charset that shifts state: no place is better than a wrong one
        return Placed(text, np.full(len(text), -1), np.full(len(text), -1), charset)
    return found


def clean(text: str) -> str:
    """Every line end as one newline, numbers of cp1252 as its characters, other control characters as spaces, lone surrogates as
    U+FFFD; all other characters stay, those that turn the direction of writing among them."""
    for sign in BREAKS if "\r" in text else LONE_BREAKS:  # to look for two characters takes a hundred times as long as for one
        if sign in text:
            text = text.replace(sign, "\n")
    return SURROGATE.sub("\ufffd", CONTROL.sub(_visible, text)) if _odd(text) else text


def _tidy(written: bytes) -> bool:
    """Whether UTF-8 holds nothing that `clean` would change but for the wide line ends: a look at the bytes that are there anyway."""
    if _controls(np.frombuffer(written, np.uint8)) or b"\x7f" in written:
        return False
    at = written.find(LATIN)  # an expression that begins with it takes ten times as long
    while at >= 0:
        if written[at + 1] < 0xA0:
            return False
        at = written.find(LATIN, at + 1)
    return True


def _controls(units: npt.NDArray[np.uint8]) -> bool:
    """Whether there are numbers of control characters below 32 but U+0009 and U+000A, by two minima: of the numbers themselves, and of
    the numbers turned so that 11 to 31 come first."""
    return bool(len(units)) and bool(units.min() < 0x09 or (units - np.uint8(0x0B)).min() < 0x15)


def _odd(text: str) -> bool:
    """Whether there may be a control character or a lone surrogate: one look at the bytes, ten times as fast as expressions."""
    if len(text) < SHORT and (not text or text.isprintable()):  # a title, a name
        return False
    try:
        written, wide = text.encode("latin-1"), False
    except UnicodeEncodeError:
        written, wide = text.encode("utf-8", "surrogatepass"), True
    units = np.frombuffer(written, np.uint8)
    if _controls(units) or b"\x7f" in written:  # U+000B to U+000D are no longer there
        return True
    if wide:
        return b"\xed" in written or NEXT_CONTROL.search(written) is not None
    return not text.isascii() and bool(((units >= 0x80) & (units < 0xA0)).any())


def _visible(found: re.Match[str]) -> str:
    return CURLY.get(ord(found.group()), " ")


def cleaned(source: Placed) -> Placed:
    """`clean` on a text that knows its places."""
    text = clean(source.text)
    if len(text) == len(source):
        return Placed(text, source.first, source.last, source.form)
    keep = np.ones(len(source), bool)
    codes = codepoints(source.text)
    pairs = np.flatnonzero((codes[:-1] == 0x0D) & (codes[1:] == 0x0A))
    keep[pairs] = False
    first = source.first.copy()
    first[pairs + 1] = first[pairs]  # the newline stands for both
    return Placed(text, first[keep], source.last[keep], source.form)
