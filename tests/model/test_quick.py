"""Records made fast are the records that their class makes."""

from dataclasses import FrozenInstanceError, dataclass, fields, replace
from pickle import dumps, loads
from typing import Any

import pytest

from frontlog.model import Claim, Contradiction, Incident, Link, Span, quick


@pytest.mark.parametrize("kind", [Span, Claim, Incident, Contradiction, Link])
def test_equal_to_what_the_class_makes(kind: Any) -> None:
    values = {field.name: f"value {place}" for place, field in enumerate(fields(kind))}
    own = kind(**values)
    for made in (quick(kind)(**values), quick(kind)(*values.values())):
        assert type(made) is kind
        assert made == own
        assert repr(made) == repr(own)
        assert hash(made) == hash(own)
        assert loads(dumps(made)) == own
        name = fields(kind)[0].name
        assert replace(made, **{name: "other"}) == replace(own, **{name: "other"})
        with pytest.raises(FrozenInstanceError):
            setattr(made, name, "changed")
        with pytest.raises(FrozenInstanceError):
            delattr(made, name)


def test_all_fields_and_no_more() -> None:
    with pytest.raises(TypeError):
        quick(Span)("d", 0, 1)
    with pytest.raises(TypeError):
        quick(Span)("d", 0, 1, "q", "more")


def test_only_plain_classes_with_slots() -> None:
    @dataclass(frozen=True)
    class Loose:
        one: int

    @dataclass(frozen=True, slots=True)
    class Checked:
        one: int

        def __post_init__(self) -> None:
            assert self.one

    for kind in (Loose, Checked):
        with pytest.raises(TypeError, match="no plain dataclass"):
            quick(kind)
