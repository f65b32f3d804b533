"""Who says it: speakers, hedges and doubts of a sentence, each with the stretch of text that it applies to.

`read_attribution` reads one sentence; `attribute_sentences` walks a document, so that quotations that run over several sentences
and "he added" find their speaker. `verdict` says what the attributions of a sentence mean for one trigger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from frontlog.claims.interviews import answering
from frontlog.claims.labelled import label, named_above, unlabelled
from frontlog.claims.reckoned import reckoned
from frontlog.claims.scopes import QUOTES, clause_end, clause_start
from frontlog.claims.speakers import PRONOUNS, one_person
from frontlog.claims.tellers import passive
from frontlog.claims.telling import Frame, frames
from frontlog.claims.vocabulary import Sent, analyse, match_phrase, may_match, openings, phrases, table
from frontlog.claims.voices import Voice, opening
from frontlog.model import Piece, Sentence

_RECENT = 20  # attributions back that a pronoun may mean
_RANK = {"disputed": 3, "hedged": 2, "attributed": 1}


@dataclass(frozen=True, slots=True)
class Attribution:
    """`certainty` (attributed, hedged, disputed) holds for the document's characters start..end. `source` are the words that name
    the speaker (None for a hedge), `cue` the word that says so."""

    source: Piece | None
    cue: Piece
    start: int
    end: int
    certainty: str


_CITING = frozenset(["citing", "quoting", "cited", "referring"])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds for one trigger: certainty asserted, attributed, hedged or disputed, and the nearest speaker."""

    certainty: str
    source: Piece | None


def read_attribution(
    sentence: str, offset: int = 0, previous: str = "", speaker: Piece | None = None, following: str = "", single: Piece | None = None
) -> list[Attribution]:
    """Every attribution, hedge and doubt of a sentence, in the order of their cues.

    `speaker` is the last speaker whom the document named: "it said" means them; `single` the last who may be one person, of whom "he said"
    is told. `previous` and `following` are the sentences beside:
    an open quotation runs on from the one, doubt ("These reports appeared to be fake") comes back from the other.
    """
    sent = analyse(sentence)
    if not sent.tokens:
        return []
    out: list[Attribution] = []
    found = sorted((*frames(sent), *reckoned(sent)), key=lambda f: f.cue)
    labelled = label(sent) if not found else None
    for frame in found if labelled is None else (labelled,):
        source = _source(sent, frame, offset, out, speaker, single)
        cue = sent.piece(frame.cue, frame.cue, offset)
        out += [Attribution(source, cue, offset + a, offset + b, "attributed") for a, b in frame.scopes if a < b]
    out += _hedges(sent, offset, out)
    out += [
        d for d in _doubts(sent, offset, following) if not any(a.certainty == "attributed" and a.start <= d.cue.start < a.end for a in out)
    ]
    if speaker is not None and not any(a.certainty == "attributed" for a in out) and open_quote(previous):
        out.append(Attribution(speaker, Piece(speaker.text, speaker.start, speaker.end), offset, offset + len(sentence), "attributed"))
    return sorted(out, key=lambda a: (a.cue.start, a.start, a.end))


def verdict(found: Sequence[Attribution], trigger: Piece) -> Verdict:
    """What the attributions mean for a trigger: the strongest doubt that covers it, and the speaker nearest to the event: whom the
    sentence cites, else the one of the narrowest scope. A trigger that holds the verb of telling ("claimed victory") is told by it."""
    over = [a for a in found if (a.start <= trigger.start or trigger.start <= a.cue.start < a.start < trigger.end) and trigger.end <= a.end]
    certainty = max((a.certainty for a in over), key=lambda c: _RANK[c], default="asserted")
    named = [a for a in over if a.source is not None]
    nearest = min(named, key=lambda a: (a.cue.text.lower() not in _CITING, a.end - a.start, -a.start, -a.cue.start), default=None)
    return Verdict(certainty, nearest.source if nearest else None)


