"""The desk's data pages do what their OpenAPI description says, whatever they are asked."""

from __future__ import annotations

import pytest

from desk_client import HOST, caller
from xewer.show.openapi import describe

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
hypothesis = pytest.importorskip("hypothesis")
positive_data_acceptance = pytest.importorskip("schemathesis.specs.openapi.checks").positive_data_acceptance


@pytest.fixture(scope="module")
def desk(desk_archive):
    return caller(desk_archive)


def operations():
    """All that is described: name and operation."""
    found = schemathesis.openapi.from_dict(describe()).get_all_operations()
    return {f"{op.method} {op.path}": op for op in (result.ok() for result in found)}


OPERATIONS = operations()
FREE = {"since", "until", "person", "place", "by", "source", "kind"}
QUERIES = hypothesis.strategies.sampled_from(
    ["", "qeshqer", "alim OR putin", "déngiz", 'person:"Alim Example"', "خەۋەر"]
)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_described_page_answers_as_described(name, desk):
    @hypothesis.given(case=OPERATIONS[name].as_strategy(), good=hypothesis.strategies.booleans(), query=QUERIES)
    @hypothesis.settings(
        max_examples=12, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    def ask(case, good, query):
        if good:  # what is made up is rarely a query or a day, and is answered by 400, which is described
            case.query = {k: v for k, v in (case.query or {}).items() if k not in FREE}
            case.query |= {"q": query, "name": "Kashgar"}
        sent = case.as_transport_kwargs(base_url=HOST)
        answer = desk(sent["url"].removeprefix(HOST), sent["method"], params=sent.get("params"))
        assert answer.status_code < 500
        if good:
            assert answer.status_code in {200, 404}, answer.text
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    ask()


@pytest.mark.parametrize("ending", ["article", "cite", "versions"])
def test_what_is_there_is_as_described_too(ending, desk):
    """Ids that are made up find nothing, so one that is there is asked for by itself."""
    operation = OPERATIONS[f"get /{ending}/{{id}}.json"]
    case = operation.Case(path_parameters={"id": "first"})
    answer = desk(f"/{ending}/first.json")
    assert answer.status_code == 200
    case.validate_response(answer)


def test_every_page_is_described(desk):
    paths = set(desk("/openapi.json").json()["paths"])
    twins = {
        r.path.replace("{ident:path}", "{id}").replace("{name}", "{id}").replace("{batch}", "{id}")
        for r in desk.app.routes
        if getattr(r, "methods", None) and r.path.endswith((".json", ".csv", ".jsonl", ".svg", ".bib", ".ris", ".txt"))
    }
    assert twins - {"/openapi.json"} == paths
