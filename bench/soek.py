"""Search in a register copy of any size: how long each kind takes, and whether misspelled names lead to the right one.

A made-up population (`_befolkning`) in a database of its own; one client, warm, random draws of persons who are there.
A search is the whole of `motor.search`: dictionary, every statement, planning, transfer and ranking in Python, as a page or
a command pays for it. The peer of fuzzy search is pg_trgm on full names. Look-ups are measured in `register`.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import psycopg
from psycopg import sql

from bench import _befolkning
from bench._database import django_ready, own_installation
from bench._maaling import Maaling, in_new_process
from bench._navnevarianter import Navn, Variant, par, varianter

if TYPE_CHECKING:
    from fiks.folkeregister.soek.kriterier import Soek

SIZE = 200_000
SEARCHES, WARM, PEERS = 3_000, 300, 30
OSLO = "0301"
_SAMPLE = (
    "select identifikator, fornavn, mellomnavn, etternavn, foedselsdato, kommunenummer, adresse from person"
    " where status = 'bosatt' and random() < %s and husnummer > '' and foedselsdato is not null and fornavn > ''"
    " and etternavn > '' limit 40000"
)
_PEER_INDEX = [
    "create extension if not exists pg_trgm",
    "drop index if exists peer_navn",
    "create index peer_navn on person using gin (lower(fornavn || ' ' || etternavn) gin_trgm_ops)",
    "analyze person",
]
_PEER = """
    select identifikator from person where lower(fornavn || ' ' || etternavn) %% %(navn)s
    order by similarity(lower(fornavn || ' ' || etternavn), %(navn)s) desc limit 50
"""


class Person(NamedTuple):
    """A person drawn from the population."""

    nummer: str
    fornavn: str
    mellomnavn: str | None
    etternavn: str
    foedselsdato: date
    kommune: str
    adresse: str


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a population of `size`."""
    with own_installation() as owner_url:
        with psycopg.connect(owner_url, autocommit=True) as owner:
            _befolkning.fill(owner, size)
        yield from figures(owner_url, size)


def figures(owner_url: str, size: int) -> Iterator[Maaling]:
    """Measure in the database that the environment points at; the owner's connection makes the peer's index."""
    for part in (_of_lists, _of_searches):
        yield from in_new_process(part, owner_url, size)


def _of_searches(owner_url: str, size: int) -> list[Maaling]:
    django_ready()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        return list(_figures(owner, size))


def _of_lists(owner_url: str, _size: int) -> list[Maaling]:
    django_ready()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        return list(_lists(owner))


def _figures(owner: psycopg.Connection[tuple[object, ...]], size: int) -> Iterator[Maaling]:
    _warm(owner)
    owner.execute("select setseed(0.5)")
    people = [Person(*row) for row in owner.execute(_SAMPLE, [min(1.0, 60_000 / size)]).fetchall()]  # type: ignore[arg-type]  # as selected
    random.Random(1).shuffle(people)
    variants = varianter([Navn(one.fornavn, one.mellomnavn or "", one.etternavn) for one in people])
    yield from _by_criteria(people)
    yield from _fuzzy(owner, people, variants)
    yield from _recall(variants)


