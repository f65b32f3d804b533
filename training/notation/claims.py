"""One claim line: `- capture: took; by saa; on isis; at bul, mra; when t sun; src s; loss killed isis n`.

It is read against the sentence that it stands under: labels become mentions, words become offsets, silence becomes the defaults
that GUIDE.md sets.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from training.notation.records import (
    CERTAINTIES,
    LOSSES,
    MODALITIES,
    RELATIONS,
    TYPES,
    Claim,
    Entity,
    Loss,
    Mention,
    NotationError,
    Piece,
    Role,
    Sentence,
    When,
)
from training.notation.values import bounds, days, default_days, quantity

ACTING = ("actor", "person")
PLACING = ("place", "facility")
SPEAKING = ("actor", "person", "source")
REFERENCE = re.compile(r"(~?)([a-z][a-z0-9-]*)(?:\.(\d+))?")
COUNTS = r"\d[\d,]*|[a-z]+ty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens of|scores of|hundreds of"
LEADING = re.compile(rf"^(?:(?:at least|more than|over|up to|about|around|an?|the|their|its|another|{COUNTS})\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a claim line is read against."""

    sentence: Sentence
    following: Sentence | None
    mentions: tuple[Mention, ...]
    cast: dict[str, Entity]
    published: date | None
    text: str


@dataclass(slots=True)
class Draft:
    """A claim while its line is being read."""

    line: int
    scene: Scene
    trigger: Piece
    agent: list[Role] = field(default_factory=list)
    target: list[Role] = field(default_factory=list)
    place: list[Role] = field(default_factory=list)
    alt: tuple[str, ...] = ()
    modality: str = "actual"
    certainty: str = ""
    when: When | None = None
    source: Role | None = None
    evidence: Piece | None = None
    losses: list[Loss] = field(default_factory=list)
    objects: list[Piece] = field(default_factory=list)


