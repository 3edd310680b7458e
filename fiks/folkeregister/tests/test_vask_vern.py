"""Address protection and the role's limits in washed lists, on the generated persons of test_vern."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from fiks.felles.innlesing import tabell
from fiks.felles.koder.identifikator import Miljoe
from fiks.felles.kontekst import acting
from fiks.folkeregister.actions.vasking import vasker_of, visning_of
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.soek import motor as search
from fiks.folkeregister.soek.kriterier import Ramme, Soek
from fiks.folkeregister.tests.events import number_of
from fiks.folkeregister.tests.persons import NUMBERS, line, numbers, past, person, rad, veg
from fiks.folkeregister.tests.test_vern import HOVED, NABO, PARTNER, Tilfelle, _load, cases, found_in
from fiks.folkeregister.tests.vasker import row, xlsx
from fiks.folkeregister.vask import rader, resultat
from fiks.folkeregister.vask.kolonner import recognise
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
BORN = date(1958, 5, 12)
NAME = ("Solveig", "Åsen")


def washed(world: World, rolle: Registerrolle, rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
    """What washing adds to rows, the sheet of those who are about as likely included. Their own columns are left out."""
    [ark] = tabell.read(xlsx(*rows))
    inndeling = recognise(ark)
    found = list(rader.rows(ark, inndeling, miljoe=Miljoe.TEST, today=date(2026, 11, 25)))
    with acting(world.actor(world.jonas, rolle)), connection.cursor() as cursor:
        vasker = vasker_of(cursor.cursor, rolle)
        both = list(zip(found, vasker.wash(found), strict=True))
    visning = visning_of(rolle, vasker.grenser)
    added = [list[object](resultat.row(rad, dom, [], visning)) for rad, dom in both]
    return [*added, *map(list[object], resultat.possible_rows(both, visning))]


@given(case=cases)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_hidden_place_is_told_or_counts(world: World, case: Tilfelle) -> None:
    secret = _load(world, case)
    hidden = secret.never | secret.chosen
    people = [row(HOVED), row(PARTNER), row(NABO), row(None, *NAME, BORN)]
    plain = washed(world, world.fullrolle, people)
    assert found_in(hidden, iter([repr(plain)])) == set()
    for word in sorted(word for word in hidden if word.isalpha())[:12]:
        typed = [row(None, *NAME, BORN, f"{word} 14", "4790"), row(None, *NAME, None, f"{word} 14")]
        other = [row(None, *NAME, BORN, "Ingensteds 14", "4790"), row(None, *NAME, None, "Ingensteds 14")]
        assert washed(world, world.fullrolle, typed) == washed(world, world.fullrolle, other), word


@pytest.mark.parametrize(
    ("name", "given", "family", "born"),
    [
        ("fortrolig", "Frank", "Fjell", date(1956, 4, 4)),
        ("strengt", "Stine", "Skjult", date(1950, 9, 9)),
        ("klient", "Kare", "Krogh", date(1957, 1, 30)),
    ],
)
@pytest.mark.parametrize("kommuner", [["4215"], ["0301"]])
def test_who_is_shielded_is_matched_without_place_whatever_address_is_typed_and_wherever_one_searches(
    world: World, name: str, given: str, family: str, born: date, kommuner: list[str]
) -> None:
    rolle = _narrowed(world, world.fullrolle, kommuner=kommuner)
    typed = [(), ("Hemmeligveien 14 B", "4790"), ("Klientveien 14 B", "4790"), ("Karl Johans gate 1", "0154")]
    added = washed(world, rolle, [row(None, given, family, born, *address) for address in typed])
    assert all(one == added[0] for one in added)
    assert added[0][0] == "Sikker"
    assert {world.numbers[name], "Bosatt"} <= set(map(str, added[0]))
    assert added[0][-4:-1] == [None, None, None]


@pytest.mark.parametrize("kommuner", [["4215"], ["0301"], ["4216"]])
def test_who_is_shielded_is_found_by_every_role_alike_also_when_a_stay_is_known(
    world: World, kommuner: list[str]
) -> None:
    client = person(
        NUMBERS[0],
        bostedsadresse=[rad(**veg("Klientveien", grading="klientadresse"))],
        oppholdsadresse=[rad(**veg("Karl Johans gate", kommune="0301"), oppholdsadressedato="2025-03-01")],
    )
    loading.load([line(client)], by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist")
    with connection.cursor() as cursor:
        cursor.execute("select skjoldet, oppholdskommune from person where identifikator = %s", [NUMBERS[0]])
        assert cursor.fetchall() == [(True, None)]
    uses = [Bruksomraade.SOEK, Bruksomraade.INNBYGGERLISTE]
    rolle = _narrowed(world, world.fullrolle, kommuner=kommuner, bruksomraader=uses)
    by_name, by_number = washed(world, rolle, [row(None, *NAME, BORN), row(NUMBERS[0])])
    for found in (by_name, by_number):
        assert (found[0], "Bosatt" in found, found[-4:-1]) == ("Sikker", True, [None, None, None])


def _narrowed(world: World, rolle: Registerrolle, **values: object) -> Registerrolle:
    with acting(world.actor(world.jonas, rolle)):
        Registerrolle.objects.filter(pk=rolle.pk).update(**values)
        rolle.refresh_from_db()
    return rolle


def test_a_name_reaches_the_roles_municipalities_and_a_number_the_country(world: World) -> None:
    rolle = _narrowed(world, world.fullrolle, kommuner=["4215"])
    by_name, by_number = washed(
        world, rolle, [row(None, "Bjarne", "Aas", date(1944, 12, 1)), row(world.numbers["bjarne"])]
    )
    assert (by_name[0], world.numbers["bjarne"] in by_name) == ("Ingen", False)
    assert (by_number[0], "Bosatt i en annen kommune" in by_number) == ("Sikker", True)
    assert by_number[-4:-1] == [None, None, None]
    assert not any("Birkenes" in str(cell) for cell in by_number)


def test_without_look_up_a_number_reaches_no_further_than_a_name(world: World) -> None:
    uses = [Bruksomraade.SOEK, Bruksomraade.INNBYGGERLISTE]
    rolle = _narrowed(world, world.fullrolle, kommuner=["4215"], bruksomraader=uses)
    outside, unknown, inside, strict = washed(
        world, rolle, [row(world.numbers[name]) for name in ("bjarne", "nobody", "solveig", "strengt")]
    )
    assert outside == unknown
    assert outside[1] == "Ingen i kommunene som rollen dekker, har nummeret"
    assert (inside[0], strict[0]) == ("Sikker", "Sikker")


@pytest.mark.parametrize(
    ("name", "kommuner", "closed"),
    [("utflyttet", ["0301"], ""), ("utflyttet", ["4215"], "status"), ("doed", ["4215"], "doedsfall")],
)
def test_without_look_up_a_number_finds_nobody_whom_the_roles_search_would_not(
    world: World, name: str, kommuner: list[str], closed: str
) -> None:
    uses = [Bruksomraade.SOEK, Bruksomraade.INNBYGGERLISTE]
    asked = [row(world.numbers[one]) for one in (name, "nobody")]
    rolle = _narrowed(world, world.fullrolle, kommuner=["4215"], bruksomraader=uses)
    assert washed(world, rolle, asked)[0][0] == "Sikker"
    opens = [kode for kode in rolle.opplysninger if not closed or kode.split(".")[0] != closed]
    found, unknown = washed(world, _narrowed(world, rolle, kommuner=kommuner, opplysninger=opens), asked)
    assert found == unknown


def test_an_address_outside_the_geography_is_not_weighed_so_a_guess_is_not_confirmed(world: World) -> None:
    away = person(
        NUMBERS[0],
        navn=[rad(fornavn="KARI", etternavn="TVEIT")],
        bostedsadresse=[rad(**veg("Birkeveien", kommune="4216")), past(**veg("Strandgata"))],
    )
    loading.load([line(away)], by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist")
    rolle = _narrowed(world, world.fullrolle, kommuner=["4215"])
    name = ("Kari", "Tveit", date(1958, 5, 12))
    guesses = [row(None, *name), row(None, *name, "Birkeveien 14 B", "4790"), row(None, *name, "Annenvei 1", "4790")]
    added = washed(world, rolle, guesses)
    assert NUMBERS[0] in added[0]
    assert added[0] == added[1] == added[2]
    uses = [Bruksomraade.SOEK, Bruksomraade.INNBYGGERLISTE]
    by_number = [(NUMBERS[0], *one[1:]) for one in guesses]
    added = washed(world, _narrowed(world, rolle, bruksomraader=uses), by_number)
    assert NUMBERS[0] in added[0]
    assert added[0] == added[1] == added[2]


def test_a_number_from_outside_the_geography_confirms_no_address_in_a_role_that_looks_up(world: World) -> None:
    away = person(NUMBERS[0], bostedsadresse=[rad(**veg("Birkeveien", kommune="4216"))])
    loading.load([line(away)], by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist")
    guesses = [row(NUMBERS[0]), row(NUMBERS[0], address="Birkeveien 14 B", postal="4790")]
    added = washed(world, _narrowed(world, world.fullrolle, kommuner=["4215"]), guesses)
    assert Bruksomraade.OPPSLAG in world.fullrolle.bruksomraader
    assert added[0][0] == "Sikker"
    assert added[0] == added[1]
    confirmed = washed(world, _narrowed(world, world.fullrolle, kommuner=["4216"]), guesses)
    assert "Samme adresse" in str(confirmed[1][1])


@pytest.mark.parametrize("level", ["", "strengtFortrolig"])
def test_two_given_names_in_a_row_find_nobody_who_is_shielded(world: World, level: str) -> None:
    called = [rad(fornavn="SOLRUN MERETA", etternavn="ÅSKOLLEN")]
    protected = [rad(graderingsnivaa=level)] if level else None
    shielded = person(NUMBERS[0], navn=called, adressebeskyttelse=protected)
    loading.load([line(shielded)], by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist")
    given, spelled, slip, whole = washed(
        world,
        world.fullrolle,
        [
            row(None, "Solrun", "Mereta"),
            row(None, "Solrunn", "Meretta"),
            row(None, "Solrun", "Mereta", date(1958, 12, 5)),
            row(None, "Solrun", "Åskollen"),
        ],
    )
    assert [NUMBERS[0] in one for one in (given, slip)] == [not level, not level]
    assert NUMBERS[0] not in spelled
    assert NUMBERS[0] in whole


def test_namesakes_elsewhere_do_not_hide_who_lives_where_the_role_reaches(world: World) -> None:
    elsewhere = [veg("Birkeveien", kommune="4216")] * 70
    people = [
        person(number, navn=[rad(fornavn="KARI", etternavn="TVEIT")], bostedsadresse=[rad(**lives)])
        for number, lives in zip(numbers("128658"), [*elsewhere, veg()], strict=False)
    ]
    loading.load(map(line, people), by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist")
    rolle = _narrowed(world, world.fullrolle, kommuner=["4215"])
    home = (1958, "Strandgata 14 B", "4790")
    by_name, misspelled = washed(world, rolle, [row(None, "Kari", "Tveit", *home), row(None, "Karri", "Tveitt", *home)])
    here = number_of(people[-1])
    assert (here in by_name, here in misspelled) == (True, True)


def test_a_role_made_before_its_municipality_was_divided_reaches_what_it_became(world: World) -> None:
    """Ålesund, 1507, became Ålesund, 1508, and Haram, 1580."""
    lives = person(NUMBERS[0], bostedsadresse=[rad(**veg(kommune="1580"))])
    loading.load([line(lives)], by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist")
    rolle = _narrowed(world, world.fullrolle, kommuner=["1507"])
    [found] = washed(world, rolle, [row(None, *NAME, BORN)])
    assert (found[0], "Bosatt i Haram" in found) == ("Sikker", True)


def test_former_names_count_for_roles_with_history_only(world: World) -> None:
    asked = [row(None, "Solveig", "Kristjansen", date(1958, 3, 12))]
    assert "Tidligere etternavn" in str(washed(world, world.fullrolle, asked)[0][1])
    opens = [kode for kode in world.fullrolle.opplysninger if kode != "historikk"]
    rolle = _narrowed(world, world.fullrolle, opplysninger=opens)
    [without] = washed(world, rolle, asked)
    assert "Tidligere" not in str(without[1])
    assert "Etternavnet er stavet annerledes: Kristjansen/Christiansen" in str(without[1])


def test_what_the_role_does_not_open_is_neither_searched_nor_told(world: World) -> None:
    opens = [kode for kode in world.fullrolle.opplysninger if kode.split(".")[0] not in {"doedsfall", "bostedsadresse"}]
    rolle = _narrowed(world, world.fullrolle, opplysninger=opens)
    dead, alive = washed(world, rolle, [row(None, "Dagny", "Dahl", date(1930, 2, 2)), row(world.numbers["solveig"])])
    assert dead[0] == "Ingen"
    assert not any("Strandgata" in str(cell) or "Lillesand" in str(cell) for cell in alive)


@pytest.mark.parametrize("kommuner", [None, ("4215",), ("4216",), ("0301",)])
def test_washing_finds_whom_search_finds_and_nobody_else(world: World, kommuner: tuple[str, ...] | None) -> None:
    values = {"landsdekkende": kommuner is None, "kommuner": list(kommuner or ["4215"])}
    rolle = _narrowed(world, world.fullrolle, **values)
    with acting(world.actor(world.jonas, rolle)), connection.cursor() as cursor:
        cursor.execute("select identifikator, fornavn, etternavn, foedselsdato from person order by 1")
        everyone = cursor.fetchall()
        expected = {
            number
            for number, given, family, born in everyone
            for hit in search.search(
                Soek(navn=f"{given} {family}", foedselsdato=born, historikk=True, doede=True, utflyttede=True),
                Ramme(kommuner),
            ).treff
            if hit.rad.identifikator == number
        }
    rows = [row(None, given, family, born) for _number, given, family, born in everyone]
    added = washed(world, rolle, rows)
    named = {str(cell) for one in added for cell in one} & {number for number, *_rest in everyone}
    assert named == expected
