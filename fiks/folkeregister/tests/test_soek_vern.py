"""Address protection in search, on the generated persons of test_vern: no hidden place finds anybody, or is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings

from fiks.felles.kontekst import acting
from fiks.folkeregister.actions.soek import soek_person
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.presentation.soeketekst import as_json, sheet
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.soek import gater, motor
from fiks.folkeregister.soek.kriterier import Ramme, Soek, SoekError
from fiks.folkeregister.tests.persons import line, past, person, rad, veg
from fiks.folkeregister.tests.test_vern import (
    BARN,
    HOVED,
    NABO,
    PARTNER,
    Adresse,
    Tilfelle,
    _load,
    cases,
    found_in,
    logged,
)
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
NORGE = Ramme()
NAVN = "Solveig Åsen"
BORN = date(1958, 5, 12)


def by_place(word: str) -> Iterator[Soek]:
    """Every way to ask for a place by a word that stands in it; with history, which is what holds now and more."""
    yield Soek(gate=word, historikk=True)
    yield Soek(navn=NAVN, gate=word, historikk=True)
    yield Soek(navn=NAVN, kommuner=(word,), historikk=True)
    yield Soek(foedselsdato=BORN, kommuner=(word,), historikk=True)
    yield Soek(navn=NAVN, postnummer=word, historikk=True)
    yield Soek(matrikkel=f"{word[-5:]}/1" if word.isdigit() else "1/1", kommuner=(word,), historikk=True)


def found(soek: Soek, ramme: Ramme = NORGE) -> set[str]:
    """Numbers of those who are found by the very words of a street; nobody when it is refused."""
    with patch.object(gater, "one_edit", return_value=False):
        try:
            return {hit.rad.identifikator for hit in motor.search(soek, ramme).treff}
        except SoekError:
            return set()


def told(world: World, rolle: Registerrolle, soek: Soek) -> Iterator[str]:
    """All that a search says."""
    by = world.actor(world.jonas, rolle)
    with acting(by):
        svar = soek_person(soek=soek, rolle=rolle, by=by, at=world.now)
    yield repr(svar.treff)
    yield sheet(svar, today=world.now.date())
    yield repr(as_json(svar))


@given(case=cases)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_hidden_place_finds_anybody_or_is_shown(world: World, case: Tilfelle) -> None:
    with acting(OPERATOR), connection.cursor() as cursor:
        cursor.execute("delete from gate")  # a word is another street's in each example
    secret = _load(world, case)
    hidden = secret.never | secret.chosen
    for word in hidden:
        assert not any(found(soek) for soek in by_place(word)), word
        assert gater.suggestions(word, None) == []
        assert gater.suggestions(word, [word]) == []
    for historikk in (False, True):
        asked = Soek(navn=NAVN, historikk=historikk, doede=True)
        assert {HOVED, BARN, PARTNER, NABO} <= found(asked)
        assert found_in(hidden, told(world, world.fullrolle, asked)) == set()
    assert found_in(hidden, iter([logged(world)])) == set()


def _put(world: World, *homes: dict[str, object]) -> None:
    rows = [line(person(HOVED, bostedsadresse=list(homes)))]
    loading.load(rows, by=OPERATOR, at=world.now, reject_path=Path("/dev/null"))


def test_a_place_finds_until_it_is_graded(client: Client, world: World) -> None:
    """The test above would pass on a search that finds nobody; this one would not."""
    world.log_in(client, world.jonas, world.fullrolle)
    asked = {"gate": "Kanariveien 14", "kommuner": ["4215"], "historikk": "on"}
    places = [Soek(gate="Kanariveien 14"), Soek(navn=NAVN, postnummer="4790"), Soek(navn=NAVN, kommuner=("4215",))]
    _put(world, rad(**veg("Kanariveien")))
    assert all(HOVED in found(soek) for soek in places)
    assert b"1 person passer" in client.post("/folkeregister/soek/", asked, follow=True).content
    for grading in ("klientadresse", "fortrolig"):
        _put(world, rad(**veg("Andreveien", grading=grading)), past(**veg("Kanariveien")))
        assert not any(HOVED in found(replace(soek, historikk=True)) for soek in places)
        assert b"Ingen treff" in client.post("/folkeregister/soek/", asked, follow=True).content


@pytest.mark.parametrize("level", ["fortrolig", "strengtFortrolig", "noeHeltNytt"])
def test_being_found_tells_nothing_of_where(world: World, level: str) -> None:
    """By name alike in every role, and by nothing else; the order and the number of hits are the same too."""
    home = Adresse("bostedsadresse", "ugradert" if level != "fortrolig" else "fortrolig", current=True, form="veg")
    _load(world, Tilfelle(level, (home,), ""))
    answers = [
        [
            hit.rad.identifikator
            for hit in motor.search(Soek(navn=NAVN), Ramme(kommuner)).treff
            if hit.rad.identifikator == HOVED
        ]
        for kommuner in (None, ("4215",), ("0301",), ("5001", "1103"))
    ]
    assert answers == [[HOVED]] * 4
    for ramme in (NORGE, Ramme(("4215",)), Ramme(("0301",))):
        assert HOVED not in found(Soek(foedselsdato=BORN, kjoenn="kvinne"), ramme)
        assert HOVED not in found(Soek(foedselsdato=BORN, kommuner=("4215",)), ramme)
        assert HOVED in found(Soek(navn="Solveig", foedselsdato=BORN), ramme)


@pytest.mark.parametrize("kommuner", [None, ("4215",), ("4215", "4216")])
@pytest.mark.parametrize("level", ["fortrolig", "strengtFortrolig"])
def test_nobody_shielded_is_leafed_through_by_one_word(
    world: World, level: str, kommuner: tuple[str, ...] | None
) -> None:
    """One word is not enough for them, whatever makes it enough for others: the role's only municipality, or years."""
    _load(world, Tilfelle(level, (), ""))
    ramme = Ramme(kommuner)
    for word in ("Solveig", "Åsen", "S Åsen", "Sol veig"):
        for more in ({}, {"historikk": True}, {"aar_fra": 1950, "aar_til": 1960}, {"kjoenn": "kvinne"}):
            assert HOVED not in found(Soek(navn=word, **more), ramme), (word, more)
    assert HOVED in found(Soek(navn=NAVN), ramme)
    assert HOVED in found(Soek(navn="Åsen", foedselsdato=BORN), ramme)


