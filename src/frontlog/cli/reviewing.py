"""The command `review`: what to look at first, and the decisions of people, put down and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import click

from frontlog.cli.making import bring_up_to_date
from frontlog.cli.output import format_option, show, user
from frontlog.deciding import Reviewer, waiting
from frontlog.model import Decision, FrontlogError, effective
from frontlog.reference.packs import Pack, installed, packs_folder
from frontlog.review.corrections import FIELDS
from frontlog.store import Log
from frontlog.views.decided import says
from frontlog.views.review_conflicts import conflicts
from frontlog.views.review_queue import Question, plain, queue
from frontlog.views.sitrep.words import shown

Act = Callable[..., Decision]


@dataclass(frozen=True, slots=True)
class Desk:
    """The log that is reviewed, and who reviews it."""

    root: Path
    who: str

    @property
    def log(self) -> Log:
        return Log.open(self.root)

    def reviewer(self) -> Reviewer:
        return Reviewer(self.log, self.who, _packs())


def _packs() -> tuple[Pack, ...]:
    return installed(packs_folder(None))


class AfterLog(click.Group):
    """A group whose options may stand before or after LOG: `frontlog review LOG --limit 5`, `frontlog review LOG --who Mira same A B`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-"):
            at = next((n for n, word in enumerate(args) if n and word in self.commands), len(args))
            args = [*args[1:at], args[0], *args[at:]]
        return super().parse_args(ctx, args)


@click.group(cls=AfterLog, invoke_without_command=True)
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--who", default=user, show_default="your user name", help="Who decides; kept with each decision.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Questions at most.")
@format_option
@click.pass_context
def review(context: click.Context, log: Path, who: str, limit: int, form: str) -> None:
    """What to look at first: the least certain of what weighs most. With a further word a decision is put down.

    Decisions are kept in the log with who, when and why; the next build puts them into effect (`frontlog review LOG apply`), and so does
    every later one, also after the reports are read anew. None is ever edited or lost: `undo` and `withdraw` add a line.
    """
    context.obj = Desk(log, who)
    if context.invoked_subcommand is None:
        found = queue(Log.open(log))
        if form == "table":
            click.echo("\n\n".join(_asked(n, q) for n, q in enumerate(found[:limit], 1)))
        else:
            show([plain(q) for q in found[:limit]], form, ())
        click.echo(f"{len(found):,} questions are open. {_pending(Log.open(log))}", err=True)


def _asked(number: int, question: Question) -> str:
    """A question with its sentences, for reading."""
    head = f"{number}. {question.kind}, weight {question.weight:.2f}: {shown(question.asks)}\n   {shown(question.why)}"
    claims = (f"   {c.claim}  {shown(c.outlet)}, {c.published or 'undated'}: “{shown(c.quote)}”" for c in question.claims)
    others = f"   or: {shown('; '.join(question.choices))}"
    return "\n".join([head, *claims, *([others] if question.choices else [])])


def _pending(log: Log) -> str:
    count = waiting(log)
    return f"{count:,} decisions wait for `frontlog review LOG apply`." if count else "All decisions are in the tables."


def deciding(act: Act) -> Callable[..., None]:
    """A command that puts down one decision: with its reason, and what came of it in words."""

    @wraps(act)
    def put(**given: object) -> None:
        desk = click.get_current_context().find_object(Desk)
        assert desk is not None
        made = act(desk.reviewer(), **given)
        click.echo(f"{made.id}: {says(made)}")
        click.echo(_pending(desk.log), err=True)
        for found in conflicts(desk.log.decisions.rows()):
            if made.id in (found.loser.id, found.winner.id if found.winner else ""):
                click.echo(_conflict(found.loser, found.winner, found.about), err=True)

    reason: Callable[..., None] = click.option("--why", required=True, help="The reason, in a sentence.")(put)
    return reason


