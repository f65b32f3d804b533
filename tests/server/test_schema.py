"""The API keeps what its own description says: schemathesis asks it hundreds of questions, right and wrong ones."""

import json

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable

from support.client import Client

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: `pip install -e .[dev]`")
EXAMPLES = 3  # of each address, right and wrong: the run stays at some seconds
HOST = {"host": "127.0.0.1"}


def paths(served: Client) -> list[str]:
    return sorted(served.get("/api/openapi.json").json()["paths"])


def test_the_description_is_openapi_3_1_and_names_every_problem(served: Client) -> None:
    described = served.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path, found in described["paths"].items():
        assert list(found) == ["get"], path
        refusals = {code: answer["content"] for code, answer in found["get"]["responses"].items() if code.startswith("4")}
        assert all(list(content) == ["application/problem+json"] for content in refusals.values()), path


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
def test_every_address_answers_as_it_is_described(served: Client, mode: str) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", served.app, headers=HOST)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @seed(1)
        @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode]))
        def keeps_its_word(case: object) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(headers=HOST)  # type: ignore[attr-defined]

        try:
            keeps_its_word()
        except Unsatisfiable:
            assert mode == "NEGATIVE", operation.path
            assert not json.dumps(operation.definition.raw.get("parameters", [])).strip("[]"), operation.path
    assert asked > EXAMPLES * 10
