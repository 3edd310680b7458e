"""Names: SSB's at the head, a long tail of rare ones, and names that fit where people come from."""

import re
from collections import Counter
from random import Random

import pytest

from testmiljo.befolkning import LARGEST, Town
from testmiljo.befolkning.origins import IMMIGRANTS, NORWAY, SAMI, Origin
from testmiljo.befolkning.person import Person
from testmiljo.befolkning.rarenames import FIRST_NAME, SURNAME, rules
from testmiljo.befolkning.tables import surnames


@pytest.fixture(scope="module")
def people() -> list[Person]:
    """From all over the country: a stretch of persons in each of a hundred places."""
    town = Town(4, LARGEST)
    return [person for start in range(0, town.count, town.count // 100) for person in town.persons(start, start + 100)]


def test_half_of_the_residents_have_a_surname_of_ssbs_list(people: list[Person]) -> None:
    listed = {name.upper() for name in surnames().names}
    last = [person.name.last for person in people if person.status == "bosatt"]
    assert 0.45 < sum(name in listed for name in last) / len(last) < 0.62


def test_the_most_common_surnames_are_ssbs(people: list[Person]) -> None:
    common = [name for name, _ in Counter(person.name.last for person in people).most_common(5)]
    assert len({"HANSEN", "JOHANSEN", "OLSEN", "LARSEN", "ANDERSEN", "PEDERSEN", "NILSEN"} & set(common)) >= 3


def test_most_names_are_rare(people: list[Person]) -> None:
    words = Counter(
        word
        for person in people
        for part in (person.name.first, person.name.middle or "", person.name.last)
        for word in re.findall(r"\w+", part)
    )
    assert len(words) > 0.3 * len(people)
    assert sum(count == 1 for count in words.values()) > 0.5 * len(words)


def test_some_names_are_compound_and_some_surnames_double(people: list[Person]) -> None:
    assert any(" " in person.name.first for person in people)
    assert any("-" in person.name.first for person in people)
    assert any("-" in person.name.last for person in people)
    assert any(person.name.middle for person in people)


@pytest.mark.parametrize("origin", [NORWAY, SAMI, *IMMIGRANTS], ids=lambda origin: origin.alpha3)
def test_every_origin_has_rules_for_all_kinds_of_names(origin: Origin) -> None:
    draw = Random(1)
    for use in (*FIRST_NAME, SURNAME):
        drawn = [rules(origin.rule, use).draw(draw) for _ in range(300)]
        assert len(set(drawn)) > 40
        assert all(re.fullmatch(r"[^\W\d_]{2,40}", name) for name in drawn), drawn
        assert not any(re.search(r"(.)\1\1", name) for name in drawn)


def test_a_rule_makes_a_different_name_of_nearly_every_rank() -> None:
    farm = rules(NORWAY.rule, SURNAME).rules[0]
    names = [farm.name(rank) for rank in range(0, farm.size, 37)]
    assert len(set(names)) > 0.95 * len(names)


def test_few_share_the_rarest_names() -> None:
    draw, norwegian = Random(2), rules(NORWAY.rule, SURNAME)
    drawn = Counter(norwegian.draw(draw) for _ in range(60_000))
    assert len(drawn) > 25_000
    assert drawn.most_common(1)[0][1] < 30


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(KeyError):
        rules("klingonsk", SURNAME)
