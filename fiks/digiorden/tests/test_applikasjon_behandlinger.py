"""Choosing which processing records an application serves."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Applikasjon, Applikasjonsbehandling
from fiks.digiorden.tests.katalog import make_applikasjon, rows, text
from fiks.digiorden.tests.protokollen import draft, drift
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def url(applikasjon: Applikasjon) -> str:
    return reverse("digiorden:applikasjon_behandlinger", args=[applikasjon.pk])


def chosen() -> set[str]:
    with acting(OPERATOR):
        return set(Applikasjonsbehandling.objects.values_list("behandling__tittel", flat=True))


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    answer = client.get(url(make_applikasjon(digiorden, "Gerica")))
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["siri", "odd", "vera"])
def test_a_reader_is_refused(client: Client, digiorden: World, navn: str) -> None:
    applikasjon, record = make_applikasjon(digiorden, "Gerica"), draft(digiorden)
    digiorden.log_in(client, getattr(digiorden, navn))
    assert client.post(url(applikasjon), {"versjon": "1", "behandlinger": [str(record.pk)]}).status_code == 403
    assert chosen() == set()


def test_the_choice_is_kept_and_logged(client: Client, digiorden: World) -> None:
    applikasjon, record = make_applikasjon(digiorden, "Gerica"), draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert 'name="versjon" value="1"' in client.get(url(applikasjon)).content.decode()
    client.post(url(applikasjon), {"versjon": "1", "behandlinger": [str(record.pk)]})
    assert chosen() == {"Vaksinasjon av eldre"}
    [logged] = rows("digiorden.applikasjon_behandlinger")
    assert logged.detaljer["lagt_til"] == [str(record.pk)]


def test_an_old_page_does_not_undo_what_another_chose(client: Client, digiorden: World) -> None:
    applikasjon, first, second = (
        make_applikasjon(digiorden, "Gerica"),
        draft(digiorden),
        draft(digiorden, drift(digiorden)),
    )
    digiorden.log_in(client, digiorden.jonas)
    client.post(url(applikasjon), {"versjon": "1", "behandlinger": [str(first.pk)]})
    late = client.post(url(applikasjon), {"versjon": "1", "behandlinger": [str(second.pk)]}, follow=True)
    assert "Noen har endret applikasjonen mens du valgte. Velg igjen." in text(late)
    assert chosen() == {"Vaksinasjon av eldre"}


def test_another_municipality_neither_sees_nor_chooses(client: Client, digiorden: World) -> None:
    applikasjon, record = make_applikasjon(digiorden, "Gerica"), draft(digiorden)
    digiorden.log_in(client, digiorden.berit)
    assert client.post(url(applikasjon), {"versjon": "1", "behandlinger": [str(record.pk)]}).status_code == 404
    assert chosen() == set()
