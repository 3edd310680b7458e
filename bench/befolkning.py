"""The made-up population: how fast it is written, how many name words it has, how soon and how small it starts.

Documents are made and packed (.zst) by one process per core, and thrown away; timed from the first thought of the town to
the last byte. Name words are counted over everybody, folded as the register copy folds them. Look-ups and start-up are those
of the largest town, whatever the size.
"""

import os
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from bench._maaling import Maaling, in_new_process, peak_memory

if TYPE_CHECKING:
    from testmiljo.befolkning import Town

SIZE = 200_000
SEED = 7
_FULL = 2_000_000
"""From this size the bar on name words applies."""
_LOOKUPS = 10_000
_STRETCH = 20_000


class Written(NamedTuple):
    """Seconds, documents, and VmHWM in MB of the largest process."""

    seconds: float
    documents: int
    memory: float


class Found(NamedTuple):
    """Seconds until the town can be asked, milliseconds of each look-up, and VmHWM in MB."""

    start: float
    lookups: list[float]
    memory: float


def write(size: int, processes: int) -> Written:
    """Make every document."""
    from testmiljo.befolkning import Town
    from testmiljo.befolkning.writing import pieces

    start = perf_counter()
    documents = sum(piece.documents for piece in pieces(Town(SEED, size), suffix=".zst", processes=processes))
    seconds = perf_counter() - start
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    return Written(seconds, documents, max(child, peak_memory()))


def look_up() -> Found:
    """Start the largest town, and look up random persons."""
    from testmiljo.befolkning import LARGEST, Town

    start = perf_counter()
    town = Town(SEED, LARGEST)
    numbers = [next(town.persons(0)).number]
    ready = perf_counter() - start
    draw = Random(SEED)
    numbers += [next(town.persons(draw.randrange(town.count))).number for _ in range(_LOOKUPS)]
    times = []
    for number in numbers:
        start = perf_counter()
        if town.document(number) is None:
            raise RuntimeError("a person was not found")
        times.append((perf_counter() - start) * 1000)
    return Found(ready, times, peak_memory())


def name_words(size: int, start: int) -> set[str]:
    """The folded words in the names of a stretch of persons."""
    from fiks.folkeregister.registerkopi.norsk_key import words

    names = {
        part
        for person in _town(size).persons(start, start + _STRETCH)
        for name in (person.name, *(former for _, former in person.former_names))
        for part in (name.first, name.middle, name.last)
        if part
    }
    return {word for name in names for word in words(name)}


@cache
def _town(size: int) -> "Town":
    from testmiljo.befolkning import Town

    return Town(SEED, size)


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a town of `size` residents."""
    from testmiljo.befolkning import LARGEST

    cores = len(os.sched_getaffinity(0))
    size = min(size, LARGEST)
    written = in_new_process(write, size, cores)
    yield Maaling(f"befolkning_dokumenter_{size}", written.documents / written.seconds, "dokumenter/s", bar=">= 8000")
    yield Maaling(f"befolkning_minne_{size}", written.memory, "MB", bar="<= 300")
    one = in_new_process(write, min(size, 20_000), 1)
    yield Maaling("befolkning_en_prosess", one.documents / one.seconds, "dokumenter/s")

    count = _town(size).count
    found = set[str]()
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        starts = range(0, count, _STRETCH)
        for some in pool.map(name_words, [size] * len(starts), starts):
            found |= some
    yield Maaling(f"befolkning_navneord_{size}", len(found), "ord", bar=">= 200000" if size >= _FULL else None)

    asked = in_new_process(look_up)
    yield Maaling(f"befolkning_oppstart_{LARGEST}", asked.start, "s", bar="<= 2")
    yield Maaling(f"befolkning_oppslag_p50_{LARGEST}", median(asked.lookups), "ms", bar="<= 1")
    yield Maaling(f"befolkning_oppslag_p99_{LARGEST}", quantiles(asked.lookups, n=100)[-1], "ms")
    yield Maaling(f"befolkning_oppslag_minne_{LARGEST}", asked.memory, "MB", bar="<= 300")
