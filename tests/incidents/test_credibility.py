"""Grades by voices and interests, tolls as bounds, titles from fields."""

from dataclasses import replace

import pytest

from frontlog.incidents.credibility import IN_WORDS, OPPOSING
from frontlog.incidents.link import link
from frontlog.incidents.titles import part_of, plural, title
from frontlog.model import Incident


def one(rows):
    found = [row for row in rows if isinstance(row, Incident)]
    assert len(found) == 1
    return found[0]


FALL = {"target": "rebels"}
GRADES = [
    ("one report", [{**FALL}], "weak"),
    ("one speaker quoted by two outlets", [{**FALL, "source": "tv"}, {**FALL, "source": "tv"}], "weak"),
    ("two voices", [{**FALL}, {**FALL}], "fair"),
    ("two voices of the side that gains", [{**FALL, "source": "tv"}, {**FALL, "source": "brigade"}], "weak"),
    ("the loser concedes", [{**FALL, "source": "rebel-radio"}], "confirmed"),
    ("both sides say it", [{**FALL, "source": "tv"}, {**FALL, "source": "rebel-radio"}], "confirmed"),
    ("claimed and denied", [{**FALL}, {**FALL, "modality": "denied"}], "contested"),
    ("taken and beaten off", [{**FALL}, {"type": "repel", "agent": "rebels", "target": "army"}], "contested"),
    ("a toll that rose", [{"type": "bombing", "losses": "killed 12+"}, {"type": "bombing", "losses": "killed 17"}], "fair"),
    ("two tolls", [{"type": "bombing", "losses": "killed 12"}, {"type": "bombing", "losses": "killed 17"}], "contested"),
    ("withdrawn by who claimed it, and denied",
     [{**FALL, "source": "tv"}, {**FALL, "source": "tv", "modality": "denied"}, {**FALL, "modality": "denied"}], "discounted"),
    ("a plan", [{**FALL, "modality": "planned"}], "ungraded"),
    ("a rumour", [{**FALL, "certainty": "hedged"}], "ungraded"),
    ("a rumour called false", [{**FALL, "modality": "denied", "certainty": "disputed"}], "ungraded"),
    ("who suffered tells of it", [{"type": "losses", "agent": "", "target": "civilians", "source": "civilians"}], "weak"),
    ("an air force admits", [{"type": "airstrike", "agent": "air-wing", "target": "people", "source": "army"}], "confirmed"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "grade"), GRADES, ids=[row[0] for row in GRADES])
def test_grade(why, rows, grade, make, doc, sides):
    claims = [make(row, f"d{i}", i) for i, row in enumerate(rows)]
    found = one(link(claims, [], [doc(f"d{i}") for i in range(len(rows))], [], sides))
    assert found.grade == grade, found.grade_reason


def test_voices_are_origin_groups_and_speakers(make, copy_row, sides):
    rows = [({}, "d1"), ({}, "d2"), ({"source": "tv"}, "d3"), ({"source": "tv"}, "d4")]
    claims = [make({**FALL, **row, "says": f"Words of {d}"}, d) for row, d in rows]
    copies = [copy_row("d1", "g"), copy_row("d2", "g"), copy_row("d3"), copy_row("d4")]
    found = one(link(claims, copies, [], [], sides))
    assert found.origin_groups == ("g", "source:tv")
    assert found.documents == ("d1", "d2", "d3", "d4")


def test_an_outlet_is_one_voice_and_state_media_are_one_with_who_quotes_them(make, doc, sides):
    claims = [make({**FALL, "says": f"Words of {d}", "source": "tv" if d == "d4" else ""}, d) for d in ("d1", "d2", "d3", "d4")]
    reports = [doc("d1", outlet="Daily"), doc("d2", outlet="Daily"), doc("d3", outlet="Army TV"), doc("d4", outlet="Weekly")]
    found = one(link(claims, [], reports, [], sides))
    assert found.origin_groups == ("outlet:daily", "source:tv")


