"""National identity numbers: fødselsnummer and d-nummer, real and synthetic, by the rules of 1964 and of 2032.

Sources: Skatteetaten, folkeregisteret-api-dokumentasjon («Nytt fødselsnummer fra 2032», «Utvidelse av d-nummerserien»).
A number tells nothing else: birth date and sex come from the register, and after 2032 the number holds neither sex nor
century. Therefore nothing here gives them out.

Month + 40 means Dolly's synthetic numbers, and health's H-numbers too; the number cannot tell them apart. Neither is in
the register, so both are read as `Serie.DOLLY` and refused in production. The same holds for month + 20 and NAV's NPID.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum, StrEnum
from functools import cache

from fiks.felles.koder.feil import Feil, gettext_noop

_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0)
_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_SHIFT = 1000  # both sums are under 1 000, so one integer carries the two
_RULE_2032_FROM = date(2032, 1, 1)
_TYPED_BETWEEN = {ord(sign): None for sign in " .-\u2010\u2011\u2012\u2013\u00a0\u2009\u202f\t\r\n"}

# A number as it is written, whether its digits agree or not, and any other grouping of eleven digits.
_WRITTEN = re.compile(r"(?:\d{2}[\s.-]*){3}\d{5}")
_GROUPED = re.compile(r"(?<!\d)(?=((?:\d[\s.\u2010-\u2013-]*){10}\d)(?!\d))")

_EMPTY = gettext_noop("Skriv et fødselsnummer eller d-nummer.")
_OTHER_SIGNS = gettext_noop("Skriv fødselsnummeret med bare sifre.")
_LENGTH = gettext_noop("Skriv fødselsnummeret med 11 sifre. Du skrev %(antall)d.")
_DATE = gettext_noop("De seks første sifrene er ikke en dato. Se etter om noen sifre er feil eller byttet om.")
_CONTROL = gettext_noop("Sifrene passer ikke sammen. Se etter om noen sifre er feil eller byttet om.")
_NOT_ISSUED = gettext_noop("Nummeret er ikke tatt i bruk i Folkeregisteret. Se etter om noen sifre er feil.")
_SYNTHETIC = gettext_noop("Dette er et testnummer. Skriv et fødselsnummer eller d-nummer fra Folkeregisteret.")
_REAL = gettext_noop("Dette er ikke et testnummer. Bruk bare syntetiske fødselsnummer her.")


class Slag(Enum):
    """What kind of number: a d-number has the day + 40."""

    FOEDSELSNUMMER = "FOEDSELSNUMMER"
    DNUMMER = "DNUMMER"


class Serie(IntEnum):
    """Who issued it, by what is added to the month."""

    REELL = 0
    NAV_BOST = 20
    DOLLY = 40
    DOLLY_BOST = 60
    SKATTEETATEN = 80


class Regel(IntEnum):
    """The rule that a number keeps, by the year it came. FRA_2032 means that the older rule is broken."""

    FRA_1964 = 1964
    FRA_2032 = 2032


class Miljoe(StrEnum):
    """What kind of installation; the values are those of FIKS_MODUS."""

    PRODUKSJON = "produksjon"
    TEST = "test"


class FeilNummer(Feil):
    """Not a national number, or not one for here. The text says what to do and never holds the number."""


@dataclass(frozen=True, slots=True)
class Identifikator:
    """A number whose digits agree. That somebody has it, only the register knows. `verdi` is left out of repr and logs."""

    verdi: str = field(repr=False)
    slag: Slag
    serie: Serie
    regel: Regel


@dataclass(frozen=True, slots=True)
class _Dag:
    """What the first four digits mean, and their share of the two sums."""

    slag: Slag
    serie: Serie
    leap_day: bool
    sums: int


def parse(text: str, *, strict: date | None = None) -> Identifikator:
    """Read a number as people type it, with spaces, dots and hyphens.

    Lenient unless `strict` is a date: then the number must also be one that the register can have issued by that day.
    What comes from the register itself is read leniently.

    Raises:
        FeilNummer: with a sentence for the person who typed it.
    """
    found = classify(text.translate(_TYPED_BETWEEN))
    if strict and not issued(found, by=strict):
        raise FeilNummer(_NOT_ISSUED)
    return found


def classify(number: str) -> Identifikator:
    """Tell what eleven digits are. Raises FeilNummer when they are no number under any rule."""
    _require_digits(number)
    dag = _tables()[0].get(number[:4])
    if dag is None or _is_missing_leap_day(dag, number):
        raise FeilNummer(_DATE)
    rest = _rest(number)
    if rest is None:
        raise FeilNummer(_CONTROL)
    old_rule = rest == 0 and _in_series_of_1964(dag, int(number[4:6]), int(number[6:9]))
    return Identifikator(number, dag.slag, dag.serie, Regel.FRA_1964 if old_rule else Regel.FRA_2032)


def serie(number: str) -> Serie | None:
    """The series alone, as `classify` has it, or None of what is no number: for millions of them."""
    return None if _rest(number) is None else _tables()[0][number[:4]].serie


def is_valid(number: str) -> bool:
    """Tell whether the text is exactly eleven digits that agree, under either rule and in any series."""
    return _rest(number) is not None


def holds_number(text: str) -> bool:
    """Tell whether a text holds a national number, for texts that may hold none.

    Six and five digits together count even when they do not agree, since people mistype; grouped in another way
    («120 358 000 73») only when they do, since dates and case numbers make such groups too.
    """
    if _WRITTEN.search(text):
        return True
    return any(is_valid(found[1].translate(_TYPED_BETWEEN)) for found in _GROUPED.finditer(text))


def valid_many(numbers: Iterable[str]) -> Iterator[bool]:
    """`is_valid` for each: four table look-ups a number, whatever the number is."""
    return map(is_valid, numbers)


def issued(identifikator: Identifikator, *, by: date) -> bool:
    """Tell whether Folkeregisteret, or its test register, can have given out the number by that day.

    Numbers of the 2032 rule come from 2032-01-01, to persons born before as well.
    """
    if identifikator.serie not in {Serie.REELL, Serie.SKATTEETATEN}:
        return False
    return identifikator.regel is Regel.FRA_1964 or by >= _RULE_2032_FROM


def allowed(identifikator: Identifikator, *, miljoe: Miljoe) -> bool:
    """Production takes real numbers only, test only the others, so that no real person ends up in a test."""
    return (identifikator.serie is Serie.REELL) == (miljoe is Miljoe.PRODUKSJON)


def require_allowed(identifikator: Identifikator, *, miljoe: Miljoe) -> None:
    """Raise FeilNummer unless the number is `allowed` here."""
    if not allowed(identifikator, miljoe=miljoe):
        raise FeilNummer(_SYNTHETIC if miljoe is Miljoe.PRODUKSJON else _REAL)


def _require_digits(number: str) -> None:
    if not number:
        raise FeilNummer(_EMPTY)
    if not (number.isascii() and number.isdigit()):
        raise FeilNummer(_OTHER_SIGNS)
    if len(number) != 11:
        raise FeilNummer(_LENGTH, antall=len(number))


def _rest(number: str) -> int | None:
    """The rest of the first control sum, 0–3; None when date, digits or length are wrong."""
    start, middle, late, end = _tables()
    try:
        dag = start[number[:4]]
        sums = dag.sums + middle[number[4:7]] + late[number[7:9]] + end[number[9:]]
    except KeyError:
        return None
    rest = sums % _SHIFT % 11
    if rest > 3 or sums // _SHIFT % 11 or _is_missing_leap_day(dag, number):
        return None
    return rest


def _is_missing_leap_day(dag: _Dag, number: str) -> bool:
    """29 February in a year that lacks it in every century; 00 can be 2000."""
    return dag.leap_day and int(number[4:6]) % 4 != 0


def _in_series_of_1964(dag: _Dag, year: int, individual: int) -> bool:
    """Tell whether the individual number was ever given out to somebody born in such a year (two digits).

    The old series are 000–499 (1900–1999), 500–749 (1854–1899), 900–999 (1940–1999) and 500–999 (2000–2039). D-numbers
    got more of them in 2021, which leaves 500–599 in 1940–1953 unused.
    """
    d_number = dag.slag is Slag.DNUMMER
    if dag.leap_day and year == 0:  # 2000 had the day, 1900 had not
        return individual >= (200 if d_number else 500)
    if individual < 500 or individual >= 900 or year < 40:
        return True
    if d_number:
        return individual >= 600 or year >= 54
    return individual < 750 and year >= 54


@cache
def _tables() -> tuple[dict[str, _Dag], dict[str, int], dict[str, int], dict[str, int]]:
    """What digits 1–4, 5–7, 8–9 and 10–11 give to the sums; the first holds possible days only.

    They are small, so that they stay in the processor's memory.
    """
    middle = {f"{digits:03}": _sums(f"{digits:03}", 4) for digits in range(1000)}
    late, end = ({f"{digits:02}": _sums(f"{digits:02}", place) for digits in range(100)} for place in (7, 9))
    return dict(_days()), middle, late, end


def _days() -> Iterator[tuple[str, _Dag]]:
    for month in range(1, 13):
        for day in range(1, monthrange(2000, month)[1] + 1):
            for serie in Serie:
                for slag, added in ((Slag.FOEDSELSNUMMER, 0), (Slag.DNUMMER, 40)):
                    digits = f"{day + added:02}{month + serie:02}"
                    yield digits, _Dag(slag, serie, (day, month) == (29, 2), _sums(digits, 0))


def _sums(digits: str, place: int) -> int:
    """Both weighted sums of the digits that begin at a place of the number, in one integer."""
    weights = zip(digits, _K1[place:], _K2[place:], strict=False)
    return sum(int(digit) * (first + _SHIFT * second) for digit, first, second in weights)
