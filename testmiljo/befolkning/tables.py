"""The tables of `testmiljo/data`, read once."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kommune:
    number: str
    name: str
    fylke: str
    residents: int


@dataclass(frozen=True, slots=True)
class Poststed:
    postnummer: str
    name: str


@cache
def kommuner() -> dict[str, Kommune]:
    """All municipalities of 2024 by number."""
    return {
        row["kommunenummer"]: Kommune(row["kommunenummer"], row["navn"], row["fylkesnummer"], int(row["folketall"]))
        for row in rows("kommuner.csv")
    }


@cache
def poststeder(kommunenummer: str, kinds: str) -> tuple[Poststed, ...]:
    """Postal codes of a municipality whose kind is one of `kinds` (G street, P boxes, B both)."""
    return tuple(
        Poststed(row["postnummer"], row["poststed"])
        for row in _postnummer()
        if row["kommunenummer"] == kommunenummer and row["slag"] in kinds
    )


@cache
def age_counts() -> tuple[int, ...]:
    """Residents of Norway by age, both sexes, from 0 years."""
    return tuple(int(row["kvinner"]) + int(row["menn"]) for row in rows("alder.csv"))


@cache
def street_stems() -> tuple[str, ...]:
    """First parts of street names: trees, animals, and what stands along a road."""
    return tuple(row["stamme"] for row in rows("gatenavn.csv"))


@cache
def _postnummer() -> tuple[dict[str, str], ...]:
    return tuple(rows("postnummer.csv"))


def rows(name: str) -> list[dict[str, str]]:
    text = (files("testmiljo") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
