"""The register at national size: filling it, its size on disk, and what is asked of it.

`make bench NAME=register SIZE=5500000` streams the population from `testmiljo generer` into `fiks last`, with nothing stored
in between, and keeps the database for the next run; PAA_NYTT=1 fills it anew. It takes at most 20 GB, and does not begin
when less is free. Measurements on the filled register stand in MEASUREMENTS.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

import psycopg

from bench import soek, vask
from bench._database import django_ready
from bench._kept import Register, forget, register_of
from bench._maaling import Maaling, in_new_process

__all__ = ["MEASUREMENTS", "SIZE", "forget", "measure"]

SIZE = 200_000
SMALL = 200_000
DRAWS = 10_000


class Latencies(NamedTuple):
    """Milliseconds."""

    median: float
    p99: float


def lookups(size: int) -> Iterator[Maaling]:
    """Whole documents by current and by former number, in random order, warm."""
    for name, found in (("gjeldende", current_lookups()), ("tidligere", former_lookups())):
        yield Maaling(f"oppslag_{name}_p50_{size}", found.median, "ms")
        yield Maaling(f"oppslag_{name}_p99_{size}", found.p99, "ms", bar="<= 5")


def _lookups(register: Register) -> Iterator[Maaling]:
    yield from lookups(register.size)


def _searches(register: Register) -> Iterator[Maaling]:
    yield from soek.figures(register.owner_url, register.size)


def _washing(register: Register) -> Iterator[Maaling]:
    yield from vask.figures(register.owner_url, register.size)


# What is measured on the filled register, in this order. Each is given the register, with the environment pointing at it,
# and yields its figures; what uses Django does so in a process of its own (`in_new_process`, `django_ready`).
MEASUREMENTS: tuple[Callable[[Register], Iterator[Maaling]], ...] = (_lookups, _searches, _washing)


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a register of `size` residents."""
    with register_of(size) as register:
        yield from _filling(register)
        for measurement in MEASUREMENTS:
            yield from measurement(register)
        large = current_lookups().median
    if size > SMALL:
        with register_of(SMALL):
            small = current_lookups().median
        name = f"oppslag_{size}_mot_{SMALL}"
        yield Maaling(name, large, "ms", peer=small, ratio=large / small, bar="<= 1.5")


def _filling(register: Register) -> Iterator[Maaling]:
    """The stream is made on the same cores, so what the loader and the database used of them is told too."""
    filled, size = register.filled, register.size
    yield Maaling(f"register_fylt_{size}", filled.documents / filled.seconds, "dokumenter/s")
    cpu = filled.loader_cpu + filled.database_cpu
    yield Maaling(f"register_cpu_{size}", cpu / filled.documents * 1e6, "µs/dokument")
    yield Maaling(f"register_to_kjerner_{size}", 2 * filled.documents / cpu, "dokumenter/s")
    yield Maaling(f"register_disk_{size}", register.bytes / 1e9, "GB", bar="<= 20")


def current_lookups() -> Latencies:
    """Look-ups by current number."""
    return in_new_process(_timed_lookups, "select identifikator from person tablesample bernoulli (%s)", "person")


def former_lookups() -> Latencies:
    """Look-ups by a number that is changed or merged."""
    return in_new_process(
        _timed_lookups, "select nummer from identifikator tablesample bernoulli (%s)", "identifikator"
    )


def _timed_lookups(statement: str, table: str) -> Latencies:
    """One psycopg client, prepared; the second round of the same draws is timed."""
    django_ready()
    from django.conf import settings
    from django.db import connection

    from fiks.folkeregister.registerkopi.documents import DOCUMENTS, unpack

    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as client:
        numbers = _drawn(client, statement, table)
        for _ in range(2):
            taken = list[float]()
            for number in numbers:
                start = perf_counter()
                row = client.execute(DOCUMENTS, [[number]], prepare=True).fetchone()
                assert row
                unpack(row[1])
                taken.append((perf_counter() - start) * 1000)
    assert settings.MODUS == "test"
    return Latencies(median(taken), quantiles(taken, n=100)[98])


def _drawn(client: psycopg.Connection[tuple[object, ...]], statement: str, table: str) -> Sequence[str]:
    row = client.execute("select greatest(reltuples, 1) from pg_class where relname = %s", [table]).fetchone()
    assert row
    share = min(100.0, 300 * DRAWS / float(str(row[0])))
    found = [str(number) for (number,) in client.execute(statement, [share]).fetchall()]
    return random.Random(1).choices(found, k=DRAWS)
