"""Beliefs: what each voice adds by interest and act, chains of attribution, silence, letters, and copies that change nothing."""

from dataclasses import replace
from math import log

import pytest

from frontlog.incidents.belief_table import load_belief, table_of
from frontlog.incidents.link import link
from frontlog.model import Copy, Incident

FALL = {"target": "rebels"}
TABLE = load_belief()


def incidents(rows):
    return [row for row in rows if isinstance(row, Incident)]


def one(rows):
    found = incidents(rows)
    assert len(found) == 1
    return found[0]


def told(rows, make, doc, sides, outlets=()):
    claims = [make({**FALL, "says": f"Words of {i}", **row}, f"d{i}", i) for i, row in enumerate(rows)]
    reports = [doc(f"d{i}", outlet=outlets[i] if outlets else "") for i in range(len(rows))]
    return one(link(claims, [], reports, [], sides))


LINES = [
    ("nobody's voice", [{}], [("neutral", "assert", "")]),
    ("the side that gains", [{"source": "tv"}], [("own", "assert", "gov")]),
    ("the loser admits it", [{"source": "rebel-radio"}], [("against", "assert", "rebels")]),
    ("who is blamed denies it",
     [{"type": "airstrike", "agent": "army", "target": "people"},
      {"type": "airstrike", "agent": "army", "target": "people", "modality": "denied", "source": "tv"}],
     [("neutral", "assert", ""), ("against", "deny", "gov")]),
    ("the claimant takes it back", [{}, {"source": "tv", "modality": "denied"}], [("own", "deny", "gov"), ("neutral", "assert", "")]),
    ("what cannot be true beside it is a denial",
     [{}, {}, {"type": "repel", "agent": "rebels", "target": "army", "source": "rebel-radio"}],
     [("neutral", "assert", ""), ("neutral", "assert", ""), ("against", "deny", "rebels")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "lines"), LINES, ids=[row[0] for row in LINES])
def test_lines(why, rows, lines, make, doc, sides):
    found = told(rows, make, doc, sides)
    assert sorted((t.stance, t.act, t.camp) for t in found.testimony) == sorted(lines)
    assert log(found.belief / (1 - found.belief)) == pytest.approx(TABLE.prior + sum(t.weight for t in found.testimony), abs=0.02)
    assert set().union(*(t.claims for t in found.testimony)) == set(found.claims)


def test_an_admission_weighs_most_and_is_visible(make, doc, sides):
    beliefs = [told([{"source": source}], make, doc, sides) for source in ("tv", "", "rebel-radio")]
    assert [b.belief for b in beliefs] == sorted(b.belief for b in beliefs)
    assert [b.against_interest for b in beliefs] == [(), (), beliefs[2].claims]
    assert "against its own interest" in beliefs[2].testimony[0].words


def test_a_side_that_admits_it_later_takes_its_denial_back(make, doc, sides):
    """By another voice of its own, and on a later day: on the same day the two words of one side stand against each other."""
    denied = {"modality": "denied", "source": "rebel-radio"}
    claims = [make({**FALL, "says": f"Words of {i}", **row}, f"d{i}", i) for i, row in enumerate([{}, denied, {"source": "cell"}])]
    beliefs = {}
    for day in (3, 5):
        reports = [doc("d0", "2017-10-03"), doc("d1", "2017-10-03"), doc("d2", f"2017-10-0{day}")]
        row = one(link(claims, [], reports, [], sides))
        beliefs[day] = row.belief
        back = [t for t in row.testimony if t.act == "deny"]
        assert [t.weight == 0 for t in back] == [day == 5]
    assert "taken back" in back[0].words
    assert beliefs[5] > beliefs[3]


@pytest.mark.parametrize("words", ["state media", "the defence ministry", "Army Command"])
def test_five_outlets_that_quote_one_office_are_one_voice(words, make, doc, sides):
    def quoted(i):
        claim = make({**FALL, "says": f"Words of {i}", "source": words}, f"d{i}", i)
        return replace(claim, source_id="")

    reports = [doc(f"d{i}", outlet=f"Paper {i}") for i in range(5)]
    five = one(link([quoted(i) for i in range(5)], [], reports, [], sides))
    alone = one(link([quoted(0)], [], reports[:1], [], sides))
    assert (five.origin_groups, five.grade, five.belief) == (alone.origin_groups, alone.grade, alone.belief)
    assert len(five.origin_groups) == 1


def test_witnesses_speak_with_the_voice_of_who_found_them(make, doc, sides):
    claims = [replace(make({**FALL, "says": f"Words of {i}", "source": "residents"}, f"d{i}", i), source_id="") for i in range(2)]
    found = one(link(claims, [], [doc("d0", outlet="One"), doc("d1", outlet="Two")], [], sides))
    assert found.origin_groups == ("outlet:one", "outlet:two")


def test_more_voices_of_one_camp_add_less_and_less(make, doc, sides):
    rows = [{"source": source} for source in ("tv", "brigade", "air-wing", "army")]
    found = told(rows, make, doc, sides)
    own = TABLE.weights["assert"]["own"]
    assert [t.weight for t in found.testimony] == [pytest.approx(own * share, abs=0.001) for share in (1, 0.5, 0.25, 0)]


def test_a_hedge_counts_less(make, doc, sides):
    sure, hedged = (told([{}, {"certainty": c}], make, doc, sides, ("One", "Two")) for c in ("asserted", "hedged"))
    assert hedged.belief < sure.belief
    assert any("hedged" in t.words for t in hedged.testimony)


@pytest.mark.parametrize("row", [{"modality": "planned"}, {"certainty": "disputed"}, {"modality": "denied"}])
def test_what_nobody_tells_as_fact_is_not_believed_to_any_degree(row, make, doc, sides):
    found = told([row], make, doc, sides)
    assert (found.belief, found.testimony) == (None, ())


def battles(make, doc, count, silent=()):
    """Captures a month apart, each told by a paper, and all but some also by the army's television."""
    claims, reports = [], []
    for n in range(count):
        day = f"20{10 + n}-01-02"
        for outlet in ("Paper", "Army TV"):
            if outlet == "Paper" or n not in silent:
                claims.append(make({**FALL, "says": f"{outlet} on {n}", "day": day}, f"d{n}{outlet}", n))
                reports.append(doc(f"d{n}{outlet}", day, outlet))
    return claims, reports


def test_a_side_that_usually_tells_and_says_nothing_is_heard(make, doc, sides):
    claims, reports = battles(make, doc, 9, silent={4})
    rows = sorted(incidents(link(claims, [], reports, [], sides)), key=lambda row: row.start)
    silent = [[t for t in row.testimony if t.act == "silent"] for row in rows]
    assert [len(lines) for lines in silent] == [0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert (silent[4][0].camp, silent[4][0].stance, silent[4][0].claims) == ("gov", "own", ())
    assert "8 of 8" in silent[4][0].words
    assert rows[4].belief < rows[3].belief


def test_silence_of_a_side_that_is_often_silent_or_not_yet_there_says_nothing(make, doc, sides):
    for gone in ({1, 3, 4, 6, 7}, {0, 8}):
        claims, reports = battles(make, doc, 9, silent=gone)
        assert not [t for row in incidents(link(claims, [], reports, [], sides)) for t in row.testimony if t.act == "silent"]


def test_letters_are_learned_from_what_stood_up(make, doc, sides):
    claims, reports = battles(make, doc, 6)
    for n in range(6):
        day = f"20{10 + n}-01-02"
        claims.append(make({**FALL, "says": f"The rebels on {n}", "day": day}, f"r{n}", n))
        reports.append(doc(f"r{n}", day, "Rebel Radio"))
    found = incidents(link(claims, [], reports, [], sides))
    assert {row.grade for row in found} == {"confirmed"}
    letters = {t.voice: t.letter for row in found for t in row.testimony}
    assert letters == {"outlet:paper": "A", "source:tv": "A", "source:rebel-radio": "F"}  # an admission does not judge who makes it
    assert {row.admiralty for row in found} == {"A1"}
    assert told([{}], make, doc, sides).admiralty == "F3"


def test_adding_ten_verbatim_copies_of_a_report_changes_no_grade_count_or_belief(make, doc, sides):
    rows = [
        {"losses": "killed 12+", "type": "bombing"},
        {"losses": "killed 17", "type": "bombing", "source": "tv"},
        {"type": "bombing", "modality": "denied", "source": "rebel-radio"},
    ]
    claims = [
        make({**row, "agent": "cell", "says": f"Bombs fell on the market of Qasab as {i} tells it"}, f"d{i}", i)
        for i, row in enumerate(rows)
    ]
    reports = [doc(f"d{i}", outlet=f"Paper {i}") for i in range(3)]
    copies = [Copy(id=f"d{i}", origin_group=f"d{i}", copy_of="", similarity=0.0, basis="") for i in range(3)]
    before = list(link(claims, copies, reports, [], sides))
    for which in range(3):
        more, mirrors, kin = [], [], []
        for n in range(10):
            id_ = f"copy{n}"
            span = replace(claims[which].evidence, document=id_)
            more.append(replace(claims[which], id=f"c-copy{n}", document=id_, evidence=span))
            mirrors.append(doc(id_, "2017-10-03", f"Mirror {n}"))
            kin.append(Copy(id=id_, origin_group=f"d{which}", copy_of=f"d{which}", similarity=1.0, basis="same text"))
        after = list(link([*claims, *more], [*copies, *kin], [*reports, *mirrors], [], sides))

        def weighed(rows):
            row = one(rows)
            tolls = [(t.side, t.kind, t.low, t.best, t.high, t.rule) for t in row.tolls]
            lines = [(t.voice, t.weight, t.letter, t.words) for t in row.testimony]
            quarrels = sorted((type(r).__name__, r.type, r.value_a, r.value_b, r.status) for r in rows if hasattr(r, "value_a"))
            return row.grade, row.grade_reason, row.belief, row.admiralty, row.origin_groups, tolls, lines, quarrels

        assert weighed(after) == weighed(before)
        assert len(one(after).documents) == 13


def test_the_table_is_whole():
    assert list(TABLE.weights) == ["assert", "deny", "silent"]
    assert all(set(row) == {"own", "neutral", "against"} for row in TABLE.weights.values())
    assert set(TABLE.digits) == {"confirmed", "fair", "weak", "contested", "discounted", "ungraded"}
    assert TABLE.weights["assert"]["own"] < TABLE.weights["assert"]["neutral"] < TABLE.weights["assert"]["against"]
    assert (TABLE.letter(9, 10), TABLE.letter(4, 4), TABLE.letter(0, 5)) == ("B", "F", "E")
    with pytest.raises(TypeError):
        table_of("prior: 0\nbounds: [0, 1]")
