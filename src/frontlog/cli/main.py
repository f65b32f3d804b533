"""All commands, gathered."""

import sys

import click

from frontlog import __version__
from frontlog.cli import fetching, keeping, making, places, reading, showing
from frontlog.cli.output import fail
from frontlog.model import FrontlogError, suggest


class Commands(click.Group):
    """A group that says which command was meant."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"No command '{args[0]}'. {suggest(args[0], self.commands)}", ctx) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="frontlog")
def cli() -> None:
    """Turns a war's conflicting reports into a sourced record: what is claimed to have happened, who says so, how sure that is, and
    who held which place on which day, with a sentence behind every number.

    A LOG is the folder that `frontlog build` makes. Exit codes: 0 done, 1 it could not be done, 2 wrong use, 3 done but with --strict
    something was refused.
    """


for command in (*making.COMMANDS, *fetching.COMMANDS, *reading.COMMANDS, *places.COMMANDS, *keeping.COMMANDS, *showing.COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Entry point of the `frontlog` program: errors that a user can mend are one line, not a traceback."""
    try:
        cli()
    except FrontlogError as error:
        fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away, as `head` does
        sys.exit(0)
