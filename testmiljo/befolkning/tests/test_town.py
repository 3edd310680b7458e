"""The town as a whole: size, sameness, look-up, and the few of every kind."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testmiljo.befolkning import Town, examples, former_numbers
from testmiljo.befolkning.person import Status
from testmiljo.befolkning.tests.towns import SMALL, current_status, small_documents, small_town
from testmiljo.befolkning.town import LARGEST, SMALLEST, BadSize, UnknownKommune


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


@pytest.mark.parametrize("residents", [199, LARGEST + 1, -5])
def test_impossible_sizes_are_refused(residents: int) -> None:
    with pytest.raises(BadSize, match="residents"):
        Town(1, residents, ["4215"])


def test_unknown_municipalities_are_refused_by_number() -> None:
    with pytest.raises(UnknownKommune, match="0000, 9999"):
        Town(1, 200, ["0000", "4215", "9999"])


def test_no_municipality_means_the_whole_country() -> None:
    places = Counter(p.homes[-1].kommune for p in Town(1, 4000).persons() if p.status == "bosatt" and p.homes)
    assert len(places) > 250
    assert places.most_common(1)[0][0] == "0301"


@pytest.mark.parametrize("residents", [200, 1100, 4321])
def test_any_stretch_of_positions_gives_the_same_persons(residents: int) -> None:
    town = Town(3, residents, ["4215", "4204"])
    numbers = [person.number for person in town.persons()]
    assert len(numbers) == town.count
    for start in (0, 1, 399, residents, town.count - 1):
        assert [person.number for person in town.persons(start, start + 9)] == numbers[start : start + 9]
    assert list(town.persons(town.count)) == list(town.persons(7, 7)) == []
    assert [person.number for person in town.persons(-3)] == numbers[-3:]
    assert next(town.documents(5)) == town.document(numbers[5])


@given(st.integers(0, 99), st.integers(SMALLEST, LARGEST), st.floats(0, 1, exclude_max=True))
@settings(max_examples=15, deadline=None)
def test_a_number_leads_to_its_person_in_a_town_of_any_size(seed: int, residents: int, where: float) -> None:
    town = Town(seed, residents)
    (person,) = town.persons(position := int(where * town.count), position + 1)
    found = town.person(person.number)
    assert found is not None
    assert (found.number, found.name, found.born, found.homes) == (
        person.number,
        person.name,
        person.born,
        person.homes,
    )


@given(st.integers(0, 999), st.integers(SMALLEST, 2000))
@settings(max_examples=8, deadline=None)
def test_residents_and_persons_are_exact_for_every_seed(seed: int, residents: int) -> None:
    town = Town(seed, residents, ["4215"])
    people = list(town.persons())
    assert len(people) == town.count
    assert sum(person.status is Status.BOSATT for person in people) == residents


def test_the_largest_town_has_ten_million_persons_in_realistic_shares() -> None:
    town = Town(1, LARGEST)
    assert 9_500_000 < town.count < 10_500_000
    found = Counter(
        person.d_number for start in range(0, town.count, 100_003) for person in town.persons(start, start + 5)
    )
    assert 0.15 < found[True] / found.total() < 0.25
