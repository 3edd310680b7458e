"""The vaccination list, end to end: from the ordered row to the encrypted file that stands in the audit log.

The job's own action is timed from the moment it takes the list, in the process that writes, with Django and everything that
it does on the way: access asked for again, progress committed, the set of subjects packed, the notice. Peers, run in turn:
xlsxwriter (constant_memory) given the same rows as tuples in memory, timed from the first `write_row` to `close`, and COPY
of the list's own SELECT, ORDER BY included, thrown away.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import psycopg
import xlsxwriter
from psycopg import sql

from bench._database import django_ready, own_installation
from bench._maaling import PAIRS, Maaling, compared, in_new_process, peak_memory

if TYPE_CHECKING:
    from datetime import datetime

    from fiks.felles.kontekst import Actor
    from fiks.felles.regneark import Sink
    from fiks.folkeregister.models import Innbyggerliste, Registerrolle

SIZE = 200_000
KOMMUNE = "0301"
# Made up from the row's number, so that names come in no order. The numbers have month + 80, the synthetic series.
PEOPLE = """
insert into person (identifikator, identifikatortype, status, fornavn, mellomnavn, etternavn, sorteringsnavn, navnetokener,
  tidligere_navnetokener, foedselsdato, foedselsaar, kjoenn, sivilstand, statsborgerskap, skjoldet, kommunenummer, adresse,
  adressesortering, husnummer, bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets, adresse_id,
  husholdning, innflyttet_kommune_date)
select to_char(dato, 'DD') || (80 + extract(month from dato)) || to_char(dato, 'YY')
    || lpad((i / 35000 * 137)::text, 5, '0'),
  'foedselsnummer', 'bosatt', fornavn, case when i % 3 = 0 then 'MARIE' end, etternavn,
  lower(etternavn) || '  ' || lower(fornavn) || case when i % 3 = 0 then '  marie' else '' end,
  array[lower(fornavn), lower(etternavn)], '{{}}', dato, extract(year from dato), (array['kvinne', 'mann'])[1 + i % 2],
  'ugift', array['NOR'], false, {kommune}, gate || ' ' || nr, lower(gate) || '  ' || lpad(nr::text, 5, '0'), nr, 'H0101',
  lpad((i * 13 % 1300)::text, 4, '0'), 'OSLO', 101 + i % 400, 1 + i % 40, 1 + i % 60, 'a' || i / 2, 'a' || i / 2 || '-H0101',
  date '2010-01-01' + (i % 5000)::int
from generate_series(1::bigint, {size}) i,
  lateral (select date '1926-01-01' + (i * 7919 % 35000)::int as dato, 1 + i * 17 % 300 as nr,
    (array['KARI', 'OLA', 'ÅSE', 'BJØRN', 'ANNE-MARIE', 'ØYSTEIN', 'PER', 'INGRID', 'MOHAMMED', 'SOLVEIG'])[1 + i * 7 % 10]
      fornavn,
    (array['HANSEN', 'OLSEN', 'NORDMANN', 'LUNDE', 'SÆTHER', 'BAKKE', 'ØDEGÅRD'])[1 + i * 5 % 7] || (i * 31 % 1300)
      etternavn,
    (array['STORGATA', 'KIRKEVEIEN', 'BJØRKELIA', 'NEDRE FJELLBAKKEN'])[1 + i % 4] gate) made
"""


class Run(NamedTuple):
    """Seconds in all and until the first plaintext, VmHWM in MB, and how many rows."""

    seconds: float
    first_byte: float
    memory: float
    rows: int


class _Timed:
    """Passes plaintext on, and remembers when the first came."""

    def __init__(self, sink: "Sink") -> None:
        self._sink, self.first = sink, 0.0

    def write(self, plaintext: bytes) -> object:
        self.first = self.first or perf_counter()
        return self._sink.write(plaintext)


def draw_list(format: str) -> Run:
    """Order a list, and time the drawing of it."""
    django_ready()
    from django.utils import timezone

    from fiks.folkeregister.actions.listemaal import Lagermaal
    from fiks.folkeregister.actions.listetegning import draw
    from fiks.folkeregister.queries.listearbeid import who_ordered

    taken: list[float] = []
    sinks: list[_Timed] = []

    class Maal(Lagermaal):
        @contextmanager
        def writing(self) -> Iterator["Sink"]:
            with super().writing() as sink:
                sinks.append(_Timed(sink))
                yield sinks[0]

    def clock() -> "datetime":
        taken.append(perf_counter())
        return timezone.now()

    liste = _ordered(format)
    if not draw(liste, by=who_ordered(liste), clock=clock, maal=Maal()):
        raise RuntimeError("the list was not drawn")
    seconds = perf_counter() - taken[0]
    return Run(seconds, sinks[0].first - taken[0], peak_memory(), _rows(liste))


def plain_copy() -> float:
    """Seconds for the list's own SELECT, thrown away."""
    with _reading() as (cursor, select):
        start = perf_counter()
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(select)) as rows:
            for _ in rows:
                pass
        return perf_counter() - start


