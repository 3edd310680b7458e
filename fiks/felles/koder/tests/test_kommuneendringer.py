from datetime import date

import pytest

from fiks.felles.koder.kommuneendringer import current
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
