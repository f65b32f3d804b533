from frontlog.incidents.types import load_types
from frontlog.reference import hostile
from frontlog.reference.claim_types import claim_types


def test_every_hostile_act_is_a_type_of_claims():
    assert set(claim_types()) >= hostile.FIGHTING


def test_a_clash_alone_has_two_equal_sides():
    roles = load_types().roles
    assert {kind for kind in hostile.HOSTILE if roles[kind] == "b"} == hostile.MUTUAL
    assert not hostile.AGAINST & hostile.MUTUAL


def test_gains_and_strikes_are_two_things():
    assert hostile.HOSTILE == hostile.GAINING | hostile.STRIKING | hostile.MUTUAL
    assert not hostile.GAINING & hostile.STRIKING
