"""Writes the reference pages from the code: data model, command line, pipeline, credibility, exports.

`--check` fails when a page is out of date.
"""

import argparse
import re
import sys
from dataclasses import fields, is_dataclass
from functools import partial
from inspect import getdoc, getsource, isfunction, signature
from itertools import starmap
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click

import frontlog.api
from frontlog.cli import cli
from frontlog.cli.main import COMMANDS
from frontlog.incidents.belief_table import load_belief
from frontlog.incidents.tolls import COUNTING
from frontlog.incidents.types import load_types
from frontlog.model import RECORDS
from frontlog.pipeline import pipeline
from frontlog.reference.crosswalks import FILE
from frontlog.reference.yamlfile import read
from frontlog.server.app import api
from frontlog.server.book import TABLES, columns
from frontlog.server.library import Library
from frontlog.views.exports.codebook import tables
from frontlog.views.exports.registry import FORMATS, NAMED

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
        split = "whole" if stage.key == "all" else f"by {stage.key}"
        run = stage.run.func if isinstance(stage.run, partial) else stage.run
        does = " ".join((getdoc(run) or "").split("\n\n")[0].split())
        parts.append(f"| `{stage.name}` | {reads} | {writes} | {split} | {does} |")
    return "\n".join([*parts, ""])


def credibility_page() -> str:
    """The tables by which incidents are graded and believed, and tolls are counted."""
    table = load_belief()
    parts = ["# Credibility", "", "Made from the tables of `frontlog.incidents` by `docs/generate.py`; do not edit.", "", "## Belief", ""]
    parts += [
        "A belief is a sum of log-odds, one line an independent voice, turned into a probability. A voice is an outlet, or a",
        "speaker however many outlets quote him; copies never count. The lines are stored with the incident (`testimony`).",
        f"Before anybody is heard it is {table.prior:+g}; a probability lies between {table.bounds[0]:g} and {table.bounds[1]:g}.",
        "",
        "| the voice | in its own interest | in nobody's | against its interest |",
        "|---|---|---|---|",
    ]
    parts += [f"| {act} | {row['own']:+g} | {row['neutral']:+g} | {row['against']:+g} |" for act, row in table.weights.items()]
    parts += ["", "| certainty of the telling | counts |", "|---|---|"]
    parts += [f"| {name} | {share:g} |" for name, share in table.certainty.items()]
    parts += ["", "| voices of one kind, the weightiest first | count |", "|---|---|"]
    parts += [f"| {name} | {', '.join(f'{share:g}' for share in row)}, and so on |" for name, row in table.caps.items()]
    silence, letters = table.silence, table.letters
    parts += [
        "",
        f"A side is silent where it spoke of {silence['share']:.0%} or more of at least {silence['least']:g} other events in which it had",
        "the same interest, while its voices are heard in the log at all.",
        "",
        "## Admiralty code",
        "",
        f"The letter is that of the best voice: the share of its tellings that stood up, among at least {letters['least']:g} that could be",
        "judged (confirmed by others, or discounted).",
        "",
        "| letter | share | digit | grade |",
        "|---|---|---|---|",
    ]
    steps = [*((name, f"{share:g} and more") for name, share in letters.items() if name != "least"), ("F", "too few could be judged")]
    parts += [f"| {a} | {b} | {digit} | {word} |" for (a, b), (word, digit) in zip(steps, table.digits.items(), strict=True)]
    parts += [
        "",
        "## Who concedes",
        "",
        "The side that it does harm, or that is blamed: its own word for it is an admission.",
        "",
    ]
    parts += ["| type | side |", "|---|---|", *(f"| {kind} | {role} |" for kind, role in load_types().concedes.items())]
    parts += ["", "## Counting", "", "| `--counting` | rule | the one figure |", "|---|---|---|"]
    parts += [f"| {name} | {book.name} | {book.words} |" for name, book in COUNTING.items()]
    return "\n".join([*parts, ""])


def api_page() -> str:
    """Every address of the HTTP API with its parameters and columns, from its own description."""
    described = api(Library(lambda _: [])).openapi()
    schemas = described["components"]["schemas"]
    parts = [
        "# HTTP API",
        "",
        "Made from `/api/openapi.json` by `docs/generate.py`; do not edit.",
        "",
        described["info"]["description"],
        "",
    ]
    for path, found in described["paths"].items():
        call = found["get"]
        meaning = " ".join((call.get("description") or call.get("summary", "")).split())
        parts += [f"## GET {path}", "", meaning, ""]
        if call.get("parameters"):
            parts += ["| parameter | value | meaning |", "|---|---|---|", *map(parameter_row, call["parameters"]), ""]
        parts += [f"Answers {'; '.join(starmap(answer_words, call['responses'].items()))}.", ""]
    parts += ["## Columns", "", "Unknown is null or empty, never 0. `changed_at` is when the row last became another one in this log.", ""]
    for name in TABLES:
        parts += [f"### {name}", "", "| column | type | meaning |", "|---|---|---|"]
        parts += [f"| `{c.name}` | {c.type} | {cell(c.meaning)}{f' ({cell(c.allowed)})' if c.allowed else ''} |" for c in columns(name)]
        parts.append("")
    problem = schemas["Problem"]["properties"]
    parts += ["## Errors", "", "`application/problem+json` (RFC 9457):", "", "| field | meaning |", "|---|---|"]
    parts += [f"| `{name}` | {cell(field.get('description', ''))} |" for name, field in problem.items()]
    return "\n".join([*parts, ""])


