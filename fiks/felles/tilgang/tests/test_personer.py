"""The people of the organisation: who there are, letting in, closing out."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.tilgang import queries
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.tests.rows import acts
from fiks.felles.virksomhet.models import Bruker
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.tests.persons import numbers
from tests.world import World

pytestmark = pytest.mark.django_db


def _new_number() -> str:
    return next(numbers("058180"))


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    for url in (
        reverse("tilgang:personer"),
        reverse("tilgang:person_ny"),
        reverse("tilgang:person_steng", args=[world.siri.pk]),
    ):
        assert "/innlogging/" in client.get(url).headers["Location"]


def test_one_who_does_not_administer_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, acr=Acr.HIGH)
    for url in (
        reverse("tilgang:personer"),
        reverse("tilgang:person_ny"),
        reverse("tilgang:person_steng", args=[world.siri.pk]),
    ):
        assert client.get(url).status_code == 403


def test_the_list_shows_ones_own_people_and_no_number(client: Client, world: World) -> None:
    answer = world.log_in(client, world.ingrid, acr=Acr.HIGH).get(reverse("tilgang:personer"))
    assert "Jonas Lie Berg" in answer.text
    assert "3 tilganger" in answer.text
    assert "Berit Solås" not in answer.text
    assert world.jonas.foedselsnummer not in answer.text


def test_a_person_is_added(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    number = _new_number()
    given = {"foedselsnummer": f"{number[:6]} {number[6:]}", "navn": "Nora Vik", "epost": "nora@example.no"}
    answer = client.post(reverse("tilgang:person_ny"), given, follow=True)
    assert "Nora Vik er lagt til" in answer.text
    assert number not in answer.text
    with acting(world.actor(world.ingrid)):
        assert Bruker.objects.get(foedselsnummer=number).virksomhet_id == world.lillesand.pk
        row = acts(world.lillesand.pk, "virksomhet.bruker_lagt_til")[-1]
    assert row.gjelder == "Nora Vik"
    assert number not in str(row.detaljer)


def test_a_number_that_is_none_is_explained_and_kept(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(reverse("tilgang:person_ny"), {"foedselsnummer": "1234567890", "navn": "Nora Vik"})
    assert "Skriv fødselsnummeret med 11 sifre. Du skrev 10." in answer.text
    assert "1234567890" in answer.text


def test_one_who_is_there_is_not_added_again(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    given = {"foedselsnummer": world.jonas.foedselsnummer, "navn": "Jonas"}
    assert "Personen er lagt til fra før." in client.post(reverse("tilgang:person_ny"), given).text


def test_closing_out_shows_and_takes_back_everything(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    url = reverse("tilgang:person_steng", args=[world.siri.pk])
    assert "Barnevern" in client.get(url).text
    client.post(url, {"begrunnelse": "Har sluttet"})
    with acting(world.actor(world.ingrid)):
        assert not Bruker.objects.get(pk=world.siri.pk).aktiv
        assert not Tildeling.objects.filter(bruker=world.siri, withdrawn_at__isnull=True).exists()
        assert acts(world.lillesand.pk, "virksomhet.bruker_stengt")[-1].aarsak == "Har sluttet"
        assert acts(world.lillesand.pk, "tilgang.tatt_tilbake")[-1].detaljer["til"] == "Siri Haugen"


def test_one_who_comes_back_has_a_new_name_and_nothing_from_before(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    ingrid, number = world.actor(world.ingrid), _new_number()
    client.post(reverse("tilgang:person_ny"), {"foedselsnummer": number, "navn": "Nora Vik"})
    with acting(ingrid):
        nora = Bruker.objects.get(foedselsnummer=number)
        world.give(nora, world.vaksine.ressurs, BRUK)
    client.post(reverse("tilgang:person_steng", args=[nora.pk]), {"begrunnelse": "Har sluttet"})
    client.post(reverse("tilgang:person_ny"), {"foedselsnummer": number, "navn": "Nora Lund"})
    with acting(ingrid):
        back = Bruker.objects.get(foedselsnummer=number)
        assert (back.pk, back.navn, back.aktiv) == (nora.pk, "Nora Lund", True)
        assert not queries.tildelinger_in_force(world.actor(back), at=world.now).exists()


def test_the_last_administrator_cannot_be_closed_out(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    url = reverse("tilgang:person_steng", args=[world.ingrid.pk])
    assert "minst én administrator" in client.post(url, {"begrunnelse": "Slutter"}).text
    with acting(world.actor(world.ingrid)):
        assert Bruker.objects.get(pk=world.ingrid.pk).aktiv


@pytest.mark.django_db(transaction=True)
def test_people_of_another_organisation_are_not_found(client: Client, world: World) -> None:
    world.log_in(client, world.berit, acr=Acr.HIGH)
    assert client.get(reverse("tilgang:person_steng", args=[world.siri.pk])).status_code == 404
