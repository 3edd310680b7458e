"""Digiorden in the whole country: how long the list pages take with four people at work, and the trial of a file.

SIZE is how many organisations there are, each with 300 applications and 100 records (`_digiorden`). `fiks tjener` answers
real requests, in two processes; four clients, each of an organisation of its own, ask without a pause. The time is seen by
the client, so it holds the whole of the middleware and the way there and back. From size 357 on there are 1 000 requests
for each page. `protokoll` measures the files of a protocol, and the trial of one.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep

import psycopg

from bench import _digiorden, _digiorden_folk
from bench._database import django_ready, own_installation
from bench._maaling import PAIRS, Maaling, in_new_process

SIZE = 8
COUNTRY, REQUESTS = 357, 1_000
TRIED_ROWS = 5_000
_BAR = "<= 150"
_ROOT = Path(__file__).resolve().parents[1]
# What is measured, and the page; `side 2` follows the link of the first page.
PAGES = {
    "start": "",
    "behandlinger": "behandlinger/",
    "behandlinger_side_2": "behandlinger/ +",
    "behandlinger_utkast": "behandlinger/?status=UTKAST",
    "behandlinger_forfalt": "behandlinger/?status=FORFALT",
    "behandlinger_tekst": "behandlinger/?tekst=skole",
    "mangler": "behandlinger/mangler/",
    "begreper": "begreper/?slag=OPPLYSNING",
    "applikasjoner": "applikasjoner/",
    "applikasjoner_side_2": "applikasjoner/ +",
    "applikasjoner_tekst": "applikasjoner/?tekst=elev",
    "applikasjoner_mangler": "applikasjoner/?mangler=ros&livsloep=I_BRUK",
    "applikasjoner_mine": "applikasjoner/?mine=on",
    "katalog": "katalog/",
    "katalog_tekst": "katalog/?tekst=visma",
    "vurderinger": "vurderinger/",
    "personvern": "personvern/",
    "henvendelser": "personvern/henvendelser/",
}


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a country of `size` organisations."""
    size = max(size, _digiorden_folk.MEASURED)
    with own_installation() as owner_url:
        yield Maaling(f"digiorden_fyll_{size}", in_new_process(_fill, size), "s")
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute("vacuum analyze")
        cookies = in_new_process(_log_in)
        with _served() as port:
            yield from _pages(port, cookies, REQUESTS if size >= COUNTRY else REQUESTS // 10)
        for kind in ("xlsx", "csv"):
            tried = sorted(in_new_process(try_overview, kind) for _ in range(PAIRS))[PAIRS // 2]
            yield Maaling(f"digiorden_proevelesing_{kind}_{TRIED_ROWS}_rader", tried, "s", bar="<= 3")


def _fill(size: int) -> float:
    django_ready()
    begun = perf_counter()
    _digiorden.fill(size)
    return perf_counter() - begun


def _log_in() -> list[str]:
    django_ready()
    return _digiorden_folk.sessions()


@contextmanager
def _served() -> Iterator[int]:
    """The site, in processes of its own, on a free port."""
    port, management = _free_port(), _free_port()
    serve = ["tjener", "--adresse", f"127.0.0.1:{port}", "--prosesser", "2", "--traader", "4"]
    environment = os.environ | {"FIKS_STYRINGSADRESSE": f"127.0.0.1:{management}"}
    server = subprocess.Popen(
        [sys.executable, "-m", "fiks.nettsted.cli", *serve], cwd=_ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = monotonic() + 60
    while monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            sleep(0.2)
        else:
            return
    raise RuntimeError("the site did not start")


def _pages(port: int, cookies: list[str], requests: int) -> Iterator[Maaling]:
    for name, page in PAGES.items():
        with ThreadPoolExecutor(len(cookies)) as clients:
            asked = [clients.submit(_ask, port, cookie, page, requests // len(cookies)) for cookie in cookies]
            taken = [one for client in asked for one in client.result()]
        yield Maaling(f"digiorden_{name}_p50", median(taken), "ms")
        yield Maaling(f"digiorden_{name}_p95", quantiles(taken, n=20)[18], "ms", bar=_BAR)


def _ask(port: int, cookie: str, page: str, times: int) -> list[float]:
    """Milliseconds of each answer, after some that warm the processes up."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    path, _plus, following = page.partition(" ")
    address = f"/digiorden/{path}"
    if following or page.endswith("+"):
        address += _following(_get(connection, address, cookie))
    for _ in range(min(10, times // 4)):
        _get(connection, address, cookie)
    taken = []
    for _ in range(times):
        begun = perf_counter()
        _get(connection, address, cookie)
        taken.append(1_000 * (perf_counter() - begun))
    connection.close()
    return taken


def _following(answer: str) -> str:
    found = re.search(r'href="(\?[^"]*etter=[^"]+)"', answer)
    if found is None:
        raise RuntimeError("the page has no page after it")
    return found[1].replace("&amp;", "&")


def _get(connection: HTTPConnection, address: str, cookie: str) -> str:
    connection.request("GET", address, headers={"Cookie": cookie})
    response = connection.getresponse()
    answer = response.read().decode()
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}")
    return answer


def try_overview(kind: str) -> float:
    """Seconds of trying an overview of 5 000 new applications, made of those that there are."""
    django_ready()
    import csv
    from io import BytesIO, StringIO

    from django.utils import timezone

    from fiks.digiorden.actions.applikasjonsfil import Filslag, hent_oversikt
    from fiks.digiorden.forms.applikasjonsark import read_oversikt
    from fiks.felles.kontekst import acting
    from fiks.felles.regneark import Format, Kolonne, open_book

    by = _digiorden_folk.reader()
    with acting(by):
        content = hent_oversikt(Filslag.CSV, by=by, at=timezone.now()).innhold
        names, *known = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
        rows = _new_rows(names, known)
        out = BytesIO()
        with open_book(Format(kind), out) as book:
            book.sheet("Applikasjoner", [Kolonne(navn) for navn in names])
            book.write(rows)
        begun = perf_counter()
        funn = read_oversikt(out.getvalue(), by=by)
        seconds = perf_counter() - begun
    if funn.feil or len(funn.nye) != TRIED_ROWS:
        raise RuntimeError(f"{len(funn.nye)} rows, {funn.feil[:3]}")
    return seconds


def _new_rows(names: list[str], known: list[list[str]]) -> list[list[str | None]]:
    keys = {names.index(navn) for navn in ("Id", "Radversjon") if navn in names}
    called = names.index("Navn")
    return [
        [
            None if place in keys else f"{cell} ny {nr}" if place == called else cell or None
            for place, cell in enumerate(known[nr % len(known)])
        ]
        for nr in range(TRIED_ROWS)
    ]
