"""At the size of a town the database finds and orders residents by its indexes."""

import psycopg
import pytest
from psycopg import sql

from fiks.felles.regneark import Kolonne
from fiks.folkeregister.lister.listefil import Listefil
from fiks.folkeregister.lister.predikat import predikat
from fiks.folkeregister.lister.utvalg import Utvalg
from fiks.folkeregister.models import Sortering
from fiks.folkeregister.registerkopi import registerleser
from fiks.folkeregister.tests.lists import aged

pytestmark = pytest.mark.django_db(transaction=True)
TOWN = """
insert into person (identifikator, status, sorteringsnavn, navnetokener, tidligere_navnetokener, foedselsdato, kjoenn,
  statsborgerskap, skjoldet, kommunenummer, adressesortering, postnummer)
select lpad(i::text, 11, '0'), 'bosatt', md5(i::text), '{}', '{}', date '1930-01-01' + (i % 30000)::int, 'kvinne',
  '{NOR}', false,  (4200 + i % 25)::text, md5((i * 7)::text), '4790'
from generate_series(1, 50000) i
"""


@pytest.fixture
def _town(owner: psycopg.Connection) -> None:
    owner.execute(TOWN)
    owner.execute("vacuum analyze person")


def _plan(select: sql.Composable) -> str:
    with registerleser.reading() as cursor:
        cursor.execute(sql.SQL("explain {}").format(select))
        return "\n".join(str(line) for (line,) in cursor.fetchall())


def _listefil(utvalg: Utvalg, sortering: Sortering) -> sql.Composable:
    return Listefil(predikat(utvalg), [Kolonne("")], sortering, opens_names=True, one_kommune=True).select()


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("sortering", "index"),
    [(Sortering.NAVN, "person_kommune_navn"), (Sortering.ADRESSE, "person_kommune_adresse")],
)
def test_one_municipality_comes_in_the_order_of_an_index(sortering: Sortering, index: str) -> None:
    plan = _plan(_listefil(Utvalg(("4215",)), sortering))
    assert index in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("_town")
def test_few_by_age_are_found_by_the_index_on_age() -> None:
    plan = _plan(predikat(Utvalg(("4215",), alder=aged(90))).select(sql.SQL("count(*)")))
    assert "person_kommune_alder" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("_town")
def test_several_municipalities_are_found_by_index_too() -> None:
    plan = _plan(_listefil(Utvalg(("4215", "4216")), Sortering.NAVN))
    assert "Seq Scan" not in plan
