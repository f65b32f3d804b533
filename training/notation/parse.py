"""Files of the corpus: several reports, each with a head, a cast, and sentences with their claims beneath them."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from training.notation.brackets import ANONYMOUS, LABEL, read
from training.notation.claims import Scene, claim
from training.notation.records import KINDS, SEGMENTS, Entity, Mention, NotationError, Piece, Report, Sentence

HEAD = ("outlet", "published", "voice", "war")
BUILT_IN = (
    Entity("civ", "actor", "civilians", "civilians"),
    Entity("unk", "actor", "unidentified-attackers", "unidentified attackers"),
)


@dataclass(slots=True)
class Block:
    """The lines of one report before they are understood."""

    id: str
    line: int
    head: dict[str, str] = field(default_factory=dict)
    cast: dict[str, Entity] = field(default_factory=lambda: {entity.label: entity for entity in BUILT_IN})
    body: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Builder:
    """The report's text as it grows."""

    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[tuple[int, str, int]] = field(default_factory=list)  # line, words, sentence
    paragraph: int = 0
    gap: bool = False


def cast_line(words: str, line: int) -> Entity:
    """`@a LABEL ID Name`, `@h LABEL ID Name`, `@p LABEL Name [LAT LON]`."""
    match = re.fullmatch(r"@([ahp])\s+(\S+)\s+(.+)", words)
    if not match:
        raise NotationError(
            line, f"'{words}' is no line of the cast.", "Write '@a label id Name', '@h label id Name' or '@p label Name lat lon'."
        )
    kind, label, rest = KINDS[match[1]], match[2], match[3].strip()
    if not LABEL.fullmatch(label) or ANONYMOUS.fullmatch(label):
        raise NotationError(
            line, f"'{label}' cannot be a label of the cast.", "Two or more lower-case letters; 'p1' and the like mean 'only here'."
        )
    if kind == "place":
        point = re.fullmatch(r"(.+?)\s+(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)", rest)
        lat, lon = (float(point[2]), float(point[3])) if point else (None, None)
        if lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180):
            raise NotationError(line, f"{lat}, {lon} is no point on earth.", "Latitude first, then longitude.")
        return Entity(label, kind, "", point[1] if point else rest, lat, lon, line)
    identity, _, name = rest.partition(" ")
    if not name.strip() or not re.fullmatch(r"[a-z0-9-]+", identity):
        raise NotationError(line, f"'{words}' lacks an id or a name.", "Write '@a label id Name', the id in lower case with '-'.")
    return Entity(label, kind, identity, name.strip(), line=line)


def blocks(text: str) -> list[Block]:
    """The reports of a file."""
    found: list[Block] = []
    for line, raw in enumerate(text.splitlines(), start=1):
        words = raw.strip()
        if words.startswith("==="):
            name = words.strip("= ")
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
                raise NotationError(line, f"'{name}' is no name of a report.", "Lower-case letters, digits and '-': '=== mali-03'.")
            found.append(Block(name, line))
        elif not words.startswith("#"):
            if found:
                head_or_body(found[-1], words, line)
            elif words:
                raise NotationError(line, "words before the first report.", "Begin each report with '=== its-name'.")
    return found


def head_or_body(block: Block, words: str, line: int) -> None:
    """Heads end where the body's first line stands; the cast may be added to anywhere."""
    if words.startswith("@"):
        entity = cast_line(words, line)
        if entity.label in block.cast and block.cast[entity.label].line:
            raise NotationError(line, f"'{entity.label}' is in the cast already (line {block.cast[entity.label].line}).")
        block.cast[entity.label] = entity
        return
    match = re.fullmatch(r"([a-z]+):\s*(.*)", words)
    if match and match[1] in HEAD and not any(text for _, text in block.body):
        block.head[match[1]] = match[2]
        return
    block.body.append((line, words))


