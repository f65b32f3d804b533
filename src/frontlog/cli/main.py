"""All commands, by name. The module of a command is imported when it is asked for: `frontlog --help` loads no library but click."""

import errno
import sys
from dataclasses import dataclass
from importlib import import_module

import click

from frontlog import __version__

NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM))  # of a disk, not faults of ours


@dataclass(frozen=True, slots=True)
class Listed:
    """A command that is known but not loaded: where it lies, and the first sentence of its help (a test holds it to the command's own)."""

    module: str
    attribute: str
    help: str

    def load(self) -> click.Command:
        """The command itself."""
        found: click.Command = getattr(import_module(f"frontlog.cli.{self.module}"), self.attribute)
        return found

    def short(self, room: int) -> str:
        """Its line in the list of commands, as click would cut it."""
        return click.Command(None, help=self.help).get_short_help_str(room)


COMMANDS = {
    "actors": Listed("reading", "actors", "Actors that claims name, with the words that were used for them."),
    "build": Listed("making", "build", "Read reports (files, folders, object storage) into a log and bring its tables up to date."),
    "claims": Listed("reading", "claims", "What each report says: who did what to whom, where, when, and who says so."),
    "control": Listed(
        "reading",
        "control",
        "Who held which place from when to when, how probable that is, and on how many independent voices.",
    ),
    "doctor": Listed("showing", "doctor", "What is installed, where data lies, what is missing and how to get it."),
    "documents": Listed(
        "reading",
        "documents",
        "The reports of the log, who published them when, and which are copies or new versions of which.",
    ),
    "estimate": Listed(
        "estimating",
        "estimate",
        "How soon holds, fights and not knowing end, as a log tells it, beside what Frontlog reckons with.",
    ),
    "eval": Listed(
        "showing", "evaluate_command", "Score claims and control against annotated reports, with the scorers that lie beside them."
    ),
    "explain": Listed("reading", "explain", "The sentences behind a record."),
    "export": Listed("exporting", "export", "Write a log in a form that other programs read."),
    "extract": Listed("making", "extract", "Write the claims of reports as JSON, one file a document, without making a log."),
    "extractors": Listed("readers", "extractors", "The extractors that are installed: who can read the claims of reports."),
    "fetch": Listed("fetching", "fetch", "Fetch reports from the web into a log and bring its tables up to date."),
    "forget": Listed(
        "forgetting",
        "forget",
        "Take a person or a document out of a log: out of archive, tables, decisions and history, so that no later build or export has it.",
    ),
    "incidents": Listed(
        "reading",
        "incidents",
        "Events: the claims of several reports that are about one thing, with independent voices, grade and belief.",
    ),
    "pipeline": Listed("showing", "pipeline", "The chain of stages: what each reads and writes, and its version."),
    "places": Listed("places", "places", "Places that the claims of a LOG name, and packs of places for finding them."),
    "plot": Listed("plotting", "plot", "Pictures of what a log says, as SVG or PNG."),
    "review": Listed(
        "reviewing",
        "review",
        "What to look at first: the least certain of what weighs most.",
    ),
    "runs": Listed("costing", "runs", "What each build of a log cost, and the last one step by step: seconds, memory, rows and bytes."),
    "serve": Listed(
        "serving", "serve", "Serve the page and the API of a log on this machine (127.0.0.1 only, unless --host and a token say otherwise)."
    ),
    "sitrep": Listed(
        "reporting",
        "sitrep",
        "What a log says of some days: highlights, key figures as ranges, changes of control, contradictions, and what could not be "
        "placed.",
    ),
    "site": Listed("serving", "site", "Write the page of a log: a folder that opens in a browser without any server or network."),
    "stamp": Listed("stamping", "stamp", "Have an authority outside sign, with the time, how far a log's chains reach now."),
    "sync": Listed(
        "syncing",
        "sync",
        "Send a log into object storage, or get one from there.",
    ),
    "verify": Listed(
        "keeping",
        "verify",
        "Hash everything in a log anew and name what differs: archive, tables, decisions; every quotation against its text, every place "
        "of a text against the archived bytes.",
    ),
    "watch": Listed(
        "watching", "watch", "Look at folders and feeds again and again, and bring the log up to date whenever something is new."
    ),
}


class Commands(click.Group):
    """A group that loads a command when it is asked for, and says which one was meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        listed = COMMANDS.get(cmd_name)
        return listed.load() if listed else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        room = formatter.width - 6 - max(map(len, COMMANDS))  # as click itself reckons it
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].short(room)) for name in self.list_commands(ctx)])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from frontlog.model import suggest  # late, as in `main`

            raise click.UsageError(f"No command '{args[0]}'. {suggest(args[0], COMMANDS)}", ctx) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="frontlog")
def cli() -> None:
    """Turns a war's conflicting reports into a sourced record: what is claimed to have happened, who says so, how sure that is, and
    who held which place on which day, with a sentence behind every number.

    A LOG is the folder that `frontlog build` makes. Exit codes: 0 done, 1 it could not be done, 2 wrong use, 3 done but with --strict
    something was refused.
    """


def main() -> None:
    """Entry point of the `frontlog` program: errors that a user can mend are one line, not a traceback."""
    try:
        cli()
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away, as `head` does
        sys.exit(0)
    except Exception as error:
        from frontlog.cli.output import fail
        from frontlog.model import FrontlogError  # late: the records bring pyarrow, which `--version` does not need

        if isinstance(error, OSError) and error.errno in NO_ROOM:
            where = f"'{error.filename}'" if error.filename else "What was to be written"
            fail(f"{where} could not be written ({error.strerror}). Make room on the disk, or mend the rights of the folder.")
        if isinstance(error, MemoryError):
            fail("Memory ran out. Run the same again with less at once or on a larger machine; what a log has taken in is kept.")
        if not isinstance(error, FrontlogError):
            raise
        fail(str(error))
