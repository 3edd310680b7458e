"""Giving people the roles of Digiorden, and taking them back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fiks.digiorden import access
from fiks.felles.kontekst import Acr, acting
from fiks.felles.meldinger.models import Melding
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.virksomhet.models import Bruker
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
LIST, GIVE = "/digiorden/roller/", "/digiorden/roller/gi/"


def give(client: Client, person: Bruker, kode: str) -> str:
    """The text of the page after the form was sent."""
    today = timezone.localdate()
    posted = {"bruker": str(person.pk), "kode": kode, "fra": f"{today:%d.%m.%Y}", "begrunnelse": "Oppgaven er hans"}
    return client.post(GIVE, posted, follow=True).text


def take(world: World, person: Bruker, kode: str) -> str:
    with acting(OPERATOR):
        found = Tildeling.objects.get(bruker=person, privilegium=kode)
    return reverse("digiorden:tilganger_ta_tilbake", args=[found.pk])


def has(world: World, person: Bruker, kode: str) -> bool:
    with acting(OPERATOR):
        return Tildeling.objects.filter(bruker=person, privilegium=kode, withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize("url", [LIST, GIVE])
def test_a_stranger_is_sent_to_log_in(client: Client, url: str) -> None:
    assert "/innlogging/" in client.get(url).headers["Location"]


@pytest.mark.parametrize("url", [LIST, GIVE])
def test_one_who_does_not_administer_is_refused(client: Client, digiorden: World, url: str) -> None:
    assert digiorden.log_in(client, digiorden.jonas, acr=Acr.HIGH).get(url).status_code == 403


def test_giving_needs_a_stronger_log_in(client: Client, digiorden: World) -> None:
    answer = digiorden.log_in(client, digiorden.ingrid).get(GIVE)
    assert answer.headers["Location"].startswith(reverse("innlogging:steg_opp"))


def test_a_person_gets_a_role_and_is_told(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    text = give(client, digiorden.fredrik, access.LES)
    assert "Fredrik Dahl har fått rollen Leser i Digiorden." in text
    assert digiorden.log_in(client, digiorden.fredrik).get("/digiorden/").status_code == 200
    with acting(digiorden.actor(digiorden.fredrik)):
        assert Melding.objects.get(bruker=digiorden.fredrik).tittel == "Du har fått tilgang til Digiorden"
        row = Revisjonslinje.objects.filter(handling="tilgang.gitt").latest("at")
        assert row.detaljer["privilegium"] == access.LES


def test_a_role_is_given_once(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    assert "Personen har rollen fra før." in give(client, digiorden.siri, access.LES)


@pytest.mark.parametrize("kode", [access.GODKJENN, access.PERSONVERNOMBUD])
def test_nobody_makes_himself_approver_or_officer(client: Client, digiorden: World, kode: str) -> None:
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    with acting(OPERATOR):
        Tildeling.objects.filter(bruker=digiorden.ingrid, privilegium=access.GODKJENN).update(
            withdrawn_at=digiorden.now, withdrawn_by="Test"
        )
    assert "Du kan ikke gi deg selv denne rollen." in give(client, digiorden.ingrid, kode)
    assert not has(digiorden, digiorden.ingrid, kode)


def test_the_officer_does_not_approve(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    assert "Ingen kan både være personvernombud og godkjenne" in give(client, digiorden.odd, access.GODKJENN)
    assert not has(digiorden, digiorden.odd, access.GODKJENN)


def test_a_fiks_administrator_appoints_the_first_and_no_more(client: Client, digiorden: World) -> None:
    with acting(OPERATOR):
        Tildeling.objects.filter(bruker=digiorden.ingrid, privilegium__startswith="digiorden.").update(
            withdrawn_at=digiorden.now, withdrawn_by="Test"
        )
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    assert LIST in client.get(reverse("tilgang:start")).text
    assert client.get(take(digiorden, digiorden.jonas, access.REDIGER)).status_code == 404
    assert "Velg en av rollene" in give(client, digiorden.fredrik, access.LES)
    assert "har fått rollen Administrator i Digiorden" in give(client, digiorden.fredrik, access.ADMINISTRER)
    digiorden.log_in(client, digiorden.fredrik, acr=Acr.HIGH)
    assert "har fått rollen Leser i Digiorden" in give(client, digiorden.ingrid, access.LES)


def test_it_is_closed_where_the_service_is_not_open(client: Client, world: World) -> None:
    answer = world.log_in(client, world.ingrid, acr=Acr.HIGH).get(GIVE)
    assert (answer.status_code, "Tjenesten er ikke tatt i bruk" in answer.text) == (403, True)


def test_a_role_that_is_taken_back_opens_nothing(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    url = take(digiorden, digiorden.siri, access.LES)
    assert "Ta tilbake Leser i Digiorden fra Siri Haugen?" in client.get(url).text
    assert "er tatt tilbake" in client.post(url, {"begrunnelse": "Ny jobb"}, follow=True).text
    assert "tatt tilbake fra før" in client.post(url, {"begrunnelse": "Ny jobb"}, follow=True).text
    with acting(digiorden.actor(digiorden.ingrid)):
        assert Revisjonslinje.objects.filter(handling="tilgang.tatt_tilbake", aarsak="Ny jobb").count() == 1
    assert digiorden.log_in(client, digiorden.siri).get("/digiorden/").status_code == 403


def test_another_organisations_role_is_not_found(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.berit, acr=Acr.HIGH)
    assert client.get(take(digiorden, digiorden.siri, access.LES)).status_code == 404
