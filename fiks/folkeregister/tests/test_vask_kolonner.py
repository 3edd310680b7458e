"""The page where one sees how a list is understood, and orders it washed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.folkeregister.models import Registerrolle
from fiks.folkeregister.tests.listesider import rows, text
from fiks.folkeregister.tests.test_vasker import VASK, at_work
from fiks.folkeregister.tests.vasker import SOLVEIG, row, washer, xlsx
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
CHOSEN = {
    "kolonne_1": "FORNAVN",
    "kolonne_2": "ETTERNAVN",
    "kolonne_3": "FOEDSELSDATO",
    "overskriftsrad": "1",
    "filformat": "ods",
}


def address(world: World, content: bytes | None = None) -> str:
    return f"{VASK}{washer(world).upload(content or xlsx(row(*SOLVEIG), row('123'))).pk}/kolonner/"


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    assert client.get(address(world)).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_another_role_does_not_find_it(client: Client, world: World) -> None:
    found = address(world)
    with acting(world.actor(world.jonas, world.vaksine)):
        Registerrolle.objects.filter(pk=world.vaksine.pk).update(bruksomraader=["SOEK", "INNBYGGERLISTE"])
    assert world.log_in(client, world.jonas, world.vaksine).get(found).status_code == 404


def test_it_shows_the_columns_the_first_rows_and_what_cannot_be_read(client: Client, world: World) -> None:
    page = text(at_work(client, world).get(address(world)))
    for part in ("Solveig Christiansen", "12.03.1958", "Ark1, rad 3, kolonne A: Skriv fødselsnummeret med 11 sifre."):
        assert part in page
    assert '<option value="FOEDSELSDATO" selected>' in page


def test_the_columns_can_be_corrected_and_looked_at_again(client: Client, world: World) -> None:
    chosen = CHOSEN | {"kolonne_1": "ETTERNAVN", "kolonne_2": "FORNAVN", "handling": "vis"}
    page = text(at_work(client, world).post(address(world), chosen))
    assert "Christiansen Solveig" in page
    assert rows(world, "folkeregister.vask_bestilt") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kolonne_2": ""}, "Velg også kolonnen med etternavn"),
        ({"kolonne_1": "", "kolonne_2": ""}, "Velg hvilken kolonne som er fødselsnummer"),
        ({"kolonne_1": "ETTERNAVN"}, "Etternavn er valgt for både kolonne B og kolonne C."),
        ({"overskriftsrad": "9"}, "ingen rader under overskriftene"),
        ({"overskriftsrad": ""}, "Skriv hvilken rad overskriftene står i."),
    ],
)
def test_columns_that_make_no_sense_are_told_and_nothing_is_ordered(
    client: Client, world: World, changes: dict[str, str], told: str
) -> None:
    page = text(at_work(client, world).post(address(world), CHOSEN | {"handling": "vask"} | changes))
    assert told in page
    assert rows(world, "folkeregister.vask_bestilt") == []


def test_the_order_is_logged_and_leads_to_the_wash(client: Client, world: World) -> None:
    found = address(world)
    answer = at_work(client, world).post(found, CHOSEN | {"handling": "vask"})
    assert answer.headers["Location"] == found.replace("kolonner/", "")
    [logged] = rows(world, "folkeregister.vask_bestilt")
    assert (logged.detaljer["kolonner"], logged.detaljer["filformat"]) == (
        ["ETTERNAVN", "FOEDSELSDATO", "FORNAVN"],
        "ods",
    )
    assert client.get(found).headers["Location"] == found.replace("kolonner/", "")
    assert client.post(found, CHOSEN | {"handling": "vask"}).status_code == 302
    assert len(rows(world, "folkeregister.vask_bestilt")) == 1


def test_there_is_a_limit_an_hour_and_the_page_says_when_to_try_again(
    client: Client, world: World, settings: Settings
) -> None:
    settings.WASHES_AN_HOUR = 2
    someone = washer(world)
    for minutes in (59, 30):
        someone.at = timezone.now() - timedelta(minutes=minutes)
        someone.order(xlsx(row(*SOLVEIG)))
    found = address(world)
    page = text(at_work(client, world).post(found, CHOSEN | {"handling": "vask"}))
    [first, _second] = rows(world, "folkeregister.vask_bestilt")
    again = timezone.localtime(first.at + timedelta(minutes=61))
    assert f"Du har vasket 2 lister den siste timen. Du kan vaske igjen fra kl. {again:%H.%M}." in page
    assert 'value="FOEDSELSDATO" selected' in page
    someone.at = timezone.now() + timedelta(minutes=2)
    someone.order(xlsx(row(*SOLVEIG)))
    assert len(rows(world, "folkeregister.vask_bestilt")) == 3


def test_another_sheet_can_be_chosen(client: Client, world: World) -> None:
    from io import BytesIO

    book = Workbook()
    book.active.append(["Om listen"])  # type: ignore[union-attr]  # a new book has a sheet
    second = book.create_sheet("Elever")
    for line in (["Etternavn", "Fornavn"], ["Lund", "Lise"]):
        second.append(line)
    out = BytesIO()
    book.save(out)
    found = address(world, out.getvalue())
    page = text(at_work(client, world).get(found))
    assert 'href="?ark=2">Elever' in page
    assert "Lise Lund" in text(client.get(f"{found}?ark=2"))


def test_what_the_role_does_not_open_is_not_offered(client: Client, world: World) -> None:
    opens = [kode for kode in world.fullrolle.opplysninger if kode != "bostedsadresse"]
    with acting(world.actor(world.jonas, world.fullrolle)):
        Registerrolle.objects.filter(pk=world.fullrolle.pk).update(opplysninger=opens)
        world.fullrolle.refresh_from_db()
    page = text(at_work(client, world).get(address(world)))
    assert 'value="ADRESSE"' not in page
    assert 'value="FOEDSELSDATO"' in page
