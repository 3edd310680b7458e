"""The player's answers against Skatteetaten's OpenAPI file."""

import re
from pathlib import Path
from typing import Any

import pytest

from testmiljo.befolkning import examples, former_numbers
from testmiljo.folkeregisteret.parts import ELEMENTS, GROUPS
from testmiljo.folkeregisteret.tests.world import MED, TOWN, Consumer
from testmiljo.tests.spec import NEWER_THAN_THE_FILE, published, validator

NUMBERS = [number for numbers in examples(TOWN).values() for number in numbers]
NEWER_PARTS = {"rettsligHandleevne"}
ONE, BULK = "/v1/personer/{personidentifikator}", "/v1/personer/bulkoppslag"


@pytest.fixture(scope="module")
def spec(shared: Path) -> dict[str, Any]:
    return published(shared)


def _schema_of(spec: dict[str, Any], path: str, method: str, status: int = 200) -> str:
    content = spec["paths"][path][method]["responses"][str(status)]["content"]["application/json"]
    return str(content["schema"]["$ref"]).rpartition("/")[2]


def _unknown(spec: dict[str, Any], schema: str, answer: object) -> set[str]:
    """Fields that the file does not name; any other fault fails the test."""
    found: set[str] = set()
    for error in validator(spec, schema).iter_errors(answer):
        names = set(re.findall(r"'(\w+)' (?:was|were) unexpected", error.message))
        assert names, error
        found |= names
    return found


def test_one_person_is_as_published(spec: dict[str, Any], consumer: Consumer) -> None:
    schema = _schema_of(spec, ONE, "get")
    for number in NUMBERS[::3]:
        assert _unknown(spec, schema, consumer.one(number, *GROUPS, "historikk").json()) <= NEWER_THAN_THE_FILE


@pytest.mark.parametrize("as_ordered", ["false", "true"])
def test_many_persons_are_as_published(spec: dict[str, Any], consumer: Consumer, as_ordered: str) -> None:
    asked = [*NUMBERS, *former_numbers(TOWN), "13839399970"]
    answer = consumer.bulk(asked, "historikk", *ELEMENTS, somBestilt=as_ordered).json()
    assert _unknown(spec, _schema_of(spec, BULK, "post"), answer) <= NEWER_THAN_THE_FILE


def test_refusals_are_as_published(spec: dict[str, Any], consumer: Consumer) -> None:
    path = f"/folkeregisteret/{MED}/api/v1/personer/{NUMBERS[0]}"
    for status, header in ((401, ""), (403, f"Bearer {consumer.token('ks:fiks')}")):
        answer = consumer.http.get(path, headers={"authorization": header})
        assert answer.status_code == status
        assert not _unknown(spec, _schema_of(spec, ONE, "get", status), answer.json())


def test_address_and_parts_are_those_published(spec: dict[str, Any]) -> None:
    (server,) = spec["servers"]
    assert server["url"] == f"/folkeregisteret/{MED}/api"
    person = spec["components"]["schemas"][_schema_of(spec, ONE, "get")]
    assert set(person["properties"]) == ELEMENTS - NEWER_PARTS
