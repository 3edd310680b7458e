"""What may happen, and which events it gives. An order that cannot be is refused with the reason, in Bokmål.

One event is about one person: a marriage gives two, a birth up to three.
"""

from datetime import date, datetime

from msgspec.structs import replace

from testmiljo.liv.line import OSLO, Akt, Line
from testmiljo.liv.orders import addresses, civil, identity, many  # noqa: F401 - put their kinds into the table
from testmiljo.liv.orders.world import ORDERS, Refused, World
from testmiljo.liv.register import LivingRegister

__all__ = ["KINDS", "Refused", "order"]

KINDS = tuple(ORDERS)


def order(register: LivingRegister, akt: Akt, at: datetime) -> list[Line]:
    """Let it happen, with today's date when none is given. Raises Refused."""
    handler = ORDERS.get(akt.slag)
    if handler is None:
        raise Refused(f"Ukjent slag: {akt.slag}. Velg blant {', '.join(KINDS)}.")
    akt = replace(akt, dato=akt.dato or at.astimezone(OSLO).date().isoformat())
    for day in (akt.dato, akt.foedt or akt.dato):
        _check_date(day)
    with register.writing():
        return handler(World(register, at), akt)


def _check_date(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise Refused("Datoen skal skrives ÅÅÅÅ-MM-DD.") from error
