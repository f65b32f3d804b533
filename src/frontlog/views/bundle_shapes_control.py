"""Shapes of the page's data: who holds what, by several accounts. See bundle_shapes."""

from typing import TypedDict


class GroundShape(TypedDict):
    """One claim's part in a control state. `kind` and `actor` say what the claim counts as; `weight` is signed log-odds."""

    claim: str
    kind: str
    actor: str
    weight: float
    reason: str


class ControlShape(TypedDict):
    """Who holds a place from `first` (included) to `until` (excluded, None is open). `claimed_by` names whose claim is the
    strongest where no holder can be named. `probability` is the mean over its days, `least` the smallest of any day, `second` the
    likeliest other side, `origins` the number of independent voices among the evidence. `course` tells the probability of each day: pairs
    of a day, counted from the first, and of a per cent; between two of them it runs in a line. Empty for other accounts than the best."""

    id: str
    place: str
    first: str
    until: str | None
    state: str
    holder: str
    besieged_by: str
    claimed_by: str
    probability: float
    least: float
    second: str
    second_probability: float
    origins: int
    last_evidence: str | None
    evidence: list[GroundShape]
    course: list[int]


class AccountShape(TypedDict):
    """An interval of another account of a place, without its grounds: as the reports published up to a day tell it. It stands from the
    day `known` (included) until the day `superseded` (excluded, None is still)."""

    place: str
    first: str
    until: str | None
    state: str
    holder: str
    besieged_by: str
    probability: float
    known: str
    superseded: str | None


class WithoutShape(TypedDict):
    """Control worked out again without an outlet of that `name`, or without all that speak for a camp, `camp:ID`. `places` are those that
    were worked out anew; of the others nothing changes."""

    name: str
    outlets: list[str]
    places: list[str]
    control: list[AccountShape]