def attribute_sentences(sentences: Sequence[Sentence], office: bool = False) -> list[list[Attribution]]:
    """Attributions of each sentence of a document, read in order. `office`: it comes from a press office, in whose text a speaker goes on.

    A speaker is kept for pronouns; sentences inside a quotation get its speaker, named before it or behind its last sentence. A
    quotation ends with its paragraph unless the next one opens with a quotation mark.
    """
    out: list[list[Attribution]] = []
    state, voice, answers = _Quote(), Voice(office), answering(sentences)
    for place, sentence in enumerate(sentences):
        text, offset = sentence.span.quote, sentence.span.start
        following = sentences[place + 1].span.quote if place + 1 < len(sentences) else ""
        found = read_attribution(text, offset, "", state.speaker, following, state.single)
        if place and sentences[place - 1].paragraph != sentence.paragraph:
            state.inside = False
        informant = named_above(text, offset)
        if informant is not None:
            state = _Quote(informant, informant if one_person(informant.text) else None, told=True)
            out.append([])
            continue
        for earlier, speaker in state.step(place, text, offset, found):
            line = sentences[earlier].span
            out[earlier] = [a for a in out[earlier] if a.certainty != "attributed"] + [_whole(speaker, line.quote, line.start)]
        _go_on(voice, sentence, found, state.inside or unlabelled(text)[:1] in QUOTES)
        if sentence.number in answers and not any(a.certainty == "attributed" for a in found):
            found.append(_whole(answers[sentence.number], text, offset))
        out.append(found)
    return out


def _go_on(voice: Voice, sentence: Sentence, found: list[Attribution], quoted: bool) -> None:
    """Add the voice that goes on over a sentence, and begin a block behind "The minister said:"."""
    sent, offset = analyse(sentence.span.quote), sentence.span.start
    own = next((a.source for a in reversed(found) if a.certainty == "attributed" and a.source is not None), None)
    speaker = voice.over(sent, sentence.paragraph, own, quoted)
    if speaker is not None:
        found.append(_whole(speaker, sentence.span.quote, offset))
    begun = opening(sent, offset)
    if begun is not None:
        voice.open(begun, sentence.paragraph)


@dataclass(slots=True)
class _Quote:
    """Where a walk through a document stands: the last speaker, whether a quotation is open, who waits for its speaker."""

    speaker: Piece | None = None
    single: Piece | None = None  # the last speaker who may be one person
    inside: bool = False
    told: bool = False
    waiting: tuple[int, ...] = ()

    def step(self, place: int, text: str, offset: int, found: list[Attribution]) -> list[tuple[int, Piece]]:
        """Take one sentence in. Adds the quotation's speaker to `found`; returns earlier sentences whose speaker is named only now."""
        named = next((a.source for a in reversed(found) if a.source is not None and a.source.text.lower() not in PRONOUNS), None)
        opens = unlabelled(text)[:1] in QUOTES
        quoted, own = self.inside or opens, any(a.certainty == "attributed" for a in found)
        late: list[tuple[int, Piece]] = []
        if quoted and not own:
            if self.told and self.speaker is not None:
                found.append(_whole(self.speaker, text, offset))
            self.waiting = (*self.waiting, place)[-_LONGEST_QUOTE:]
        elif quoted and named is not None:
            late = [(earlier, named) for earlier in self.waiting]
        self.speaker = named or self.speaker
        self.single = named if named is not None and one_person(named.text) else self.single
        self.told = own or (self.told and quoted)
        self.inside = _still_open(text, self.inside and not opens)
        if own or not (self.inside or quoted):
            self.waiting = ()
        return late


_LONGEST_QUOTE = 12  # sentences: an unclosed quotation mark must not hand a speaker to half a document


def _whole(speaker: Piece, text: str, offset: int) -> Attribution:
    return Attribution(speaker, speaker, offset, offset + len(text), "attributed")


def _still_open(text: str, inside: bool) -> bool:
    """Whether a quotation is open behind this sentence."""
    curly = text.count("“") - text.count("”") + text.count("«") - text.count("»")
    if "“" in text or "”" in text or "«" in text or "»" in text:
        return inside + curly > 0
    return bool((int(inside) + text.count('"')) % 2)


def open_quote(text: str) -> bool:
    """Whether a sentence leaves a quotation open."""
    return _still_open(text, False)


