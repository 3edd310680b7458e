"""From a place in the town to a number and back."""

import pytest

from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.layout import FORMER, ROLES, FamilyRole, Layout


@pytest.mark.parametrize("residents", [200, 1_000_000])
def test_numbers_lead_back_to_family_and_role(residents: int) -> None:
    layout = Layout(5, residents)
    seen: set[str] = set()
    for ordinal in range(0, layout.families, max(1, layout.families // 300)):
        seat = layout.seat(ordinal)
        for role in range(ROLES):
            try:
                if layout.born(seat, role) > AS_OF:
                    continue
            except LookupError:
                continue
            number = layout.number(seat, role)
            assert number not in seen
            seen.add(number)
            assert layout.find(number) == FamilyRole(ordinal, role)
        d_number = layout.number(seat, FORMER, d_number=True)
        assert layout.find(d_number) == FamilyRole(ordinal, FORMER)


@pytest.mark.parametrize("d_number", [False, True])
def test_numbers_lead_back_to_persons_outside_families(d_number: bool) -> None:
    layout = Layout(5, 1_000_000)
    for single in range(0, 80_000, 997):
        assert layout.find(layout.single_number(single, d_number=d_number)) == single


def test_positions_and_families_are_one_to_one() -> None:
    layout = Layout(5, 500)
    assert sorted(layout.ordinal_at(position) for position in range(layout.families)) == list(range(layout.families))
    assert all(layout.position_of(layout.ordinal_at(position)) == position for position in range(layout.families))
