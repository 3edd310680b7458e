"""How fast documents of a made-up town are loaded into the register copy, by one process. Reported, without a bar.

The file is made by `testmiljo generer`, uncompressed, with the families, moves and former names of a real town. Timed from
the first line to the last commit and the statistics after it.
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
from bench._maaling import Maaling, in_new_process, peak_memory

SIZE = 20_000
RUNS = 3
_TABLES = "person, persondokument, adresse, gradert_adresse, identifikator, navnetoken, verge, dokumentordbok"


class Run(NamedTuple):
    """Seconds, documents, bytes of the file, and VmHWM in MB."""

    seconds: float
    documents: int
    size: int
    memory: float


def load_town(file: Path) -> Run:
    """Load a file of documents."""
    django_ready()
    from django.utils import timezone

    from fiks.felles.kontekst import Actor
    from fiks.folkeregister.registerkopi.lines import Lines
    from fiks.folkeregister.registerkopi.loading import load

    start = perf_counter()
    with Lines(file) as lines:
        summary = load(
            lines,
            by=Actor.operator("bench", aarsak="Måling"),
            at=timezone.now(),
            reject_path=file.with_suffix(".avvist"),
        )
    if summary.rejected:
        raise RuntimeError(f"{summary.rejected} documents were put aside")
    return Run(perf_counter() - start, summary.loaded, file.stat().st_size, peak_memory())


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a town of `size` residents."""
    with tempfile.TemporaryDirectory() as folder, own_installation() as owner_url:
        file = Path(folder) / "by.ndjson"
        testmiljo = [str(Path(sys.executable).with_name("testmiljo")), "generer", "--innbyggere", str(size)]
        subprocess.run([*testmiljo, "--ut", str(file)], check=True, stderr=subprocess.DEVNULL)
        runs = list[Run]()
        for _ in range(RUNS):
            with psycopg.connect(owner_url, autocommit=True) as owner:
                owner.execute(f"truncate {_TABLES}")
            runs.append(in_new_process(load_town, file))
        rates = [run.documents / run.seconds for run in runs]
        yield Maaling(f"last_dokumenter_{size}", median(rates), "dokumenter/s")
        yield Maaling(f"last_byte_{size}", median(run.size / run.seconds / 1e6 for run in runs), "MB/s")
        yield Maaling(f"last_minne_{size}", max(run.memory for run in runs), "MB")
