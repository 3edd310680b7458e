"""What may happen, and which events it gives. An order that cannot be is refused with the reason, in Bokmål.

One event is about one person: a marriage gives two, a birth up to three.
"""

from collections.abc import Callable
from datetime import date, datetime

from msgspec.structs import replace

from testmiljo.liv.line import OSLO, Akt, Line
from testmiljo.liv.orders import addresses, civil, identity, many
from testmiljo.liv.orders.world import Refused, World
from testmiljo.liv.register import LivingRegister

__all__ = ["KINDS", "Refused", "order"]

_Order = Callable[[World, Akt], list[Line]]

_ORDERS: dict[str, _Order] = {
    one.__name__: one
    for one in (
        civil.foedsel,
        civil.doedsfall,
        civil.doedsdato_rettet,
        civil.reaktivering,
        civil.vigsel,
        civil.separasjon,
        civil.skilsmisse,
        civil.vergemaal,
        addresses.flytting,
        addresses.utflytting,
        addresses.innflytting,
        addresses.adresseoppdatering,
        addresses.postadresse,
        addresses.adressebeskyttelse,
        identity.dnummer,
        identity.nytt_nummer,
        identity.sammenslaaing,
        identity.splitting,
        identity.opphoer,
        identity.navneendring,
        identity.statsborgerskap,
        identity.retting,
        identity.annullering,
        identity.hendelse,
        many.kommuneregulering,
        many.maskinell_retting,
    )
}
KINDS = tuple(_ORDERS)


def order(register: LivingRegister, akt: Akt, at: datetime) -> list[Line]:
    """Let it happen, with today's date when none is given. Raises Refused."""
    handler = _ORDERS.get(akt.slag)
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
