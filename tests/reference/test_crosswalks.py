"""The crosswalks: every type in every scheme with a reason, variants by what the reports say, faults by their line."""

from pathlib import Path

import pytest

from frontlog.model import FrontlogError
from frontlog.reference.claim_types import claim_types
from frontlog.reference.countries import countries
from frontlog.reference.country_codes import country_codes
from frontlog.reference.crosswalks import FILE, code, crosswalks, read_crosswalks

QUADS = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
}
QUADS |= {"PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}


def test_every_type_is_there_with_a_reason_in_each_scheme() -> None:
    assert set(crosswalks()) == set(claim_types())
    for plain, variants in crosswalks().values():
        for coding in (plain, *(c for _, c in variants)):
            assert all(part.why for part in (coding.acled, coding.plover, coding.cameo, coding.ucdp))
            if coding.plover:
                assert coding.plover.quad == QUADS[coding.plover.event]
                assert (coding.plover.scale >= 0) == (coding.plover.quad in (1, 2))


@pytest.mark.parametrize(
    ("type_", "given", "sub_event", "plover", "cameo"),
    [
        ("airstrike", {}, "Air/drone strike", ("ASSAULT", "aerial"), "195"),
        ("airstrike", {"words": "strike drone"}, "Air/drone strike", ("ASSAULT", "drone"), "195"),
        ("airstrike", {"words": "droned on"}, "Air/drone strike", ("ASSAULT", "aerial"), "195"),
        ("shelling", {}, "Shelling/artillery/missile attack", ("ASSAULT", "heavy-weapons"), "194"),
        ("shelling", {"words": "shelled chlorine"}, "Chemical weapon", ("ASSAULT", "unconventional"), "2042"),
        ("bombing", {}, "Remote explosive/landmine/IED", ("ASSAULT", "explosives"), "1833"),
        ("bombing", {"words": "blew himself up"}, "Suicide bomb", ("ASSAULT", "suicide-attack"), "1831"),
        ("capture", {"agents": ["rebel"]}, "Non-state actor overtakes territory", ("ASSAULT", ""), "192"),
        ("capture", {"agents": ["state"]}, "Government regains territory", ("ASSAULT", ""), "192"),
        ("capture", {"agents": ["external"]}, "Non-state actor overtakes territory", ("ASSAULT", ""), "192"),
        ("capture", {"agents": ["state"], "modality": "failed"}, "Armed clash", ("ASSAULT", ""), "190"),
        ("besiege", {}, "Other", ("COERCE", "restrict"), "191"),
        ("agreement", {"words": "truce"}, "Agreement", ("AGREE", ""), "0871"),
        ("agreement", {"words": "ceasefire took effect"}, "Agreement", ("RETREAT", "ceasefire"), "0871"),
        ("withdraw", {}, "Non-violent transfer of territory", ("RETREAT", "withdraw"), "0874"),
        ("arrest", {}, "Arrests", ("COERCE", "arrest"), "173"),
        ("arrest", {"agents": ["rebel"], "targets": ["rebel"]}, "Arrests", ("ASSAULT", "abduct"), "181"),
        ("civilians_attacked", {"words": "kidnapped"}, "Abduction/forced disappearance", ("ASSAULT", "abduct"), "181"),
        ("deploy", {}, "Other", ("MOBILIZE", "troops"), "154"),
        ("aid", {}, "", ("AID", ""), "073"),
        ("aid", {"words": "blocked"}, "", ("COERCE", "withhold"), "161"),
        ("statement", {"words": "accused"}, "", ("ACCUSE", "allege"), "112"),
        ("statement", {"words": "threatened"}, "", ("THREATEN", "violence"), "138"),
        ("hold", {}, "", ("", ""), ""),
    ],
)
def test_codes(type_: str, given: dict[str, object], sub_event: str, plover: tuple[str, str], cameo: str) -> None:
    found = code(type_, **given)  # type: ignore[arg-type]
    assert (found.acled.sub_event, (found.plover.event, found.plover.mode), found.cameo.code) == (sub_event, plover, cameo)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("capture:\n", "captur:\n", "there is no type of claim 'captur'. Did you mean 'capture'?"),
        (
            "acled: {event: Battles, sub_event: Armed clash, why:",
            "acled: {event: Fights, sub_event: Armed clash, why:",
            "should be empty or one of Battles",
        ),
        ('cameo: {code: "192", why: "occupy territory"}', 'cameo: {code: "192"}', "should be a mapping of code, why"),
        ('cameo: {code: "192", why: "occupy territory"}', 'cameo: {code: "192", why: ""}', "should be a reason"),
        ("when: {agent: [state]}", "when: {agent: [stat]}", "there is no kind of actor 'stat'. Did you mean 'state'?"),
        ("when: {agent: [state]}", "when: {agents: [state]}", "should be some of words, agent, target, modality"),
    ],
)
def test_a_fault_is_named_by_its_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "crosswalks.yml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FrontlogError, match=r"crosswalks\.yml, line \d+") as error:
        read_crosswalks(path)
    assert said in str(error.value)


def test_a_missing_type_is_named(tmp_path: Path) -> None:
    path = tmp_path / "crosswalks.yml"
    path.write_text("capture: {}\n", encoding="utf-8")
    with pytest.raises(FrontlogError, match="a table with every type; advance"):
        read_crosswalks(path)


def test_codes_of_countries() -> None:
    syria = country_codes("SY")
    assert (syria.alpha3, syria.numeric, syria.gwno, syria.acled_region, syria.ucdp_region) == (
        "SYR",
        760,
        652,
        "Middle East",
        "Middle East",
    )
    assert (country_codes("xx").alpha3, country_codes("").gwno) == ("", 0)
    assert (country_codes("NO").gwno, country_codes("NA").gwno) == (385, 565)
    for alpha2 in countries():
        assert country_codes(alpha2).acled_region, alpha2
        assert country_codes(alpha2).ucdp_region, alpha2


def test_no_two_countries_share_a_state_number() -> None:
    numbers = [country_codes(c).gwno for c in countries() if country_codes(c).gwno]
    assert len(numbers) == len(set(numbers)) > 170