def add_line(build: Builder, words: str, line: int, cast: dict[str, Entity]) -> None:
    """One line of the body: a claim, a blank, or words of the report."""
    if not words:
        build.gap = True
        return
    if words.startswith("- "):
        if not build.sentences or build.sentences[-1].kind not in ("title", "body"):
            raise NotationError(line, "a claim stands under no sentence of title or body.", "Claims follow their sentence at once.")
        build.claims.append((line, words[2:].strip(), build.sentences[-1].number))
        return
    kind = "body"
    if words.startswith("= "):
        kind, words = "title", words[2:].strip()
    elif words.startswith("%"):
        kind, _, words = words[1:].partition(" ")
        if kind not in SEGMENTS or not words:
            raise NotationError(line, f"'%{kind}' is no segment with words.", f"One of: {', '.join('%' + name for name in SEGMENTS)}.")
    add_sentence(build, words, kind, line, cast)


def add_sentence(build: Builder, words: str, kind: str, line: int, cast: dict[str, Entity]) -> None:
    """Words of the report, joined to what stands before: a space inside a paragraph, a new line after other segments."""
    if build.sentences:
        plain = kind == "body" and build.sentences[-1].kind in ("body", "dateline")
        build.text += "\n\n" if build.gap else " " if plain else "\n"
        build.paragraph += build.gap or not plain
    build.gap = False
    number, start = len(build.sentences), len(build.text)
    clean, mentions = read(words, start, number, cast, line)
    build.text += clean
    build.mentions += mentions
    build.sentences.append(Sentence(number, Piece(clean, start, start + len(clean)), kind, build.paragraph, line))


def published_day(block: Block) -> date | None:
    """The publication date of the head; empty or 'none' for a report without one."""
    word = block.head.get("published", "")
    if word in ("", "none"):
        return None
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise NotationError(block.line, f"published: '{word}' is no date.", "Write 2017-10-08, or none.") from error


def body(block: Block) -> tuple[Builder, list[NotationError]]:
    """The words and mentions of a report. Every line that cannot be read gives its error, so that a writer sees all at once."""
    build = Builder()
    errors: list[NotationError] = []
    for line, words in block.body:
        try:
            add_line(build, words, line, block.cast)
        except NotationError as error:
            errors.append(error)
    return build, errors


def report(block: Block) -> tuple[Report | None, list[NotationError]]:
    """One block understood: first all words and mentions, then the claims, which may point to other sentences."""
    try:
        published = published_day(block)
    except NotationError as error:
        return None, [error]
    build, errors = body(block)
    if errors:  # claims would stand under the wrong sentence
        return None, errors
    mentions = tuple(build.mentions)
    claims = []
    for line, words, number in build.claims:
        after = build.sentences[number + 1] if number + 1 < len(build.sentences) else None
        following = after if after and after.kind == "body" else None
        try:
            claims.append(claim(words, line, Scene(build.sentences[number], following, mentions, block.cast, published, build.text)))
        except NotationError as error:
            errors.append(error)
    titles = [sentence.piece.text for sentence in build.sentences if sentence.kind == "title"]
    whole = Report(
        id=block.id, line=block.line, outlet=block.head.get("outlet", ""), published=published, voice=block.head.get("voice", ""),
        war=block.head.get("war", ""), title=titles[0] if titles else "", text=build.text, cast=tuple(block.cast.values()),
        sentences=tuple(build.sentences), mentions=mentions, claims=tuple(claims),
    )  # fmt: skip
    return (None if errors else whole), errors


def parse(text: str) -> tuple[tuple[Report, ...], tuple[NotationError, ...]]:
    """All reports of a file that can be read whole, and every error of the others, by line."""
    try:
        found = blocks(text)
    except NotationError as error:
        return (), (error,)
    reports: list[Report] = []
    errors: list[NotationError] = []
    seen: dict[str, int] = {}
    for block in found:
        if block.id in seen:
            errors.append(NotationError(block.line, f"a report named '{block.id}' stands at line {seen[block.id]} already.", "Rename one."))
            continue
        seen[block.id] = block.line
        whole, wrong = report(block)
        errors += wrong
        if whole:
            reports.append(whole)
    return tuple(reports), tuple(errors)


def parse_file(path: Path) -> tuple[Report, ...]:
    """The reports of a file; the first error is raised."""
    reports, errors = parse(path.read_text(encoding="utf-8"))
    if errors:
        raise errors[0]
    return reports
