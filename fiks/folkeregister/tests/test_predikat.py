"""Each criterion finds those it should, from the same SQL that previews, counts and lists use."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from fiks.felles.koder.kalender import age_on
from fiks.folkeregister.lister import kolonneuttrykk
from fiks.folkeregister.lister.kolonneuttrykk import Grunnlag
from fiks.folkeregister.lister.predikat import predikat
from fiks.folkeregister.lister.utvalg import Alder, Aldersmaate, Tilhoerighet, Utvalg
from fiks.folkeregister.queries.innbyggerlister import count
from fiks.folkeregister.tests.lists import LILLESAND, aged, born
from tests.world import World

pytestmark = pytest.mark.django_db
PROTECTED = {"fortrolig", "strengt", "klient"}


def _numbers(utvalg: Utvalg, *, graded: bool = False) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(predikat(utvalg, graded=graded).select(sql.SQL("p.identifikator")))
        return [number for (number,) in cursor.fetchall()]


def _named(world: World, utvalg: Utvalg, *, graded: bool = False) -> set[str]:
    found = set(_numbers(utvalg, graded=graded))
    return {name for name, number in world.numbers.items() if number in found}


def _narrow(**parts: Any) -> Utvalg:
    return replace(LILLESAND, **parts)


def test_residents_of_a_municipality_are_found_and_the_protected_are_not(world: World) -> None:
    found = _named(world, LILLESAND)
    assert {"solveig", "per", "mona", "lise", "merged", "samisk", "ukjentbosted", "verge"} <= found
    assert not found & {*PROTECTED, "bjarne", "dnummer", "doed", "utflyttet", "merged_former"}
    assert _named(world, Utvalg(("4216",))) == {"bjarne"}


def test_nobody_comes_twice(world: World) -> None:
    for utvalg in (LILLESAND, Utvalg(("4215", "4216")), _narrow(statuser=("bosatt", "doed", "utflyttet"))):
        for graded in (False, True):
            found = _numbers(utvalg, graded=graded)
            assert len(found) == len(set(found)) == count(utvalg, graded=graded)


def test_several_municipalities_are_the_sum_of_each(world: World) -> None:
    both = count(Utvalg(("4215", "4216")))
    assert both == count(LILLESAND) + count(Utvalg(("4216",)))


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"alder": aged(65)}, {"solveig", "per", "merged", "verge", "klientopphold"}),
        ({"alder": aged(None, 9)}, {"lise"}),
        ({"alder": born(1988, 1988)}, {"mona"}),
        ({"alder": Alder(Aldersmaate.FYLLER, 65, 65, date(2026, 6, 1))}, {"merged"}),
        ({"alder": aged(65, per=date(2026, 12, 23))}, {"solveig", "per", "verge", "klientopphold"}),
        ({"sivilstander": ("gift",)}, {"solveig"}),
        ({"alder": aged(65), "kjoenn": "mann"}, {"per", "merged"}),
        ({"alder": aged(65), "postnumre": ("4760",)}, set()),
    ],
)
def test_each_criterion_narrows(world: World, criteria: dict[str, Any], expected: set[str]) -> None:
    assert _named(world, _narrow(**criteria)) == expected


def test_place_within_the_municipality(world: World) -> None:
    assert _named(world, _narrow(grunnkretser=(101,), alder=aged(65))) >= {"solveig", "per"}
    assert not _numbers(_narrow(grunnkretser=(999,)))
    assert not _numbers(_narrow(skolekretser=(1,)))


def test_household_counts_those_who_live_in_the_dwelling(world: World) -> None:
    with_two = _named(world, _narrow(husholdning_fra=2, husholdning_til=2))
    assert with_two == {"mona", "lise"}
    assert "solveig" in _named(world, _narrow(husholdning_fra=3))
    assert "ukjentbosted" not in _named(world, _narrow(husholdning_fra=1))


def test_moved_in_since(world: World) -> None:
    assert "solveig" in _named(world, _narrow(innflyttet_siden=date(2020, 1, 1)))
    assert not _numbers(_narrow(innflyttet_siden=date(2020, 1, 2)))


def test_those_who_stay_are_found_by_where_they_stay(world: World) -> None:
    staying = _narrow(tilhoerighet=Tilhoerighet.OPPHOLD, statuser=("midlertidig", "bosatt"))
    assert _named(world, staying) == {"dnummer"}
    assert _named(world, replace(staying, statuser=("aktiv",))) == {"dnummer"}
    assert not _numbers(replace(staying, statuser=("bosatt",)))


def test_those_who_have_left_are_found_by_their_last_address(world: World) -> None:
    assert _named(world, _narrow(statuser=("doed",))) == {"doed"}
    assert _named(world, _narrow(statuser=("doed", "utflyttet"))) == {"doed", "utflyttet"}
    assert not _numbers(Utvalg(("4216",), statuser=("doed", "utflyttet")))


def test_graded_addresses_come_by_a_deliberate_choice_and_strengt_never(world: World) -> None:
    added = _named(world, LILLESAND, graded=True) - _named(world, LILLESAND)
    assert added == {"fortrolig", "klient"}
    staying = _narrow(tilhoerighet=Tilhoerighet.OPPHOLD)
    assert _named(world, staying, graded=True) == {"klientopphold"}
    assert not _named(world, Utvalg(("4216",)), graded=True) & PROTECTED


def test_the_protected_are_in_no_household(world: World) -> None:
    for size in range(1, 60):
        utvalg = _narrow(husholdning_fra=size, husholdning_til=size)
        assert not _named(world, utvalg, graded=True) & PROTECTED


def test_who_has_a_birth_year_only_counts_as_born_on_its_last_day() -> None:
    assert _ages_of_year_only(1961, date(2026, 12, 31)) == 65
    assert _ages_of_year_only(1961, date(2026, 12, 30)) == 64


def _ages_of_year_only(year: int, on: date) -> int:
    age = kolonneuttrykk.alder(Grunnlag("p", (), on))
    query = sql.SQL("select {} from (select null::date as foedselsdato, {}::int as foedselsaar) p")
    with connection.cursor() as cursor:
        cursor.execute(query.format(age, sql.Literal(year)))
        return int(cursor.fetchone()[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    on=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    born_on=st.lists(st.dates(date(1880, 1, 1), date(2100, 1, 1)), min_size=1),
)
def test_ages_in_lists_are_those_on_pages(on: date, born_on: list[date], db: None) -> None:
    assert _ages(born_on, on) == [min(130, max(-1, age_on(birth, on))) for birth in born_on]


@pytest.mark.parametrize("on", [date(2023, 2, 28), date(2024, 2, 28), date(2024, 2, 29), date(2023, 3, 1)])
def test_who_is_born_on_a_leap_day_has_a_birthday_every_year(on: date) -> None:
    leap = date(2004, 2, 29)
    assert _ages([leap], on) == [age_on(leap, on)]


def _ages(born_on: Iterable[date], on: date) -> list[int]:
    age = kolonneuttrykk.alder(Grunnlag("p", (), on))
    query = sql.SQL(
        "select {} from unnest({}::date[]) with ordinality p (foedselsdato, nr), (select null::int foedselsaar) x"
    )
    text = query.format(age, sql.Literal(list(born_on)))
    with connection.cursor() as cursor:
        cursor.execute(text.as_string(connection.connection).replace("p.foedselsaar", "x.foedselsaar"))
        return [int(found) for (found,) in cursor.fetchall()]
