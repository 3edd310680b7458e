"""The tables of `testmiljo/data`, read once."""

import csv
import gzip
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random

import msgspec


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


@dataclass(frozen=True, slots=True)
class Weighted:
    """Names with how many have each, added up."""

    names: tuple[str, ...]
    edges: tuple[int, ...]

    def draw(self, draw: Random) -> str:
        return self.names[bisect_right(self.edges, int(draw.random() * self.edges[-1]))]


class _Ssb(msgspec.Struct):
    """SSB's tables 10467 and 12891, by «year:category» and by year."""

    first_names: dict[str, msgspec.Raw]
    surnames: dict[str, msgspec.Raw]


@cache
def first_names(year: int, category: str) -> Weighted:
    """Of those born in a year; `category` is female or male. The nearest year that SSB has."""
    return _weighted(_ssb().first_names[f"{min(max(year, 1880), 2025)}:{category}"])


@cache
def surnames() -> Weighted:
    """Every surname with at least 200 bearers: about half of the population."""
    return _weighted(_ssb().surnames["2025"])


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
        for row in _postnummer().get(kommunenummer, ())
        if row["slag"] in kinds
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
def neighbours(fylke: str) -> tuple[str, ...]:
    """The municipalities of a county."""
    return tuple(number for number, kommune in kommuner().items() if kommune.fylke == fylke)


@cache
def kommunenumre() -> tuple[str, ...]:
    return tuple(kommuner())


@cache
def _postnummer() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows("postnummer.csv"):
        found.setdefault(row["kommunenummer"], []).append(row)
    return found


@cache
def _ssb() -> _Ssb:
    packed = (files("norwegian_fake_data") / "data" / "names.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=_Ssb)


def _weighted(raw: msgspec.Raw) -> Weighted:
    found = msgspec.json.decode(raw, type=list[tuple[str, int]])
    return Weighted(tuple(sys.intern(name) for name, _ in found), tuple(accumulate(count for _, count in found)))


def rows(name: str) -> list[dict[str, str]]:
    text = (files("testmiljo") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
