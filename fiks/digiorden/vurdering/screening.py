"""Whether a DPIA is needed: the criteria, and what answers to them suggest. A person concludes.

The order is Datatilsynet's: first the list of what always takes a DPIA, then art. 35 no. 3, then the nine criteria of
WP248, of which two normally suffice. The national list was not to be had whole: the table holds the entries that are
verified, may be edited, and whoever concludes says that she has looked through Datatilsynet's own.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).parent / "maler" / "screeningkriterier.toml"
_ENOUGH = 2


class Gruppe(StrEnum):
    """Where a criterion comes from, and so how much it takes. LISTE_PLUSS needs one of WP248's besides."""

    LISTE = "LISTE"
    LISTE_PLUSS = "LISTE_PLUSS"
    ART_35_3 = "ART_35_3"
    WP248 = "WP248"


class Svar(StrEnum):
    """An answer. Who is unsure answers as yes."""

    JA = "JA"
    NEI = "NEI"
    USIKKER = "USIKKER"


class Kriterium(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion, with its source and what it means in a municipality."""

    kode: str
    gruppe: Gruppe
    tekst: str
    forklaring: str = ""
    kilde: str = ""
    aktiv: bool = True


class Besvart(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion as it was asked, and the answer."""

    kode: str
    gruppe: Gruppe
    tekst: str
    svar: Svar


class _Table(msgspec.Struct, frozen=True):
    kriterium: list[Kriterium]


@cache
def shipped() -> tuple[Kriterium, ...]:
    """The criteria that come with the program, in the order they are asked."""
    return tuple(msgspec.toml.decode(_FILE.read_bytes(), type=_Table).kriterium)


def table(common: tuple[Kriterium, ...], own: Mapping[str, Kriterium]) -> list[Kriterium]:
    """The common criteria as the organisation has changed them, and its own, by group."""
    known = {one.kode for one in common}
    merged = [own.get(one.kode, one) for one in common] + [one for one in own.values() if one.kode not in known]
    order = list(Gruppe)
    return sorted(merged, key=lambda one: order.index(one.gruppe))


def answered(kriterier: list[Kriterium], svar: Mapping[str, Svar]) -> list[Besvart]:
    """The criteria with their answers, as they are kept."""
    return [
        Besvart(kode=one.kode, gruppe=one.gruppe, tekst=one.tekst, svar=svar[one.kode])
        for one in kriterier
        if one.kode in svar
    ]


def suggests(besvart: list[Besvart]) -> tuple[bool, list[Besvart]]:
    """Whether the answers say that a DPIA is needed, and which of them say so."""
    yes = [one for one in besvart if one.svar is not Svar.NEI]
    nine = [one for one in yes if one.gruppe is Gruppe.WP248]
    alone = [one for one in yes if one.gruppe in {Gruppe.LISTE, Gruppe.ART_35_3}]
    with_one = [one for one in yes if one.gruppe is Gruppe.LISTE_PLUSS] if nine else []
    if alone or with_one:
        return True, [*alone, *with_one, *(nine if with_one else [])]
    return (True, nine) if len(nine) >= _ENOUGH else (False, nine)
