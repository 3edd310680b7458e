"""Whom rows turn out to be about, and how the result says so."""

from datetime import date

import pytest

from fiks.folkeregister.tests.vasker import SOLVEIG, Washer, washer
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_work(transactional_world: World) -> Washer:
    return washer(transactional_world)


def test_a_number_finds_its_person_and_says_what_became_of_her(at_work: Washer) -> None:
    found = at_work.one(at_work.world.numbers["solveig"])
    print(found)
    assert (found["Treff"], found["Poeng"], found["Hvorfor"]) == ("Sikker", 100, "Samme nummer")
    assert (found["Registrert etternavn"], found["Status"]) == ("CHRISTIANSEN", "Bosatt i Lillesand")


def test_name_and_birth_date_find_her(at_work: Washer) -> None:
    found = at_work.one(*SOLVEIG)
    print(found)
    assert (found["Treff"], found["Hvorfor"]) == ("Sikker", "Samme navn og fødselsdato")
    assert found["Identifikasjonsnummer"] == at_work.world.numbers["solveig"]


def test_all(at_work: Washer) -> None:
    n = at_work.world.numbers
    for one in at_work.rows(
        (None, "Solveig", "Kristjansen", date(1958,3,12), None, None, "x"),
        (None, "Solvejg", "Kristiansen", "12.03.58", "Strandgata 14B", 4790, "=1+1"),
        (None, "Christiansen", "Solveig", "1958-12-03", None, None, None),
        (n["merged_former"], None, None, None, None, None, None),
        (n["doed"], None, None, None, None, None, None),
        (n["utflyttet"], None, None, None, None, None, None),
        (n["nobody"], None, None, None, None, None, None),
        (None, "Frank", "Fjell", date(1956, 4, 4), "Hemmeligveien 14B", 4790, None),
        (None, "Stine", "Skjult", date(1950, 9, 9), None, None, None),
        (None, "Bjarne", "Aas", None, None, None, None),
        ("123", "Bjarne", "Ås", "44", None, "47", None),
        (n["bjarne"], "Petra", "Hansen", None, None, None, None),
        (None, "S.", "Christiansen", date(1958,3,12), None, None, None),
        (None, None, "Kristjansen", date(1958,3,12), None, None, None),
    ):
        print({k: v for k, v in one.items() if v not in ("", None)})
    assert 0
