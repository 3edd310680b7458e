"""Postal codes. Source: Bring's register of 2026-01-27."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from fiks.felles.koder.tabeller import rows


class Postnummerslag(StrEnum):
    """What the code delivers to."""

    GATEADRESSER = "G"
    POSTBOKSER = "P"
    GATEADRESSER_OG_POSTBOKSER = "B"
    SERVICE = "S"


@dataclass(frozen=True, slots=True)
class Poststed:
    """One postal code. `navn` is in capitals, as on envelopes."""

    postnummer: str
    navn: str
    kommunenummer: str
    slag: Postnummerslag


@cache
def poststeder() -> Mapping[str, Poststed]:
    """All postal codes by number, in order."""
    found = (
        Poststed(row["postnummer"], row["poststed"], row["kommunenummer"], Postnummerslag(row["slag"]))
        for row in rows("postnummer.csv")
    )
    return MappingProxyType({sted.postnummer: sted for sted in found})


def poststed(postnummer: str) -> Poststed | None:
    """The place of a postal code, None for a code that is not in use."""
    return poststeder().get(postnummer)


@cache
def postnumre_in(kommunenummer: str) -> tuple[str, ...]:
    """The municipality's postal codes, boxes included. A code that reaches into two stands under one only."""
    return tuple(nummer for nummer, sted in poststeder().items() if sted.kommunenummer == kommunenummer)
