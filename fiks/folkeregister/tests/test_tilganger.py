"""Giving people access to a role, and taking it back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang import queries
from fiks.felles.tilgang.models import Tildeling
from fiks.folkeregister.actions.roller import set_rolle_active
from fiks.folkeregister.models.rolle import Registerrolle
from tests.world import World

pytestmark = pytest.mark.django_db


def _give(rolle: Registerrolle) -> str:
    return reverse("folkeregister:tilgang_gi", args=[rolle.pk])


def _take(world: World, rolle: Registerrolle) -> str:
    with acting(world.actor(world.ingrid)):
        tildeling = Tildeling.objects.get(ressurs=rolle.ressurs_id, bruker=world.jonas)
    return reverse("folkeregister:tilgang_ta_tilbake", args=[rolle.pk, tildeling.pk])


def _form(world: World, person: object, **more: str) -> dict[str, str]:
    return {"bruker": str(person.pk), "fra": f"{world.now:%d.%m.%Y}", "begrunnelse": "Vikar i sommer", **more}  # type: ignore[attr-defined]


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    for url in (_give(world.vaksine), _take(world, world.vaksine)):
        assert "/innlogging/" in client.get(url).headers["Location"]


def test_one_who_does_not_administer_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine, acr=Acr.HIGH)
    for url in (_give(world.vaksine), _take(world, world.vaksine)):
        assert client.get(url).status_code == 403


def test_giving_needs_a_stronger_log_in(client: Client, world: World) -> None:
    answer = world.log_in(client, world.ingrid).get(_give(world.vaksine))
    assert answer.headers["Location"].startswith(reverse("innlogging:steg_opp"))


def test_a_person_gets_the_role_and_is_told(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    until = world.now + timedelta(days=30)
    answer = client.post(_give(world.vaksine), _form(world, world.fredrik, til=f"{until:%d.%m.%Y}"), follow=True)
    assert "Fredrik Dahl har fått tilgang til Vaksinasjon." in answer.text
    assert "Vikar i sommer" in answer.text
    fredrik = world.actor(world.fredrik)
    with acting(fredrik):
        assert list(queries.roller_for(fredrik, at=world.now + timedelta(days=1))) == [world.vaksine.ressurs]
        assert not queries.roller_for(fredrik, at=world.now + timedelta(days=32)).exists()
        row = Revisjonslinje.objects.filter(handling="tilgang.gitt").order_by("at").reverse()[0]
    assert (row.detaljer["til"], row.aarsak) == ("Fredrik Dahl", "Vikar i sommer")
    assert (
        "Du har fått tilgang til en rolle"
        in world.log_in(Client(), world.fredrik).get(reverse("meldinger:oversikt")).text
    )


def test_the_same_role_is_not_given_twice(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(_give(world.vaksine), _form(world, world.jonas))
    assert "Personen har tilgang til rollen fra før." in answer.text


def test_a_role_for_machines_is_given_to_nobody(client: Client, world: World) -> None:
    with acting(world.actor(world.ingrid)):
        Registerrolle.objects.filter(pk=world.vaksine.pk).update(slag="MASKIN")
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    assert "Personer kan ikke få den." in client.get(_give(world.vaksine)).text
    answer = client.post(_give(world.vaksine), _form(world, world.fredrik))
    assert "Rollen er for fagsystemer. Lag en rolle for personer." in answer.text
    assert world.log_in(Client(), world.jonas, world.vaksine).get(reverse("folkeregister:oppslag")).status_code == 403


def test_a_closed_role_is_given_to_nobody(client: Client, world: World) -> None:
    by = world.actor(world.ingrid)
    with acting(by):
        set_rolle_active(rolle=world.vaksine, active=False, by=by, at=world.now)
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    assert "Rollen er lukket." in client.post(_give(world.vaksine), _form(world, world.fredrik)).text


def test_a_role_is_taken_back_at_once(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    url = _take(world, world.vaksine)
    assert "Ta Vaksinasjon tilbake fra Jonas Lie Berg?" in client.get(url).text
    answer = client.post(url, {"begrunnelse": "Har byttet jobb"}, follow=True)
    assert "Tilgangen til Jonas Lie Berg er tatt tilbake." in answer.text
    assert "De som har hatt rollen" in answer.text
    assert "var tatt tilbake fra før" in client.post(url, {"begrunnelse": "Igjen"}, follow=True).text
    with acting(world.actor(world.ingrid)):
        row = Revisjonslinje.objects.filter(handling="tilgang.tatt_tilbake").order_by("at").reverse()[0]
    assert (row.detaljer["til"], row.aarsak) == ("Jonas Lie Berg", "Har byttet jobb")
    assert world.log_in(Client(), world.jonas, world.vaksine).get(reverse("folkeregister:oppslag")).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_roles_and_assignments_of_another_organisation_are_not_found(client: Client, world: World) -> None:
    take = _take(world, world.vaksine)
    world.log_in(client, world.berit, acr=Acr.HIGH)
    for url in (_give(world.vaksine), take):
        assert client.get(url).status_code == 404
        assert client.post(url, _form(world, world.berit)).status_code == 404
    tildeling = take.split("/")[-3]
    wrong = reverse("folkeregister:tilgang_ta_tilbake", args=[world.birkenesrolle.pk, tildeling])
    assert client.post(wrong, {"begrunnelse": "Test"}).status_code == 404
