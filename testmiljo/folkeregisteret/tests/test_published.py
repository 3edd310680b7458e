"""The player's answers against Skatteetaten's OpenAPI file."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from testmiljo.befolkning import examples, former_numbers
from testmiljo.folkeregisteret import personsoek
from testmiljo.folkeregisteret.parts import ELEMENTS, GROUPS
from testmiljo.folkeregisteret.tests.test_feed import get, post
from testmiljo.folkeregisteret.tests.world import MED, TOWN, Consumer, consuming
from testmiljo.liv import LivingRegister
from testmiljo.liv.chance import Chance, spread
from testmiljo.liv.tests.lives import NOW, act
from testmiljo.tests.spec import NEWER_THAN_THE_FILE, published, validator

NUMBERS = [number for numbers in examples(TOWN).values() for number in numbers]
NEWER_PARTS = {"rettsligHandleevne"}
ONE, BULK = "/v1/personer/{personidentifikator}", "/v1/personer/bulkoppslag"


@pytest.fixture(scope="module")
def spec(shared: Path) -> dict[str, Any]:
    return published(shared)


PARTS = "&".join(f"part={part}" for part in (*GROUPS, "historikk", *ELEMENTS))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consumer]:
    """A town where much has happened."""
    register = LivingRegister(TOWN)
    list(spread(Chance(register, 9), 200, NOW.date().replace(year=2024), NOW))
    act(register, "sammenslaaing", nummer=NUMBERS[0], med=NUMBERS[1])
    act(register, "kommuneregulering", gamle=("4215",), kommune="4299")
    with consuming(Path(tmp_path_factory.mktemp("levd")), register) as consumer:
        yield consumer
    register.close()


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


EVENTS = "LagretHendelseMedDokumentIdentifikatorer"
THICK = "folkeregisteret.tilgjengeliggjoering.hendelse.v1.DokumentForHendelse"
# Skatteetaten's later news name one type that the file does not.
NEWER_TYPE = "endringIBostedsadresseVedKommuneregulering"


def test_feed_and_thick_events_are_as_published(spec: dict[str, Any], lived: Consumer) -> None:
    page = get(lived, "hendelser/feed?seq=1").json()
    schema = f"ske.folkeregister.rettighetspakke.hendelser.{EVENTS}"
    known = spec["components"]["schemas"][f"{THICK.rpartition('.')[0]}.Hendelse"]["properties"]["hendelsestype"]["enum"]
    for item in page[:300:2]:
        assert not _unknown(spec, schema, item)
        assert item["hendelse"]["hendelsetype"] in {*known, NEWER_TYPE}
        thick = get(lived, f"hendelser/{item['hendelse']['hendelsesdokument']}").json()
        if item["hendelse"]["hendelsetype"] != NEWER_TYPE:
            assert _unknown(spec, THICK, thick) <= NEWER_THAN_THE_FILE


def test_documents_after_a_life_are_as_published(spec: dict[str, Any], lived: Consumer) -> None:
    schema = _schema_of(spec, ONE, "get")
    for item in get(lived, "hendelser/feed?seq=1").json()[:300:3]:
        if document := item["hendelse"].get("persondokument"):
            answer = get(lived, f"personer/arkiv/{document}?{PARTS}").json()
            assert _unknown(spec, schema, answer) <= NEWER_THAN_THE_FILE


def test_search_and_extracts_are_as_published(spec: dict[str, Any], lived: Consumer) -> None:
    hits = get(lived, "personer/soek?kommunenummer=4215").json()
    assert not _unknown(spec, _schema_of(spec, "/v1/personer/soek", "get"), hits)
    order = {"personstatustyper": ["bosatt"], "kjoenn": "mann"}
    path = "/v1/uttrekk/tilpasset"
    body = spec["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    assert not _unknown(spec, str(body).rpartition("/")[2], order)
    job = post(lived, "uttrekk/tilpasset", order).json()
    assert not _unknown(spec, _schema_of(spec, path, "post"), job)
    missing = get(lived, f"uttrekk/{job['jobbId']}x/batch/0")
    assert missing.status_code == 410


def test_every_published_path_is_answered(spec: dict[str, Any], lived: Consumer) -> None:
    values = {"personidentifikator": NUMBERS[0], "jobbid": "x", "batchnr": "0"}
    for path, methods in spec["paths"].items():
        for method in methods:
            address = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "0" * 32), path.removeprefix("/v1/"))
            answer = get(lived, address) if method == "get" else post(lived, address, {})
            assert "Adressen finnes ikke" not in answer.text, path
            assert answer.status_code != 405


def test_parameters_are_those_published(spec: dict[str, Any]) -> None:
    def names(path: str) -> set[str]:
        return {each["name"] for each in spec["paths"][path]["get"]["parameters"]}

    source = inspect.getsource(personsoek)
    assert all(
        f'"{name}"' in source for name in names("/v1/personer/soek") | names("/v1/personer/entydigsoek") - {"part"}
    )


def test_address_and_parts_are_those_published(spec: dict[str, Any]) -> None:
    (server,) = spec["servers"]
    assert server["url"] == f"/folkeregisteret/{MED}/api"
    person = spec["components"]["schemas"][_schema_of(spec, ONE, "get")]
    assert set(person["properties"]) == ELEMENTS - NEWER_PARTS
