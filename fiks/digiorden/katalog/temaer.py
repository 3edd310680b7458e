"""The themes of Los: what a system is for, in the public sector's own words."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_FILE = Path(__file__).parent / "data/los_temaer.csv"
URI = "https://psi.norge.no/los/tema/"


@dataclass(frozen=True, slots=True)
class Tema:
    """One theme. `overtema` is the id of the top theme above it, empty on a top theme."""

    id: str
    overtema: str
    nb: str
    nn: str
    en: str

    @property
    def navn(self) -> str:
        """The name in the reader's language."""
        return {"nn": self.nn, "en": self.en}.get(get_language() or "nb") or self.nb


@cache
def temaer() -> dict[str, Tema]:
    """All themes by id, each top theme followed by those below it."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Tema(**row) for row in csv.DictReader(lines, delimiter=";")}


def top_themes() -> list[Tema]:
    """The fourteen themes that have none above them."""
    return [tema for tema in temaer().values() if not tema.overtema]


def below(id: str) -> list[str]:
    """The ids of a theme and of those below it."""
    return [tema.id for tema in temaer().values() if id in {tema.id, tema.overtema}]


def names(ids: list[str]) -> list[str]:
    """What the themes are called; those that are unknown here are left out."""
    return [temaer()[id].navn for id in ids if id in temaer()]