def test_a_copy_speaks_with_the_voice_of_its_original(make, doc, copy_row, sides):
    claims = [make({**FALL, "says": "One sentence"}, "d1"), make({**FALL, "says": "Another sentence of it"}, "d2")]
    reports = [doc("d1", outlet="Daily"), doc("d2", "2017-10-03", outlet="Mirror")]
    found = one(link(claims, [copy_row("d1", "g"), copy_row("d2", "g", "d1")], reports, [], sides))
    assert found.origin_groups == ("outlet:daily",)
    assert found.grade == "weak"


def test_the_losers_own_outlet_concedes(make, doc, sides):
    found = one(link([make(FALL, "d1")], [], [doc("d1", outlet="Rebel Radio")], [], sides))
    assert (found.grade, "rebel-radio" in found.grade_reason) == ("confirmed", True)


TOLLS = [
    (["killed 12+"], (12, 12, None)),
    (["killed 12+", "killed 17"], (12, 17, 17)),
    (["killed 12", "killed 17"], (12, 12, 17)),
    (["killed 12", "killed 17", "killed 17"], (12, 17, 17)),
    (["killed -5"], (None, 5, 5)),
    (["killed 10..20", "killed 15"], (10, 15, 20)),
    (["killed 17", "killed 20+"], (17, 17, None)),
]


@pytest.mark.parametrize(("told", "bounds"), TOLLS, ids=[" ".join(row[0]) for row in TOLLS])
def test_tolls_are_bounds(told, bounds, make, doc, sides):
    claims = [make({"type": "bombing", "losses": loss}, f"d{i}") for i, loss in enumerate(told)]
    found = one(link(claims, [], [doc(f"d{i}") for i in range(len(told))], [], sides))
    toll = found.tolls[0]
    assert (toll.low, toll.best, toll.high) == bounds
    assert (toll.side, toll.kind) == ("", "killed")
    assert set(toll.claims) == {c.id for c in claims}


def test_the_latest_figure_of_a_voice_replaces_its_earlier_one(make, doc, sides):
    claims = [make({"type": "bombing", "source": "tv", "losses": f"killed {n}"}, d) for n, d in ((12, "d1"), (17, "d2"))]
    found = one(link(claims, [], [doc("d1", "2017-10-02"), doc("d2", "2017-10-03")], [], sides))
    assert (found.tolls[0].low, found.tolls[0].best, found.tolls[0].high) == (17, 17, 17)


def test_the_same_dead_told_with_and_without_a_side_are_counted_once(make, doc, sides):
    rows = [{"type": "bombing", "target": "rebels", "losses": loss} for loss in ("rebels killed 12", "killed 14")]
    found = one(link([make(row, f"d{i}") for i, row in enumerate(rows)], [], [doc("d0"), doc("d1")], [], sides))
    assert [(t.side, t.low, t.high) for t in found.tolls] == [("rebels", 12, 14)]


def test_a_voice_that_names_the_side_means_others_by_a_second_figure(make, doc, sides):
    first, second = (make({"type": "bombing", "target": "rebels", "losses": told}, "d1") for told in ("rebels killed 12", "killed 3"))
    both = replace(first, losses=(*first.losses, *second.losses))
    assert [(t.side, t.low) for t in one(link([both], [], [doc("d1")], [], sides)).tolls] == [("", 3), ("rebels", 12)]


def test_what_nobody_states_is_not_zero(make, sides):
    assert one(link([make({"type": "bombing"})], [], [], [], sides)).tolls == ()


def test_most_specific_day_and_place_and_roles_of_the_attack(make, doc, sides):
    a = make({"type": "repel", "agent": "rebels", "target": "army", "day": "2017-10-01"}, "d1")
    b = make({"type": "clash", "agent": "army", "target": "rebels", "place": "near:Qasab"}, "d2")
    found = one(link([a, b], [], [doc("d1"), doc("d2")], [], sides))
    assert (str(found.start), str(found.end), found.place_name) == ("2017-10-01", "2017-10-01", "Qasab")
    assert (found.agents, found.targets) == (("rebels",), ("army",))