def _source(
    sent: Sent, frame: Frame, offset: int, before: Sequence[Attribution], speaker: Piece | None, single: Piece | None = None
) -> Piece | None:
    """The words of the speaker; a pronoun stands for the speaker named before it, in the sentence or in the document."""
    one = frame.source is not None and frame.source[0] == frame.source[1] and sent.low(frame.source[0]) in ("he", "she")
    names = (a.source for a in reversed(before[-_RECENT:]) if a.source is not None and a.source.text.lower() not in PRONOUNS)
    earlier = next((name for name in names if not one or one_person(name.text)), None)
    speaker = single if one else speaker
    told = [a for a in before if a.certainty == "attributed" and a.source is not None]
    going_on = sent.tag(frame.cue) == "VBG" and sent.low(frame.cue - 1) == "," and sent.low(frame.cue) not in _CITING
    if told and going_on:
        return told[-1].source  # "the ministry said, adding that"
    if frame.source is None:
        return earlier or speaker
    first, last = frame.source
    if first == last and sent.low(first) in PRONOUNS:
        if sent.low(first) in ("we", "i"):
            return speaker
        return earlier or speaker or sent.piece(first, last, offset)
    if (
        sent.low(first) in ("our", "my")
        and sent.low(last) not in table("attribution")["own"]
        and sent.low(first + 1) not in table("attribution")["own"]
    ):
        return earlier or speaker  # "According to our data", says the one who speaks
    while first < last and sent.low(first) in ("*", '"', "“", "‘", "'"):
        first += 1
    while last > first and sent.low(last) in ("*", '"', "”", "’", "'", ","):
        last -= 1
    return sent.piece(first, last, offset)


def _hedges(sent: Sent, offset: int, told: Sequence[Attribution]) -> list[Attribution]:
    out: list[Attribution] = []
    for place in openings(sent, _hedging()):
        scope = _hedge_at(sent, place)
        if scope is None:
            continue
        count, start, end = scope
        at = offset + sent.tokens[place].start
        if sent.low(place) in table("attribution")["reported"] and any(a.start <= at < a.end or a.cue.start == at for a in told):
            continue  # "the army says no injuries were reported", "the army [reported] deaths" is the army's word
        out.append(Attribution(None, sent.piece(place, place + count - 1, offset), offset + start, offset + end, "hedged"))
    return out


@cache
def _hedging() -> frozenset[str]:
    """What a hedge begins with."""
    nouns = (word for name in ("rumours", "reported", "hedge_noun") for word in table("attribution")[name])
    return frozenset(("likely", *phrases("attribution", "hedge_clause").opening, *nouns))


def _hedge_at(sent: Sent, place: int) -> tuple[int, int, int] | None:
    """Words of the hedge at a token, and its scope in characters."""
    count = match_phrase(sent, place, phrases("attribution", "hedge_clause")) or _guessed(sent, place)
    if count:
        if sent.low(place) in ("may", "might", "could", "must") and sent.tag(place + count) not in ("VBD", "BE", "RB", "VBG"):
            return None
        after = sent.low(place + count)
        bare = (after.endswith("ing") and len(after) > 4) or (sent.low(place - 1) == "," and sent.tag(place + count) == "PREP")
        start = sent.tokens[place].start if bare else clause_start(sent, place)
        end = clause_end(sent, place, nested=start > sent.tokens[0].start and not bare)
        if _of_relative(sent, place):
            end = next((sent.tokens[n].start for n in range(place + 1, len(sent.tokens)) if sent.low(n) == ","), end)
        if bare and sent.tag(place + count) == "PREP":
            end = next((sent.tokens[n].start for n in range(place + count, len(sent.tokens)) if sent.low(n) == ","), end)
        return count, start, end
    low = sent.low(place)
    if low in table("attribution")["rumours"] and sent.low(place + 1) == "that" and not _apposed(sent, place):
        return 2, sent.tokens[place + 1].end, clause_end(sent, place + 1)  # "rejected [reports that] its men fled"
    if (
        low in table("attribution")["reported"]
        and passive(sent, place)
        and sent.low(place + 1) not in ("by", "missing", "dead")
        and sent.tag(place - 1) != "HAVE"
    ):
        return 1, clause_start(sent, place), clause_end(sent, place)
    if (
        low in table("attribution")["hedge_noun"]
        and sent.tag(place + 1) in ("NN", "NNP", "JJ", "POS")
        and sent.tag(place - 1) not in ("BE", "HAVE")
    ):
        end = place + 1
        while end + 1 < len(sent.tokens) and (sent.tag(end + 1) in ("NN", "NNP", "JJ", "POS") or sent.low(end + 1) == "-"):
            end += 1
        if (
            low == "suspected"
            and (sent.tag(end + 1) in ("VBD", "VBZ", "HAVE", "BE") or sent.low(place - 1) == "by")
            and _heads(sent, place)
        ):
            return 1, clause_start(sent, place), clause_end(sent, place)  # "[suspected] rebels abducted 12 traders": who did it is guessed
        return 1, sent.tokens[place].start, sent.tokens[end].end
    return None