def _conflict(loser: Decision, winner: Decision | None, about: str) -> str:
    by = f"{winner.id} by {winner.who} ({winner.verdict})" if winner else "newer decisions taken together"
    return f"Conflict on {about}: {loser.id} by {loser.who} ({loser.verdict}) gives way to {by}: the last one counts."


def _judging(verdict: str, about: str) -> click.Command:
    @click.argument("records", nargs=-1, required=True)
    @deciding
    def judge(reviewer: Reviewer, records: Sequence[str], why: str) -> Decision:
        return reviewer.judge(verdict, records, why)

    return click.command(verdict, help=about)(judge)


review.add_command(_judging("same", "RECORDS (ids of claims or incidents) tell one event; or are one place (ids of the control table)."))
review.add_command(_judging("different", "RECORDS tell different events, or are different places."))
review.add_command(_judging("unsure", "Nobody can say of RECORDS; they are not asked about again."))


@review.command()
@click.argument("incidents", nargs=-1, required=True)
@deciding
def merge(reviewer: Reviewer, incidents: Sequence[str], why: str) -> Decision:
    """INCIDENTS are one."""
    return reviewer.merge(incidents, why)


@review.command()
@click.argument("incident")
@click.argument("claims", nargs=-1, required=True)
@deciding
def split(reviewer: Reviewer, incident: str, claims: Sequence[str], why: str) -> Decision:
    """CLAIMS are no part of INCIDENT."""
    return reviewer.split(incident, claims, why)


@review.command()
@click.argument("claim")
@click.argument("field", type=click.Choice(tuple(FIELDS)))
@click.argument("value")
@click.option("--nth", type=click.IntRange(1, 100), default=1, show_default=True, help="Which of its places, numbers or actors.")
@deciding
def correct(reviewer: Reviewer, claim: str, field: str, value: str, nth: int, why: str) -> Decision:
    """A FIELD of CLAIM is VALUE.

    A place: its name, an id of the gazetteer, or "LAT,LON NAME". A time: 2017-10-12, 2017-10-12..2017-10-14. A number: 12, 12..17, 12.. for
    at least 12. An agent or target: the id or name of an actor. The words of the report stay as they are.
    """
    return reviewer.correct(claim, field, value, why, nth)


@review.command()
@click.argument("claim")
@deciding
def drop(reviewer: Reviewer, claim: str, why: str) -> Decision:
    """CLAIM is none: the sentence does not say it."""
    return reviewer.drop(claim, why)


@review.command()
@click.argument("decision")
@deciding
def withdraw(reviewer: Reviewer, decision: str, why: str) -> Decision:
    """DECISION counts no more."""
    return reviewer.withdraw(decision, why)


@review.command()
@click.option("--why", default="undone", show_default=True, help="The reason.")
@click.pass_obj
def undo(desk: Desk, why: str) -> None:
    """Take back your last decision that still counts."""
    made = desk.reviewer().undo(why)
    click.echo(f"{made.id}: {says(made)}")
    click.echo(_pending(desk.log), err=True)


@review.command()
@format_option
@click.pass_obj
def decisions(desk: Desk, form: str) -> None:
    """All decisions, who made them when and why, which still count, and which contradict each other."""
    made = desk.log.decisions.rows()
    counting = {d.id for d in effective(made)}
    rows = [
        {
            "decision_id": d.id,
            "when": d.when.isoformat(timespec="seconds"),
            "who": d.who,
            "what": says(d),
            "why": d.why,
            "counts": d.id in counting,
        }
        for d in made
    ]
    show(rows, form, ("decision_id", "who", "when", "counts", "what", "why"))
    for found in conflicts(made):
        click.echo(_conflict(found.loser, found.winner, found.about), err=True)


@review.command()
@click.pass_obj
def apply(desk: Desk) -> None:
    """Bring the tables up to date with all decisions. Every build does so, too."""
    if not waiting(desk.log):
        raise FrontlogError("No decision waits.", "Nothing was changed.")
    bring_up_to_date(desk.root)