def words_in(words: str, sentence: Sentence, line: int, what: str) -> Piece:
    """Where exactly the words stand in the sentence; `words#2` is their second place."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words, re.DOTALL)
    core, nth = (match[1], int(match[2] or 0)) if match else (words, 0)
    whole = rf"(?<!\w){re.escape(core)}(?!\w)" if core[:1].isalnum() and core[-1:].isalnum() else re.escape(core)
    places = [hit.start() for hit in re.finditer(whole, sentence.piece.text)] if core else []
    if not places:
        raise NotationError(
            line, f"{what} '{core}' does not stand in the sentence '{sentence.piece.text[:70]}...'.", "Copy the words exactly."
        )
    if len(places) > 1 and not nth:
        raise NotationError(
            line, f"{what} '{core}' stands {len(places)} times in the sentence.", f"Write '{core}#1' or '{core}#2', or more words."
        )
    if nth > len(places):
        raise NotationError(line, f"{what} '{core}' stands only {len(places)} times in the sentence, not {nth}.")
    start = sentence.piece.start + places[max(nth, 1) - 1]
    return Piece(core, start, start + len(core))


def bare(words: str) -> str:
    """The words of a trigger, which may stand in quotation marks (and may hold some of its own)."""
    return words[1:-1] if re.fullmatch(r'"[^"]+"', words) else words


def gap(mention: Mention, trigger: Piece) -> tuple[int, int]:
    """How far a mention is from the trigger; the earlier of two equally near ones comes first."""
    between = max(mention.piece.start - trigger.end, trigger.start - mention.piece.end, 0)
    return between, mention.piece.start


def find(word: str, draft: Draft, kinds: tuple[str, ...]) -> Role:
    """The mention that a reference means: in the sentence the one nearest to the trigger, or with `~` the nearest sentence before."""
    match = REFERENCE.fullmatch(word)
    if not match:
        raise NotationError(
            draft.line, f"'{word}' is no reference.", "Write a label of the sentence, '~label' for what only another sentence names."
        )
    implied, label, nth = bool(match[1]), match[2], int(match[3] or 0)
    here = draft.scene.sentence.number
    same = [m for m in draft.scene.mentions if m.label == label]
    inside = [m for m in same if m.sentence == here]
    if implied:
        if inside:
            raise NotationError(draft.line, f"'~{label}' stands in the sentence.", "Drop the '~'.")
        role = elsewhere(label, same, draft)
    elif not inside:
        raise NotationError(
            draft.line, f"'{label}' is not bracketed in the sentence.", f"Bracket its words, or write '~{label}' if it is only implied."
        )
    elif nth > len(inside):
        raise NotationError(draft.line, f"'{label}.{nth}' is asked for, '{label}' stands {len(inside)} times in the sentence.")
    else:
        chosen = inside[nth - 1] if nth else min(inside, key=lambda m: gap(m, draft.trigger))
        role = Role(chosen.piece, chosen.entity, False)
    if kinds and role.entity.kind not in kinds:
        raise NotationError(
            draft.line,
            f"'{label}' is a {role.entity.kind}, wanted: {' or '.join(kinds)}.",
            "Words that are both take two labels: [civ+p1 words].",
        )
    return role


def elsewhere(label: str, same: list[Mention], draft: Draft) -> Role:
    """An implied participant: the nearest earlier mention, else the nearest later one, else the cast entry without words."""
    here = draft.scene.sentence.number
    before = [m for m in same if m.sentence < here]
    after = [m for m in same if m.sentence > here]
    if before or after:
        chosen = before[-1] if before else after[0]
        return Role(chosen.piece, chosen.entity, True)
    if label in draft.scene.cast:
        entity = draft.scene.cast[label]
        return Role(Piece(entity.name, -1, -1), entity, True)
    raise NotationError(draft.line, f"'~{label}' stands nowhere in the report and is not in the cast.")


def many(rest: str, draft: Draft, kinds: tuple[str, ...], key: str) -> list[Role]:
    """The references of one field."""
    names = [name.strip() for name in rest.split(",")]
    if not all(names):
        raise NotationError(draft.line, f"'{key}' names nobody.", f"Write '{key} label, label' or leave '{key}' out.")
    return [find(name, draft, kinds) for name in names]


def read_when(rest: str, draft: Draft) -> When:
    """`when t sun`, `when "on Sunday" sun`, `when 2017-10-08` (no words say it)."""
    match = re.fullmatch(r'(?:("[^"]+"|\S+)\s+)?(\S+)', rest)
    if not match:
        raise NotationError(draft.line, f"'when {rest}' is not 'when LABEL DAYS' or 'when DAYS'.")
    start, end = days(match[2], draft.scene.published, draft.line)
    if match[1] is None:
        return When(None, start, end)
    if match[1].startswith('"'):
        return When(words_in(match[1].strip('"'), draft.scene.sentence, draft.line, "time"), start, end)
    return When(find(match[1], draft, ("time",)).piece, start, end)


def read_loss(rest: str, draft: Draft) -> Loss:
    """`loss killed isis n1`, `loss materiel - 2 n2 = battle tanks`, `loss wounded civ "nine others"`."""
    match = re.fullmatch(r'(\S+)\s+(\S+)\s+(?:([\d?.+]+)\s+)?("[^"]+"(?:#\d+)?|~?[a-z][a-z0-9.-]*)(?:\s*=\s*(.+))?', rest)
    if not match:
        raise NotationError(draft.line, f"'loss {rest}' cannot be read.", 'Write loss KIND SIDE [QUANTITY] LABEL-OR-"WORDS" [= what].')
    kind, side, amount, words, what = match.groups()
    if kind not in LOSSES:
        raise NotationError(draft.line, f"'{kind}' is no kind of loss.", f"One of: {', '.join(LOSSES)}.")
    if side != "-" and side not in draft.scene.cast and not re.fullmatch(r"[ah]\d*", side):
        raise NotationError(
            draft.line, f"side '{side}' of the loss is not in the cast.", "Write a label of the cast, or '-' when nothing says whose."
        )
    if words.startswith('"'):
        tail = re.fullmatch(r'"([^"]+)"(#\d+)?', words)
        piece = words_in((tail[1] + (tail[2] or "")) if tail else words, draft.scene.sentence, draft.line, "loss")
    else:
        piece = find(words, draft, ()).piece
    low, high = bounds(amount, draft.line) if amount else quantity(piece.text)
    entity = draft.scene.cast.get(side)
    name = (what or LEADING.sub("", piece.text)) if kind == "materiel" else ""
    return Loss(kind, entity.id if entity else "", low, high, piece, name)


def read_source(rest: str, draft: Draft) -> Role:
    """A label, or quoted words where nothing is bracketed."""
    if not rest.startswith('"'):
        return find(rest, draft, SPEAKING)
    piece = words_in(rest.strip('"'), draft.scene.sentence, draft.line, "source")
    return Role(piece, Entity("", "source", "", piece.text), False)


def read_objects(rest: str, draft: Draft) -> list[Piece]:
    """Labels or quoted words."""
    pieces = []
    for word in re.findall(r'"[^"]+"(?:#\d+)?|[^,\s]+', rest):
        if word.startswith('"'):
            pieces.append(words_in(word.replace('"', ""), draft.scene.sentence, draft.line, "object"))
        else:
            pieces.append(find(word, draft, ()).piece)
    return pieces


def read_evidence(rest: str, draft: Draft) -> Piece:
    """`ev +1`: this sentence and the next; `ev "words"`: a part of this one."""
    scene = draft.scene
    if rest == "+1" and scene.following is not None:
        start, end = scene.sentence.piece.start, scene.following.piece.end
        return Piece(scene.text[start:end], start, end)
    if rest.startswith('"'):
        return words_in(rest.strip('"'), scene.sentence, draft.line, "evidence")
    raise NotationError(
        draft.line, f"'ev {rest}' cannot be read.", 'Write ev +1 (there must be a next sentence) or ev "words of the sentence".'
    )


def apply(draft: Draft, key: str, rest: str) -> None:
    """One field of the line."""
    if key in ("by", "on"):
        (draft.agent if key == "by" else draft.target).extend(many(rest, draft, ACTING, key))
    elif key in RELATIONS:
        roles = many(rest, draft, PLACING, key)
        draft.place.extend(Role(role.piece, role.entity, role.implied, key) for role in roles)
    elif key == "when":
        draft.when = read_when(rest, draft)
    elif key == "src":
        draft.source = read_source(rest, draft)
    elif key == "loss":
        draft.losses.append(read_loss(rest, draft))
    elif key == "obj":
        draft.objects.extend(read_objects(rest, draft))
    elif key == "alt":
        draft.alt = tuple(known_type(word.strip(), draft.line) for word in rest.split(","))
    elif key == "ev":
        draft.evidence = read_evidence(rest, draft)
    elif key in MODALITIES and not rest:
        draft.modality = key
    elif key in CERTAINTIES and not rest:
        draft.certainty = key
    else:
        keys = ", ".join(("by", "on", "when", "src", "loss", "obj", "alt", "ev", *RELATIONS, *MODALITIES, *CERTAINTIES))
        raise NotationError(draft.line, f"'{key} {rest}'".rstrip() + " is no field.", f"Fields: {keys}.")


def known_type(word: str, line: int) -> str:
    """A claim type, checked."""
    if word not in TYPES:
        raise NotationError(line, f"'{word}' is no claim type.", f"One of: {', '.join(TYPES)}.")
    return word


def claim(raw: str, line: int, scene: Scene) -> Claim:
    """The claim of one line."""
    if raw.count('"') % 2:
        raise NotationError(
            line, "a quotation mark is not closed.", 'Quoted words stand between two "; a quotation mark of the text cannot be quoted.'
        )
    fields = [part.strip() for part in re.findall(r'(?:"[^"]*"|[^;"])+', raw)]
    head = re.fullmatch(r"([a-z_]+)\s*:\s*(.+)", fields[0], re.DOTALL) if fields else None
    if head is None:
        raise NotationError(line, f"'- {raw}' does not begin with 'TYPE: trigger words'.")
    kind = known_type(head[1], line)
    draft = Draft(line, scene, words_in(bare(head[2]), scene.sentence, line, "trigger"))
    for part in fields[1:]:
        key, _, rest = part.partition(" ")
        if not key:
            raise NotationError(line, "two ';' stand together.", "Remove one.")
        apply(draft, key, rest.strip())
    evidence = draft.evidence or scene.sentence.piece
    if not evidence.start <= draft.trigger.start < draft.trigger.end <= evidence.end:
        raise NotationError(line, f"the trigger '{draft.trigger.text}' lies outside the evidence '{evidence.text}'.")
    certainty = draft.certainty or ("attributed" if draft.source else "asserted")
    if certainty == "attributed" and draft.source is None:
        raise NotationError(line, "the claim is attributed to nobody.", "Add 'src LABEL', or write hedged.")
    when = draft.when or When(None, *default_days(draft.modality, scene.published))
    return Claim(
        line=line, type=kind, alt=draft.alt, evidence=evidence, trigger=draft.trigger, agent=tuple(draft.agent), target=tuple(draft.target),
        place=tuple(draft.place), when=when, modality=draft.modality, certainty=certainty, source=draft.source, losses=tuple(draft.losses),
        objects=tuple(draft.objects),
    )  # fmt: skip
