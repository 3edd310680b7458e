"""What happens to many at once; one line of the life, however many they are."""

from msgspec.structs import replace

from testmiljo.liv.events import BURST_TYPE, MERGER_TYPE
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.orders.world import ORDERS, Refused, World


@ORDERS.kind
def kommuneregulering(world: World, akt: Akt) -> list[Line]:
    """Everybody who lives in `gamle`, or in the districts `kretser` of it, gets `kommune` as municipality number, without
    moving."""
    if not akt.gamle or not all(_is_kommune(each) for each in (*akt.gamle, akt.kommune)):
        raise Refused("gamle og kommune skal være kommunenumre med fire siffer.")
    if akt.kommune in akt.gamle:
        raise Refused("Det nye kommunenummeret er blant de gamle.")
    line = world.register.write_range(akt, MERGER_TYPE, world.at)
    if line is None:
        raise Refused("Ingen bor i kommunene.")
    return [line]


@ORDERS.kind
def maskinell_retting(world: World, akt: Akt) -> list[Line]:
    """About `antall` persons, or a share (`andel`) of all; without either everybody. Who they are is drawn."""
    everybody = len(world.register.roll)
    andel = akt.antall / everybody if akt.antall else akt.andel or 1.0
    if not andel > 0:
        raise Refused("andel skal være over 0.")
    line = world.register.write_range(replace(akt, andel=min(1.0, andel), antall=0), BURST_TYPE, world.at)
    if line is None:
        raise Refused("Ingen ble trukket ut.")
    return [line]


def _is_kommune(text: str) -> bool:
    return len(text) == 4 and text.isdigit()
