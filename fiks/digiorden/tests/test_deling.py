"""Sharing: what is published, when, and what is taken back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions.applikasjoner import endre_applikasjon
from fiks.digiorden.models import DeltApplikasjon
from fiks.digiorden.tests.katalog import again, make_applikasjon, make_system, rows, text
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
URL = "/digiorden/deling/"


def shared() -> list[DeltApplikasjon]:
    with acting(OPERATOR):
        return list(DeltApplikasjon.objects.order_by("navn"))


def choose(client: Client, digiorden: World, versjon: int = 0, **choices: str) -> str:
    digiorden.log_in(client, digiorden.ingrid)
    return text(client.post(URL, {"versjon": str(versjon), **choices}, follow=True))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["jonas", "siri", "odd", "vera"])
def test_others_than_administrators_are_refused(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(URL).status_code == 403


def test_nothing_is_shared_until_somebody_chooses_to(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica")
    assert shared() == []
    assert "Deles aldri" in text(digiorden.log_in(client, digiorden.ingrid).get(URL))


def test_the_choice_publishes_what_is_there_and_what_comes(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    make_applikasjon(digiorden, "Før", system, avtale_slutt_date=date(2027, 11, 30))
    make_applikasjon(digiorden, "Hemmelig", deles=False)
    assert "Valget er lagret." in choose(client, digiorden, deler_applikasjoner="on")
    make_applikasjon(digiorden, "Etter")
    assert [(one.navn, one.avtale_kvartal) for one in shared()] == [("Etter", None), ("Før", None)]
    assert shared()[1].katalogsystem_id == system.pk
    assert rows("digiorden.deling_endret")[0].detaljer == {"deler_applikasjoner": True, "deler_avtaleslutt": False}


def test_the_quarter_is_shared_only_when_chosen(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica", avtale_slutt_date=date(2027, 11, 30))
    choose(client, digiorden, deler_applikasjoner="on", deler_avtaleslutt="on")
    assert [one.avtale_kvartal for one in shared()] == [date(2027, 10, 1)]


def test_taking_it_back_removes_all(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica")
    choose(client, digiorden, deler_applikasjoner="on")
    choose(client, digiorden, versjon=1)
    assert shared() == []


def test_one_application_can_be_held_back(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    choose(client, digiorden, deler_applikasjoner="on")
    by = digiorden.actor(digiorden.jonas)
    with acting(by):
        endre_applikasjon(applikasjon=again(applikasjon), values={"deles": False}, versjon=1, by=by, at=digiorden.now)
    assert shared() == []


def test_an_old_choice_does_not_undo_a_new(client: Client, digiorden: World) -> None:
    choose(client, digiorden, deler_applikasjoner="on")
    choose(client, digiorden, versjon=1)
    assert "Noen andre har endret valget." in choose(client, digiorden, versjon=1, deler_applikasjoner="on")
    assert "Noen andre har endret valget." in choose(client, digiorden, versjon=0, deler_applikasjoner="on")
    assert shared() == []
