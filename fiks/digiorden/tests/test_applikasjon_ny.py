"""Registering an application."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Applikasjon
from fiks.digiorden.tests.katalog import again, fill_catalogue, make_system, rows, text
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
URL = "/digiorden/applikasjoner/ny/"


def at_work(client: Client, digiorden: World) -> Client:
    return digiorden.log_in(client, digiorden.jonas)


def made() -> list[Applikasjon]:
    with acting(OPERATOR):
        return list(Applikasjon.objects.select_related("katalogsystem"))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["siri", "odd", "ingrid", "vera"])
def test_others_than_editors_are_refused(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(URL).status_code == 403


def test_the_catalogue_is_searched_without_javascript(client: Client, digiorden: World) -> None:
    fill_catalogue(digiorden)
    shown = text(at_work(client, digiorden).get(URL, {"navn": "Agresso"}))
    assert "Unit4 ERP" in shown
    assert "Het før «Agresso»." in shown
    assert "Ingen av disse" in shown
    assert "checked" not in shown.split("Ingen av disse")[0].split("Hvilket system")[1]


def test_suggestions_come_while_one_types(client: Client, digiorden: World) -> None:
    fill_catalogue(digiorden)
    shown = text(at_work(client, digiorden).get(f"{URL}forslag/", {"navn": "gerik"}))
    assert "Gerica" in shown
    assert "forslag fra katalogen" in shown
    assert "<html" not in shown


def test_what_is_chosen_is_registered_and_logged(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    answer = at_work(client, digiorden).post(
        URL, {"navn": "Gerica", "katalogsystem": str(system.pk), "livsloep": "INNFOERES"}
    )
    [applikasjon] = made()
    assert answer.headers["Location"] == f"/digiorden/applikasjoner/{applikasjon.pk}/"
    assert (applikasjon.katalogsystem, applikasjon.livsloep) == (system, "INNFOERES")
    [logged] = rows("digiorden.applikasjon_registrert")
    assert (logged.aktoer_navn, logged.gjelder, logged.virksomhet_id) == (
        "Jonas Lie Berg",
        "Gerica",
        digiorden.lillesand.pk,
    )


def test_even_the_same_name_is_never_linked_without_a_choice(client: Client, digiorden: World) -> None:
    make_system(digiorden, "Gerica")
    answer = at_work(client, digiorden).post(URL, {"navn": "Gerica", "livsloep": "I_BRUK"})
    assert "Velg systemet, eller «Ingen av disse»." in text(answer)
    assert made() == []


def test_none_of_them_leaves_it_undecided(client: Client, digiorden: World) -> None:
    make_system(digiorden, "Gerica")
    at_work(client, digiorden).post(URL, {"navn": "Gerica 2", "katalogsystem": "INGEN", "livsloep": "I_BRUK"})
    [applikasjon] = made()
    assert applikasjon.katalogsystem is None
    assert "Ingen har avgjort hvilket system" in text(client.get(f"/digiorden/applikasjoner/{applikasjon.pk}/"))


def test_what_the_catalogue_lacks_can_be_registered(client: Client, digiorden: World) -> None:
    assert "Katalogen har ikke noe som ligner" in text(at_work(client, digiorden).get(URL, {"navn": "Strøsandkart"}))
    client.post(URL, {"navn": "Strøsandkart", "katalogsystem": "INGEN", "livsloep": "I_BRUK"})
    assert [again(one).navn for one in made()] == ["Strøsandkart"]


@pytest.mark.parametrize("navn", ["", "x" * 121])
def test_a_name_that_will_not_do_is_told_of(client: Client, digiorden: World, navn: str) -> None:
    answer = at_work(client, digiorden).post(URL, {"navn": navn, "katalogsystem": "INGEN", "livsloep": "I_BRUK"})
    assert answer.status_code == 200
    assert "Feil:" in text(answer)
    assert made() == []


def test_a_system_that_was_not_suggested_cannot_be_chosen(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    answer = at_work(client, digiorden).post(
        URL, {"navn": "Brøytekart", "katalogsystem": str(system.pk), "livsloep": "I_BRUK"}
    )
    assert "Forslagene er endret. Velg igjen." in text(answer)