def test_no_side_fights_itself_whoever_names_it_first(make, doc, sides):
    told = [("army", "rebels"), ("rebels", "army"), ("brigade", "rebels"), ("cell", "gov")]
    claims = [make({"type": "clash", "agent": a, "target": b}, f"d{i}") for i, (a, b) in enumerate(told)]
    found = one(link(claims, [], [doc(f"d{i}", f"2017-10-0{i + 2}") for i in range(4)], [], sides))
    assert found.agents == ("army", "gov", "brigade") or found.agents == ("army", "brigade", "gov")
    assert found.targets == ("rebels", "cell")
    assert found.title == "Brigade fights Cell at Qasab"


def test_who_is_named_on_both_sides_stands_on_one(make, doc, sides):
    claims = [make({"agent": "army", "target": "rebels"}, "d1"), make({"agent": "army,rebels", "target": "rebels"}, "d2")]
    found = one(link(claims, [], [doc("d1"), doc("d2", "2017-10-03")], [], sides))
    assert (found.agents, found.targets) == (("army",), ("rebels",))
    assert found.title == "Army captures Qasab from Rebels"


def test_two_sides_that_are_blamed_are_two_accounts(make, doc, sides):
    blamed = {"type": "shelling", "target": "people", "losses": "killed 12"}
    claims = [make({**blamed, "agent": agent}, f"d{i}") for i, agent in enumerate(["army", "cell", "brigade"])]
    found = one(link(claims, [], [doc(f"d{i}", f"2017-10-0{i + 2}") for i in range(3)], [], sides))
    assert found.agents == ("army", "brigade")
    assert found.title == "Brigade shells People at Qasab"
    assert len(found.claims) == 3


def test_where_two_accounts_have_as_many_voices_the_first_stands(make, doc, sides):
    blamed = {"type": "shelling", "target": "people", "losses": "killed 12"}
    claims = [make({**blamed, "agent": agent}, f"d{i}") for i, agent in enumerate(["army", "cell"])]
    assert one(link(claims, [], [doc("d0", "2017-10-03"), doc("d1", "2017-10-02")], [], sides)).agents == ("cell",)


def test_nobody_captures_from_himself_or_from_the_place(make, sides):
    found = one(link([make({"agent": "gov", "target": "brigade,qasab"})], [], [], [], sides))
    assert found.targets == ("qasab",)
    assert found.title == "Gov captures Qasab"


