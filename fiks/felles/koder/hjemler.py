"""Service areas (tjenesteområder), statutes, and what each area may open of the register.

The tables are the project's own proposal and must be confirmed by a lawyer before use on real persons. How to read them:

* Open information rests on folkeregisterloven § 10-1. Confidential information rests on § 10-2 **and** a section of a
  special law that names the register (`saerhjemler`); § 10-2 alone never suffices. Where such a section covers a part of
  the area only, or it is uncertain, `taushetsbelagt` is off and `taushetsbelagt_merknad` says why.
* In some areas the look-up itself tells of a client relation (barnevernsloven § 13-1, sosialtjenesteloven § 44, helse- og
  omsorgstjenesteloven § 12-1, krisesenterlova § 5). With `konfidensiell_logg` identities in the log are for a controller
  of the same area only.
* Codes of information are Skatteetaten's element names, with a dot before a field; `historikk`, `graderteAdresser` and
  `status.full` open more of what the role has. Strengt fortrolig is opened by nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import msgspec

from fiks.felles.koder.tabeller import DATA, rows

_LOVDATA = "https://lovdata.no"


class Gjelder(StrEnum):
    """Which information a statute is a basis for, or a limit to."""

    IKKE_TAUSHETSBELAGT = "IKKE_TAUSHETSBELAGT"
    TAUSHETSBELAGT = "TAUSHETSBELAGT"


class Lister(StrEnum):
    """Whether the area draws resident lists: VED_BEHOV needs a reason of its own."""

    NEI = "NEI"
    VED_BEHOV = "VED_BEHOV"
    JA = "JA"


@dataclass(frozen=True, slots=True)
class Hjemmel:
    """One statute in one area. `verifisert`: its text was read, in Lovdata's open data of April 2026."""

    id: str
    tjenesteomraade: str
    lov: str
    paragraf: str
    gjelder: Gjelder
    parafrase: str
    lenke: str
    verifisert: bool
    merknad: str

    def __str__(self) -> str:
        return f"{self.lov} {self.paragraf}"


@dataclass(frozen=True, slots=True)
class Formaal:
    """A purpose to suggest. `dager`: how long a list for it is kept at most, where a term is given."""

    navn: str
    dager: int | None
    frist: str


@dataclass(frozen=True, slots=True)
class Tjenesteomraade:
    """A service area. `saerhjemler` are ids of Hjemmel; `gyldig` is False for areas that get no new roles.

    A new role starts with `default_open`, and with `default_confidential` when it has hjemmel; `opt_in` takes a reason.
    """

    kode: str
    navn: str
    beskrivelse: str
    gyldig: bool
    taushetsbelagt: bool
    taushetsbelagt_merknad: str
    saerhjemler: tuple[str, ...]
    konfidensiell_logg: bool
    lister: Lister
    alder: str
    geografi: str
    default_open: tuple[str, ...]
    default_confidential: tuple[str, ...]
    opt_in: tuple[str, ...]
    formaal: tuple[Formaal, ...]
    merknad: str

    @property
    def lister_tillatt(self) -> bool:
        """Tell whether the area may draw lists at all."""
        return self.lister is not Lister.NEI


@cache
def tjenesteomraader() -> Mapping[str, Tjenesteomraade]:
    """All service areas by code, closed ones too."""
    found = msgspec.json.decode((DATA / "tjenesteomraader.json").read_bytes(), type=list[Tjenesteomraade])
    return MappingProxyType({omraade.kode: omraade for omraade in found})


@cache
def hjemler() -> Mapping[str, Hjemmel]:
    """All statutes by id, by area and with the general ones first."""
    found = (_hjemmel(row) for row in rows("hjemler.csv"))
    return MappingProxyType({hjemmel.id: hjemmel for hjemmel in found})


@cache
def hjemler_for(tjenesteomraade: str) -> tuple[Hjemmel, ...]:
    """The statutes of an area."""
    return tuple(hjemmel for hjemmel in hjemler().values() if hjemmel.tjenesteomraade == tjenesteomraade)


def _hjemmel(row: dict[str, str]) -> Hjemmel:
    return Hjemmel(
        id=row["id"],
        tjenesteomraade=row["tjenesteomraade"],
        lov=row["lov"],
        paragraf=row["paragraf"],
        gjelder=Gjelder(row["gjelder"]),
        parafrase=row["parafrase"],
        lenke=_LOVDATA + row["lenke"],
        verifisert=row["verifisert"] == "ja",
        merknad=row["merknad"],
    )
