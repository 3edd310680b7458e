from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.koder.kalender import (
    FeilDato,
    age_on,
    format_dato,
    format_kort_dato,
    format_tidspunkt,
    latest_birth,
    parse_norsk_dato,
)

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1880, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(1961, 11, 24), TODAY, 65),
        (date(1961, 11, 25), TODAY, 64),
        (date(2026, 11, 24), TODAY, 0),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2008, 3, 1), date(2026, 2, 28), 17),
    ],
)
def test_age_is_whole_years_lived(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


@given(birth=DAYS, on=DAYS, age=st.integers(0, 120))
def test_latest_birth_tells_the_same_as_age(birth: date, on: date, age: int) -> None:
    assert (birth <= latest_birth(age, on=on)) == (age_on(birth, on) >= age)


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), date(2024, 2, 28)])
@pytest.mark.parametrize("age", [0, 1, 4, 100, 124])
def test_latest_birth_has_reached_the_age_and_the_day_after_has_not(on: date, age: int) -> None:
    found = latest_birth(age, on=on)
    assert age_on(found, on) == age
    assert age_on(date.fromordinal(found.toordinal() + 1), on) == age - 1


@pytest.mark.parametrize(
    "typed",
    [
        "1.2.58",
        "01.02.1958",
        " 1. 2. 1958 ",
        "1/2-58",
        "1/2 1958",
        "1 2 58",
        "010258",
        "01021958",
        "1. februar 1958",
        "1. Februar 58",
        "1 feb 1958",
        "1.\u00a0februar\u00a01958",
        "1958-02-01",
    ],
)
def test_date_is_read_as_people_type_it(typed: str) -> None:
    assert parse_norsk_dato(typed, latest=TODAY) == date(1958, 2, 1)


@pytest.mark.parametrize(
    ("typed", "latest", "expected"),
    [
        ("24.11.26", TODAY, date(2026, 11, 24)),
        ("25.11.26", TODAY, date(1926, 11, 25)),
        ("31.12.27", date(2036, 1, 1), date(2027, 12, 31)),
        ("29.2.00", TODAY, date(2000, 2, 29)),
        ("31.12.2027", TODAY, date(2027, 12, 31)),
    ],
)
def test_two_digits_mean_the_latest_year_that_is_early_enough(typed: str, latest: date, expected: date) -> None:
    assert parse_norsk_dato(typed, latest=latest) == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Skriv en dato, slik: 31.12.2026."),
        ("  ", "Skriv en dato, slik: 31.12.2026."),
        ("i går", "Skriv datoen med dag, måned og år, slik: 31.12.2026."),
        ("1.2", "Skriv datoen med dag, måned og år, slik: 31.12.2026."),
        ("1.2.958", "Skriv datoen med dag, måned og år, slik: 31.12.2026."),
        ("1. ju 1958", "Skriv datoen med dag, måned og år, slik: 31.12.2026."),
        ("１.２.1958", "Skriv datoen med dag, måned og år, slik: 31.12.2026."),
        ("31.4.2026", "Datoen finnes ikke. Skriv den slik: 31.12.2026."),
        ("29.2.25", "Datoen finnes ikke. Skriv den slik: 31.12.2026."),
        ("1.13.1958", "Datoen finnes ikke. Skriv den slik: 31.12.2026."),
        ("1.1.0000", "Datoen finnes ikke. Skriv den slik: 31.12.2026."),
    ],
)
def test_person_who_typed_no_date_is_told_how_to_write_one(typed: str, message: str) -> None:
    with pytest.raises(FeilDato) as caught:
        parse_norsk_dato(typed, latest=TODAY)
    assert str(caught.value) == message


@given(DAYS)
def test_every_date_can_be_read_back_from_how_it_is_shown(day: date) -> None:
    assert parse_norsk_dato(format_dato(day), latest=TODAY) == day
    assert parse_norsk_dato(format_kort_dato(day), latest=TODAY) == day


@given(st.text(max_size=20))
def test_text_that_is_no_date_is_never_anything_but_a_told_fault(text: str) -> None:
    try:
        found = parse_norsk_dato(text, latest=TODAY)
    except FeilDato:
        found = TODAY
    assert found.year >= 1


def test_time_is_shown_as_the_clock_in_oslo_with_hard_spaces() -> None:
    assert format_tidspunkt(datetime(2026, 11, 23, 9, 48, tzinfo=UTC)) == "23. november 2026 kl. 10.48".replace(
        " ", "\u00a0"
    )
    assert format_tidspunkt(datetime(2026, 6, 30, 22, 5, tzinfo=UTC)) == "1. juli 2026 kl. 00.05".replace(" ", "\u00a0")


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        format_tidspunkt(datetime(2026, 11, 23, 9, 48))  # noqa: DTZ001  # the fault under test
