"""Suggestions of systems by what people write: how often the right one is among three, and how long it takes.

The labelled names are those of `fiks/digiorden/tests/navnefasit.csv`, the catalogue the 183 example systems; for the time,
and once more for the recall, it is filled up to SIZE with names put together of the same words. The peer is what a trial
found good enough to beat (reference/digiorden.md 7): rapidfuzz's WRatio over all names, of the same catalogue.
"""

import csv
import random
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bench._maaling import Maaling
from fiks.digiorden.katalog.navnesoek import Navneindeks, Oppfoering

SIZE = 3_000
_APP = Path(__file__).parent.parent / "fiks/digiorden"
_SEED = 20261125


def measure(size: int) -> Iterator[Maaling]:
    """All figures."""
    labels = [row for row in _rows(_APP / "tests/navnefasit.csv") if row["system"]]
    examples = _examples()
    filled = examples + _others(examples, size - len(examples))
    for told, catalogue in ((len(examples), examples), (len(filled), filled)):
        ours = _recall(labels, _by_index(catalogue))
        peer = _recall(labels, _by_wratio(catalogue))
        bar = ">= 0.95" if catalogue is examples else None
        yield Maaling(f"katalog.topp_3 {told} systemer", ours, "andel", peer, None, bar)
    yield from _times(filled, [row["skrevet"] for row in labels])


def _times(catalogue: list[Oppfoering], asked: list[str]) -> Iterator[Maaling]:
    started = perf_counter()
    index = Navneindeks(catalogue)
    yield Maaling(f"katalog.indeks {len(catalogue)} systemer", perf_counter() - started, "s", bar="<= 2")
    taken = []
    for skrevet in asked:
        started = perf_counter()
        index.forslag(skrevet)
        taken.append(1_000 * (perf_counter() - started))
    taken.sort()
    yield Maaling(f"katalog.forslag_p95 {len(catalogue)} systemer", taken[int(0.95 * len(taken))], "ms", bar="<= 50")


def _by_index(catalogue: list[Oppfoering]) -> Callable[[str], list[str]]:
    index = Navneindeks(catalogue)
    names = {one.id: one.navn for one in catalogue}
    return lambda skrevet: [names[one.id] for one in index.forslag(skrevet, most=3)]


def _by_wratio(catalogue: list[Oppfoering]) -> Callable[[str], list[str]]:
    texts = [(navn, one.navn) for one in catalogue for _slag, navn in one.names()]

    def search(skrevet: str) -> list[str]:
        choices = [text for text, _navn in texts]
        found = process.extract(skrevet, choices, scorer=fuzz.WRatio, processor=default_process, limit=12)
        return list(dict.fromkeys(texts[nr][1] for _text, _points, nr in found))[:3]

    return search


def _recall(labels: list[dict[str, str]], search: Callable[[str], list[str]]) -> float:
    return sum(row["system"] in search(row["skrevet"]) for row in labels) / len(labels)


def _examples() -> list[Oppfoering]:
    return [
        Oppfoering(
            uuid4(),
            row["navn"],
            _several(row["tidligere_navn"]),
            _several(row["alias"]),
            row["leverandoer_navn"],
            _several(row["tidligere_leverandoerer"]),
            row["beskrivelse"],
        )
        for row in _rows(_APP / "katalog/data/eksempelkatalog.csv")
    ]


def _others(examples: list[Oppfoering], antall: int) -> list[Oppfoering]:
    """Systems that do not exist, of two words from those that do: as like them as can be."""
    chance = random.Random(_SEED)
    words = sorted(set(chain.from_iterable(one.navn.split() for one in examples)))
    vendors = [one.leverandoer for one in examples]
    known = {one.navn.lower() for one in examples}
    made: list[Oppfoering] = []
    while len(made) < antall:
        navn = " ".join(chance.sample(words, 2))
        if navn.lower() not in known:
            known.add(navn.lower())
            made.append(Oppfoering(uuid4(), navn, leverandoer=chance.choice(vendors)))
    return made


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def _several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))
