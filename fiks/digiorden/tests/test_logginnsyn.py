"""All that is logged about one person: who may see what, what the file holds, and what the reading itself writes."""

import zipfile
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.tests.rows import write
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
PAGE, FILE = "/digiorden/personvern/logginnsyn/", "/digiorden/personvern/logginnsyn/last-ned/"


@pytest.fixture
def logged(digiorden: World) -> World:
    """Solveig was looked up in school, with another person; drawn in a list; and looked up in child welfare."""
    world, number = digiorden, digiorden.numbers["solveig"]
    at_school = world.actor(world.jonas, world.fullrolle, formaal="Flytting", sak="2026/12")
    area = {"rolle_navn": "Skole med hjemmel", "tjenesteomraade": "OPPVEKST"}
    others = [number, world.numbers["bjarne"]]
    write(at_school, world.now, subjekter=others, antall=2, opplysninger=["navn"], aarsak="Spurte om skole", **area)
    packed = subjektmengde.pack([number])
    write(at_school, world.now, kode="folkeregister.liste_tegnet", subjektmengde=packed, antall=1, **area)
    welfare = world.actor(world.siri, world.barnevern, formaal="Undersøkelse", sak="2026/77")
    hidden = {"rolle_navn": "Barnevern", "tjenesteomraade": "BARNEVERN", "konfidensiell": True}
    write(welfare, world.now, subjekter=[number], antall=1, opplysninger=["navn"], **hidden)
    return world


def without_control(world: World) -> None:
    with acting(OPERATOR):
        tilgang.withdraw_access(
            tildeling=Tildeling.objects.get(bruker=world.odd, privilegium="tilgang.kontroller"),
            begrunnelse="Test",
            by=OPERATOR,
            at=world.now,
        )


def ask(client: Client, world: World, url: str = PAGE, **more: str) -> HttpResponse:
    world.log_in(client, world.odd, acr=Acr.HIGH)
    return client.post(url, {"foedselsnummer": world.numbers["solveig"], **more})


def content(answer: HttpResponse) -> str:
    assert answer.headers["Content-Type"].startswith("application/vnd.openxml"), answer.content
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def readings(world: World) -> list[Revisjonslinje]:
    with acting(world.actor(world.ingrid)):
        return list(Revisjonslinje.objects.filter(handling="digiorden.innsyn_i_logg").order_by("at", "id"))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert "/innlogging/" in client.get(PAGE).headers["Location"]
    assert "/innlogging/" in client.post(FILE).headers["Location"]


@pytest.mark.parametrize("navn", ["fredrik", "ingrid", "jonas"])
def test_one_without_the_role_is_refused(client: Client, digiorden: World, navn: str) -> None:
    digiorden.log_in(client, getattr(digiorden, navn), acr=Acr.HIGH)
    assert client.get(PAGE).status_code == 403
    assert client.post(FILE, {"foedselsnummer": digiorden.numbers["solveig"]}).status_code == 403


def test_it_needs_a_stronger_log_in(client: Client, digiorden: World) -> None:
    assert "steg-opp" in digiorden.log_in(client, digiorden.odd).get(PAGE).headers["Location"]


def test_an_officer_without_control_sees_nothing_of_confidential_areas(client: Client, logged: World) -> None:
    without_control(logged)
    text = ask(client, logged).content.decode()
    assert "Flytting" in text
    assert "Undersøkelse" not in text
    assert "Det gjelder enten det finnes slike oppslag eller ikke." in text
    assert "Undersøkelse" not in content(ask(client, logged, FILE, med_navn="on", med_sak="on"))


def test_a_controller_of_the_area_sees_its_rows(client: Client, logged: World) -> None:
    assert "Undersøkelse" in ask(client, logged).content.decode()


def test_a_controller_who_is_no_officer_sees_his_areas_alone(client: Client, logged: World) -> None:
    with acting(OPERATOR):
        tilgang.withdraw_access(
            tildeling=Tildeling.objects.get(bruker=logged.odd, privilegium="digiorden.personvernombud"),
            begrunnelse="Test",
            by=OPERATOR,
            at=logged.now,
        )
    text = ask(client, logged).content.decode()
    assert "Undersøkelse" in text
    assert "Flytting" not in text


def test_lists_are_found_too_and_others_numbers_never_stand_there(client: Client, logged: World) -> None:
    page, file = ask(client, logged).content.decode(), content(ask(client, logged, FILE, med_navn="on", med_sak="on"))
    for text in (page, file):
        assert logged.numbers["bjarne"] not in text.replace(" ", "")
        assert "Skole med hjemmel" in text
    assert "Lagde en innbyggerliste" in page


def test_names_and_reasons_are_left_out_until_they_are_chosen(client: Client, logged: World) -> None:
    bare = content(ask(client, logged, FILE))
    assert "Jonas Lie Berg" not in bare
    assert "Spurte om skole" not in bare
    assert "Navnene på de ansatte er ikke med." in bare
    assert "Lillesand kommune" in bare
    full = content(ask(client, logged, FILE, med_navn="on", med_sak="on"))
    assert "Jonas Lie Berg" in full
    assert "Spurte om skole" in full
    assert "2026/12" in full


def test_the_reading_is_logged_about_the_person(client: Client, logged: World) -> None:
    ask(client, logged)
    answer = ask(client, logged, FILE)
    assert logged.numbers["solveig"] not in answer.headers["Content-Disposition"]
    rows = readings(logged)
    assert [row.subjekter for row in rows] == [[logged.numbers["solveig"]]] * 2
    assert [row.detaljer for row in rows] == [{"fil": False}, {"fil": True}]
    assert "Leste alt som er logget om en person" in ask(client, logged).content.decode()


def test_the_count_in_the_log_does_not_tell_of_confidential_areas(client: Client, logged: World) -> None:
    ask(client, logged)
    assert readings(logged)[0].antall == 2


def test_another_organisations_log_is_not_read(client: Client, logged: World) -> None:
    by = logged.actor(logged.berit, logged.birkenesrolle, formaal="Hemmelig formål")
    write(by, timezone.now(), subjekter=[logged.numbers["solveig"]], antall=1)
    assert "Hemmelig formål" not in ask(client, logged).content.decode()


def test_a_wrong_number_gives_no_file(client: Client, logged: World) -> None:
    assert ask(client, logged, FILE, foedselsnummer="12").headers["Location"] == PAGE
    assert not readings(logged)
