"""Whose reading of a participant or a place stands."""

from frontlog.claims.choice import doers
from frontlog.claims.place_quotes import widened
from frontlog.claims.places import PlaceName
from frontlog.model import ActorRef, Piece
from frontlog.reference.actors import load_actors


def ref(text: str, id_: str, start: int = 0) -> ActorRef:
    return ActorRef(text, start, start + len(text), id_, text)


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