def _heads(sent: Sent, place: int) -> bool:
    """Whether the noun phrase that opens here, but for a number, is the subject or stands behind "by"."""
    at = place - 1
    while at >= 0 and (sent.tag(at) in ("NUM", "DET", "RB") or sent.low(at) in ("several", "some", "many", "armed")):
        at -= 1
    return at < 0 or sent.tag(at) in ("PUNCT", "SUB", "CONJ", "REL") or sent.low(at) in ("by", "that", "when", "after", "as", "on", ")")


def _apposed(sent: Sent, place: int) -> bool:
    """Whether a noun is said of what stands before it, or no head: "..., an allegation that the authorities deny"."""
    at = place - 1 if sent.tag(place - 1) == "DET" else place
    return sent.low(at - 1) in (",", "-", "–", "—") or sent.tag(place - 1) in ("NN", "NNP", "PRON")


def _guessed(sent: Sent, place: int) -> int:
    """ "[likely] seized", "has [likely] left", "forces [likely] control": what is only inferred. "Likely to" tells what is to come, and
    is read elsewhere."""
    now = (
        sent.tag(place - 1) in ("NN", "NNP")
        and sent.tag(place + 1) in ("NN", "VB", "VBZ")
        and sent.tag(place + 2) in ("DET", "NNP", "NN", "JJ")
    )
    past = sent.tag(place + 1) == "VBD" or (sent.tag(place + 1) == "BE" and sent.low(place + 1) in ("was", "were", "been"))
    return int(sent.low(place) == "likely" and (past or now) and sent.low(place - 1) not in ("more", "less", "a", "the"))


def _of_relative(sent: Sent, place: int) -> bool:
    """Whether a hedge stands in a remark behind a comma: "Lukas, who reportedly works there, fled"."""
    at = place - 1
    while at > 0 and sent.tag(at) in ("BE", "HAVE", "RB"):
        at -= 1
    return sent.tag(at) == "REL" and sent.low(at - 1) == ","


def rejecting(sent: Sent, doubt: int) -> int:
    """Where somebody else's word begins whose object alone is doubted: "the town is ours, he said, [rejecting] claims of its fall as
    baseless". -1 where nobody rejects anything before the doubt."""
    return next((n for n in range(doubt - 1, max(-1, doubt - 16), -1) if sent.low(n) in table("attribution")["rejecting"]), -1)


def _doubts(sent: Sent, offset: int, following: str) -> list[Attribution]:
    """Doubt in the sentence itself, or in the next one when that points back."""
    rows = phrases("attribution", "dispute")
    for place in range(len(sent.tokens)) if may_match(sent, rows) else ():
        count = match_phrase(sent, place, rows)
        if count:
            start = sent.tokens[at].start if (at := rejecting(sent, place)) >= 0 else 0
            return [Attribution(None, sent.piece(place, place + count - 1, offset), offset + start, offset + len(sent.text), "disputed")]
    after = analyse(following) if following else None
    if after is None or not match_phrase(after, 0, phrases("attribution", "pointing")):
        return []
    if may_match(after, rows) and any(match_phrase(after, n, rows) for n in range(len(after.tokens))):
        whole = Piece(sent.text, offset, offset + len(sent.text))
        return [Attribution(None, whole, offset, offset + len(sent.text), "disputed")]
    return []
