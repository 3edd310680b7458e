"""The overview and the frame show what the person has to do with, and nothing of others."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.felles.meldinger import actions as meldinger
from fiks.felles.tilgang import actions as tilgang
from fiks.folkeregister.access import TJENESTE
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
OVERSIKT = "/"


def test_a_stranger_is_sent_to_the_log_in(client: Client) -> None:
    answer = client.get(OVERSIKT)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_it_greets_and_says_that_nothing_waits(client: Client, world: World) -> None:
    page = world.log_in(client, world.jonas, world.vaksine).get(OVERSIKT).content.decode()
    assert "Hei, Jonas" in page
    assert "Ingenting venter på deg." in page
    assert "Rolle: Vaksinasjon" in page
    assert "Ingrid Aas" in page


def test_an_unread_notice_is_counted_and_shown(client: Client, world: World) -> None:
    by = world.actor(world.ingrid)
    with acting(by):
        meldinger.notify(
            bruker_id=world.jonas.id,
            virksomhet_id=world.lillesand.id,
            tittel="Listen er klar",
            tekst="",
            lenke="/",
            by=by,
            at=world.now,
        )
    page = world.log_in(client, world.jonas, world.vaksine).get(OVERSIKT).content.decode()
    assert "Listen er klar" in page
    assert "1 uleste" in page.replace("\n", " ")
    other = world.log_in(Client(), world.siri).get(OVERSIKT).content.decode()
    assert "Listen er klar" not in other


def test_a_closed_service_says_why_and_who_can_open_it(client: Client, world: World) -> None:
    with acting(OPERATOR):
        tilgang.close_tjeneste(
            virksomhet=world.lillesand,
            tjeneste=TJENESTE,
            aarsak="Avtalen gikk ut 1. november.",
            who_mends="Ingrid Aas",
            by=OPERATOR,
            at=world.now,
        )
    page = world.log_in(client, world.jonas, world.vaksine).get(OVERSIKT).content.decode()
    assert "Avtalen gikk ut 1. november." in page
    assert "Stengt" in page


def test_the_switcher_offers_the_persons_own_roles_only(client: Client, world: World) -> None:
    page = world.log_in(client, world.siri).get(OVERSIKT).content.decode()
    assert "Barnevern" in page
    assert "Vaksinasjon" not in page


def test_another_organisation_shows_its_own_administrators(client: Client, world: World) -> None:
    page = world.log_in(client, world.berit, world.birkenesrolle).get(OVERSIKT).content.decode()
    assert "Birkenes kommune" in page
    assert "Ingrid Aas" not in page