def answer_words(code: str, answer: dict[str, Any]) -> str:
    """A status with the forms of its answer."""
    return f"{code}: {', '.join(f'`{media}`' for media in answer.get('content', {})) or answer['description']}"


def parameter_row(parameter: dict[str, Any]) -> str:
    """One parameter as a row."""
    shapes = parameter["schema"].get("anyOf", [parameter["schema"]])
    words = [shape_words(shape) for shape in shapes if shape.get("type") != "null"]
    default = parameter["schema"].get("default")
    told = f"{' or '.join(words)}{f', else {default}' if default is not None else ''}"
    return f"| `{parameter['name']}` | {cell(told)} | {cell(parameter.get('description', 'id or name'))} |"


def shape_words(shape: dict[str, Any]) -> str:
    """The type of a value in words."""
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"])
    if "const" in shape:
        return f"`{shape['const']}`"
    if shape["type"] == "integer":
        return f"{shape.get('minimum', '')} to {shape.get('maximum', '')}"
    if re.match(r"\^(-\?)?\([a-z]", shape.get("pattern", "")):
        return "words"
    return {"date": "day", "date-time": "time"}.get(shape.get("format", ""), "text")


def cell(text: str) -> str:
    """A text that does not break a table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def python_page() -> str:
    """What Python programs call, from signatures and docstrings."""
    parts = [
        "# Python",
        "",
        "Made from the docstrings of `frontlog` and `frontlog.api` by `docs/generate.py`; do not edit. The examples are tested.",
        "",
    ]
    for name, found in (
        ("frontlog.open", frontlog.open),
        ("frontlog.extract", frontlog.extract),
        ("frontlog.api.packs", frontlog.api.packs),
    ):
        parts += [f"## {name}", "", *described(name, found)]
    for kind in (frontlog.api.OpenLog, frontlog.api.Extracted, frontlog.api.Explanation):
        parts += [f"## {kind.__name__}", "", getdoc_text(kind), ""]
        for name, member in vars(kind).items():
            if not name.startswith("_") and (isinstance(member, property) or isfunction(member)):
                parts += [f"### {kind.__name__}.{name}", "", *described(name, member)]
    return "\n".join(parts)


def described(name: str, found: Any) -> list[str]:
    """Signature and docstring."""
    if isinstance(found, property):
        gives = signature(found.fget).return_annotation
        return [f"`{name}` -> `{readable(gives)}`", "", getdoc_text(found), ""]
    return [f"`{readable(f'{name}{signature(found)}')}`", "", getdoc_text(found), ""]


def readable(text: Any) -> str:
    """A signature without module names and quotes."""
    return (
        re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z~])", "", str(getattr(text, "__name__", text)))
        .replace("'", "")
        .replace("self, ", "")
        .replace("(self)", "()")
    )


def getdoc_text(found: Any) -> str:
    """A docstring, its examples as code."""
    text, _, example = (getdoc(found) or "").partition("\n>>>")
    return f"{text.strip()}\n\n```python\n>>>{example}\n```" if example else text.strip()


def exports_page() -> str:
    """Every format, every column of our own tables, and what each type of claim is called in other schemes."""
    parts = [
        "# Exports",
        "",
        "Made from `frontlog.views.exports` and `crosswalks.yml` by `docs/generate.py`; do not edit.",
        "",
        "## Formats",
        "",
    ]
    parts += ["| name | files | what |", "|---|---|---|"]
    for form in (FORMATS[name] for name in NAMED):
        files = ", ".join(f"`{file}`" for file in form.files) if len(form.files) < 5 else f"{len(form.files)} files"
        parts.append(f"| `{form.name}` | {files} | {form.meaning} |")
    parts += ["", "Each of our tables can be had alone, too: `TABLE-csv`, `TABLE-ndjson`, `TABLE-parquet`.", "", "## Our tables", ""]
    for table, own in tables().items():
        parts += [f"### {table}", "", "| column | type | meaning | allowed values or unit |", "|---|---|---|---|"]
        parts += [f"| `{c.name}` | {c.type} | {c.meaning} | {c.allowed} |" for c in own]
        parts.append("")
    parts += ["## Crosswalks", "", "| type | when | ACLED | PLOVER | CAMEO | UCDP counts it |", "|---|---|---|---|---|---|"]
    for name, row in read(FILE).items():
        for case in (row, *row.get("variants", ())):
            parts.append(
                f"| {name} | {_case(case)} | {' | '.join(_coded(case, scheme) for scheme in ('acled', 'plover', 'cameo', 'ucdp'))} |"
            )
    return "\n".join([*parts, ""])


def _case(row: dict[str, Any]) -> str:
    """The condition of a variant; the plain case has none."""
    return "; ".join(f"{what}: {', '.join(values)}" for what, values in row.get("when", {}).items())


def _coded(row: dict[str, Any], scheme: str) -> str:
    """What a scheme calls it, and why; empty where a variant says nothing of the scheme."""
    code = row.get(scheme)
    if code is None:
        return ""
    said = {
        "acled": lambda: code["sub_event"],
        "plover": lambda: "/".join(part for part in (code["event"], code["mode"]) if part),
        "cameo": lambda: code["code"],
        "ucdp": lambda: "yes" if code["counts"] else "no",
    }[scheme]()
    return f"{said or 'nothing'}: {code['why']}"


PAGES = {
    "exports.md": exports_page,
    "data-model.md": model_page,
    "command-line.md": cli_page,
    "pipeline.md": pipeline_page,
    "credibility.md": credibility_page,
    "http-api.md": api_page,
    "python.md": python_page,
}


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
