"""Numbers for those who are born or come: synthetic, valid, and nobody's."""

from datetime import date

from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.numbers import check_digits
from testmiljo.liv.register import LivingRegister

_SYNTHETIC_MONTH, _D_NUMBER_DAY = 80, 40
_SERIES = {False: range(500), True: range(500, 1000)}
"""Individual numbers by whether one is born in 2000 or later."""


class NoNumber(Exception):
    """Every number of that birth date is taken."""


def free_number(register: LivingRegister, born: date, kjoenn: str, *, d_number: bool = False) -> str:
    """The same life gets the same number. Raises NoNumber."""
    prefix = f"{born.day + _D_NUMBER_DAY * d_number:02}{born.month + _SYNTHETIC_MONTH:02}{born.year % 100:02}"
    sex = 0 if kjoenn == "kvinne" else 1
    individuals = [each for each in _SERIES[born.year >= 2000] if each & 1 == sex]
    start = mix(register.lines, born.toordinal()) % len(individuals)
    for individual in individuals[start:] + individuals[:start]:
        nine = f"{prefix}{individual:03}"
        digits = check_digits(nine)
        if digits and register.document(nine + digits) is None:
            return nine + digits
    raise NoNumber(born.isoformat())
