"""A place as the words name it, and with what it was found to mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.model import Piece
from frontlog.reference.gazetteer import Candidate
from frontlog.reference.place_rows import Place
from frontlog.reference.placepairs import Pair
from frontlog.reference.placewords import Phrase


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place, as the extractor hands them over.

    `name` is the core without article, kind word and relation; `kind` a kind word such as "town", or ""; `within` what it lies in, when
    the text says so ("Homs province" of "the town of X in Homs province"); `whole` all these words together, as a reader would quote them;
    `before` and `after` the words of the sentence around `text`, pointers in `after` replaced by the names they point to; `beside` are
    names of places that the sentence plays at ("[In Kandahar], a bomb went off in the Dand district").
    """

    text: str
    start: int
    end: int
    name: str = ""
    relation: str = "at"
    kind: str = ""
    within: tuple[str, ...] = ()
    whole: Piece | None = None
    before: str = ""
    after: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name with the place that it was found to mean (None: none), the others that it could, and the ends of a pair."""

    said: PlaceName
    phrase: Phrase
    core: str
    best: Candidate | None
    candidates: Sequence[tuple[float, Candidate]] = ()
    whole: bool = False
    around: Sequence[Place] = ()
    before: Sequence[Place] = ()  # what the report names shortly before it, the nearest first
    pair: Pair | None = None
    ends: tuple[Place, Place] | None = None

    @property
    def relation(self) -> str:
        """at, near, north_of, ...: as the extractor read it, else as the phrase says."""
        said = self.said.relation
        if self.pair is not None and said in {"", "at"}:
            return "along" if self.pair.form == "way" else "between"
        if self.whole:
            return said or "at"
        return said if said not in {"", "at"} else self.phrase.relation or "at"
