"""National and municipal common components. One that is retired stays, flagged, since systems still use it."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

_FILE = Path(__file__).parent / "data/felleskomponenter.csv"


@dataclass(frozen=True, slots=True)
class Felleskomponent:
    """One component, and whose it is."""

    kode: str
    navn: str
    eier: str
    utgaatt: bool

    def __str__(self) -> str:
        return _("%(navn)s (utgått)") % {"navn": self.navn} if self.utgaatt else self.navn


@cache
def felleskomponenter() -> dict[str, Felleskomponent]:
    """All components by code, those in use first."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        found = [Felleskomponent(row["kode"], row["navn"], row["eier"], bool(row["utgaatt"])) for row in rows]
    return {one.kode: one for one in sorted(found, key=lambda one: one.utgaatt)}


def names(koder: list[str]) -> list[str]:
    """What the components are called; those that are unknown here are left out."""
    return [str(felleskomponenter()[kode]) for kode in koder if kode in felleskomponenter()]
