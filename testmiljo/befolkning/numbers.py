"""Synthetic national identity numbers: month + 80, valid check digits, day + 40 for d-numbers.

For every birth date and sex the valid numbers are listed in order, and a person owns a place in that list. Therefore
no two persons can get the same number, and a number leads back to its place without any table of persons.

Rules: Skatteetaten, folkeregisteret-api-dokumentasjon, «Nytt fødselsnummer fra 2032» (weights) and the old century
table (000–499 born 1900–1999, 900–999 born 1940–1999, 500–999 born 2000–2039).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

FEMALE, MALE = 0, 1
SYNTHETIC_MONTH = 80
D_NUMBER_DAY = 40
_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """What a number says: birth date, sex, place in the list of that date and sex, and how long the list is."""

    born: date
    sex: int
    index: int
    size: int
    d_number: bool


def check_digits(nine: str) -> str | None:
    """The two check digits of the first nine digits, or None when a rest of 10 makes them unusable."""
    digits = [int(digit) for digit in nine]
    first = -sum(d * w for d, w in zip(digits, _K1, strict=True)) % 11
    second = -sum(d * w for d, w in zip([*digits, first], _K2, strict=True)) % 11
    return None if 10 in {first, second} else f"{first}{second}"


def number_list(born: date, sex: int, *, d_number: bool = False) -> tuple[str, tuple[str, ...]]:
    """The valid numbers of a birth date and sex, about 200: what they begin with, and how each goes on."""
    day = born.day + D_NUMBER_DAY * d_number
    month, year = born.month + SYNTHETIC_MONTH, born.year % 100
    return f"{day:02}{month:02}{year:02}", _tails(*_sums(day, month, year), _series(born.year), sex)


def number_at(born: date, sex: int, index: int, *, d_number: bool = False) -> str:
    """The number at a place; `index` counts from 0 and wraps around at the end of the list."""
    prefix, tails = number_list(born, sex, d_number=d_number)
    return prefix + tails[index % len(tails)]


def place_of(number: str) -> NumberPlace | None:
    """The place of a synthetic number; None for anything that `number_at` cannot have made."""
    if len(number) != 11 or not (number.isascii() and number.isdigit()):
        return None
    day, d_number = int(number[:2]), int(number[:2]) > D_NUMBER_DAY
    individual, sex = int(number[6:9]), int(number[8]) & 1
    try:
        born = date(
            _year(int(number[4:6]), individual),
            int(number[2:4]) - SYNTHETIC_MONTH,
            day - D_NUMBER_DAY * d_number,
        )
    except ValueError:
        return None
    places = _index(*_sums(day, int(number[2:4]), int(number[4:6])), _series(born.year), sex)
    index = places.get(number[6:])
    return None if index is None else NumberPlace(born, sex, index, len(places), d_number)


def count_at(born: date, sex: int, *, d_number: bool = False) -> int:
    """How many numbers there are for a birth date and sex."""
    return len(number_list(born, sex, d_number=d_number)[1])


def _year(two_digits: int, individual: int) -> int:
    if individual >= 500 and two_digits < 40:
        return 2000 + two_digits
    return 1900 + two_digits


def _series(year: int) -> int:
    return 0 if year < 1940 else 1 if year < 2000 else 2


_INDIVIDUAL_NUMBERS: tuple[tuple[range, ...], ...] = (
    (range(500),),
    (range(500), range(900, 1000)),
    (range(500, 1000),),
)


def _shares(weights: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """What each two-digit day, month and year adds to a check sum."""
    return tuple(tuple(n // 10 * weights[i] + n % 10 * weights[i + 1] for n in range(100)) for i in (0, 2, 4))


_DAY_1, _MONTH_1, _YEAR_1 = _shares(_K1)
_DAY_2, _MONTH_2, _YEAR_2 = _shares(_K2)


def _sums(day: int, month: int, year: int) -> tuple[int, int]:
    """The date's share of the two check sums; only 121 pairs exist, so the lists below are few."""
    first = _DAY_1[day] + _MONTH_1[month] + _YEAR_1[year]
    second = _DAY_2[day] + _MONTH_2[month] + _YEAR_2[year]
    return first % 11, second % 11


@cache
def _tails(first: int, second: int, series: int, sex: int) -> tuple[str, ...]:
    """Individual number and check digits of every valid number, for one pair of sums."""
    tails = []
    for individual in (i for span in _INDIVIDUAL_NUMBERS[series] for i in span if i & 1 == sex):
        a, b, c = individual // 100, individual // 10 % 10, individual % 10
        k1 = -(first + 4 * a + 5 * b + 2 * c) % 11
        k2 = -(second + 5 * a + 4 * b + 3 * c + 2 * k1) % 11
        if k1 < 10 and k2 < 10:
            tails.append(f"{individual:03}{k1}{k2}")
    return tuple(tails)


@cache
def _index(first: int, second: int, series: int, sex: int) -> dict[str, int]:
    return {tail: index for index, tail in enumerate(_tails(first, second, series, sex))}
