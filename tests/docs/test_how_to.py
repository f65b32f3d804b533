"""What the how-to pages tell people to type exists: commands with their options, addresses with their parameters, pages that are linked."""

import re
import shlex
from pathlib import Path

import click
import pytest

from frontlog.cli.main import COMMANDS
from frontlog.server.app import api
from frontlog.server.library import Library
from frontlog.views.exports.registry import FORMATS
from support.client import Client
from support.sample import week

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
COMMAND = re.compile(r"^\s*(?:\$ )?(frontlog [a-z].*?)(?:\s{2,}#.*|\s+#\s.*|\s+>\s.*)?$", re.MULTILINE)
ADDRESS = re.compile(r"(?:GET |`|\s|127\.0\.0\.1:8400)(/api/[^\s`\"')]+)")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def commands(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^(?: {4}.*\n?)+|^```\n.*?^```", text, re.MULTILINE | re.DOTALL)
    return [found for block in blocks for found in COMMAND.findall(block)]


def test_there_are_commands_to_check() -> None:
    assert sum(len(commands(page)) for page in PAGES) > 40
    assert sum(len(ADDRESS.findall(page.read_text(encoding="utf-8"))) for page in PAGES) > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_command_is_one(page: Path) -> None:
    for line in commands(page):
        _, name, *words = shlex.split(line)
        assert name in COMMANDS, line
        command = COMMANDS[name].load()
        called: tuple[click.Command, ...] = (command,)
        if isinstance(command, click.Group):
            word = next((w for w in words if w in command.commands), "")  # `frontlog review LOG same A B`: behind the log
            assert word or command.invoke_without_command or name == "places", line
            called = (command, command.commands.get(word, command))
        params = [parameter for one in called for parameter in one.params]
        known = {option for parameter in params for option in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
        assert {w.partition("=")[0] for w in words if re.match(r"--?[a-z]", w)} <= known, line
        if name == "export" and "--as" in words:
            assert words[words.index("--as") + 1] in (*FORMATS, "wacz"), line


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_address_is_answered(page: Path) -> None:
    client = Client(api(Library(week())))
    for address in ADDRESS.findall(page.read_text(encoding="utf-8")):
        if "{" in address:
            continue
        answer = client.get(address.rstrip(".,;:"))
        assert answer.status_code == 200, (address, answer.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
