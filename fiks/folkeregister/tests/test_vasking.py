"""Whom rows turn out to be about, and how the result says so."""

import pytest

from fiks.folkeregister.tests.vasker import SOLVEIG, Washer, washer
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_work(transactional_world: World) -> Washer:
    return washer(transactional_world)


def test_a_number_finds_its_person_and_says_what_became_of_her(at_work: Washer) -> None:
    found = at_work.one(at_work.world.numbers["solveig"])
    assert (found["Treff"], found["Poeng"], found["Hvorfor"]) == ("Sikker", 100, "Samme nummer")
    assert (found["Registrert etternavn"], found["Status"]) == ("CHRISTIANSEN", "Bosatt i Lillesand")


def test_name_and_birth_date_find_her(at_work: Washer) -> None:
    found = at_work.one(*SOLVEIG)
    assert (found["Treff"], found["Hvorfor"]) == ("Sikker", "Samme navn og fødselsdato")
    assert found["Identifikasjonsnummer"] == at_work.world.numbers["solveig"]
