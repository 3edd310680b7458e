"""The town as a whole: size, sameness, look-up, and the few of every kind."""

from collections import Counter

import pytest

from testmiljo.befolkning import Town, examples, former_numbers
from testmiljo.befolkning.tests.towns import SMALL, current_status, small_documents, small_town


def test_town_has_exactly_the_residents_asked_for() -> None:
    statuses = Counter(current_status(document) for document in small_documents())
    assert statuses["bosatt"] == SMALL


def test_same_seed_gives_same_town_and_another_seed_another() -> None:
    assert tuple(Town(7, SMALL, ["4215"]).documents()) == small_documents()
    assert tuple(Town(8, SMALL, ["4215"]).documents()) != small_documents()


def test_no_two_persons_share_a_number_former_ones_included() -> None:
    numbers = [
        row["foedselsEllerDNummer"] for document in small_documents() for row in document["identifikasjonsnummer"]
    ]
    assert len(numbers) == len(set(numbers))


def test_document_is_found_by_every_number_it_carries() -> None:
    town = small_town()
    for document in small_documents():
        for row in document["identifikasjonsnummer"]:
            assert town.document(row["foedselsEllerDNummer"]) == document


@pytest.mark.parametrize("number", ["", "03851598730", "41819077302", "20036914700", "x"])
def test_numbers_of_nobody_give_nothing(number: str) -> None:
    assert small_town().document(number) is None


def test_small_town_has_some_of_every_kind() -> None:
    found = examples(small_town())
    for kind in ("fortrolig", "strengt", "klient", "vergemaal", "sammenslaatt", "nytt_nummer", "doed", "utflyttet"):
        assert len(found[kind]) == 3, kind
    assert all(found.values())


def test_examples_can_be_looked_up_and_former_numbers_lead_to_the_present() -> None:
    town = small_town()
    assert all(town.document(number) for numbers in examples(town).values() for number in numbers)
    former = former_numbers(town)
    assert former
    for old, new in former.items():
        assert town.document(old) == town.document(new)


def test_residents_are_shared_out_between_municipalities() -> None:
    town = Town(1, 300, ["4204", "4215"])
    places = Counter(p.homes[-1].kommune for p in town.persons() if p.status == "bosatt" and p.homes)
    assert set(places) == {"4204", "4215"}
    assert places["4204"] > places["4215"]


def test_order_given_twice_makes_no_difference() -> None:
    assert Town(1, 200, ["4215", "4215"]).kommuner == ("4215",)


@pytest.mark.parametrize(
    ("residents", "kommuner"), [(199, ["4215"]), (1_000_001, ["4215"]), (200, ["0000"]), (200, [])]
)
def test_impossible_towns_are_refused(residents: int, kommuner: list[str]) -> None:
    with pytest.raises(ValueError, match=r"residents|kommune"):
        Town(1, residents, kommuner)
