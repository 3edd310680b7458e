"""What a consumer gets, by parts and package."""

from typing import Any

from testmiljo.befolkning import examples
from testmiljo.folkeregisteret.parts import ELEMENTS, GROUPS
from testmiljo.folkeregisteret.tests.world import TOWN, UTEN, Consumer

EXAMPLES = examples(TOWN)
CONFIDENTIAL = {"familierelasjon", "foreldreansvar", "adressebeskyttelse", "opphold", "brukAvSamiskSpraak"}
EVERYTHING = (*GROUPS, "historikk", *ELEMENTS)


def _rows(person: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in person.values() if isinstance(rows, list) for row in rows]


def test_everything_with_history_is_the_whole_document(consumer: Consumer) -> None:
    for numbers in EXAMPLES.values():
        for number in numbers:
            assert consumer.one(number, *EVERYTHING).json() == TOWN.document(number)


def test_named_part_is_all_that_comes(consumer: Consumer) -> None:
    (number, *_) = EXAMPLES["bosatt"]
    assert set(consumer.one(number, "navn", "kjoenn").json()) == {"identifikasjonsnummer", "navn", "kjoenn"}


def test_parts_may_stand_in_one_value(consumer: Consumer) -> None:
    (number, *_) = EXAMPLES["bosatt"]
    assert set(consumer.one(number, "navn,kjoenn").json()) == {"identifikasjonsnummer", "navn", "kjoenn"}


def test_history_comes_only_when_asked_for(consumer: Consumer) -> None:
    for number in EXAMPLES["sammenslaatt"]:
        assert all(row.get("erGjeldende", True) for row in _rows(consumer.one(number).json()))
        with_history = consumer.one(number, "person-basis", "historikk").json()
        assert len(with_history["identifikasjonsnummer"]) > 1


def test_without_hjemmel_nothing_confidential_comes(consumer: Consumer) -> None:
    for numbers in EXAMPLES.values():
        for number in numbers:
            person = consumer.one(number, *EVERYTHING, package=UTEN).json()
            assert CONFIDENTIAL.isdisjoint(person)
            assert all("relatertVedSivilstand" not in row for row in person.get("sivilstand", []))
            assert {row["status"] for row in person["status"]} <= {
                "bosatt", "utflyttet", "doed", "opphoert", "inaktiv", "aktiv",
            }  # fmt: skip


def test_without_hjemmel_graded_addresses_are_withheld(consumer: Consumer) -> None:
    for number in EXAMPLES["fortrolig"] + EXAMPLES["klient"]:
        assert all(
            row["adressegradering"] == "ugradert"
            for row in _rows(consumer.one(number, *EVERYTHING, package=UTEN).json())
            if "adressegradering" in row
        )
        seen = _rows(consumer.one(number, *EVERYTHING).json())
        assert any(row.get("adressegradering", "ugradert") != "ugradert" for row in seen)


def test_without_hjemmel_history_is_of_addresses_names_and_numbers(consumer: Consumer) -> None:
    past = {
        element
        for numbers in EXAMPLES.values()
        for number in numbers
        for element, rows in consumer.one(number, *EVERYTHING, package=UTEN).json().items()
        if isinstance(rows, list) and not all(row.get("erGjeldende", True) for row in rows)
    }
    assert {"identifikasjonsnummer", "navn"} <= past
    assert past <= {
        "identifikasjonsnummer", "navn", "bostedsadresse", "oppholdsadresse", "deltBosted", "postadresse",
        "postadresseIUtlandet",
    }  # fmt: skip


def test_without_hjemmel_guardianship_comes_without_its_scope(consumer: Consumer) -> None:
    for number in EXAMPLES["vergemaal"]:
        (row,) = consumer.one(number, "relasjon-utvidet", package=UTEN).json()["vergemaalEllerFremtidsfullmakt"]
        assert {"tjenesteomraade", "omfang"}.isdisjoint(row.get("verge", {}))
