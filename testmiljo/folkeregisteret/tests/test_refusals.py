"""What the service answers when it does not answer."""

from pathlib import Path

import pytest

from testmiljo.befolkning import examples
from testmiljo.folkeregisteret.parts import PACKAGES
from testmiljo.folkeregisteret.tests.world import MED, TOWN, UTEN, Consumer, consuming, limited

(RESIDENT,) = examples(TOWN, 1)["bosatt"]
PATH = f"/folkeregisteret/{MED}/api/v1/personer/{RESIDENT}"


def test_call_without_token_is_refused(consumer: Consumer) -> None:
    answer = consumer.http.get(PATH)
    assert answer.status_code == 401
    assert answer.json()["feilkode"] == "FREG-401"


@pytest.mark.parametrize("header", ["Bearer tull", "Bearer a.b.c", "Basic YTpi", "Bearer"])
def test_token_that_is_not_maskinportens_is_refused(consumer: Consumer, header: str) -> None:
    assert consumer.http.get(PATH, headers={"authorization": header}).status_code == 401


def test_token_with_another_signature_is_refused(consumer: Consumer) -> None:
    token = consumer.token(PACKAGES[MED].scope)
    head, body, signature = token.split(".")
    forged = f"{head}.{body}.{signature[:-8]}{'A' * 8}"
    assert consumer.http.get(PATH, headers={"authorization": f"Bearer {forged}"}).status_code == 401


@pytest.mark.parametrize("scope", ["ks:fiks", PACKAGES[UTEN].scope])
def test_token_for_something_else_is_refused(consumer: Consumer, scope: str) -> None:
    answer = consumer.http.get(PATH, headers={"authorization": f"Bearer {consumer.token(scope)}"})
    assert (answer.status_code, answer.json()["feilkode"]) == (403, "FREG-403")


def test_unknown_package_and_person_and_address_are_not_found(consumer: Consumer) -> None:
    assert consumer.one("13839399970").status_code == 404
    path = f"/folkeregisteret/presse/api/v1/personer/{RESIDENT}"
    assert consumer.http.get(path, headers=consumer.headers()).status_code == 404
    assert consumer.http.get("/folkeregisteret").json()["kode"] == "FREG-404"


@pytest.mark.parametrize("number", ["123", "1234567890a", "bulkoppslag"])
def test_what_is_not_a_number_is_refused(consumer: Consumer, number: str) -> None:
    assert consumer.one(number).status_code == 400


def test_unknown_part_is_refused(consumer: Consumer) -> None:
    assert consumer.one(RESIDENT, "skostoerrelse").status_code == 400


def test_what_is_not_spoken_is_refused(consumer: Consumer) -> None:
    answer = consumer.http.get(PATH, headers=consumer.headers() | {"accept": "text/html"})
    assert answer.status_code == 406


def test_too_many_calls_are_told_how_many_milliseconds_to_wait(tmp_path: Path) -> None:
    with consuming(tmp_path, player=limited(1)) as consumer:
        statuses = [consumer.one(RESIDENT) for _ in range(3)]  # a new minute may begin between two of them
        refused = next(answer for answer in statuses if answer.status_code == 429)
        assert 0 < int(refused.headers["retry-after"]) <= 60_001


def test_service_can_be_made_to_fail_for_a_while(consumer: Consumer) -> None:
    ordered = {"status": 503, "antall": 2, "retry_after": "50", "tekst": "<html>"}
    assert consumer.http.post("/forstyrrelser", json=ordered).status_code == 204
    answers = [consumer.one(RESIDENT) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert (answers[0].headers["retry-after"], answers[0].text) == ("50", "<html>")


@pytest.mark.parametrize(("body", "kind", "status"), [("tull", "application/json", 400), ("{}", "text/plain", 415)])
def test_disturbance_that_cannot_be_read_is_refused(consumer: Consumer, body: str, kind: str, status: int) -> None:
    answer = consumer.http.post("/forstyrrelser", content=body, headers={"content-type": kind})
    assert answer.status_code == status
