"""The registry of actors: what it holds, how it is asked, how faults in a user's file are told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.model import FrontlogError
from frontlog.reference.actor_rows import KINDS
from frontlog.reference.actors import FILE, load_actors
from frontlog.reference.countries import countries, nationalities
from frontlog.reference.words import clean

ACTORS = load_actors()


def test_breadth() -> None:
    written = [a for a in ACTORS if not a.generated]
    assert len([a for a in written if a.role != "person"]) >= 1000
    assert len({a.country for a in written if a.kind in {"rebel", "political-militia", "identity-militia"}}) >= 25


def test_every_actor_is_sound() -> None:
    for actor in ACTORS:
        assert actor.kind in KINDS
        assert actor.names
        assert all(clean(name) for name in actor.names), actor.id
        assert not actor.country or actor.country in countries(), actor.id
        assert actor.id not in ACTORS.ancestors(actor.id)[1:], f"{actor.id} is part of itself"
        assert ACTORS.side_holder(actor.id) in ACTORS


def test_every_written_name_finds_its_actor() -> None:
    lost = [(a.id, name) for a in ACTORS if not a.generated for name in a.names if a.id not in ACTORS.find(name)]
    assert lost == []


@pytest.mark.parametrize("code", sorted(countries()))
def test_every_nationality_has_a_state_and_an_army(code: str) -> None:
    country = countries()[code]
    adjective = country.adjectives[0]
    assert nationalities()[clean(adjective)] in countries()
    assert country.state in ACTORS.find(country.name)
    army = ACTORS.organ(code, "army")
    assert country.state in ACTORS.ancestors(army)


@pytest.mark.parametrize(
    ("actor", "country", "day", "camp"),
    [
        ("saa-tiger-forces", "SY", date(2017, 10, 1), "syria-gov-camp"),
        ("hezbollah", "SY", date(2017, 10, 1), "syria-gov-camp"),
        ("hezbollah", "LB", date(2017, 10, 1), "axis-of-resistance"),
        ("hts", "SY", date(2015, 1, 1), "al-qaeda"),
        ("hts", "SY", date(2018, 1, 1), "hts"),
        ("hts", "SY", date(2025, 1, 1), "syria-transitional-gov-camp"),
        ("ypg", "SY", None, "sdf"),
        ("us-navy", "SY", None, "us-coalition"),
        ("us-navy", "YE", None, "us"),
        ("isis-khorasan", "AF", None, "isis"),
    ],
)
def test_camps_have_places_and_dates(actor: str, country: str, day: date | None, camp: str) -> None:
    assert ACTORS.camp(actor, country, day) == camp


def test_holder_is_the_one_that_would_be_named() -> None:
    assert ACTORS.side_holder("saa-tiger-forces") == "syria-gov"
    assert ACTORS.side_holder("jnim") == "jnim"  # though part of al-Qaeda
    assert ACTORS.same_side("saa", "hezbollah", "SY", date(2016, 1, 1))
    assert not ACTORS.same_side("hamas", "israel-army")


def test_a_lower_case_word_is_no_acronym() -> None:
    for word in ("us", "is", "who", "tip", "mat", "aa", "pa"):
        assert ACTORS.find(word) == ()
    assert ACTORS.find("US") == ("us",)
    assert ACTORS.find("IS")[0] == "isis"


def test_surfaces_hold_no_capital_cities() -> None:
    surfaces = ACTORS.surfaces()
    assert surfaces["rapid support forces"] == "rsf-sudan"
    assert surfaces["ukrainian troops"] == "ukraine-army"
    assert "nairobi" not in surfaces
    assert all(key == key.lower() for key in surfaces)


def test_a_user_adds_and_overrides(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(
        "SY:\n  - {id: lions-of-dawn, names: [Lions of Dawn], kind: rebel, parents: [fsa]}\n  - {id: fsa, names: [My FSA], kind: rebel}\n"
    )
    actors = load_actors(file)
    assert actors.find("Lions of Dawn fighters") == ("lions-of-dawn",)
    assert actors.get("fsa").name == "My FSA"
    assert "saa" in actors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SY:\n  - {id: a, names: [A]}\n  - {id: a, names: [B]}\n", "line 3"),
        ("SY:\n  - {id: a, names: []}\n", "line 2"),
        ("SY:\n  - {id: a, names: [A], kind: rebell}\n", "Did you mean 'rebel'?"),
        ("SY:\n  - {id: a, names: [A], colour: red}\n", "line 2: an actor has no field 'colour'"),
        (
            "SY:\n  - {id: b, names: [B]}\n  - {id: a, names: [A], parents: [nowhere-gov]}\n",
            "line 3: 'a' names 'nowhere-gov'",
        ),
        ("- {id: b, names: [B]}\n- {id: a, names: [A], parents: [syria-gv]}\n", "line 2: 'a' names 'syria-gv' under parents"),
        ("SY:\n  - {id: a, names: [A], parents: [a]}\n", "line 2: 'a' is part of itself: a < a"),
        ("SY:\n  - {id: syria-gov, names: [X], parents: [saa]}\n", "is part of itself: syria-gov < saa < syria-gov"),
        ("SY:\n  - id: a\n    names: [A]\n    from: next year\n", "line 4: from is 'next year'"),
        ("SY:\n  - {id: a, names: [A], from: 2020-01-01, to: 2019-01-01}\n", "ends (2019-01-01) before it begins"),
        ("SY:\n  - {id: a, names: [A], labels: [regime]}\n", "labels is ['regime']"),
        ("SY:\n  - {id: a, names: [A], sector: ARMY}\n", "line 2: there is no sector 'ARMY'"),
        ("SY:\n  - {id: a, names: [A], means: [{what: heroes}]}\n", "line 2"),
        ("XQ:\n  - {id: a, names: [A]}\n", "line 2: there is no country 'XQ'"),
        ("SY:\n  - {id: a, names: [A], succeeds: [nobody-here]}\n", "'nobody-here' under succeeds"),
        ("SY:\n  - {id: a, names: [A\n", "not YAML"),
        ("SY: 5\n", "list of actors"),
        ("SY:\n  - {id: a, names: [A], camps: [{camp: x, from: soon}]}\n", "line 2"),
    ],
)
def test_faults_name_their_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(text)
    with pytest.raises(FrontlogError, match=r"line|exist") as error:
        load_actors(file)
    assert told in str(error.value)


def test_what_bare_words_mean_has_its_time() -> None:
    assert ACTORS.meant("IQ", "rebels", date(2006, 5, 1)) == "iraqi-insurgents"
    assert ACTORS.meant("IQ", "rebels", date(2016, 5, 1)) == "isis"
    assert ACTORS.meant("ML", "jihadists", date(2013, 1, 15)) == "ansar-dine"
    assert ACTORS.meant("ML", "jihadists") == "jnim"
    assert ACTORS.body("RS", "army", date(1999, 4, 1)) == "yugoslavia-forces"
    assert ACTORS.body("RS", "army", date(2020, 4, 1)) == "serbia-army"
    assert ACTORS.on("libya-gnu", date(2011, 6, 1)) == "gaddafi-gov"
    assert ACTORS.on("libya-gnu", date(2020, 6, 1)) == "libya-gnu"


@pytest.mark.parametrize(
    ("actor", "inter", "sector"),
    [
        ("saa", 1, "MIL"),
        ("iraq-federal-police", 1, "COP"),
        ("mossad", 1, "MIL"),
        ("shin-bet", 1, "SPY"),
        ("jnim", 2, "REB"),
        ("haiti-gangs", 3, "CRM"),
        ("fano", 4, "PRM"),
        ("protesters", 6, "CVL"),
        ("civilians", 7, "CVL"),
        ("monusco", 8, "IGO"),
        ("kenya-parliament", 1, "LEG"),
        ("iran-state-media", 0, "MED"),
        ("vladimir-putin", 0, ""),
    ],
)
def test_codes_of_the_kinds(actor: str, inter: int, sector: str) -> None:
    assert (ACTORS.get(actor).inter, ACTORS.get(actor).sector) == (inter, sector)


def test_an_unknown_id_suggests_the_nearest() -> None:
    with pytest.raises(FrontlogError, match=r"Did you mean 'hezbollah'[?]"):
        ACTORS.get("hezbolah")


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert all(id_ in ACTORS for id_ in (*ACTORS.find(text), *ACTORS.inside(text)))


def test_the_file_is_the_one_in_the_package() -> None:
    assert FILE.name == "actors.yml"
