"""Identity numbers: the published check digits, and the way back from number to place."""

from datetime import date, timedelta

import pytest

from testmiljo.befolkning.numbers import FEMALE, MALE, check_digits, count_at, number_at, place_of


@pytest.mark.parametrize("number", ["03851598730", "41819077302", "20036914700"])
def test_check_digits_are_those_of_published_examples(number: str) -> None:
    assert check_digits(number[:9]) == number[9:]


@pytest.mark.parametrize("born", [date(1921, 2, 28), date(1955, 12, 31), date(1999, 7, 1), date(2024, 2, 29)])
@pytest.mark.parametrize("sex", [FEMALE, MALE])
@pytest.mark.parametrize("d_number", [False, True])
def test_every_number_of_a_day_is_valid_unique_and_leads_back(born: date, sex: int, d_number: bool) -> None:
    size = count_at(born, sex, d_number=d_number)
    numbers = [number_at(born, sex, index, d_number=d_number) for index in range(size)]
    assert len(set(numbers)) == size
    for index, number in enumerate(numbers):
        assert check_digits(number[:9]) == number[9:]
        place = place_of(number)
        assert place is not None
        assert (place.born, place.sex, place.index, place.d_number) == (born, sex, index, d_number)


def test_all_numbers_are_of_the_synthetic_series() -> None:
    born = date(1980, 1, 1)
    for day in range(0, 366, 5):
        number = number_at(born + timedelta(days=day), MALE, day)
        assert 81 <= int(number[2:4]) <= 92


@pytest.mark.parametrize("number", ["", "1234567890", "abcdefghijk", "20036914700", "99999999999", "03851598731"])
def test_other_numbers_have_no_place(number: str) -> None:
    assert place_of(number) is None
