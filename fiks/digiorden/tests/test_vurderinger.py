"""The list of assessments."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Vurderingstiltak
from fiks.digiorden.tests.vurderingssider import URL, accepted, draft, sent, text
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(URL).status_code == 403


def test_an_empty_list_says_how_to_begin(client: Client, digiorden: World) -> None:
    assert "Begynn med en mal" in text(digiorden.log_in(client, digiorden.jonas).get(URL))


def test_it_shows_risk_owner_and_until_when_it_holds(client: Client, digiorden: World) -> None:
    accepted(digiorden, sent(digiorden, draft(digiorden)))
    body = text(digiorden.log_in(client, digiorden.siri).get(URL))
    assert "Risikoeier: Ingrid Aas. Akseptert, gjelder til og med" in body


def test_it_narrows_to_one_kind(client: Client, digiorden: World) -> None:
    draft(digiorden, tittel="En ros")
    draft(digiorden, slag="DPIA", tittel="En dpia")
    body = text(digiorden.log_in(client, digiorden.siri).get(f"{URL}?slag=DPIA"))
    assert "En dpia" in body
    assert "En ros" not in body


def test_measures_past_their_deadline_are_shown_when_the_assessment_is_decided(
    client: Client, digiorden: World
) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    with acting(digiorden.actor(digiorden.jonas)):
        Vurderingstiltak.objects.filter(vurdering=made).update(frist=digiorden.now.date() - timedelta(days=2))
    digiorden.log_in(client, digiorden.siri)
    assert "Lær opp alle" in text(client.get(URL))
    with acting(digiorden.actor(digiorden.jonas)):
        Vurderingstiltak.objects.filter(vurdering=made).update(status="FORKASTET")
    assert "Lær opp alle" not in text(client.get(URL))