def with_xlsxwriter() -> float:
    """Seconds for xlsxwriter from the first row to the closed file."""
    with _reading() as (cursor, select):
        rows = [row[1:] for row in cursor.execute(select).fetchall()]
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        book = xlsxwriter.Workbook(file.name, {"constant_memory": True, "default_date_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet()
        start = perf_counter()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
        return perf_counter() - start


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a list of `size` persons."""
    with own_installation() as owner_url:
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute(sql.SQL(PEOPLE).format(kommune=sql.Literal(KOMMUNE), size=sql.Literal(size)))
            owner.execute("vacuum analyze person")
        in_new_process(_make_role)
        yield from _xlsx(size)
        for format in ("csv", "ods"):
            runs = [in_new_process(draw_list, format).seconds for _ in range(PAIRS)]
            yield Maaling(f"lister_{format}_{size}", median(runs), "s")


def _xlsx(size: int) -> Iterator[Maaling]:
    ours, copies, others = list[Run](), list[float](), list[float]()
    for _ in range(PAIRS):
        ours.append(in_new_process(draw_list, "xlsx"))
        copies.append(in_new_process(plain_copy))
        others.append(in_new_process(with_xlsxwriter))
    if {run.rows for run in ours} != {size}:
        raise RuntimeError(f"the lists hold {ours[0].rows} of {size}")
    seconds = [run.seconds for run in ours]
    faster = [other / own for other, own in zip(others, seconds, strict=True)]
    slower = [own / copy for own, copy in zip(seconds, copies, strict=True)]
    bar = ">= 15" if size >= 1_000_000 else ">= 12"
    yield compared(f"lister_xlsx_mot_xlsxwriter_{size}", ours=seconds, peers=others, ratios=faster, unit="s", bar=bar)
    yield compared(f"lister_xlsx_mot_copy_{size}", ours=seconds, peers=copies, ratios=slower, unit="s", bar="<= 5")
    yield Maaling(f"lister_xlsx_minne_{size}", max(run.memory for run in ours), "MB", bar="<= 250")
    first = median(run.first_byte for run in ours)
    yield Maaling(f"lister_xlsx_foerste_byte_{size}", first * 1000, "ms", bar="<= 100")


def _make_role() -> None:
    """A municipality where somebody has a role for vaccination lists."""
    django_ready()
    from django.utils import timezone

    from fiks.felles.kontekst import Actor, acting
    from fiks.felles.tilgang import actions as tilgang
    from fiks.felles.virksomhet import actions as virksomhet
    from fiks.felles.virksomhet.models import VirksomhetType
    from fiks.folkeregister.access import BRUK, TJENESTE
    from fiks.folkeregister.actions.roller import RolleInnhold, create_rolle
    from fiks.folkeregister.models.rolle import Bruksomraade

    at, by = timezone.now(), Actor.operator("bench", aarsak="Måling")
    opens = frozenset({"navn", "foedsel", "kjoenn", "status", "bostedsadresse"})
    with acting(by):
        owner = virksomhet.create_virksomhet(
            orgnr="958935420", navn="Oslo kommune", type=VirksomhetType.KOMMUNE, kommunenummer=KOMMUNE, by=by, at=at
        )
        tilgang.open_tjeneste(virksomhet=owner, tjeneste=TJENESTE, aarsak="Måling", by=by, at=at)
        innhold = RolleInnhold(
            navn="Vaksinasjon",
            tjenesteomraade="HELSE",
            hjemmel="folkeregisterloven § 10-1",
            formaal=("Vaksinekampanje",),
            opplysninger=opens,
            bruksomraader=(Bruksomraade.INNBYGGERLISTE,),
            kommuner=(KOMMUNE,),
        )
        rolle = create_rolle(innhold, virksomhet=owner, by=by, at=at)
        person = virksomhet.add_bruker(virksomhet=owner, foedselsnummer="01817500018", navn="Kari Nordli", by=by, at=at)
        access = {"valid_from": at, "valid_until": None, "begrunnelse": "Måling", "by": by, "at": at}
        tilgang.give_access(bruker=person, ressurs=rolle.ressurs, kode=BRUK, **access)


def _worker() -> "tuple[Registerrolle, Actor]":
    from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal, acting
    from fiks.felles.virksomhet.models import Bruker
    from fiks.folkeregister.models import Registerrolle

    with acting(Actor.operator("bench")):
        rolle, person = Registerrolle.objects.select_related("virksomhet").get(), Bruker.objects.get()
    place = {"virksomhet_id": rolle.virksomhet_id, "ressurs_id": rolle.ressurs_id}
    by = Actor(
        ActorSlag.BRUKER,
        str(person.id),
        person.navn,
        Kanal.WEB,
        acr=Acr.SUBSTANTIAL,
        formaal="Vaksinekampanje",
        **place,
    )
    return rolle, by


def _ordered(format: str) -> "Innbyggerliste":
    from django.utils import timezone

    from fiks.felles.kontekst import acting
    from fiks.folkeregister.actions.innbyggerlister import Bestilling, bestill_liste
    from fiks.folkeregister.lister.utvalg import Utvalg
    from fiks.folkeregister.models import Filformat
    from fiks.folkeregister.queries.innbyggerlister import underway

    rolle, by = _worker()
    with acting(by):
        order = Bestilling(Utvalg((KOMMUNE,)), filformat=Filformat(format))
        liste = bestill_liste(order, rolle=rolle, by=by, at=timezone.now(), background=False)
        waiting = underway(liste.virksomhet_id, liste.pk)
    assert waiting is not None
    return waiting


def _rows(liste: "Innbyggerliste") -> int:
    from fiks.felles.kontekst import acting
    from fiks.folkeregister.queries.listearbeid import who_ordered

    with acting(who_ordered(liste)):
        liste.refresh_from_db()
        return liste.antall or 0


@contextmanager
def _reading() -> "Iterator[tuple[psycopg.Cursor[tuple[object, ...]], sql.Composed]]":
    """A cursor as the draw uses it, and the list's own SELECT."""
    django_ready()
    from django.utils import timezone

    from fiks.folkeregister.actions.listetegning import listefil_of
    from fiks.folkeregister.registerkopi import registerleser

    select = listefil_of(_ordered("xlsx"), at=timezone.now()).select()
    with registerleser.reading() as cursor:
        cursor.execute("select set_config('datestyle', 'ISO', true)")
        yield cursor, select
