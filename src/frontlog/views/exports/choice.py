"""What an export holds, how it counts, and what it withholds: one object that every format is given."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from frontlog.model import FrontlogError, suggest
from frontlog.store.stamps import Stamp

INTERS = ("number", "text")
COUNTS = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Public:
    """The public-safe profile: nothing of the last days, no exact spot, no name of a private person."""

    as_of: date  # the day on which the export is handed out
    delay_days: int = 3  # events and reports of that many days before it are left out
    blur_m: int = 1_000  # coordinates are those of the middle of a square of this size

    @property
    def last_day(self) -> date:
        """The last day that may be told of."""
        return self.as_of - timedelta(days=self.delay_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to write. `incidents` and `states` are the ids of a filtered selection; None is all of them."""

    incidents: frozenset[str] | None = None
    states: frozenset[str] | None = None
    inter: str = "number"  # ACLED-like: its numbers 0 to 8, or their labels
    fatalities: str = "low"  # ACLED-like: which of the three figures stands in `fatalities`
    lethal_only: bool = True  # GED-like: only incidents with deaths
    base_url: str = ""  # what stands before an id in evidence links; empty gives no links
    public: Public | None = None
    with_comments: bool = False  # evidence packs: raw copies of pages that hold readers' comments

    def __post_init__(self) -> None:
        for name, value, known in (("inter", self.inter, INTERS), ("fatalities", self.fatalities, COUNTS)):
            if value not in known:
                raise FrontlogError(f"There is no {name} '{value}'.", suggest(value, known))

    def link(self, record: str) -> str:
        """Where a record's evidence can be read; empty when no address was given."""
        return f"{self.base_url}{record}" if self.base_url and record else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an export says about itself."""

    run_id: str = ""
    version: str = ""  # of Frontlog
    corpus: str = ""
    licence: str = "not stated"
    credits: str = ""  # who is to be named for the places
    filters: dict[str, str] = field(default_factory=dict)
    stamps: tuple[Stamp, ...] = ()  # what an authority outside has signed of the log; evidence packs carry it

    def plain(self) -> dict[str, object]:
        return {"run_id": self.run_id, "corpus": self.corpus, "licence": self.licence, "filters": dict(self.filters)}