def _warm(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    """Read tables and indexes into memory, as they are on a machine that has been in use for a day."""
    owner.execute("select sum(length(sorteringsnavn)) from person")
    owner.execute("select sum(length(dokument)) from persondokument")
    owner.execute("set enable_seqscan = off")
    for column in ("kommunenummer, adressesortering", "kommunenummer, sorteringsnavn", "foedselsdato"):
        owner.execute(
            f"select count(*) from (select {column} from person where kommunenummer > '' order by {column}) s"
        )
    owner.execute("reset enable_seqscan")


def _by_criteria(people: Sequence[Person]) -> Iterator[Maaling]:
    from fiks.folkeregister.soek.kriterier import Soek

    asked = {
        "begynnelse_kommune": lambda one: Soek(navn=one.etternavn[:4], kommuner=(one.kommune,)),
        "navn_foedselsdato": lambda one: Soek(navn=one.fornavn, foedselsdato=one.foedselsdato),
        "gate_nummer": lambda one: Soek(gate=one.adresse),
        "gate_nummer_kommune": lambda one: Soek(gate=one.adresse, kommuner=(one.kommune,)),
    }
    for name, made in asked.items():
        yield from _latency(f"soek_{name}", _search, [made(one) for one in people[: SEARCHES + WARM]], "<= 30")


def _fuzzy(
    owner: psycopg.Connection[tuple[object, ...]], people: Sequence[Person], variants: Sequence[Variant]
) -> Iterator[Maaling]:
    from fiks.folkeregister.soek.kriterier import Soek

    asked = [Soek(navn=variant.skrevet) for variant in variants]
    random.Random(3).shuffle(asked)
    yield from _latency("soek_navn_hele_landet", _search, [*asked[:WARM], *asked, *asked], "<= 60")
    right = [Soek(navn=f"{one.fornavn} {one.etternavn}") for one in people[:SEARCHES]]
    yield from _latency("soek_rett_navn_hele_landet", _search, right, "<= 60")
    for statement in _PEER_INDEX:
        owner.execute(statement)
    ratios = []
    for soek in asked[:PEERS]:
        ours = _time(_search, soek)
        theirs = _time(lambda navn: owner.execute(_PEER, {"navn": navn}).fetchall(), soek.navn.lower())
        ratios.append((ours, theirs))
    yield Maaling(
        "soek_navn_mot_pg_trgm",
        median(ours for ours, _theirs in ratios) * 1000,
        "ms",
        median(theirs for _ours, theirs in ratios) * 1000,
        median(theirs / ours for ours, theirs in ratios),
        ">= 20",
    )
    owner.execute("drop index peer_navn")


def _recall(variants: Sequence[Variant]) -> Iterator[Maaling]:
    missed = [variant for variant in variants if variant.par not in found_pairs(variant.skrevet)[:10]]
    yield Maaling("soek_gjenfinning", 100 * (1 - len(missed) / len(variants)), "prosent", bar=">= 98")
    yield Maaling("soek_varianter", len(variants), "varianter", bar=">= 1000")


def found_pairs(typed: str) -> list[tuple[str, str]]:
    """The distinct pairs of given name and surname, the best first."""
    from fiks.folkeregister.soek import motor
    from fiks.folkeregister.soek.kriterier import Ramme, Soek

    hits = motor.search(Soek(navn=typed), Ramme()).treff
    return list(dict.fromkeys(par(hit.rad.fornavn, hit.rad.etternavn) for hit in hits))


def _lists(owner: psycopg.Connection[tuple[object, ...]]) -> Iterator[Maaling]:
    """The lists' own predicate: a count of those of an age in Oslo, and a page of them in Norwegian order."""
    from fiks.folkeregister.lister.predikat import predikat
    from fiks.folkeregister.lister.utvalg import Alder, Aldersmaate, Utvalg

    spans = [(fra, fra + 12) for fra in range(20, 80)]
    chosen = [
        predikat(Utvalg((OSLO,), alder=Alder(Aldersmaate.FYLLER, fra, til, date(2026, 1, 1)))) for fra, til in spans
    ]
    count = [one.select(sql.SQL("count(*)")) for one in chosen]
    columns = sql.SQL("p.identifikator, p.fornavn, p.mellomnavn, p.etternavn, p.foedselsdato, p.adresse, p.postnummer")
    order = sql.SQL(" order by p.sorteringsnavn, p.identifikator limit 50")
    page = [one.select(columns) + order for one in chosen]
    owner.execute("set random_page_cost = 1.1")
    yield from _latency("liste_antall_oslo", lambda query: owner.execute(query).fetchall(), count * 10, "<= 15")
    yield from _latency("liste_side_oslo", lambda query: owner.execute(query).fetchall(), page * 50, "<= 5")


def _search(soek: "Soek") -> None:
    from fiks.folkeregister.soek import motor
    from fiks.folkeregister.soek.kriterier import Ramme

    motor.search(soek, Ramme())


def _latency(name: str, run: Callable[..., object], given: Sequence[object], bar: str) -> Iterator[Maaling]:
    """The median, and the 99th percentile, which has the bar. The first draws warm up and are not counted."""
    warm = min(WARM, len(given) // 10)
    for one in given[:warm]:
        run(one)
    taken = [_time(run, one) * 1000 for one in given[warm:]]
    yield Maaling(f"{name}_p50", median(taken), "ms")
    yield Maaling(f"{name}_p99", quantiles(taken, n=100)[98], "ms", bar=bar)


def _time(run: Callable[..., object], given: object) -> float:
    start = perf_counter()
    run(given)
    return perf_counter() - start
