"""What a birth date tells for or against a person, slips of the pen included."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import log2

from django.utils.translation import gettext as _

from fiks.felles.koder.kalender import format_kort_dato
from fiks.folkeregister.vask.bevis import Bevis, Grad, Trekk

_DAYS = 30_000
_YEARS = 82
# Registered when the day is not known (folkeregister.md c): far more have it than other days.
_STANDARD = (1, 1)
_STANDARD_TIMES = 12
_MOST_SLIPS = 40


def weigh(datoer: Sequence[date], aar: int | None, foedt: date | None, foedselsaar: int | None) -> Iterator[Bevis]:
    """The evidence of a birth date or year; none when either side lacks it."""
    if not datoer:
        if aar is not None and foedselsaar is not None:
            yield _year(aar, foedselsaar)
        return
    if foedt is None:
        if foedselsaar is not None:
            yield _year(min((day.year for day in datoer), key=lambda year: abs(year - foedselsaar)), foedselsaar)
        return
    yield max((_day(written, foedt) for written in datoer), key=lambda one: one.bit)


def _year(aar: int, foedselsaar: int) -> Bevis:
    if aar == foedselsaar:
        return Bevis(Trekk.FOEDT, Grad.SAAVIDT, log2(0.95 * _YEARS), _("Samme fødselsår"))
    return Bevis(Trekk.FOEDT, Grad.IKKE, -5.0, _("Fødselsåret er et annet"))


def _day(written: date, foedt: date) -> Bevis:
    if written == foedt:
        bits = log2(0.95 * _DAYS) - (log2(_STANDARD_TIMES) if (foedt.month, foedt.day) == _STANDARD else 0)
        return Bevis(Trekk.FOEDT, Grad.HELT, bits)
    read = format_kort_dato(foedt)
    if (written.year, written.month, written.day) == (foedt.year, foedt.day, foedt.month):
        text = _("Dag og måned er byttet om: registrert %(dato)s") % {"dato": read}
        return Bevis(Trekk.FOEDT, Grad.NESTEN, log2(0.01 * _DAYS), text)
    if foedt in slips(written):
        return Bevis(
            Trekk.FOEDT,
            Grad.SAAVIDT,
            log2(0.015 * _DAYS / 20),
            _("Fødselsdatoen er nesten lik: %(dato)s") % {"dato": read},
        )
    if written.year == foedt.year:
        return Bevis(Trekk.FOEDT, Grad.SAAVIDT, -2.0, _("Samme fødselsår, men en annen dato"))
    return Bevis(Trekk.FOEDT, Grad.IKKE, -7.0, _("Fødselsdatoen er en annen"))


def slips(written: date) -> list[date]:
    """Days that one slip makes of one another: one figure wrong, two that changed places, day and month, one day off."""
    found = dict.fromkeys(_slips(written))
    found.pop(written, None)
    return list(found)[:_MOST_SLIPS]


def _slips(written: date) -> Iterator[date]:
    day, month, year = written.day, written.month, written.year
    yield from _days([(year, day, month)])
    yield from (written + timedelta(step) for step in (1, -1))
    tens, ones = divmod(day, 10)
    yield from _days((year, month, other) for other in (ones * 10 + tens, day + 10, day - 10, *_same_tens(day)))
    yield from _days((year, other, day) for other in (month + 1, month - 1, month + 10, month - 10))
    decade, last = divmod(year % 100, 10)
    century = year - year % 100
    years = (century + last * 10 + decade, year + 1, year - 1, year + 10, year - 10, year + 100, year - 100)
    yield from _days((other, month, day) for other in years)


def _same_tens(day: int) -> Iterable[int]:
    return (day - day % 10 + ones for ones in range(10))


def _days(parts: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in parts:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
