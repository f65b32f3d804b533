"""Whose reading of a participant or a place stands."""

from frontlog.claims.choice import apart, doers
from frontlog.claims.naming import widened
from frontlog.claims.places import PlaceName
from frontlog.model import ActorRef, Piece
from frontlog.reference.actors import load_actors


def ref(text: str, id_: str, start: int = 0) -> ActorRef:
    return ActorRef(text, start, start + len(text), id_, text)


def test_the_one_attacked_is_not_the_attacker() -> None:
    rebels, army = ref("the rebels", "m23", 20), ref("the army", "drc-army")
    assert apart("clash", (ref("M23", "m23"),), (rebels,)) == ((), (rebels,))
    assert apart("clash", (army,), (rebels,)) == ((army,), (rebels,))


def test_a_speaker_stays_the_agent() -> None:
    speaker = ref("M23", "m23")
    assert apart("statement", (speaker,), (ref("the rebels", "m23", 20),)) == ((speaker,), ())


def test_a_pronoun_gives_way() -> None:
    killer = ref("Hezbollah", "hezbollah")
    assert apart("civilians_attacked", (killer,), (ref("them", "hezbollah", 30),)) == ((killer,), ())


def test_unknown_people_are_not_one_person() -> None:
    some, others = ref("neighbours", ""), ref("guests", "", 20)
    assert apart("clash", (some,), (others,)) == ((some,), (others,))


def test_a_monitor_attacks_nobody_but_says_things() -> None:
    monitor = ref("the Observatory", "sohr")
    assert doers("shelling", (monitor,), load_actors()) == ()
    assert doers("statement", (monitor,), load_actors()) == (monitor,)
    assert doers("shelling", (ref("the army", "saa"),), load_actors()) != ()


def test_a_place_is_quoted_with_the_words_around_its_name() -> None:
    name = PlaceName("Damboa", 13, 19, "Damboa")
    whole = Piece("a camp near Damboa", 1, 19)
    assert widened(name, [Piece("elsewhere", 40, 49), whole]).whole == whole
    assert widened(name, [Piece("Dam", 13, 16)]) == name
