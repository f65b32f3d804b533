"""Writes the reference pages from the code: data model, command line, pipeline. `--check` fails when a page is out of date."""

import argparse
import re
import sys
from dataclasses import fields, is_dataclass
from inspect import getdoc, getsource
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click

from frontlog.cli import cli
from frontlog.cli.main import COMMANDS
from frontlog.model import RECORDS
from frontlog.pipeline import pipeline

OUT = Path(__file__).parent / "reference"


def model_page() -> str:
    """Every record type with its fields, types and comments."""
    parts = ["# Data model", "", "Made from `frontlog.model.records` by `docs/generate.py`; do not edit.", ""]
    shown: set[type] = set()
    queue: list[type] = list(RECORDS)
    while queue:
        kind = queue.pop(0)
        if kind in shown:
            continue
        shown.add(kind)
        hints = get_type_hints(kind)
        notes = comments(kind)
        table = getattr(kind, "table", "")
        parts += [f"## {kind.__name__}", "", *([f"Table `{table}`.", ""] if table else []), " ".join((getdoc(kind) or "").split()), ""]
        parts += ["| field | type | meaning |", "|---|---|---|"]
        for field in fields(kind):
            parts.append(f"| `{field.name}` | `{type_name(hints[field.name])}` | {notes.get(field.name, '')} |")
            queue += [t for t in nested(hints[field.name]) if t not in shown]
        parts.append("")
    return "\n".join(parts)


def comments(kind: type) -> dict[str, str]:
    """The comment behind each field in the source."""
    return {m[1]: m[2] for m in re.finditer(r"^    (\w+): [^#\n]+# (.+)$", getsource(kind), re.M)}


def type_name(hint: Any) -> str:
    """A type as it is written in the source, without module names."""
    text = getattr(hint, "__name__", "") if not get_args(hint) else str(hint)
    return re.sub(r"[\w.]+\.(\w+)", r"\1", text).replace("|", "or")


def nested(hint: Any) -> list[type]:
    """The dataclasses inside a type."""
    found = [hint] if is_dataclass(hint) and isinstance(hint, type) else []
    return found + [t for arg in get_args(hint) for t in nested(arg)]


def cli_page() -> str:
    """The help of every command."""
    parts = [
        "# Command line",
        "",
        "Made from `frontlog --help` by `docs/generate.py`; do not edit.",
        "",
        "```",
        help_of(cli, "frontlog"),
        "```",
        "",
    ]
    for name, command in sorted((name, listed.load()) for name, listed in COMMANDS.items()):
        parts += [f"## frontlog {name}", "", "```", help_of(command, f"frontlog {name}"), "```", ""]
        inner = sorted(command.commands.items()) if isinstance(command, click.Group) else ()
        for below, one in inner:
            if not one.hidden:
                parts += [f"### frontlog {name} {below}", "", "```", help_of(one, f"frontlog {name} {below}"), "```", ""]
    return "\n".join(parts)


def help_of(command: click.Command, name: str) -> str:
    """Help text at a fixed width; defaults that depend on the machine are named, not shown."""
    context = click.Context(command, info_name=name, terminal_width=110, max_content_width=110)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def pipeline_page() -> str:
    """The chain of stages."""
    parts = ["# Pipeline", "", "Made from `frontlog.pipeline` by `docs/generate.py`; do not edit.", ""]
    parts += ["| stage | reads | writes | split | what it does |", "|---|---|---|---|---|"]
    for stage in pipeline():
        reads = ", ".join(k.__name__ for k in stage.reads)
        writes = ", ".join(k.__name__ for k in stage.writes)
        split = "by document" if stage.key == "document" else "whole"
        does = " ".join((getdoc(stage.run) or "").split("\n\n")[0].split())
        parts.append(f"| `{stage.name}` | {reads} | {writes} | {split} | {does} |")
    return "\n".join([*parts, ""])


PAGES = {"data-model.md": model_page, "command-line.md": cli_page, "pipeline.md": pipeline_page}


def main() -> int:
    """Write the pages, or with --check compare them. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is out of date")
    check = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        path, text = OUT / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"Out of date: {', '.join(stale)}. Run `python docs/generate.py`.", file=sys.stderr)
        return 1
    print(f"{len(stale)} of {len(PAGES)} pages {'are stale' if check else 'written'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
