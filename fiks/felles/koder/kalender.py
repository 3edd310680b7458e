"""Dates as people give and read them, and age.

Formats here are Bokmål's; other languages go through Django's formats.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fiks.felles.koder.feil import Feil, gettext_noop

OSLO = ZoneInfo("Europe/Oslo")
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_HARD_SPACE = "\u00a0"
_DAY_FIRST = re.compile(r"(\d{1,2}) ?[./ -] ?(\d{1,2}) ?[./ -] ?(\d{4}|\d\d)|(\d\d)(\d\d)(\d{4}|\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_WITH_NAME = re.compile(r"(\d{1,2})\.? ?([a-z]+)\.? ?(\d{4}|\d\d)", re.ASCII)

_EMPTY = gettext_noop("Skriv en dato, slik: 31.12.2026.")
_NOT_A_DATE = gettext_noop("Skriv datoen med dag, måned og år, slik: 31.12.2026.")
_NO_SUCH_DATE = gettext_noop("Datoen finnes ikke. Skriv den slik: 31.12.2026.")


class FeilDato(Feil):
    """Not a date. The text says how to write one."""


def age_on(birth: date, on: date) -> int:
    """Whole years lived on a day; negative before birth.

    Who is born on 29 February gets a year older on 28 February in other years. No statute says so of age; it follows the
    rule for terms in years (domstolloven § 148: where the month lacks the day, the term ends on its last day), and it
    is what PostgreSQL's `birth + interval 'n years'` gives, so that pages and lists agree.
    """
    had_birthday = (on.month, on.day) >= (birth.month, birth.day) or _is_stand_in(birth, on)
    return on.year - birth.year - (not had_birthday)


def latest_birth(age: int, *, on: date) -> date:
    """The latest birth date of those who have reached an age on a day: `age_on(b, on) >= age` just when b <= it."""
    year = on.year - age
    if _is_leap_year(year) and _is_stand_in(date(year, 2, 29), on):
        return date(year, 2, 29)
    if (on.month, on.day) == (2, 29) and not _is_leap_year(year):
        return date(year, 2, 28)
    return on.replace(year=year)


def parse_norsk_dato(text: str, *, latest: date) -> date:
    """Read 1.2.58, 01.02.1958, 010258, 1. februar 1958 or 1958-02-01.

    Two digits mean the latest such year that gives no day after `latest`: for birth dates that is today, for plans some
    day ahead. Four digits are taken as they are. Read the answer back with `format_dato`.

    Raises:
        FeilDato: with a sentence for the person who typed it.
    """
    typed = " ".join(text.lower().split())
    if not typed:
        raise FeilDato(_EMPTY)
    day, month, year = _parts(typed)
    try:
        if len(year) == 4:
            return date(int(year), month, day)
        return _latest_with_year(day, month, int(year), latest)
    except ValueError as error:
        raise FeilDato(_NO_SUCH_DATE) from error


def format_dato(day: date) -> str:
    """«23. november 2026», with hard spaces."""
    return f"{day.day}.{_HARD_SPACE}{MONTHS[day.month - 1]}{_HARD_SPACE}{day.year}"


def format_kort_dato(day: date) -> str:
    """«23.11.2026», as in lists and form fields."""
    return f"{day:%d.%m}.{day.year:04}"


def format_tidspunkt(at: datetime) -> str:
    """«23. november 2026 kl. 10.48», the clock in Oslo, with hard spaces. Takes times with a zone only."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    local = at.astimezone(OSLO)
    return f"{format_dato(local)}{_HARD_SPACE}kl.{_HARD_SPACE}{local:%H.%M}"


def _is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _is_stand_in(birth: date, on: date) -> bool:
    """28 February, for one born on the 29th, in a year without it."""
    return (birth.month, birth.day, on.month, on.day) == (2, 29, 2, 28) and not _is_leap_year(on.year)


def _parts(typed: str) -> tuple[int, int, str]:
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = (part for part in found.groups() if part is not None)
        return int(day), int(month), year
    if found := _YEAR_FIRST.fullmatch(typed):
        return int(found[3]), int(found[2]), found[1]
    if found := _WITH_NAME.fullmatch(typed):
        return int(found[1]), _month_named(found[2]), found[3]
    raise FeilDato(_NOT_A_DATE)


def _month_named(name: str) -> int:
    """Month by name or its first three letters or more."""
    for number, month in enumerate(MONTHS, start=1):
        if len(name) >= 3 and month.startswith(name):
            return number
    raise FeilDato(_NOT_A_DATE)


def _latest_with_year(day: int, month: int, two_digits: int, latest: date) -> date:
    """The latest date with these two last digits. Raises ValueError when no century has it."""
    found = []
    for century in (latest.year // 100, latest.year // 100 - 1):
        try:
            found.append(date(century * 100 + two_digits, month, day))
        except ValueError:
            continue
    return max(day for day in found if day <= latest)