@pytest.mark.parametrize("level", ["", "fortrolig", "strengtFortrolig"])
def test_two_given_names_are_no_whole_name_of_who_is_shielded(world: World, level: str) -> None:
    """Nor is a middle name beside one of the others. Who is not shielded is found by all of them."""
    called = [rad(fornavn="SOLVEIG MARIE", mellomnavn="BERG", etternavn="ÅSEN"), past(fornavn="UNA", etternavn="LIE")]
    protected = [rad(graderingsnivaa=level)] if level else None
    document = person(HOVED, navn=called, adressebeskyttelse=protected)
    loading.load([line(document)], by=OPERATOR, at=world.now, reject_path=Path("/dev/null"))
    for part in ("Solveig Marie", "Marie Solveig", "Solvei Mari", "Solveig Berg", "Berg Åsen"):
        assert (HOVED in found(Soek(navn=part))) == (not level), part
        assert HOVED in found(Soek(navn=part, foedselsdato=BORN))
    assert (HOVED in found(Soek(navn="Una Lie", historikk=True))) == (not level)
    for whole in ("Solveig Åsen", "Marie Åsen", "Åsen Solvei", "Solveig Marie Berg Åsen"):
        assert HOVED in found(Soek(navn=whole)), whole
    for renamed in ("Solveig Lie", "Una Åsen"):
        assert HOVED in found(Soek(navn=renamed, historikk=True)), renamed


@pytest.mark.parametrize("kommune", ["4215", "0301"])
def test_where_a_client_stays_is_not_told_by_who_finds_her(world: World, kommune: str) -> None:
    """Her home is graded, her stay is not: it decides neither who finds her nor by what."""
    stay = rad(**veg("Oppholdsveien", kommune=kommune))
    document = person(
        HOVED, bostedsadresse=[rad(**veg("Hemmeligveien", grading="klientadresse"))], oppholdsadresse=[stay]
    )
    loading.load([line(document)], by=OPERATOR, at=world.now, reject_path=Path("/dev/null"))
    for historikk in (False, True):
        for kommuner in (None, ("4215",), ("0301",), ("5001", "1103")):
            assert HOVED in found(Soek(navn=NAVN, historikk=historikk), Ramme(kommuner)), kommuner
        assert HOVED not in found(Soek(navn=NAVN, kommuner=(kommune,), historikk=historikk))
