"""Light frozen classes behave as the library's own do."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any, ClassVar, get_type_hints

import pytest

from frontlog.model import frozen

Maker = Callable[..., Any]


@frozen.dataclass(frozen=True, slots=True)
class Base:
    """A base."""

    table: ClassVar[str] = "rows"
    town: str


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Battle(Base):
    """A battle."""

    days: int = 1
    sides: tuple[str, ...] = ()
    told: list[str] = field(default_factory=list)

    @property
    def long(self) -> bool:
        return self.days > 3


def twins() -> list[type]:
    """The same class by the library and by ours."""
    out = []
    for maker in (dataclasses.dataclass, frozen.dataclass):

        class Base:
            """A base."""

            table: ClassVar[str] = "rows"
            town: str
            day: int | None = None

        base = maker(Base, frozen=True, slots=True)

        class Siege(base):  # type: ignore[misc, valid-type]
            """A siege."""

            walls: tuple[str, ...] = ()
            told: list[str] = field(default_factory=list)

        out.append(maker(Siege, frozen=True, slots=True, kw_only=True))
    return out


def _outcome(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:
        return type(error), str(error)


USES: tuple[Callable[[Any], Any], ...] = (
    lambda kind: repr(kind("Maren", 3, walls=("north",))),
    lambda kind: kind("Maren") == kind("Maren"),
    lambda kind: kind("Maren") != kind("Olvek"),
    lambda kind: kind("Maren") == "Maren",
    lambda kind: hash(kind("Maren", told="x")) == hash(("Maren", None, (), "x")),
    lambda kind: hash(kind("Maren")),  # a list cannot be hashed
    lambda kind: kind(),
    lambda kind: kind("Maren", 1, ("north",)),
    lambda kind: kind("Maren", town="Olvek"),
    lambda kind: kind("Maren", wall=1),
    lambda kind: setattr(kind("Maren"), "town", "Olvek"),
    lambda kind: delattr(kind("Maren"), "town"),
    lambda kind: kind("Maren").told is kind("Maren").told,
    lambda kind: [(one.name, one.type, one.kw_only, one.default is None) for one in fields(kind)],
    lambda kind: repr(replace(kind("Maren"), day=4)),
    lambda kind: repr(copy.deepcopy(kind("Maren", 2))),
    lambda kind: dataclasses.asdict(kind("Maren", 2)),
    lambda kind: (kind.__slots__, kind.__match_args__, kind.__doc__, kind.table, hasattr(kind("Maren"), "__dict__")),
    lambda kind: sorted(get_type_hints(kind)),
    lambda kind: dataclasses.is_dataclass(kind),
)


@pytest.mark.parametrize("use", USES)
def test_it_is_as_the_library_makes_it(use: Callable[[Any], Any]) -> None:
    theirs, ours = twins()
    assert _outcome(lambda: use(ours)) == _outcome(lambda: use(theirs))
    assert _outcome(lambda: use(ours)) == _outcome(lambda: use(theirs))  # the methods are there now


def test_it_goes_through_a_pickle() -> None:
    row = Battle(town="Maren", sides=("a", "b"))
    assert pickle.loads(pickle.dumps(row)) == row
    assert not row.long


def test_a_pattern_finds_its_fields() -> None:
    match Battle(town="Maren", days=4):
        case Base(town):
            assert town == "Maren"


def test_the_library_may_build_on_it() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Late(Base):
        hour: int = 0

    assert repr(Late("Maren")).endswith("Late(town='Maren', hour=0)")
    with pytest.raises(FrozenInstanceError):
        Late("Maren").hour = 2  # type: ignore[misc]


@pytest.mark.parametrize("given", [{}, {"slots": True}, {"frozen": True}, {"frozen": True, "slots": True, "eq": False}])
def test_the_library_makes_the_others(given: dict[str, bool]) -> None:
    class Plain:
        town: str = ""

    made = frozen.dataclass(**given)(Plain)
    assert made.__init__.__code__.co_varnames == ("self", "town")


def test_fields_with_wishes_are_the_librarys() -> None:
    class Wished:
        town: str
        seen: int = field(default=0, compare=False)

    made: Any = frozen.dataclass(frozen=True, slots=True)(Wished)
    assert made("Maren", 1) == made("Maren", 2)


def test_a_default_that_could_change_is_refused() -> None:
    class Shared:
        told: list[str] = []  # noqa: RUF012

    with pytest.raises(ValueError, match="mutable default"):
        frozen.dataclass(Shared, frozen=True, slots=True)
