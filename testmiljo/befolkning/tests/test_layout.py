"""From a place in the town to a number and back, in towns of every size."""

from datetime import date, timedelta

import pytest

from testmiljo.befolkning.blocks import Blocks
from testmiljo.befolkning.cohort import Cohort
from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.layout import ADULT, DEAD, FORMER, ROLES, WORKER, FamilyRole, Layout, SingleSeat
from testmiljo.befolkning.numbers import FEMALE, MALE, count_at
from testmiljo.befolkning.singles import Singles
from testmiljo.befolkning.town import LARGEST

SIZES = [200, 60_000, 1_000_000, LARGEST]


def layout_of(residents: int, seed: int = 5) -> Layout:
    blocks = Blocks(residents)
    return Layout(seed, blocks.homes * blocks.count, Singles(blocks).counts)


@pytest.mark.parametrize("residents", SIZES)
def test_numbers_lead_back_to_family_and_role(residents: int) -> None:
    layout = layout_of(residents)
    seen: set[str] = set()
    for ordinal in range(0, layout.families, max(1, layout.families // 300)):
        seat = layout.firsts.seat(ordinal)
        kin = layout.kin(seat)
        for role in range(ROLES):
            if not (layout.may_have_former(seat) if role == FORMER else role == 0 or layout.has(kin, seat, role, 0.0)):
                continue
            number = layout.number(seat, role)
            assert number not in seen
            seen.add(number)
            assert layout.find(number) == FamilyRole(ordinal, role)
        d_number = layout.number(seat, FORMER, d_number=True)
        assert layout.find(d_number) == FamilyRole(ordinal, FORMER)


@pytest.mark.parametrize("residents", SIZES)
@pytest.mark.parametrize("kind", [ADULT, DEAD, WORKER])
def test_numbers_lead_back_to_persons_outside_families(residents: int, kind: int) -> None:
    layout = layout_of(residents)
    count = layout.singles[kind].count
    for position in range(0, count, max(1, count // 300)):
        assert layout.find(layout.single(kind, position)[2]) == SingleSeat(kind, position)


def test_there_are_numbers_enough_on_every_day_in_the_largest_town() -> None:
    layout = layout_of(LARGEST)
    for days in range((AS_OF - date(1906, 12, 1)).days):
        born = AS_OF - timedelta(days=days)
        fnr, d_numbers = layout.used(born)
        assert fnr <= min(count_at(born, sex) for sex in (FEMALE, MALE)), born
        assert d_numbers <= min(count_at(born, sex, d_number=True) for sex in (FEMALE, MALE)), born


@pytest.mark.parametrize("count", [1, 2, 95, 5000])
def test_positions_and_persons_of_a_cohort_are_one_to_one(count: int) -> None:
    cohort = Cohort(5, 24, count, (1.0, 2.0, 1.0))
    assert sorted(cohort.ordinal_at(position) for position in range(count)) == list(range(count))
    assert all(cohort.position_of(cohort.ordinal_at(position)) == position for position in range(count))
    for ordinal in range(count):
        assert cohort.ordinal(*cohort.seat(ordinal)) == ordinal
