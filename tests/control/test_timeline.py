"""Effects to intervals: small stories with a known end, and what must hold for any effects."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.control.heard import by_place
from frontlog.control.judge import CONTESTED, HELD, UNKNOWN, judge
from frontlog.control.params import load_params
from frontlog.control.stretches import Account
from frontlog.control.timeline import timeline
from frontlog.model import Copy, Effect, Origin, record_id

ORIGIN = Origin("test", "1")
DAY0 = date(2016, 3, 1)


def effect(kind, side, start, end=None, *, weight=2.5, doc="d1", place="p-1", name="Qasab", lat=35.0, lon=38.0):
    first = DAY0 + timedelta(days=start)
    last = DAY0 + timedelta(days=start if end is None else end)
    id_ = record_id("e", kind, side, first, last, weight, doc, place)
    return Effect(
        id=id_, claim=f"c-{id_}", document=doc, place_id=place, place_name=name, lat=lat, lon=lon, uncertainty_m=None, country="",
        actor=side, actor_name=side.title(), side=side, kind=kind,
        start=first, end=last, weight=weight, reason=f"{kind}: test", origin=ORIGIN,
    )  # fmt: skip


def copy(doc, group="", of=""):
    return Copy(id=doc, origin_group=group or doc, copy_of=of, similarity=1.0 if of else 0.0, basis="same bytes" if of else "")


def on(states, day, place="p-1"):
    when = DAY0 + timedelta(days=day)
    found = [s for s in states if s.place_id == place and s.start <= when and (s.end is None or when < s.end)]
    assert len(found) <= 1
    return (found[0].state, found[0].holder) if found else ("", "")


@pytest.fixture
def run(sides):
    return lambda effects, copies=(): list(timeline(effects, copies, sides=sides))


def test_capture_and_recapture(run):
    states = run([effect("gains", "army", 0), effect("gains", "rebels", 40), effect("gains", "army", 60, doc="d2")])
    assert [on(states, day) for day in (0, 20, 39, 40, 59, 60, 90)] == [
        ("held", "army"), ("held", "army"), ("held", "army"), ("held", "rebels"), ("held", "rebels"), ("held", "army"), ("held", "army"),
    ]  # fmt: skip


def test_nothing_before_the_first_evidence_but_a_short_word_for_who_lost_it(run):
    states = run([effect("gains", "army", 30), effect("loses", "rebels", 30, weight=1.5)])
    assert [on(states, day) for day in (20, 25, 30)] == [("", ""), ("held", "rebels"), ("held", "army")]
    before, after = states[0], states[1]
    assert before.probability < after.probability


def test_silence_decays_to_unknown(run):
    states = run([effect("holds", "army", 0)])
    assert on(states, 0) == ("held", "army")
    assert (states[-1].state, states[-1].end, states[-1].holder) == ("unknown", None, "")
    longer = run([effect("holds", "army", 0), effect("holds", "army", 300, doc="d2")])
    assert longer[-1].start > states[-1].start


def test_fighting_inside_contests_and_a_capture_ends_it(run):
    states = run([effect("holds", "rebels", 0), effect("enters", "army", 10, weight=2.0), effect("gains", "army", 20)])
    assert [on(states, day) for day in (0, 10, 15, 20)] == [("held", "rebels"), ("contested", ""), ("contested", ""), ("held", "army")]


def test_one_report_of_weak_signs_does_not_overturn_a_capture(run):
    states = run([effect("gains", "army", 0), effect("holds", "army", 5, weight=-0.8), effect("contests", "rebels", 6, weight=0.5)])
    assert on(states, 7) == ("held", "army")


def test_two_sure_claims_of_one_day_leave_nobody_named(run):
    states = run([effect("gains", "army", 3), effect("gains", "rebels", 3, doc="d2")])
    assert on(states, 3) == ("contested", "")


def test_a_denial_cancels_the_capture(run):
    base = [effect("holds", "rebels", 0)]
    assert on(run([*base, effect("gains", "army", 10, doc="d2")]), 10) == ("held", "army")
    denied = [
        *base,
        effect("gains", "army", 10, doc="d2"),
        effect("gains", "army", 10, weight=-2.0, doc="d3"),
        effect("holds", "rebels", 10, weight=0.8, doc="d3"),
    ]
    assert on(run(denied), 10) == ("held", "rebels")


def test_siege(run):
    around = [effect("holds", "rebels", 0), effect("besieges", "army", 10, weight=2.2)]
    states = run(around)
    assert on(states, 5) == ("held", "rebels")
    assert on(states, 12) == ("besieged", "rebels")
    assert next(s for s in states if s.state == "besieged").besieged_by == "army"
    assert on(run([*around, effect("lifts", "rebels", 20)]), 25) == ("held", "rebels")
    assert on(run([*around, effect("gains", "army", 20)]), 25) == ("held", "army")
    assert on(states, 10 + 61)[0] != "besieged"


def test_a_place_fought_over_inside_is_not_called_besieged(run):
    states = run([effect("holds", "rebels", 0), effect("besieges", "army", 10, weight=2.2), effect("contests", "army", 8, weight=0.5)])
    state = next(s for s in states if s.start <= DAY0 + timedelta(days=12) and (s.end is None or s.end > DAY0 + timedelta(days=12)))
    assert (state.state, state.holder, state.besieged_by) == ("held", "rebels", "army")


def test_since_reaches_back(run):
    states = run([effect("holds", "army", 0, 200)])
    assert on(states, 100) == ("held", "army")


def test_two_spellings_on_one_point_are_one_place(run):
    states = run(
        [
            effect("gains", "army", 0, place="g-7", name="al-Qasab", lat=35.0, lon=38.0),
            effect("holds", "army", 9, place="n-qasab", name="Qasab city", lat=None, lon=None),
            effect("gains", "rebels", 20, place="g-8", name="Qaseb", lat=35.004, lon=38.0),
        ]
    )
    assert {s.place_id for s in states} == {"g-7"}
    assert on(states, 21, "g-7") == ("held", "rebels")


def test_quarters_put_on_the_point_of_their_city_stay_apart(run):
    states = run([effect("gains", "army", 0, place="n-a", name="Old Mill"), effect("gains", "rebels", 0, place="n-b", name="Stadium")])
    assert {s.place_id for s in states} == {"n-a", "n-b"}


def test_namesakes_far_apart_stay_apart_and_a_bare_name_does_not_choose_between_them(run):
    states = run(
        [
            effect("gains", "army", 0, place="g-1", name="Qasab"),
            effect("gains", "rebels", 0, place="g-2", name="Qasab", lat=33.0),
            effect("gains", "sect", 0, place="n-qasab", name="Qasab", lat=None, lon=None),
        ]
    )
    assert [on(states, 0, p) for p in ("g-1", "g-2", "n-qasab")] == [("held", "army"), ("held", "rebels"), ("held", "sect")]


def test_evidence_is_signed_for_the_state_and_names_the_reason(run):
    against = effect("holds", "rebels", 10, weight=0.8, doc="d2")
    states = run([effect("gains", "army", 10), against])
    state = next(s for s in states if s.holder == "army")
    weights = {e.effect: e.weight for e in state.evidence}
    assert max(weights.values()) == 2.5
    assert weights[against.id] < 0
    assert all(e.reason for e in state.evidence)
    assert state.last_evidence == DAY0 + timedelta(days=10)


def test_no_effects_no_states(run):
    assert run([]) == []


KINDS = ("gains", "loses", "enters", "repels", "besieges", "lifts", "holds", "contests")
EFFECTS = st.lists(
    st.builds(
        lambda kind, side, start, length, weight, doc, place: effect(
            kind, side, start, start + length, weight=weight, doc=doc, place=place, name=place
        ),
        st.sampled_from(KINDS),
        st.sampled_from(("army", "rebels", "sect")),
        st.integers(0, 120),
        st.integers(0, 20),
        st.sampled_from((-1.0, 0.5, 1.0, 2.5)),
        st.sampled_from(("d1", "d2", "d3")),
        st.sampled_from(("p-1", "p-2")),
    ),
    max_size=8,
    unique_by=lambda e: e.id,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(EFFECTS, st.randoms(use_true_random=False))
def test_intervals_never_overlap_and_order_changes_nothing(effects, random):
    states = list(timeline(effects, [copy(f"d{i}") for i in (1, 2, 3)], sides=Plain()))
    shuffled = effects[:]
    random.shuffle(shuffled)
    assert states == list(timeline(shuffled, [copy(f"d{i}") for i in (3, 1, 2)], sides=Plain()))
    for a, b in pairwise(states):
        if a.place_id == b.place_id:
            assert a.end == b.start
            assert a.start < a.end
            assert (a.state, a.holder, a.besieged_by, a.claimed_by) != (b.state, b.holder, b.besieged_by, b.claimed_by)
    for s in states:
        assert 0 < s.probability <= 1
        assert bool(s.holder) == (s.state in ("held", "besieged"))
        assert s.state != "besieged" or (s.besieged_by and s.besieged_by != s.holder)
        assert (s.end is None) == (s is states[-1] or states[states.index(s) + 1].place_id != s.place_id)


@settings(max_examples=40, deadline=None)
@given(EFFECTS)
def test_ten_verbatim_copies_change_nothing(effects):
    copies = [copy(f"d{i}") for i in (1, 2, 3)]
    more, told = list(copies), list(effects)
    for i in range(10):
        more.append(copy(f"r{i}", "d1", "d1"))
        # a repost is dated later, and so are the days that hang on its publication
        told += [
            replace(e, id=f"{e.id}-{i}", document=f"r{i}", start=e.start + timedelta(days=i), end=e.end + timedelta(days=i))
            for e in effects
            if e.document == "d1"
        ]
    assert list(timeline(told, more, sides=Plain())) == list(timeline(effects, copies, sides=Plain()))


def test_what_an_older_version_of_a_page_said_is_no_voice_beside_the_newest(run):
    first, corrected = effect("gains", "army", 0, doc="v1"), effect("gains", "rebels", 0, doc="v2")
    versions = [copy("v1"), replace(copy("v2", "v1", "v1"), version_of="v1")]
    assert run([first, corrected], versions) == run([corrected], versions)
    elsewhere = replace(first, id="e-elsewhere", place_id="p-2", place_name="Elsewhere")  # the newer version is silent about that place
    assert on(run([first, corrected, elsewhere], versions), 0, "p-2") == ("held", "army")
    assert run([first, corrected], [copy("v1"), copy("v2", "v1", "v1")]) != run([corrected], versions)


def test_a_second_voice_adds_and_a_second_telling_of_one_voice_does_not(run):
    one = [effect("holds", "army", 0, weight=1.0)]
    again = [*one, effect("holds", "army", 0, weight=1.0, doc="d1b")]
    single = run(one)[0].probability
    assert run(again, [copy("d1", "g"), copy("d1b", "g")])[0].probability == single
    assert run(again)[0].probability > single


def test_a_plan_never_changes_who_holds(run, make, sides):
    from frontlog.control.effects import effects

    plans = [
        {
            "type": t,
            "trigger": "march",
            "agent": ["army"],
            "target": ["rebels"],
            "place": ["Qasab"],
            "modality": m,
            "start": "2016-03-20",
            "end": "2016-03-21",
        }
        for t in ("capture", "advance", "assault", "besiege", "clash", "deploy")
        for m in ("planned", "conditional")
    ]
    for plan in plans:
        claim = make({"says": "The army and the rebels march on Qasab.", **plan})
        held = effect("gains", "rebels", 0, place="n-qasab", lat=None, lon=None)
        states = run([held, *effects([claim], sides=sides)])
        assert on(states, 20, "n-qasab") == ("held", "rebels"), plan
        assert on(states, 30, "n-qasab") == ("held", "rebels"), plan


class Plain:
    def side(self, actor, country, day):
        return actor

    def allied(self, a, b, country, day):
        return a == b

    def guest(self, actor, country):
        return False

    def name(self, actor):
        return actor


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Soha", True), ("district 1", True), ("دير الزور", True), ("hills", False), ("large depot", False), ("the SDF-held area", False)],
)
def test_only_named_or_located_places_get_a_history(run, name, kept):
    assert bool(run([effect("gains", "army", 0, name=name, lat=None, lon=None)])) == kept
    assert run([effect("gains", "army", 0, name=name)])


def test_who_leaves_a_fight_leaves_the_place_to_the_other_side(run):
    fight = [effect("enters", "army", 0, weight=2.0), effect("holds", "rebels", -5, weight=2.0)]
    assert on(run(fight), 4) == ("contested", "")
    assert on(run([*fight, effect("loses", "rebels", 3, weight=2.3, doc="d2")]), 4) == ("held", "army")


def test_who_enters_a_place_on_the_day_that_the_others_leave_it_has_it(run):
    states = run([effect("enters", "army", 0, weight=2.0), effect("loses", "rebels", 0, 1, weight=2.3, doc="d2")])
    assert on(states, 2) == ("held", "army")


def test_who_leaves_a_place_alone_leaves_nobody(run):
    assert on(run([effect("holds", "rebels", 0), effect("loses", "rebels", 9, weight=2.3)]), 12) == ("unknown", "")


def believed(effects, side, day, sides):
    (heard,) = by_place(effects, (), (), sides)
    ((_, account),) = Account.all([(heard.signals, heard.params)])
    when = DAY0 + timedelta(days=day)
    return float(account.shares(side, when, when).mean())


def test_an_admission_that_a_place_was_left_bears_out_who_claimed_it(sides):
    claim = effect("gains", "army", 0, weight=1.2)
    loss = effect("loses", "rebels", 0, 2, weight=2.3, doc="d2")
    admission = effect("concedes", "rebels", 0, 2, weight=2.3, doc="d2")
    assert believed([claim, loss, admission], "army", 5, sides) > max(believed([claim, loss], "army", 5, sides) + 0.05, 0.85)


@pytest.mark.parametrize(
    ("shares", "state"),
    [
        ((0.35, 0.34, 0.02, 0.29), CONTESTED),  # nobody is likelier than the rest: rivals
        ((0.45, 0.2, 0.08, 0.27), UNKNOWN),  # one is, and not likely enough to be named: nobody knows
        ((0.45, 0.2, 0.0, 0.35), UNKNOWN),
        ((0.2, 0.1, 0.5, 0.2), CONTESTED),
        ((0.6, 0.2, 0.1, 0.1), HELD),
    ],
)
def test_rivals_are_sides_of_which_none_is_likelier_than_the_rest(shares, state):
    assert judge(np.array([shares]), ("army", "rebels"), load_params()).code.tolist() == [state]
