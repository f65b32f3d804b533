"""Who can stand on the two sides of a claim."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.claims.test_assemble import claims_of, document

from frontlog.claims.events import told_drafts
from frontlog.claims.party_checks import apart, armed, two_sides
from frontlog.grammar.clauses import read_line
from frontlog.model import ActorRef, Mention, Origin, Piece, Span
from frontlog.reference.actors import load_actors

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "parties.yml").read_text(encoding="utf-8"))["parties"]


def ref(text: str, id_: str, start: int = 0) -> ActorRef:
    return ActorRef(text, start, start + len(text), id_, text)


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"][:40])
def test_parties(row: dict[str, Any]) -> None:
    claims = claims_of(row["text"])
    claim = next(c for c in claims if row["trigger"] in c.trigger.text and c.type == row.get("type", c.type))
    for slot in ("agent", "target"):
        if slot in row:
            assert [a.text for a in getattr(claim, slot)] == row[slot]
    assert row.get("id") in (None, *(a.id for a in claim.agent))
    assert row.get("not") not in {c.type for c in claims}


def test_nobody_stands_on_both_sides() -> None:
    actors, rebels, army = load_actors(), ref("rebels", "m23", 0), ref("the army", "drc-army", 20)
    again = ref("the rebels", "m23", 40)
    assert two_sides("capture", (rebels,), (again, army), actors, ruled=False) == ((rebels,), (army,))
    assert two_sides("capture", (rebels,), (again,), actors, ruled=True) == ((), (again,))
    assert two_sides("statement", (rebels,), (again, army), actors, ruled=False) == ((rebels,), (army,))  # nor speaks to himself
    assert two_sides("deploy", (rebels,), (again,), actors, ruled=False) == ((rebels,), (again,))


def test_nobody_takes_ground_from_his_own_side() -> None:
    actors, state, army = load_actors(), ref("Government forces", "syria-gov"), ref("the Syrian Arab Army", "saa", 40)
    assert two_sides("capture", (state,), (army,), actors, ruled=False)[1] == ()
    assert two_sides("clash", (state,), (army,), actors, ruled=False)[1] == (army,)  # told so: mutinies happen


def test_words_inside_one_another_are_one_party() -> None:
    actors, inner, outer = load_actors(), ref("Assad", "x-a", 4), ref("the Assad regime", "syria-gov", 0)
    assert two_sides("assault", (inner,), (outer,), actors, ruled=False)[1] == ()


def test_people_without_arms_shell_nobody() -> None:
    people = ref("eleven people", "civilians")
    assert armed("shelling", (people,)) == ()
    assert armed("protest", (people,)) == (people,)


def test_who_tells_it_does_not_do_it() -> None:
    people, army = ref("residents", "civilians", 30), ref("the army", "drc-army", 0)
    assert apart("clash", (army, people), Piece("residents", 30, 39)) == (army,)
    assert apart("clash", (people,), Piece("the mayor", 60, 69)) == (people,)
    assert apart("statement", (people,), Piece("residents", 30, 39)) == (people,)


def _role(number: int, start: int, words: str, kind: str, label: str, of: str = "") -> Mention:
    span = Span("d-test", start, start + len(words), words)
    return Mention(id=f"m-{start}-{label}", span=span, sentence=number, kind=kind, label=label, origin=Origin("test", "1"), of=of, sure=0.9)


def test_a_target_is_taken_from_its_own_sentence() -> None:
    text = "Rebels hold Biu. The army captured Tula."
    _, sentences = document(text)
    trigger = _role(1, 26, "captured", "trigger", "capture")
    agent = _role(1, 17, "The army", "role", "agent", trigger.id)
    target = _role(0, 0, "Rebels", "role", "target", trigger.id)
    lines = [read_line(s, [trigger] if s.number else []) for s in sentences]
    told = told_drafts(lines[1], lines, {trigger.id: [agent, target]}, ())[0].told
    assert told is not None
    assert [i.mention.span.quote for i in told.agent] == ["The army"]
    assert told.target == ()
