"""The protocol of a municipality: how long it takes as PDF, spreadsheet and JSON, and to try a file before it is read in.

What is timed is the whole act in a fresh process: reading the records in force from the database, making the file, and the
audit row. Every record uses all the fields that a record has, with two purposes, two groups and two retention times. The
peer of the spreadsheet is xlsxwriter with the same cells in memory.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from bench._database import django_ready, own_installation
from bench._maaling import PAIRS, Maaling, in_new_process, peak_memory

if TYPE_CHECKING:
    from fiks.felles.kontekst import Actor

SIZE = 300
TRIED_ROWS = 5_000
_BARS = {"pdf": "<= 5", "xlsx": "<= 1"}


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a protocol of `size` records."""
    with own_installation():
        in_new_process(make_records, size)
        for kind in ("pdf", "xlsx", "ods", "csv", "json"):
            runs = [in_new_process(take, kind) for _ in range(PAIRS)]
            yield Maaling(
                f"protokoll_{kind}_{size}", sorted(run[0] for run in runs)[PAIRS // 2], "s", bar=_BARS.get(kind)
            )
            yield Maaling(f"protokoll_{kind}_stoerrelse_{size}", runs[0][1] / 1e6, "MB")
            yield Maaling(f"protokoll_{kind}_minne_{size}", max(run[2] for run in runs), "MB")
        peer = sorted(in_new_process(peer_xlsx) for _ in range(PAIRS))[PAIRS // 2]
        yield Maaling(f"protokoll_xlsxwriter_{size}", peer, "s")
        for kind in ("xlsx", "csv", "json"):
            tried = sorted(in_new_process(try_rows, kind) for _ in range(PAIRS))[PAIRS // 2]
            yield Maaling(f"protokoll_proevelesing_{kind}_{TRIED_ROWS}_rader", tried, "s", bar="<= 3")


def make_records(size: int) -> None:
    """An organisation with so many approved records; every tenth is a processor's."""
    django_ready()
    from django.utils import timezone

    from fiks.digiorden.actions.behandlinger import Utgangspunkt, approve_behandling, create_behandling, send_behandling
    from fiks.digiorden.models import Behandling
    from fiks.digiorden.tests.protokollposter import REGNSKAP, VAKSINASJON
    from fiks.felles.kontekst import Actor, acting
    from fiks.felles.virksomhet import actions as virksomhet
    from fiks.felles.virksomhet.models import VirksomhetType

    at, by = timezone.now(), Actor.operator("bench")
    with acting(by):
        owner = virksomhet.create_virksomhet(
            orgnr="964965404", navn="Målevik kommune", type=VirksomhetType.KOMMUNE, kommunenummer="4215", by=by, at=at
        )
        people = [
            virksomhet.add_bruker(virksomhet=owner, foedselsnummer=number, navn=name, by=by, at=at)
            for number, name in (("01817500018", "Kari Nordli"), ("01817500190", "Ola Nordli"))
        ]
    writer, approver = (_actor(one.id, one.navn, owner.id) for one in people)
    for nr in range(size):
        content = REGNSKAP if nr % 10 == 9 else VAKSINASJON
        content = msgspec.structs.replace(content, navn=f"{content.navn} {nr + 1}", ansvarlig_id=str(people[0].id))
        with acting(writer):
            made = create_behandling(content, by=writer, at=at)
            made = send_behandling(fra=Utgangspunkt(made.pk, made.versjon), kommentar="", by=writer, at=at)
        with acting(approver):
            seen = Utgangspunkt(made.pk, made.versjon)
            approve_behandling(fra=seen, neste_revisjon=at.date().replace(year=at.year + 1), by=approver, at=at)
    with acting(writer):
        assert Behandling.objects.count() == size


def _actor(id: object, navn: str, virksomhet_id: object) -> "Actor":
    from uuid import UUID

    from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal

    assert isinstance(virksomhet_id, UUID)
    return Actor(ActorSlag.BRUKER, str(id), navn, Kanal.WEB, acr=Acr.SUBSTANTIAL, virksomhet_id=virksomhet_id)


def _reader() -> "Actor":
    from fiks.felles.kontekst import Actor, acting
    from fiks.felles.virksomhet.models import Bruker

    with acting(Actor.operator("bench")):
        person = Bruker.objects.get(navn="Kari Nordli")
    return _actor(person.id, person.navn, person.virksomhet_id)


def take(kind: str) -> tuple[float, int, float]:
    """Seconds of taking the protocol out, its bytes, and VmHWM in MB."""
    django_ready()
    from django.utils import timezone

    from fiks.digiorden.actions.protokollfiler import Filslag, hent_protokoll
    from fiks.digiorden.queries.protokollutvalg import Omfang
    from fiks.felles.kontekst import acting

    by = _reader()
    with acting(by):
        begun = perf_counter()
        fil = hent_protokoll(Filslag(kind), Omfang.I_KRAFT, by=by, at=timezone.now())
        seconds = perf_counter() - begun
    return seconds, len(fil.innhold), peak_memory()


def peer_xlsx() -> float:
    """Seconds of xlsxwriter for the same cells, which it is given in memory."""
    django_ready()
    import xlsxwriter

    from fiks.digiorden.hode import Eier
    from fiks.digiorden.protokoll.ark import rows
    from fiks.digiorden.protokoll.kolonner import headings
    from fiks.digiorden.queries.protokollutvalg import Omfang, poster
    from fiks.felles.kontekst import acting

    by = _reader()
    with acting(by):
        cells = list(rows([one for _id, one in poster(by, Omfang.I_KRAFT)], Eier("Målevik kommune", "964965404")))
    begun = perf_counter()
    book = xlsxwriter.Workbook(
        BytesIO(), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    for nr, row in enumerate([[name for name, _told in headings()], *cells]):
        sheet.write_row(nr, 0, row)
    book.close()
    return perf_counter() - begun


def try_rows(kind: str) -> float:
    """Seconds of trying a file of 5 000 rows (as JSON: as many records as those rows make)."""
    django_ready()
    from fiks.digiorden.actions.protokollfiler import spreadsheet
    from fiks.digiorden.actions.protokollimport import try_file
    from fiks.digiorden.hode import Eier, Hode
    from fiks.digiorden.protokoll import ropa
    from fiks.digiorden.queries.protokollutvalg import Omfang, poster
    from fiks.felles.kontekst import acting
    from fiks.felles.regneark import Format

    by, head = _reader(), Hode(Eier("Andre kommune", "964964610"), [], "")
    with acting(by):
        found = poster(by, Omfang.I_KRAFT)
        needed = TRIED_ROWS // 3
        many = [found[nr % len(found)] for nr in range(needed)]
        renamed = [
            (id, replace(one, nummer=nr, innhold=msgspec.structs.replace(one.innhold, navn=f"Ny {nr}")))
            for nr, (id, one) in enumerate(many, start=1)
        ]
        if kind == "json":
            content = json.dumps(ropa.document(renamed, head)).encode()
        else:
            content = spreadsheet(Format(kind), [one for _id, one in renamed], head)
        begun = perf_counter()
        funn = try_file(content, by=by)
        seconds = perf_counter() - begun
    assert len(funn.lest) == needed, funn.feil[:3]
    return seconds
