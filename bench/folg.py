"""How fast `fiks folg` catches up, and that nothing is lost or repeated when it is killed twenty times on the way.

The copy holds a made-up town. Its source is a real HTTP server in a process of its own, where every document has changed and
`size` events tell of the persons in no order, some of them often. Timed is the whole command, from start to end. Then once
more with kill -9 at random moments; what the copy holds and what the log tells are compared with what the source holds.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

from bench._database import django_ready, own_installation
from bench._maaling import Maaling, in_new_process
from bench.last import load_town

SIZE = 100_000
KILLS = 20
_TYPES = (
    "endringIBostedsadresse",
    "endringINavn",
    "endringISivilstand",
    "personErOppdatert",
    "endringIFamilierelasjon",
)
_ROOT = Path(__file__).resolve().parents[1]


class Held(NamedTuple):
    """What was held against the source: events and documents that are missing, and how many were kept or done twice."""

    lost: int
    repeated: int


def documents(file: Path, version: int) -> dict[str, bytes]:
    """The source's documents by current number, changed since the file was made."""
    django_ready()
    from fiks.folkeregister.registerkopi.document import parse
    from fiks.folkeregister.registerkopi.projection import numbers

    found = {}
    with file.open("rb") as lines:
        for line in lines:
            raw = line.rstrip()
            number = numbers(parse(raw)).current.foedsels_eller_d_nummer
            found[number] = raw[:-1] + b',"utgave":"%d"}' % version
    return found


def serve(file: Path, size: int, version: int, ready: Connection) -> None:
    """The source, until the process is ended."""
    from fiks.folkeregister.tests.hendelseskilde import Answer, Kilde, serving

    held = documents(file, version)
    everyone, chance = sorted(held), random.Random(size)

    def event(number: int) -> bytes:
        person = everyone[number % len(everyone)] if number <= len(everyone) else chance.choice(everyone)
        hendelse = {"folkeregisteridentifikator": person, "hendelsetype": chance.choice(_TYPES)}
        hendelse["ajourholdstidspunkt"] = "2026-11-25T08:00:00.123456+01:00"
        return json.dumps({"sekvensnummer": number, "hendelse": hendelse}).encode()

    events = [event(number) for number in range(1, size + 1)]

    class Ready(Kilde):
        def _feed(self, fra: int, _etag: str) -> Answer:
            return Answer(200, b"[" + b",".join(events[fra - 1 : fra - 1 + 1000]) + b"]")

        def _bulk(self, numbers: list[str], _as_ordered: bool) -> Answer:
            one = b'{"foedselsEllerDNummer":"%s","folkeregisterperson":%s}'
            found = (one % (number.encode(), held[number]) for number in numbers)
            return Answer(200, b'{"oppslag":[' + b",".join(found) + b"]}")

    with serving(Ready(siste=size)) as kilde:
        ready.send(kilde.url)
        ready.recv()


@contextmanager
def source(file: Path, size: int, version: int) -> Iterator[str]:
    """The source in a process of its own. Gives its address."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(file, size, version, theirs), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.kill()
        process.join()


def follow(url: str, key: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A real `fiks folg` on the bench's database."""
    settings = {
        "FIKS_MASKINPORTEN_UTSTEDER": url,
        "FIKS_MASKINPORTEN_KLIENT": "fiks",
        "FIKS_MASKINPORTEN_NOEKKEL": key,
        "FIKS_FOLKEREGISTERET_ADRESSE": url,
    }
    command = [sys.executable, "-m", "fiks.nettsted.cli", "folg", "--en-gang", *arguments]
    return subprocess.Popen(
        command, cwd=_ROOT, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def catch_up(url: str, key: str) -> tuple[float, int]:
    """Seconds from start to end, and how many documents were fetched: one for each person and 50 000 events."""
    start = perf_counter()
    process = follow(url, key, "--fra", "1", "--json")
    told, _error = process.communicate()
    if process.returncode:
        raise RuntimeError("it did not come to the end")
    return perf_counter() - start, json.loads(told)["hentet"]


def catch_up_killed(url: str, key: str, *, idle: float, at_work: float) -> int:
    """Kill it twenty times, and let it come to the end. `idle` is how long it takes to start and find nothing to do.

    Returns how many times it was killed at work.
    """
    chance, arguments, killed = random.Random(KILLS), ["--fra", "1"], 0
    for _ in range(KILLS):
        process = follow(url, key, *arguments)
        sleep(0.8 * idle + chance.random() * 1.2 * at_work / KILLS)
        killed += process.poll() is None
        process.kill()
        process.wait()
        arguments = []
    if follow(url, key).wait():
        raise RuntimeError("it did not come to the end")
    return killed


def hold_against_source(file: Path, size: int, version: int) -> Held:
    """Compare every event and every document with what the source holds."""
    held = documents(file, version)
    from django.db import connection

    from fiks.folkeregister.registerkopi.documents import raw_documents

    everyone, lost = sorted(held), 0
    for start in range(0, len(everyone), 1000):
        numbers = everyone[start : start + 1000]
        copy = raw_documents(numbers)
        lost += sum(copy.get(number) != held[number] for number in numbers[: max(0, size - start)])
    with connection.cursor() as cursor:
        cursor.execute("select count(*) filter (where status = 'BEHANDLET'), count(*) from hendelse")
        done, kept = cursor.fetchone()
    return Held(lost + size - done, kept - size)


def logged() -> int:
    """How many events the log says were read, and dealt with."""
    django_ready()
    from django.db.models import Sum

    from fiks.felles.kontekst import Actor, acting
    from fiks.felles.revisjon.models import Revisjonslinje

    acts = ("folkeregister.hendelser_lest", "folkeregister.hendelser_behandlet")
    with acting(Actor.operator("bench", aarsak="Måling")):
        return int(Revisjonslinje.objects.filter(handling__in=acts).aggregate(sum=Sum("antall"))["sum"])


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for so many events."""
    from joserfc.jwk import RSAKey

    key = json.dumps(RSAKey.generate_key(2048, {"use": "sig", "kid": "bench"}).as_dict(private=True))
    with tempfile.TemporaryDirectory() as folder, own_installation():
        file = Path(folder) / "by.ndjson"
        residents = str(max(1000, size * 2 // 5))
        testmiljo = [str(Path(sys.executable).with_name("testmiljo")), "generer", "--innbyggere", residents]
        subprocess.run([*testmiljo, "--ut", str(file)], check=True, stderr=subprocess.DEVNULL)
        in_new_process(load_town, file)
        with source(file, size, 1) as url:
            seconds, fetched = catch_up(url, key)
            start = perf_counter()
            follow(url, key).wait()
            idle = perf_counter() - start
        held = in_new_process(hold_against_source, file, size, 1)
        yield Maaling(f"folg_hendelser_{size}", size / seconds, "hendelser/s", bar=">= 500")
        yield Maaling(f"folg_dokumenter_{size}", fetched / seconds, "dokumenter/s")
        yield Maaling("folg_tapt", held.lost, "hendelser", bar="<= 0")
        before = in_new_process(logged)
        with source(file, size, 2) as url:
            killed = catch_up_killed(url, key, idle=idle, at_work=seconds - idle)
        held = in_new_process(hold_against_source, file, size, 2)
        yield Maaling("folg_drept_antall", killed, "kill -9")
        yield Maaling("folg_drept_tapt", held.lost, "hendelser", bar="<= 0")
        repeated = held.repeated + in_new_process(logged) - before - 2 * size
        yield Maaling("folg_drept_gjentatt", repeated, "hendelser", bar="<= 0")
