"""Washing a list: how long ten thousand rows take, and how often «Sikker» is right.

The population is `_befolkning`'s, the rows are `_vaskerader`'s: a quarter are numbers, the rest names and birth dates, half
of them spoiled or about nobody. What is timed is the whole wash, from the encrypted upload to the encrypted result and the
audit row, in a fresh process. Precision and recall are of rows without a number; a row about nobody has nobody to find.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import psycopg
from python_calamine import CalamineWorkbook

from bench import _befolkning
from bench._database import django_ready, own_installation
from bench._maaling import Maaling, in_new_process, peak_memory
from bench._vaskerader import HEADINGS, Person, Rad, counted, rows
from fiks.felles.koder.identifikator import is_valid

if TYPE_CHECKING:
    from fiks.felles.kontekst import Actor
    from fiks.folkeregister.models import Registerrolle

SIZE = 200_000
ROWS = 10_000
_FORMAAL = "Måling"
_SAMPLE = """
    select p.identifikator, p.fornavn, p.etternavn, p.foedselsdato, p.adresse, p.postnummer,
        coalesce((p.tidligere_navnetokener)[1], '')
    from person p tablesample system (%s) repeatable (1)
    where p.foedselsdato is not null and p.status in ('bosatt', 'doed') and p.fornavn <> '' and p.etternavn <> ''
    limit 30000
"""
_TAKEN = """
    select exists (select from person where identifikator = %(number)s)
        or exists (select from identifikator where nummer = %(number)s)
"""
_LEAD = "insert into identifikator (nummer, person) values (%s, %s) on conflict do nothing"


class Run(NamedTuple):
    """Seconds, VmHWM in MB, and what became of each row: outcome and number."""

    seconds: float
    memory: float
    found: list[tuple[str, str]]


def measure(size: int) -> Iterator[Maaling]:
    """All figures, in a population of `size`."""
    with own_installation() as owner_url:
        with psycopg.connect(owner_url, autocommit=True) as owner:
            _befolkning.fill(owner, size)
        yield from figures(owner_url, size)


def figures(owner_url: str, size: int) -> Iterator[Maaling]:
    """Measure in the database that the environment points at. What is put there is taken away again, the role apart."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        persons = _persons(owner, size)
        try:
            yield from _figures(persons, size)
        finally:
            owner.execute("delete from identifikator where nummer = any(%s)", [[one.ordnet for one in persons]])


def _figures(persons: Sequence[Person], size: int) -> Iterator[Maaling]:
    asked = rows(persons, ROWS)
    in_new_process(make_role)
    runs = [in_new_process(wash, [one.cells(nr) for nr, one in enumerate(asked, start=1)]) for _ in range(3)]
    seconds = sorted(run.seconds for run in runs)
    yield Maaling(f"vask_{ROWS}_rader_{size}", seconds[1], "s", bar="<= 60")
    yield Maaling(f"vask_minne_{size}", max(run.memory for run in runs), "MB")
    yield from _quality(asked, runs[0].found, size)


def _persons(owner: psycopg.Connection[tuple[object, ...]], size: int) -> list[Person]:
    """Persons drawn by chance, some of them with a number that has ended, so that it can be written in a list."""
    drawn = owner.execute(_SAMPLE, [min(100.0, 100 * 60_000 / size)]).fetchall()
    numbers = (f"{tail:011}" for tail in range(1_810_000_000, 10_000_000_000, 7))
    valid = (number for number in numbers if is_valid(number) and _is_nobodys(owner, number))
    found = [Person(*row, ordnet=next(valid)) for row in drawn]  # type: ignore[arg-type]  # as selected
    with owner.cursor() as cursor:
        cursor.executemany(_LEAD, [(one.ordnet, one.nummer) for one in found])
    owner.execute("analyze identifikator")
    return found


def _is_nobodys(owner: psycopg.Connection[tuple[object, ...]], number: str) -> bool:
    row = owner.execute(_TAKEN, {"number": number}).fetchone()
    return row == (False,)


def _quality(asked: Sequence[Rad], found: Sequence[tuple[str, str]], size: int) -> Iterator[Maaling]:
    certain: Counter[bool] = Counter()
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, is_certain, is_right in counted(asked, found):
        by_kind[kind]["alle"] += 1
        if is_certain and kind != "nummer":
            certain[is_right] += 1
        by_kind[kind]["rett_sikker"] += is_certain and is_right
        by_kind[kind]["rett"] += is_right
    about_somebody = sum(1 for one in asked if one.sann and one.slag != "nummer")
    yield Maaling(f"vask_presisjon_sikker_{size}", certain[True] / max(1, certain.total()), "andel", bar=">= 0.995")
    yield Maaling(f"vask_gjenfinning_sikker_{size}", certain[True] / about_somebody, "andel")
    right = sum(counts["rett"] for kind, counts in by_kind.items() if kind != "nummer")
    yield Maaling(f"vask_gjenfinning_sikker_eller_trolig_{size}", right / about_somebody, "andel")
    for kind, counts in sorted(by_kind.items()):
        yield Maaling(f"vask_rett_sikker_{kind}", counts["rett_sikker"] / counts["alle"], "andel")
        yield Maaling(f"vask_rett_{kind}", counts["rett"] / counts["alle"], "andel")


