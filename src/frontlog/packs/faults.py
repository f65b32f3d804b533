"""What is wrong with a line of a gazetteer: told with its file and number, or, where asked for, left out and counted."""

from collections import Counter
from dataclasses import dataclass, field

from frontlog.model import FrontlogError

SHOWN = 5  # lines named of each kind of fault; the others are counted
SHORT = 80  # characters of a value in a message


@dataclass(slots=True)
class Faults:
    """What was found amiss. Strict, the first faulty line ends the reading; `lenient`, such lines are left out.

    What real gazetteers hold by the hundred and nobody could look up (a village called "12") is never a fault: `leave_out` counts it.
    """

    lenient: bool = False
    left_out: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, where: str, kind: str, what: str) -> None:
        """A faulty line: `kind` names the fault in general ("duplicate id"), `what` this one."""
        if not self.lenient:
            raise FrontlogError(f"{where}: {what}.", "Correct that line, or leave faulty lines out with --skip-faulty.")
        self.leave_out(where, kind)

    def leave_out(self, where: str, kind: str) -> None:
        """A line without anything that could be looked up."""
        self.left_out[kind] += 1
        shown = self.lines.setdefault(kind, [])
        if len(shown) < SHOWN:
            shown.append(where)

    def summary(self) -> list[str]:
        """One sentence a kind, most frequent first."""
        ranked = sorted(self.left_out.items(), key=lambda pair: (-pair[1], pair[0]))
        return [f"Left out {count:,}: {kind} ({', '.join(self.lines[kind])}{', ...' if count > SHOWN else ''})" for kind, count in ranked]


def shown(value: object) -> str:
    """A value for a message: short, in quotes, control characters made harmless."""
    text = "".join(c if c.isprintable() else "?" for c in str(value)[: SHORT + 1])
    return f"'{text[:SHORT]}...'" if len(text) > SHORT else f"'{text}'"
