"""Lists of those who were born, died, moved in and moved out: who is on them, what stands there, and who may ask."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from pytest_django import Settings

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.commands.innbyggerliste import command
from fiks.folkeregister.lister.utvalg import Tilhoerighet, Utvalg, UtvalgError, from_json
from fiks.folkeregister.lister.utvalgstekst import describe
from fiks.folkeregister.models import Kolonnesett
from fiks.folkeregister.tests.events import HERE, THERE, born, died, load, moved, number_of
from fiks.folkeregister.tests.lists import Drawer, drawer, vaccinator
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
DAY, SINCE = date(2026, 10, 10), date(2026, 10, 1)
OUT = Utvalg((HERE,), utflyttet_siden=SINCE)
DEAD = Utvalg((HERE,), doed_siden=SINCE)


@pytest.fixture
def someone(world: World) -> Drawer:
    return drawer(world)


@pytest.fixture
def town(world: World) -> dict[str, str]:
    people = {
        "født": born("FØDT", DAY),
        "død": died("DØD", DAY),
        "inn": moved("INN", DAY),
        "ut": moved("UT", DAY, fra=HERE, til=THERE),
        "før": moved("FØR", date(2026, 9, 1), fra=HERE, til=THERE),
    }
    load(world, *people.values())
    return {name: number_of(document) for name, document in people.items()}


@pytest.mark.parametrize(
    ("criterion", "name"),
    [("foedt_siden", "født"), ("doed_siden", "død"), ("innflyttet_siden", "inn"), ("utflyttet_siden", "ut")],
)
def test_each_criterion_finds_those_it_happened_to(
    someone: Drawer, town: dict[str, str], criterion: str, name: str
) -> None:
    found = someone.numbers(Utvalg((HERE,), **{criterion: SINCE}))  # type: ignore[arg-type]  # a date
    assert set(found) & set(town.values()) == {town[name]}


def test_a_list_of_those_who_left_shows_their_last_home_here(someone: Drawer, town: dict[str, str]) -> None:
    columns = (
        "Identifikasjonsnummer_foedselsEllerDNummer",
        "Kommune",
        "Sted_adresse",
        "Bostedsadresse_utflyttetKommuneDato",
    )
    liste = someone.draw(OUT, kolonnesett=Kolonnesett.EGENDEFINERT, kolonner=columns)
    heading, row = someone.sheets(OUT, kolonnesett=Kolonnesett.EGENDEFINERT, kolonner=columns)["Innbyggere"]
    assert heading[-1] == columns[-1]
    assert row == [town["ut"], "Lillesand", "Hendelsesveien 001 14 B", DAY]
    with acting(someone.by):
        drawn = Revisjonslinje.objects.get(id=liste.revisjon_id)
    assert list(subjektmengde.integers(bytes(drawn.subjektmengde or b""))) == [int(town["ut"])]


def test_moved_in_has_a_column_of_its_own(someone: Drawer, town: dict[str, str]) -> None:
    columns = ("Bostedsadresse_innflyttetKommuneDato", "Bostedsadresse_utflyttetKommuneDato")
    utvalg = Utvalg((HERE,), innflyttet_siden=SINCE)
    rows = someone.sheets(utvalg, kolonnesett=Kolonnesett.EGENDEFINERT, kolonner=columns)["Innbyggere"]
    assert rows[1][0] == DAY
    assert not any(row[1:] and row[1] for row in rows[1:])


def test_a_fresh_death_is_not_on_a_list_yet(someone: Drawer, world: World, settings: Settings) -> None:
    registered = datetime.now().astimezone() - timedelta(hours=20)
    fresh = died("FERSK", DAY, registered=registered.isoformat())
    load(world, fresh)
    assert number_of(fresh) in someone.numbers(DEAD)
    settings.DEATH_DELAY_HOURS = 48
    assert number_of(fresh) not in someone.numbers(DEAD)


@pytest.mark.parametrize("utvalg", [OUT, DEAD])
def test_a_role_without_history_draws_no_list_of_those_who_left(world: World, utvalg: Utvalg) -> None:
    with pytest.raises(UtvalgError, match="bare tidligere adresser"):
        vaccinator(world).order(utvalg)


def test_those_who_left_never_stand_with_graded_addresses(world: World) -> None:
    with pytest.raises(UtvalgError, match="aldri graderte"):
        drawer(world, acr=Acr.HIGH).order(OUT, med_graderte=True, aarsak="Skoleplass")


@pytest.mark.parametrize(
    "parts",
    [
        {"doed_siden": SINCE, "utflyttet_siden": SINCE},
        {"doed_siden": SINCE, "statuser": ("doed",)},
        {"utflyttet_siden": SINCE, "tilhoerighet": Tilhoerighet.OPPHOLD},
        {"utflyttet_siden": SINCE, "husholdning_fra": 2},
        {"utflyttet_siden": SINCE, "innflyttet_siden": SINCE},
        {"utflyttet_siden": date(2022, 12, 31)},
    ],
)
def test_criteria_that_cannot_stand_together_are_told(parts: dict[str, object]) -> None:
    with pytest.raises(UtvalgError):
        Utvalg((HERE,), **parts).check()  # type: ignore[arg-type]  # whatever is tried


def test_criteria_are_stored_described_and_read_back() -> None:
    for utvalg in (OUT, DEAD, Utvalg((HERE,), foedt_siden=SINCE)):
        assert from_json(utvalg.as_json()) == utvalg
    told = [text.replace("\u00a0", " ") for utvalg in (OUT, DEAD) for text in describe(utvalg)]
    assert told == [
        "Flyttet ut av Lillesand 1. oktober 2026 eller senere.",
        "Døde 1. oktober 2026 eller senere, sist bosatt i Lillesand.",
    ]


def test_criteria_from_before_these_are_equal_to_the_same_now() -> None:
    """Lists are compared with earlier ones by this key."""
    assert "doed_siden" not in Utvalg((HERE,)).as_json()


def test_the_command_takes_them(world: World, town: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "ut.csv"
    work = ["--rolle", world.fullrolle.navn, "--som", "Jonas Lie Berg", "--formaal", "Test", "--ut", str(path)]
    result = CliRunner().invoke(command, ["--kommune", "Lillesand", "--utflyttet-siden", "2026-10-01", *work])
    assert result.output.splitlines()[0] == f"{path}: 1 personer"
    assert town["ut"] in path.read_text("utf-8-sig")


def test_the_form_counts_them_in_the_way_of_every_preview(client: Client, world: World, town: dict[str, str]) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    given = {"kommuner": [HERE], "alder": "ALLE", "kjoenn": "", "statuser": ["bosatt"], "tilhoerighet": "BOSTED"}
    asked = given | {"utflyttet_siden": "1.10.2026"}
    page = client.post("/folkeregister/innbyggerlister/ny/antall/", asked).content.decode()
    assert "færre enn 5" in page
