"""The command line. Exit codes: 0 done, 1 it could not be done, 2 wrong use, 3 done but with `--strict` something was refused."""

from frontlog.cli.main import cli, main

__all__ = ["cli", "main"]
