"""Look-up of one and of many, over real HTTP."""

import pytest

from testmiljo.befolkning import examples, former_numbers
from testmiljo.folkeregisteret.parts import PERSON_BASIS
from testmiljo.folkeregisteret.tests.world import TOWN, Consumer

EXAMPLES = examples(TOWN)
RESIDENT, OTHER = EXAMPLES["bosatt"][:2]
FORMER, CURRENT = next(iter(former_numbers(TOWN).items()))
NOBODY = "13839399970"


def test_look_up_gives_person_basis_and_current_rows(consumer: Consumer) -> None:
    person = consumer.one(RESIDENT).json()
    assert set(person) <= PERSON_BASIS
    assert {"identifikasjonsnummer", "navn", "bostedsadresse"} <= set(person)
    assert all(row.get("erGjeldende", True) for rows in person.values() if isinstance(rows, list) for row in rows)


def test_look_up_by_a_former_number_gives_the_person_who_lives_on(consumer: Consumer) -> None:
    assert consumer.one(FORMER).json() == consumer.one(CURRENT).json()


def test_shorter_path_gives_the_same(consumer: Consumer) -> None:
    path = f"/folkeregisteret/offentlig-med-hjemmel/v1/personer/{RESIDENT}"
    assert consumer.http.get(path, headers=consumer.headers()).json() == consumer.one(RESIDENT).json()


def test_bulk_gives_each_known_person_once(consumer: Consumer) -> None:
    answers = consumer.bulk([RESIDENT, NOBODY, FORMER, RESIDENT, "tull"]).json()["oppslag"]
    assert [answer["foedselsEllerDNummer"] for answer in answers] == [RESIDENT, FORMER]
    assert answers[0]["folkeregisterperson"] == consumer.one(RESIDENT).json()


def test_bulk_as_ordered_keeps_order_and_names_what_is_wrong(consumer: Consumer) -> None:
    asked = [OTHER, NOBODY, FORMER, RESIDENT, OTHER]
    answers = consumer.bulk(asked, somBestilt="true").json()["oppslag"]
    assert [answer["foedselsEllerDNummer"] for answer in answers] == asked
    assert ["folkeregisterperson" in answer for answer in answers] == [True, False, False, True, True]
    assert answers[1]["feilmelding"]["feilmelding"] != answers[2]["feilmelding"]["feilmelding"]


@pytest.mark.parametrize("as_ordered", ["false", "true"])
def test_bulk_of_nobody_is_an_empty_list(consumer: Consumer, as_ordered: str) -> None:
    assert consumer.bulk([], somBestilt=as_ordered).json() == {"oppslag": []}


def test_bulk_takes_a_thousand_and_no_more(consumer: Consumer) -> None:
    assert consumer.bulk([RESIDENT] * 1000, somBestilt="true").status_code == 200
    answer = consumer.bulk([RESIDENT] * 1001)
    assert (answer.status_code, answer.json()["kode"]) == (400, "FREG-400")


@pytest.mark.parametrize("numbers", ["12345678901", [12345678901], None])
def test_bulk_of_wrong_shape_is_refused(consumer: Consumer, numbers: object) -> None:
    assert consumer.bulk(numbers).status_code == 400