TITLES = [
    (("withdraw", "actual", ["M23"], [], "Goma"), "M23 withdraws from Goma"),
    (("withdraw", "actual", ["M23"], [], "Goma", "toward"), "M23 withdraws toward Goma"),
    (("evacuate", "actual", ["civilians"], [], "Goma", "near"), "Civilians evacuate from near Goma"),
    (("agreement", "actual", ["M23"], ["FARDC"], "Goma", "toward"), "M23 agrees with FARDC on Goma"),
    (("capture", "actual", ["Syrian Arab Army"], ["ISIS"], "al-Taybah"), "Syrian Arab Army captures al-Taybah from ISIS"),
    (("capture", "actual", ["Syrian Democratic Forces"], [], "Kubar"), "Syrian Democratic Forces capture Kubar"),
    (("capture", "planned", ["ISIS"], [], "Kubar"), "ISIS plans to capture Kubar"),
    (("capture", "failed", ["Houthis"], [], "Hays"), "Houthis fail to capture Hays"),
    (("capture", "denied", ["M23"], [], "Goma"), "M23 is said not to have captured Goma"),
    (("capture", "actual", ["M23"], [], "Goma", "south_of"), "M23 captures ground south of Goma"),
    (("clash", "actual", ["M23"], ["FARDC"], "Goma", "near"), "M23 fights FARDC near Goma"),
    (("repel", "denied", ["M23"], ["FARDC"], "Goma"), "M23 is said not to have repelled an attack by FARDC on Goma"),
    (("shelling", "denied", [], [], "camp"), "Shelling at the camp denied"),
    (("break_siege", "denied", [], [], "Goma"), "Denied: siege of Goma broken"),
    (("capture", "actual", ["M23"], [], "its church"), "M23 captures the church"),
    (("shelling", "actual", ["M23"], [], "town 's power station"), "M23 shells the town's power station"),
    (("hold", "actual", ["FARDC"], [], ""), "FARDC holds ground"),
    (("agreement", "actual", ["M23"], [], "Goma"), "M23 agrees to a deal at Goma"),
    (("civilians_attacked", "actual", ["M23"], [], "Goma"), "M23 attacks civilians at Goma"),
    (("capture", "actual", ["M23"], [], "Goma", "at", None, "most of"), "M23 captures most of Goma"),
    (("bombing", "actual", [], [], "Kano"), "Bombing at Kano"),
    (("bombing", "planned", [], [], "Kano"), "Planned: bombing at Kano"),
    (("airstrike", "actual", ["Russia", "Syria"], ["rebels"], ""), "Russia and Syria bomb rebels from the air"),
    (("losses", "actual", [], ["rebels"], "Kano"), "Losses of rebels at Kano"),
    (("statement", "actual", ["a spokesman"], [], ""), "A spokesman makes a statement"),
    (("new_type", "actual", [], [], "Kano"), "Event at Kano"),
    (("besiege", "actual", ["A", "B", "C", "D"], [], "Kano"), "A, B and 2 others surround Kano"),
    (("clash", "actual", ["M23"], ["FARDC"], "Goma", "at", None, "", "city"), "M23 fights FARDC in Goma"),
    (("clash", "actual", ["M23"], ["FARDC"], "Goma", "near", None, "", "city"), "M23 fights FARDC near Goma"),
    (("withdraw", "actual", ["M23"], [], "Goma", "at", None, "", "city"), "M23 withdraws from Goma"),
    (("bombing", "actual", [], [], "Goma Airport", "at", None, "", "facility"), "Bombing at Goma Airport"),
    (("capture", "actual", ["M23"], [], "all hills"), "M23 captures all hills"),
    (("capture", "actual", ["M23"], [], "the two villages"), "M23 captures two villages"),
    (("hold", "actual", ["M23"], [], "the M23-held pocket"), "M23 holds the pocket"),
    (("hold", "actual", ["M23"], [], "the M23-held"), "M23 holds ground"),
    (("capture", "actual", ["FARDC"], [], "this key M23-held stronghold"), "FARDC captures the key stronghold"),
    (("capture", "actual", ["FARDC"], [], "M23-held Goma"), "FARDC captures M23-held Goma"),
    (("deploy", "actual", ["Gunmen from Ituri"], [], ""), "Gunmen from Ituri deploy"),
    (("arrest", "actual", ["Kenyan police"], ["rebels"], ""), "Kenyan police arrest rebels"),
]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("most of Loikaw", "most of"),
        ("about half of the town", "half of"),
        ("several districts of Goma", "part of"),
        ("the town of Goma", ""),
    ],
)
def test_how_much_of_a_place_is_meant(words, part):
    assert part_of(words) == part


@pytest.mark.parametrize(("fields", "words"), TITLES, ids=[row[1] for row in TITLES])
def test_title(fields, words):
    assert title(*fields) == words


@pytest.mark.parametrize(
    ("name", "many"),
    [("rebels", True), ("ISIS", False), ("Hamas", False), ("United States", False), ("Residents of Goma", True), ("Army of Islam", False)],
)
def test_plural_names(name, many):
    assert plural(name) == many


def test_a_reason_names_no_code():
    assert set(OPPOSING) <= set(IN_WORDS)
    assert not any("_" in words for words in IN_WORDS.values())
