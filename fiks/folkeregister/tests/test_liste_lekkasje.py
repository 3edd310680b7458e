"""Nothing about a protected person leaves through a list: not as a row, a number, an order, a sheet or a count
(folkeregister.md b.6). Tried over criteria, columns, orders and formats drawn at random.
"""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiks.felles.kontekst import Acr, acting
from fiks.folkeregister.access import innsyn
from fiks.folkeregister.lister.kolonnesett import choices
from fiks.folkeregister.lister.utvalg import Tilhoerighet, Utvalg
from fiks.folkeregister.models import Filformat, Kolonnesett, Sortering
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.tests.lists import Drawer, aged, born, drawer
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
TRIED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PLACES = ("emmeligveien", "Gammelveien", "Klientveien", "HEMMELIGSTAD", "SKATT NORD")
NAMES = {"fortrolig": "FJELL", "strengt": "SKJULT", "klient": "KROGH"}


def _fitting(utvalg: Utvalg) -> Utvalg:
    """Household and moving are asked of residents only."""
    if utvalg.tilhoerighet == Tilhoerighet.BOSTED:
        return utvalg
    return replace(utvalg, husholdning_fra=None, innflyttet_siden=None)


UTVALG = st.builds(
    Utvalg,
    st.sampled_from([("4215",), ("4216",), ("4215", "4216")]),
    tilhoerighet=st.sampled_from(Tilhoerighet),
    statuser=st.lists(st.sampled_from(["bosatt", "aktiv", "doed", "utflyttet", "midlertidig"]), min_size=1).map(tuple),
    alder=st.sampled_from([None, aged(60), aged(69, 76), born(1956, 1957), born(1950, 1950)]),
    kjoenn=st.sampled_from(["", "kvinne", "mann"]),
    sivilstander=st.sampled_from([(), ("ugift",)]),
    statsborgerskap=st.sampled_from([(), ("NOR",)]),
    postnumre=st.sampled_from([(), ("4790",)]),
    grunnkretser=st.sampled_from([(), (101,)]),
    husholdning_fra=st.sampled_from([None, 1, 2]),
    innflyttet_siden=st.sampled_from([None, date(2019, 1, 1)]),
).map(_fitting)
ORDERS = st.fixed_dictionaries(
    {
        "kolonnesett": st.sampled_from(Kolonnesett),
        "sortering": st.sampled_from(Sortering),
        "filformat": st.sampled_from(Filformat),
        "vis_nye": st.booleans(),
    }
)


def _everything(content: bytes, filformat: str) -> str:
    """All that stands in a file, unpacked."""
    if filformat == Filformat.CSV:
        return content.decode("utf-8")
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def _with_columns(someone: Drawer, utvalg: Utvalg, order: dict[str, object]) -> dict[str, object]:
    """Every column that the role may have, for lists with columns of one's own."""
    if order["kolonnesett"] != Kolonnesett.EGENDEFINERT:
        return order
    return order | {"kolonner": tuple(felt.kode for felt in choices(innsyn(someone.rolle), utvalg.tilhoerighet))}


@pytest.fixture
def strong(world: World) -> Drawer:
    return drawer(world, acr=Acr.HIGH)


@TRIED
@given(utvalg=UTVALG, order=ORDERS)
def test_a_list_tells_nothing_about_the_protected(strong: Drawer, utvalg: Utvalg, order: dict[str, object]) -> None:
    liste = strong.draw(utvalg, **_with_columns(strong, utvalg, order))
    text = _everything(strong.content(liste), liste.filformat)
    found = [word for word in (*PLACES, *NAMES.values()) if word in text]
    found += [name for name in NAMES if strong.world.numbers[name] in text]
    assert not found
    assert "fortrolig" not in text.casefold()


@TRIED
@given(utvalg=UTVALG, order=ORDERS)
def test_a_deliberate_choice_never_shows_strengt_fortrolig(
    strong: Drawer, utvalg: Utvalg, order: dict[str, object]
) -> None:
    order = _with_columns(strong, utvalg, order) | {"med_graderte": True, "aarsak": "Skoleplass"}
    liste = strong.draw(utvalg, **order)
    text = _everything(strong.content(liste), liste.filformat)
    assert NAMES["strengt"] not in text
    assert strong.world.numbers["strengt"] not in text
    assert "SKATT NORD" not in text


@pytest.fixture
def asked_before(strong: Drawer) -> list[tuple[Utvalg, object, int]]:
    """Many criteria with their previews and counts, before the protected are taken out."""
    asked: list[tuple[Utvalg, object, int]] = []

    @settings(TRIED, max_examples=120)
    @given(utvalg=UTVALG)
    def ask(utvalg: Utvalg) -> None:
        asked.append((utvalg, *_told(strong, utvalg)))

    ask()
    return asked


def _told(someone: Drawer, utvalg: Utvalg) -> tuple[object, int]:
    with acting(someone.by):
        return queries.preview(utvalg, innsyn(someone.rolle), today=date(2026, 12, 31)), queries.count(utvalg)


def test_counts_are_as_if_the_protected_were_not_there(
    strong: Drawer, asked_before: list[tuple[Utvalg, object, int]], owner: psycopg.Connection
) -> None:
    owner.execute("delete from gradert_adresse")
    owner.execute("delete from person where skjoldet or graderingsnivaa is not null")
    for utvalg, preview, count in asked_before:
        assert _told(strong, utvalg) == (preview, count)


def test_the_app_cannot_read_graded_addresses_beside_the_function(strong: Drawer) -> None:
    from django.db import connection
    from django.db.utils import ProgrammingError

    with acting(strong.by), connection.cursor() as cursor:
        cursor.execute("select gradering from graderte_i_kommuner('{4215}', 'BOSTED')")
        assert {row[0] for row in cursor.fetchall()} <= {"fortrolig", "klientadresse", "ugradert"}
    with pytest.raises(ProgrammingError, match="gradert_adresse"), acting(strong.by), connection.cursor() as cursor:
        cursor.execute("select * from gradert_adresse")


def test_an_unknown_grading_is_never_shown(strong: Drawer, owner: psycopg.Connection) -> None:
    owner.execute("update gradert_adresse set gradering = 'noeNytt'")
    numbers = strong.numbers(med_graderte=True, aarsak="Skoleplass")
    assert not {strong.world.numbers[name] for name in NAMES} & set(numbers)
