"""The engine finds people as they are spelled on paper, by every criterion, and ranks the nearest first."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fiks.folkeregister.registerkopi.norsk_key import norsk_noekkel, words
from fiks.folkeregister.soek import gater, motor
from fiks.folkeregister.soek.kriterier import Ramme, Soek, SoekError
from fiks.folkeregister.soek.ordlikhet import edits, neighbours, one_edit, same_name
from fiks.folkeregister.tests.events import load
from fiks.folkeregister.tests.persons import NUMBERS, person, rad
from tests.world import World

pytestmark = pytest.mark.django_db
NORGE = Ramme()
LILLESAND = Ramme(("4215",))


def found(world: World, ramme: Ramme = NORGE, **criteria: Any) -> list[str]:
    """Names in the world of those who are found, in order; others by number."""
    called = {number: name for name, number in world.numbers.items()}
    return [called.get(hit.rad.identifikator, "") for hit in motor.search(Soek(**criteria), ramme).treff]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Solveig Christiansen", "solveig"),
        ("Solveig Kristjansen", "solveig"),
        ("solveig KRISTIANSEN", "solveig"),
        ("Christiansen, Solveig", "solveig"),
        ("Solvei Christiansen", "solveig"),
        ("Slveig Christiansen", "solveig"),
        ("Sovleig Christiansen", "solveig"),
        ("Solveig Christainsen", "solveig"),
        ("Per Christiansen", "per"),
        ("Per A. Christiansen", "per"),
        ("Per Arne Kristiansen", "per"),
        ("Peder Christiansen", "per"),
        ("Perarne Christiansen", "per"),
        ("Anne Golbmaciehka", "samisk"),
        ("Ánne Golbmačiehka", "samisk"),
        ("Vera Wiik", "verge"),
        ("Bjarne Apas", "bjarne"),
        ("Bjarne Ås", "bjarne"),
        ("Mads Moehn", "merged"),
    ],
)
def test_people_are_found_as_they_are_spelled_on_paper(world: World, typed: str, who: str) -> None:
    assert found(world, navn=typed)[0] == who


def test_a_word_too_many_still_finds(world: World) -> None:
    assert found(world, navn="Mona Kristin Lund")[0] == "mona"
    assert found(world, navn="Mona Kristin Pettersen") == []


def test_who_fits_by_what_holds_now_is_not_marked_as_former(world: World) -> None:
    hits = motor.search(Soek(navn="Chris", kommuner=("4215",), historikk=True), NORGE).treff
    assert {hit.vei for hit in hits if hit.rad.etternavn == "CHRISTIANSEN"} == {motor.Vei.NAA}


def test_the_very_name_comes_first(world: World) -> None:
    hits = motor.search(Soek(navn="Ola Fylling"), NORGE).treff
    assert [hit.navn.poeng for hit in hits if hit.navn] == sorted((h.navn.poeng for h in hits if h.navn), reverse=True)
    assert hits[0].rad.fornavn
    assert hits[0].rad.fornavn.startswith("OLA")


def test_former_names_count_only_when_asked_for(world: World) -> None:
    young = {"navn": "Kristjansen", "aar_fra": 1958, "aar_til": 1958}
    [hit] = motor.search(Soek(**young, historikk=True), NORGE).treff
    assert (hit.rad.identifikator, hit.vei) == (world.numbers["solveig"], motor.Vei.TIDLIGERE_NAVN)
    assert found(world, navn="Solveig Lie") == []


@pytest.mark.parametrize(
    ("criteria", "who"),
    [
        ({"foedselsdato": date(1958, 3, 12), "navn": "Solveig"}, {"solveig"}),
        ({"foedselsdato": date(1958, 3, 12), "kommuner": ("4215",)}, {"solveig"}),
        ({"foedselsdato": date(1958, 3, 12), "kommuner": ("4216",)}, set()),
        ({"navn": "Christiansen", "kjoenn": "mann", "kommuner": ("4215",)}, {"per"}),
        ({"navn": "Christiansen", "aar_fra": 1950, "aar_til": 1956}, {"per"}),
        ({"navn": "Chris", "kommuner": ("4215",)}, {"solveig", "per"}),
        ({"navn": "Aas", "kommuner": ("4215", "4216")}, {"bjarne"}),
        ({"navn": "Vik", "postnummer": "4790"}, {"verge"}),
        ({"gate": "Skoleveien 14", "kommuner": ("4215",)}, {"mona", "lise"}),
        ({"gate": "skolevegen 14 B", "kommuner": ("4215",)}, {"mona", "lise"}),
        ({"gate": "Skolevein 14 b"}, {"mona", "lise"}),
        ({"gate": "Skoleveien 14 A"}, set()),
        ({"gate": "Skoleveien 15"}, set()),
        ({"gate": "Skole", "kommuner": ("4215",)}, {"mona", "lise"}),
        ({"gate": "Skoleveien 14", "bruksenhet": "h 01 01"}, {"mona", "lise"}),
        ({"gate": "Skoleveien 14", "bruksenhet": "H0102"}, set()),
        ({"gate": "Skoleveien 14", "navn": "Lisse"}, {"lise"}),
    ],
)
def test_each_criterion_finds_those_it_should(world: World, criteria: dict[str, Any], who: set[str]) -> None:
    assert set(found(world, **criteria)) == who


def test_former_addresses_count_only_when_asked_for(world: World) -> None:
    before = {"gate": "Vestregate 14", "kommuner": ("4203",)}
    assert found(world, **before) == []
    assert found(world, **before, historikk=True) == ["solveig"]
    assert found(world, navn="Solveig Christiansen", kommuner=("4203",), historikk=True) == ["solveig"]


def test_the_dead_and_the_emigrated_come_only_when_asked_for(world: World) -> None:
    assert found(world, navn="Dagny Dahl") == found(world, navn="Ulf Berg") == []
    assert found(world, navn="Dagny Dahl", doede=True) == ["doed"]
    assert found(world, navn="Ulf Berg", utflyttede=True) == ["utflyttet"]


def test_geography_bounds_what_is_found(world: World) -> None:
    assert found(world, LILLESAND, navn="Bjarne Aas") == []
    assert found(world, Ramme(("4216",)), navn="Bjarne Aas") == ["bjarne"]
    assert found(world, Ramme(("0301",)), navn="Dagny Dahl", doede=True) == []
    assert found(world, LILLESAND, navn="Dagny Dahl", doede=True) == ["doed"]
    assert found(world, LILLESAND, navn="Dariusz Nowak") == ["dnummer"]
    assert found(world, Ramme(("0301",)), navn="Dariusz Nowak") == []


@pytest.mark.parametrize("ramme", [NORGE, LILLESAND, Ramme(("0301",))])
def test_who_is_shielded_is_found_by_name_wherever_the_role_may_search(world: World, ramme: Ramme) -> None:
    assert found(world, ramme, navn="Stine Skjult") == ["strengt"]
    assert found(world, ramme, navn="Frank Fjell") == ["fortrolig"]
    assert found(world, ramme, navn="Kare Krogh") == ["klient"]


@pytest.mark.parametrize("name", ["strengt", "fortrolig", "klient"])
def test_who_is_shielded_is_found_by_no_place(world: World, name: str) -> None:
    navn = {"strengt": "Stine Skjult", "fortrolig": "Frank Fjell", "klient": "Kare Krogh"}[name]
    born = {"strengt": date(1950, 9, 9), "fortrolig": date(1956, 4, 4), "klient": date(1957, 1, 30)}[name]
    for place in (
        {"kommuner": ("4215",)},
        {"postnummer": "4790"},
        {"gate": "Hemmeligveien 14"},
        {"gate": "Klientveien 14"},
    ):
        for history in (False, True):
            assert found(world, navn=navn, historikk=history, **place) == []
            assert found(world, foedselsdato=born, historikk=history, **place) == []
    assert found(world, LILLESAND, foedselsdato=born) == []
    assert found(world, LILLESAND, gate="Gammelveien 14", historikk=True) == []


def test_streets_of_shielded_homes_are_not_suggested(world: World) -> None:
    assert gater.suggestions("Stran", None) == ["Strandgata"]
    assert gater.suggestions("Hemm", None) == gater.suggestions("Klien", None) == gater.suggestions("Gamm", None) == []


def test_too_many_gives_one_of_each_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motor, "MOST", 3)
    result = motor.search(Soek(navn="Fylling", kommuner=("4215",)), NORGE)
    assert result.mange
    assert len({hit.par for hit in result.treff}) == len(result.treff)
    assert motor.search(Soek(gate="Strandgata", kommuner=("4215",)), NORGE) == motor.Funn([], mange=True)


@pytest.mark.parametrize(
    "criteria",
    [
        {},
        {"navn": "Hansen"},
        {"navn": "A B"},
        {"kjoenn": "mann", "kommuner": ("4215",)},
        {"kommuner": ("4215",), "aar_fra": 1950, "aar_til": 1955},
        {"foedselsdato": date(1958, 3, 12)},
        {"gate": "Storgata"},
        {"gate": "St 14"},
        {"bruksenhet": "H0101"},
        {"matrikkel": "12/34"},
        {"navn": "Hansen", "aar_fra": 1900, "aar_til": 2000},
        {"navn": "a " * 500},
    ],
)
def test_too_little_to_search_by_is_refused(criteria: dict[str, Any]) -> None:
    with pytest.raises(SoekError):
        Soek(**criteria).check()


@pytest.mark.parametrize(
    "text", ["李明 王芳", "Анна Иванова", "x" * 199, "'; drop table person; --", "%_ \\ %%", "🙂 🙂 aa", "éèê ñññ"]
)
def test_any_text_gives_an_answer_with_bounded_work(world: World, text: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        motor.search(Soek(navn=text, kommuner=("4215",)), NORGE)
    assert len(queries) < 40


def test_one_edit_is_what_a_slip_of_the_keyboard_makes() -> None:
    assert all(one_edit("hansen", other) for other in ("hansn", "hansenn", "hanzen", "hasnen", "ansen", "hansen"))
    assert not any(one_edit("hansen", other) for other in ("hnasne", "hanssens", "jensen", "hnse"))
    assert all(set(neighbours("hansen")) & set(neighbours(other)) for other in ("hansn", "hansenn", "hanzen", "hasnen"))
    assert (edits("kristjansen", "christiansen"), edits("ab", "ba"), edits("a", "abcdefgh"), edits("", "ab")) == (
        3,
        1,
        7,
        2,
    )


def test_the_database_knows_the_same_neighbours(world: World) -> None:
    with connection.cursor() as cursor:
        for word in ("hansen", "å", "ødegård", "a" * 30):
            cursor.execute("select navn_naboer(%s)", [word])
            assert set(cursor.fetchone()[0]) == set(neighbours(word))


def test_names_that_sounds_miss_stand_for_each_other() -> None:
    for one, other in (("kristjan", "kristian"), ("kjell", "tjell"), ("sjur", "sigurd"), ("per", "peder")):
        assert other in same_name(one)
        assert one in same_name(other)
    assert words("Kjell") == ("kjell",)
    assert norsk_noekkel("kjell") == norsk_noekkel("tjell") or "tjell" in same_name("kjell")


def test_criteria_tell_the_log_what_they_are_and_not_what_they_hold() -> None:
    asked = Soek(navn="Solveig", aar_fra=1958, kommuner=("4215",), historikk=True)
    assert asked.used() == ["navn", "kommuner", "historikk", "foedselsaar"]
    assert replace(asked, navn="").used() == ["kommuner", "historikk", "foedselsaar"]


def test_hits_alike_stand_in_no_order_of_birth_where_that_is_closed(world: World) -> None:
    """Whichever of two with one name is the older, they come the same way; with birth dates, the oldest first."""
    first, second = NUMBERS[6:8]
    orders = {True: [], False: []}
    for oldest in (first, second):
        years = {number: "1931" if number == oldest else "1962" for number in (first, second)}
        born = {number: [rad(foedselsdato=f"{year}-01-02", foedselsaar=year)] for number, year in years.items()}
        load(
            world,
            *(person(number, navn=[rad(fornavn="TVILL", etternavn="LIK")], foedsel=born[number]) for number in years),
        )
        for by_age, seen in orders.items():
            hits = motor.search(Soek(navn="Tvill Lik"), Ramme(by_age=by_age)).treff
            seen.append([hit.rad.identifikator for hit in hits])
    assert orders[True] == [[first, second], [second, first]]
    assert orders[False][0] == orders[False][1]
    assert set(orders[False][0]) == {first, second}