def make_role() -> None:
    """A municipality where somebody may wash lists against the whole country; it may be there from before."""
    django_ready()
    from django.utils import timezone

    from fiks.felles.kontekst import Actor, acting
    from fiks.felles.tilgang import actions as tilgang
    from fiks.felles.virksomhet import actions as virksomhet
    from fiks.felles.virksomhet.models import VirksomhetType
    from fiks.folkeregister.access import BRUK, TJENESTE
    from fiks.folkeregister.actions.roller import RolleInnhold, create_rolle
    from fiks.folkeregister.models import Registerrolle
    from fiks.folkeregister.models.rolle import Bruksomraade
    from fiks.folkeregister.opplysninger import HISTORIKK

    at, by = timezone.now(), Actor.operator("bench", aarsak=_FORMAAL)
    opens = frozenset({"navn", "foedsel", "kjoenn", "status", "doedsfall", "bostedsadresse", HISTORIKK})
    with acting(by):
        if Registerrolle.objects.filter(navn="Vask").exists():
            return
        owner = virksomhet.create_virksomhet(
            orgnr="958935420", navn="Oslo kommune", type=VirksomhetType.KOMMUNE, kommunenummer="0301", by=by, at=at
        )
        tilgang.open_tjeneste(virksomhet=owner, tjeneste=TJENESTE, aarsak=_FORMAAL, by=by, at=at)
        innhold = RolleInnhold(
            navn="Vask",
            tjenesteomraade="HELSE",
            hjemmel="folkeregisterloven § 10-1",
            formaal=(_FORMAAL,),
            opplysninger=opens,
            bruksomraader=(Bruksomraade.OPPSLAG, Bruksomraade.SOEK, Bruksomraade.INNBYGGERLISTE),
            kommuner=(),
            landsdekkende=True,
            begrunnelse=_FORMAAL,
        )
        rolle = create_rolle(innhold, virksomhet=owner, by=by, at=at)
        person = virksomhet.add_bruker(virksomhet=owner, foedselsnummer="01817500018", navn="Kari Nordli", by=by, at=at)
        access = {"valid_from": at, "valid_until": None, "begrunnelse": _FORMAAL, "by": by, "at": at}
        tilgang.give_access(bruker=person, ressurs=rolle.ressurs, kode=BRUK, **access)


def wash(cells: Sequence[tuple[str | int, ...]]) -> Run:
    """Upload a list, and time the washing of it."""
    django_ready()
    from django.utils import timezone

    from fiks.felles.kontekst import acting
    from fiks.felles.lager import actions as lager
    from fiks.folkeregister.actions import vask as actions
    from fiks.folkeregister.actions.listemaal import Lagermaal
    from fiks.folkeregister.actions.vasking import wash as work

    rolle, by = _worker()
    content = _workbook(cells)
    with acting(by):
        vask = actions.last_opp_liste(content, rolle=rolle, by=by, at=timezone.now())
        ark, inndeling = actions.inndeling_of(vask)
        valg = actions.Vaskevalg(inndeling.felter, inndeling.overskriftsrad or 0, ark)
        actions.bestill_vask(valg, vask=vask, content=content, by=by, at=timezone.now(), background=False)
    start = perf_counter()
    if not work(vask, by=by, clock=timezone.now, maal=Lagermaal()):
        raise RuntimeError("the list was not washed")
    seconds = perf_counter() - start
    with acting(by):
        vask.refresh_from_db()
        assert vask.dokument is not None
        result = b"".join(lager.read(vask.dokument))
    return Run(seconds, peak_memory(), _read(result))


def _workbook(cells: Sequence[tuple[str | int, ...]]) -> bytes:
    from fiks.felles.regneark import Format, Kolonne, write_book

    out = BytesIO()
    write_book(Format.XLSX, out, [("Liste", [Kolonne(name) for name in HEADINGS], cells)])
    return out.getvalue()


def _read(content: bytes) -> list[tuple[str, str]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    outcome, number = (sheet[0].index(name) for name in ("Treff", "Identifikasjonsnummer"))
    return [(str(row[outcome]), str(row[number])) for row in sheet[1:]]


def _worker() -> "tuple[Registerrolle, Actor]":
    from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal, acting
    from fiks.felles.virksomhet.models import Bruker
    from fiks.folkeregister.models import Registerrolle

    with acting(Actor.operator("bench")):
        rolle = Registerrolle.objects.select_related("virksomhet").get(navn="Vask")
        person = Bruker.objects.get(virksomhet_id=rolle.virksomhet_id)
    place = {"virksomhet_id": rolle.virksomhet_id, "ressurs_id": rolle.ressurs_id}
    by = Actor(ActorSlag.BRUKER, str(person.id), person.navn, Kanal.WEB, acr=Acr.SUBSTANTIAL, formaal=_FORMAAL, **place)
    return rolle, by
