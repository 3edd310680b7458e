"""How fast documents of a made-up town are loaded into an empty register copy, beside a peer that does it in SQL.

The file is made by `testmiljo generer`, uncompressed, with the families, moves and former names of a real town. Timed from
the first byte to the last index and the statistics, with as many processes as `fiks last` starts by itself, and the database
on the same cores. The peer (`_jsonb`) makes the same rows of a jsonb column, on the same cores; runs are taken in turn.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import psycopg

from bench._database import django_ready, own_installation
from bench._jsonb import load_with_sql
from bench._maaling import Maaling, compared, in_new_process, peak_memory

SIZE = 200_000
RUNS = 3
TABLES = (
    "person, persondokument, adresse, gradert_adresse, identifikator, navnetoken, gate, annet_nummer, verge,"
    " dokumentordbok"
)


class Run(NamedTuple):
    """Seconds, documents, bytes of the file, and VmHWM of the process that stores, in MB."""

    seconds: float
    documents: int
    size: int
    memory: float


def load_town(file: Path, processes: int | None = None) -> Run:
    """Load a file of documents, as `fiks last` does."""
    django_ready()
    from django.utils import timezone

    from fiks.felles.kontekst import Actor
    from fiks.folkeregister.registerkopi.files import loading_files
    from fiks.folkeregister.registerkopi.lines import Lines

    by = Actor.operator("bench", aarsak="Måling")
    start = perf_counter()
    with loading_files(by=by, at=timezone.now(), processes=processes) as loader, Lines(file) as lines:
        summary = loader.load(lines, reject_path=file.with_suffix(".avvist"))
    if summary.rejected:
        raise RuntimeError(f"{summary.rejected} documents were put aside")
    return Run(perf_counter() - start, summary.loaded, file.stat().st_size, peak_memory())


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a town of `size` residents."""
    with tempfile.TemporaryDirectory() as folder, own_installation() as owner_url:
        file = make_town(Path(folder) / "by.ndjson", size)
        runs, peers = list[Run](), list[float]()
        for _ in range(RUNS):
            _empty(owner_url)
            runs.append(in_new_process(load_town, file))
            peers.append(in_new_process(load_with_sql, owner_url, file))
        yield compared(
            f"last_dokumenter_{size}",
            ours=[run.documents / run.seconds for run in runs],
            peers=[run.documents / peer for run, peer in zip(runs, peers, strict=True)],
            ratios=[peer / run.seconds for run, peer in zip(runs, peers, strict=True)],
            unit="dokumenter/s",
            bar=">= 3",
        )
        yield Maaling(f"last_byte_{size}", median(run.size / run.seconds / 1e6 for run in runs), "MB/s")
        yield Maaling(f"last_minne_{size}", max(run.memory for run in runs), "MB")
        again = in_new_process(load_town, file)
        yield Maaling(f"last_uendret_{size}", runs[0].documents / again.seconds, "dokumenter/s")
        _empty(owner_url)
        alone = in_new_process(load_town, file, 0)
        yield Maaling(f"last_en_prosess_{size}", alone.documents / alone.seconds, "dokumenter/s")


def make_town(file: Path, size: int) -> Path:
    """The documents of a town of so many residents."""
    testmiljo = [str(Path(sys.executable).with_name("testmiljo")), "generer", "--innbyggere", str(size)]
    subprocess.run([*testmiljo, "--ut", str(file)], check=True, stderr=subprocess.DEVNULL)
    return file


def _empty(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("drop schema if exists peer cascade")
        owner.execute(f"truncate {TABLES}")
