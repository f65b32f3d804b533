"""Who makes a statement, where the actors that the sentence names are not all of the phrase that speaks: "[Mediators] urged both sides",
"[the U.N. humanitarian coordinator for Sudan] called on". The grammar of telling knows the whole phrase."""

from frontlog.claims.draft import Draft
from frontlog.claims.speakers import PRONOUNS, speaker_before
from frontlog.claims.vocabulary import Sent, analyse
from frontlog.grammar.clauses import Line
from frontlog.model import ActorRef, Span

_LONGEST = 9  # words of such a phrase: longer ones hold more than who speaks


def speaking_phrase(draft: Draft) -> Span | None:
    """The noun phrase before the verb of a statement, None where there is none or it names several."""
    if draft.type != "statement" or draft.hit.form != "verb" or draft.roles.passive:
        return None
    line = draft.line
    sent, base = analyse(line.sentence.span.quote), line.sentence.span.start
    verb = next((n for n, token in enumerate(sent.tokens) if token.start == line.tokens[draft.hit.head].start), -1)
    found = speaker_before(sent, verb) if verb > 0 else None
    if found is None or not _one_phrase(sent, *found):
        return None
    words = sent.piece(*found, base)
    return Span(line.sentence.span.document, words.start, words.end, words.text)


def _one_phrase(sent: Sent, first: int, last: int) -> bool:
    """Whether tokens are one noun phrase that somebody may be called by: no pronoun, no list, a noun in it."""
    lows = [sent.low(n) for n in range(first, last + 1)]
    nouns = any(sent.tag(n) in ("NN", "NNP") for n in range(first, last + 1))
    return nouns and len(lows) <= _LONGEST and not set(lows) & {",", "and", "or", ";"} and not PRONOUNS.issuperset(lows)


def wider_speaker(line: Line, agent: tuple[ActorRef, ...], phrase: Span | None) -> bool:
    """Whether a phrase that speaks holds more than the one actor read in it: "[The U.N.] humanitarian coordinator for Sudan"."""
    if phrase is None or len(agent) > 1 or (agent and agent[0].start < line.sentence.span.start):
        return False
    if not agent:
        return True
    inside = phrase.start <= agent[0].start and agent[0].end < phrase.end
    rest = phrase.quote[agent[0].end - phrase.start :] if inside else ""
    return bool(rest) and rest[:1] == " " and rest.split()[0] not in ("of", "in", "for", "from", "at", "on")
