"""Extracts over real HTTP: ordered, waited for, and fetched until an empty batch."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from testmiljo.befolkning import examples
from testmiljo.folkeregisteret import uttrekk
from testmiljo.folkeregisteret.tests.test_feed import get, post
from testmiljo.folkeregisteret.tests.world import TOWN, UTEN, Consumer, consuming, limited

EXAMPLES = examples(TOWN)
PEOPLE = list(TOWN.persons())
_SECONDS = 20


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consumer]:
    with consuming(Path(tmp_path_factory.mktemp("uttrekk")), player=limited()) as consumer:
        yield consumer


def batches(consumer: Consumer, answer: httpx.Response, package: str) -> list[dict[str, list[str]]]:
    """All batches of a job but the empty one at the end."""
    assert answer.status_code == 200, answer.text
    found: list[dict[str, list[str]]] = []
    deadline = time.monotonic() + _SECONDS
    while True:
        batch = get(consumer, f"uttrekk/{answer.json()['jobbId']}/batch/{len(found)}", package)
        if batch.status_code == 404:
            assert time.monotonic() < deadline
            time.sleep(0.02)
            continue
        assert batch.status_code == 200
        if batch.json() == {}:
            return found
        found.append(batch.json())


def extract(consumer: Consumer, package: str | None = None, **order: Any) -> set[str]:
    package = package or "offentlig-med-hjemmel"
    answer = post(consumer, "uttrekk/tilpasset", order, package)
    return {number for batch in batches(consumer, answer, package) for number in batch["foedselsEllerDNummer"]}


def test_order_gives_those_of_a_status_born_in_a_span(consumer: Consumer) -> None:
    numbers = extract(consumer, personstatustyper=["bosatt"], foedselsaarFraOgMed="1940", foedselsaarTilOgMed="1960")
    assert numbers == {p.number for p in PEOPLE if p.status == "bosatt" and 1940 <= p.born.year <= 1960}


def test_active_covers_the_confidential_statuses(consumer: Consumer) -> None:
    confidential = {"midlertidig", "ikkeBosatt", "forsvunnet", "foedselsregistrert"}
    assert extract(consumer, personstatustyper=["aktiv"]) == {p.number for p in PEOPLE if p.status in confidential}


def test_order_by_year_of_death_sex_and_civil_status(consumer: Consumer) -> None:
    dead = extract(consumer, personstatustyper=["doed"], doedsaarFraOgMed="2010", doedsaarTilOgMed="2026")
    assert dead == {p.number for p in PEOPLE if p.died and 2010 <= p.died.year <= 2026}
    women = extract(
        consumer, personstatustyper=["bosatt"], kjoenn="kvinne", sivilstandstype="gift", statsborgerskap="NOR"
    )
    assert EXAMPLES["gift"]
    assert women < extract(consumer, personstatustyper=["bosatt"], kjoenn="kvinne")


def test_geography_leaves_the_protected_out_as_the_package_must(consumer: Consumer) -> None:
    there: dict[str, Any] = {"personstatustyper": ["bosatt"], "kommunenummer": {"bostedskommunenummer": "4215"}}
    med, uten = extract(consumer, **there), extract(consumer, UTEN, **there)
    assert EXAMPLES["fortrolig"][0] in med
    assert EXAMPLES["strengt"][0] not in med
    assert uten < med
    assert not uten & {p.number for p in PEOPLE if p.protection}


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"personstatustyper": []},
        {"personstatustyper": ["midlertidig"]},
        {"personstatustyper": ["bosatt"], "foedselsaarFraOgMed": "40"},
        {"personstatustyper": ["bosatt"], "alder": "40"},
        {"personstatustyper": ["bosatt"], "kommunenummer": {"bostedskommunenummer": "1", "oppholdskommunenummer": ""}},
        {
            "personstatustyper": ["bosatt"],
            "kommunenummer": {"bostedskommunenummer": "4215", "oppholdskommunenummer": "4215"},
        },
    ],
)
def test_order_of_wrong_shape_is_refused(consumer: Consumer, order: dict[str, Any]) -> None:
    assert post(consumer, "uttrekk/tilpasset", order).status_code == 400


def test_batches_are_shared_out_and_end_with_an_empty_one(consumer: Consumer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uttrekk, "BATCH", 100)
    answer = post(consumer, "uttrekk/tilpasset", {"personstatustyper": ["bosatt"]})
    sizes = [len(batch["foedselsEllerDNummer"]) for batch in batches(consumer, answer, "offentlig-med-hjemmel")]
    assert sizes == [100, 100, 100]
    job = answer.json()["jobbId"]
    assert get(consumer, f"uttrekk/{job}/batch/4").status_code == 410
    assert get(consumer, f"uttrekk/{job}/batch/-1").status_code == 400
    assert get(consumer, "uttrekk/finnes-ikke/batch/0").status_code == 410


def test_complete_extract_is_documents_as_the_feed_had_come(consumer: Consumer) -> None:
    number = EXAMPLES["bosatt"][0]
    consumer.http.post("/liv", json={"type": "navneendring", "nummer": number})
    then, after_first = get(consumer, "hendelser/siste/sekvensnummer").json(), consumer.one(number).json()
    consumer.http.post("/liv", json={"type": "navneendring", "nummer": number})
    answer = get(consumer, f"uttrekk/komplett?feedsekvensnr={then}")
    ids = [
        each for batch in batches(consumer, answer, "offentlig-med-hjemmel") for each in batch["dokumentidentifikator"]
    ]
    assert len(set(ids)) == len(PEOPLE)
    documents = post(consumer, "personer/bulkoppslag/arkiv", {"dokumentidentifikator": ids[:1000]}).json()
    assert after_first in documents
    assert consumer.one(number).json() not in documents
    assert get(consumer, "uttrekk/komplett", UTEN).status_code == 403
    assert get(consumer, "uttrekk/komplett?feedsekvensnr=nyeste").status_code == 400


def test_extract_takes_time_and_an_organisation_has_ten_at_once(tmp_path: Path) -> None:
    with consuming(tmp_path, player=limited(extract_seconds=3)) as slow:
        answers = [post(slow, "uttrekk/tilpasset", {"personstatustyper": ["bosatt"]}) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
        job = answers[0].json()["jobbId"]
        assert get(slow, f"uttrekk/{job}/batch/0").status_code == 404
        assert batches(slow, answers[0], "offentlig-med-hjemmel")
        assert post(slow, "uttrekk/tilpasset", {"personstatustyper": ["bosatt"]}).status_code == 200
