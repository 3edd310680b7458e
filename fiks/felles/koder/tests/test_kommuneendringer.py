from datetime import date

import pytest

from fiks.felles.koder.kommuneendringer import current, may_be_same, settled
from fiks.felles.koder.kommuner import kommuner
from fiks.felles.koder.tabeller import rows

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("nummer", "on", "expected"),
    [
        ("0926", date(2019, 12, 31), {"0926"}),
        ("0926", date(2020, 1, 1), {"4215"}),
        ("0704", date(2023, 12, 31), {"3803"}),
        ("0704", TODAY, {"3905"}),
        ("1504", TODAY, {"1508", "1580"}),
        ("0301", TODAY, {"0301"}),
        ("9999", TODAY, {"9999"}),
    ],
)
def test_old_number_leads_to_those_of_the_day(nummer: str, on: date, expected: set[str]) -> None:
    assert current(nummer, on=on) == expected


def test_every_old_number_leads_to_municipalities_of_today() -> None:
    for row in rows("kommuneendringer.csv"):
        assert current(row["gammelt_nummer"], on=TODAY) <= set(kommuner())


def test_numbers_of_today_stay() -> None:
    assert all(current(nummer, on=TODAY) == {nummer} for nummer in kommuner())


def test_a_number_is_followed_as_far_as_it_is_certain() -> None:
    assert [settled(number) for number in ("0602", "3005", "4215", "1534", "9999")] == [
        "3301",
        "3301",
        "4215",
        "1507",
        "9999",
    ]


def test_numbers_of_one_municipality_before_and_after_are_known_as_such() -> None:
    assert may_be_same("3005", "3301")
    assert may_be_same("0602", "0625")  # Drammen and Nedre Eiker became one
    assert may_be_same("1507", "1580")
    assert not may_be_same("1508", "1580")
    assert not may_be_same("4215", "4216")
    assert not may_be_same("4215", None)
