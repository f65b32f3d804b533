"""Records of reading: what was read, documents with their parts, and what they share with each other."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from frontlog.model.basics import Origin, Piece, Record, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """One thing that was read: a file, a page, one line of a JSON-lines file. Its bytes lie in the log's archive under `sha256`."""

    table: ClassVar[str] = "items"
    id: str  # document id: hash of the bytes (and the part inside them)
    name: str  # as the user named it, relative, with / between folders
    part: int  # 0, or the place inside a file that holds several documents
    media_type: str  # text/plain, text/html, ...
    size: int  # bytes
    sha256: str
    url: str = ""  # the address that gave the bytes, behind all redirects; empty for a user's file
    asked: str = ""  # the address that was asked for, where a redirect led to another
    retrieved: datetime | None = None  # when it was fetched, UTC, as the archive of the web states it; None for a user's file
    status: int = 0  # of the HTTP answer; 0 for what came by no HTTP
    charset: str = ""  # that the server stated
    listed_title: str = ""  # what the list that named the address (a feed, a table) says about it
    listed_outlet: str = ""
    listed_published: str = ""  # in the list's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw(Record):
    """An item together with its bytes, on its way into the first stage. Never stored as a table."""

    table: ClassVar[str] = "raw"
    item: Item
    content: bytes
    headers: tuple[tuple[str, str], ...] = ()  # of the HTTP answer, for the archive

    @property
    def id(self) -> str:
        return self.item.id


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A publication date that the document offers. `role`: published, republished, updated, title, dateline, url, listed,
    file."""

    day: date
    role: str
    text: str  # the words it was read from
    start: int  # offsets in the clean text; -1 when it stood in markup or in the address
    end: int
    why: str = ""  # what was taken into account, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """One report as one outlet told it. `text` is the stored clean text that all offsets count."""

    table: ClassVar[str] = "documents"
    id: str
    name: str
    outlet: str  # whose voice it is; empty when unknown
    republished_by: str  # who reposted it, when the text says so
    url: str
    title: str
    author: str
    published: date | None
    published_role: str  # role of the chosen candidate, empty when there is none
    dates: tuple[DateCandidate, ...]
    language: str  # ISO 639-1, empty when unknown
    sha256_raw: str
    sha256_clean: str
    text: str
    origin: Origin
    retrieved: datetime | None = None  # when the page was fetched, UTC; None for a user's file
    part: int = 0  # the place inside a file that holds several documents
    dateline_place: Piece | None = None  # where it says that it was written; which town the words mean is not settled here


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    """A labelled block of the text; nothing is deleted. `kind`: title, byline, dateline, body, caption, plea, legal, navigation,
    comment, related. `reason` names the rule that decided."""

    table: ClassVar[str] = "segments"
    id: str
    span: Span
    kind: str
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Record):
    """A sentence of the title or body. `number` counts from 0 in the document, `paragraph` too; `kind` is title or body."""

    table: ClassVar[str] = "sentences"
    id: str
    span: Span
    number: int
    paragraph: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch(Record):
    """What is compared of a document instead of its text: its runs of five words as numbers, and who published it when.

    `grams` are the hashes of the runs of its clean body in order, four bytes each, little end first: a cache that can be made again from
    the text, never a proof of anything.
    """

    table: ClassVar[str] = "sketches"
    id: str  # document id
    name: str  # as the document has it, with its place where a file holds several
    address: str  # canonical: without scheme, www, tracking, fragment and AMP; empty for a user's file
    outlet: str
    republished_by: str
    agency: bool  # the outlet is a news agency, whose name many texts bear that have nothing else in common
    published: date | None
    retrieved: datetime | None
    sha256_clean: str
    sha256_body: str  # of the words of the body, case and punctuation aside; empty where there are none
    bodies: tuple[int, ...]  # start and end of each body segment in the clean text, in order
    runs: int  # how many runs `grams` holds
    grams: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSpan(Record):
    """Where a run of characters of the clean text stands in the archived bytes of its item. Runs of a document are in order and do not
    overlap; characters in none of them came from no bytes, or from those between the runs beside them (a line end). Where a format's
    bytes cannot be pointed at, `part` names the part of the file. Pages that were read in bulk have none stored: `frontlog explain` works
    them out from the archived bytes."""

    table: ClassVar[str] = "raw_spans"
    sort: ClassVar[tuple[str, ...]] = ("document", "start")
    document: str
    start: int  # characters of the clean text
    end: int
    raw_start: int  # bytes of the item; -1 where there are none to point at
    raw_end: int
    form: str = ""  # how the characters are written there (a charset, or json); empty: they stand for these bytes as a whole only
    part: str = ""  # "page 3", "word/document.xml paragraph 7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Record):
    """What a document shares with others. Documents of one `origin_group` are one voice; `copy_of` is its parent in the group's tree:
    the earlier document whose text stands behind it. The documents without one are originals."""

    table: ClassVar[str] = "copies"
    id: str  # document id
    origin_group: str
    copy_of: str  # empty for an original
    similarity: float  # share of its own 5-word runs that stand in `copy_of`
    basis: str  # same bytes, same text, same address, same name, stated origin, containment, through others, or empty
    version_of: str = ""  # the document that this one is the next version of: same address or file, other bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap(Record):
    """A document and an earlier one that share text. `kind`: same text (one voice) or partial reuse (a few sentences, two voices)."""

    table: ClassVar[str] = "shared_texts"  # "overlaps" is a word of SQL
    id: str
    document: str
    earlier: str
    kind: str
    containment: float  # share of the shorter one's 5-word runs that stand in the other, furniture aside
    run: int  # words of the longest passage that both have
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse(Record):
    """A passage of a document that stands in an earlier one too, word for word (spelling of quotes, case and spaces aside)."""

    table: ClassVar[str] = "reuses"
    id: str
    span: Span
    earlier: Span
    words: int
    kind: str  # same text or partial reuse, as in the overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation(Record):
    """Words that a document has otherwise than the earlier one that it copies.

    Where words were added or dropped, the span on the side that lacks them covers the words beside the gap, and its `before` or `after`
    is empty.
    """

    table: ClassVar[str] = "mutations"
    id: str
    kind: str  # number, verb, negation, certainty, date, name, spelling
    span: Span
    earlier: Span
    before: str  # the words in the earlier document
    after: str  # the words in this one
