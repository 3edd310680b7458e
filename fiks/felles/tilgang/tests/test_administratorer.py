"""Who the administrators are, and giving and taking administration and control of the log."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.tilgang import actions, queries
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.privilegier import ADMINISTRER, KONTROLLER
from fiks.felles.tilgang.tests.rows import acts
from tests.world import World

pytestmark = pytest.mark.django_db


def _given(world: World, person: object, kode: str) -> Tildeling:
    with acting(world.actor(world.ingrid)):
        return Tildeling.objects.get(bruker=person, privilegium=kode)


def _form(world: World, person: object, **more: str) -> dict[str, str]:
    return {"bruker": str(person.pk), "fra": f"{world.now:%d.%m.%Y}", "til": "", "begrunnelse": "Vikar", **more}  # type: ignore[attr-defined]


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    for name in ("start", "administratorer", "administrator_ny", "kontroller_ny"):
        assert "/innlogging/" in client.get(reverse(f"tilgang:{name}")).headers["Location"]


def test_everyone_sees_who_they_are(client: Client, world: World) -> None:
    answer = world.log_in(client, world.fredrik).get(reverse("tilgang:administratorer"))
    assert "Ingrid Aas" in answer.text
    assert "Odd Rønning" in answer.text
    assert "Berit Solås" not in answer.text
    assert "Utnevn" not in answer.text


def test_everyone_sees_his_own_access(client: Client, world: World) -> None:
    answer = world.log_in(client, world.siri).get(reverse("tilgang:start"))
    assert "Barnevern" in answer.text
    assert "Revisjonslogg" not in answer.text


def test_one_who_does_not_administer_is_refused_and_it_is_logged(client: Client, world: World) -> None:
    answer = world.log_in(client, world.jonas, acr=Acr.HIGH).get(reverse("tilgang:administrator_ny"))
    assert answer.status_code == 403
    assert "Du har ikke tilgang" in answer.text
    assert "Ingrid Aas" in answer.text
    with acting(world.actor(world.ingrid)):
        assert acts(world.lillesand.pk, "tilgang.avvist")[-1].aktoer_navn == "Jonas Lie Berg"


def test_administration_needs_a_stronger_log_in(client: Client, world: World) -> None:
    answer = world.log_in(client, world.ingrid).get(reverse("tilgang:administrator_ny"))
    assert answer.headers["Location"].startswith(reverse("innlogging:steg_opp"))


def test_an_administrator_appoints_another(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(reverse("tilgang:administrator_ny"), _form(world, world.fredrik), follow=True)
    assert "Fredrik Dahl er administrator." in answer.text
    with acting(world.actor(world.ingrid)):
        row = acts(world.lillesand.pk, "tilgang.gitt")[-1]
    assert (row.aarsak, row.detaljer["til"]) == ("Vikar", "Fredrik Dahl")


def test_the_same_administration_is_not_given_twice(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(reverse("tilgang:administrator_ny"), _form(world, world.ingrid))
    assert "Personen er administrator fra før." in answer.text


def test_people_of_another_organisation_cannot_be_chosen(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(reverse("tilgang:administrator_ny"), _form(world, world.berit))
    assert "Velg en av personene i listen." in answer.text


def test_access_is_not_given_backwards_in_time(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    given = _form(world, world.fredrik) | {"fra": "01.01.2020", "til": "31.12.2019"}
    answer = client.post(reverse("tilgang:administrator_ny"), given)
    assert "kan ikke gis bakover i tid" in answer.text


def test_the_last_day_counts_to_its_end(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    last = world.now + timedelta(days=40)
    client.post(reverse("tilgang:administrator_ny"), _form(world, world.fredrik, til=f"{last:%d.%m.%Y}"))
    tildeling = _given(world, world.fredrik, ADMINISTRER)
    assert tildeling.last_moment is not None
    assert tildeling.last_moment.astimezone(tildeling.valid_until.tzinfo).date() <= last.date()  # type: ignore[union-attr]
    assert f"{last:%d.%m.%Y}" in client.get(reverse("tilgang:administratorer")).text


def test_control_of_an_area_is_given_before_any_role_is_made_there(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(reverse("tilgang:kontroller_ny"), _form(world, world.fredrik, omraade="SOSIAL"), follow=True)
    assert "Fredrik Dahl kan kontrollere loggen for Sosiale tjenester." in answer.text
    with acting(world.actor(world.fredrik)):
        assert queries.controlled_areas(world.actor(world.fredrik), at=world.now + timedelta(days=1)) == {"SOSIAL"}


def test_nobody_makes_himself_controller(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    answer = client.post(reverse("tilgang:kontroller_ny"), _form(world, world.ingrid, omraade="BARNEVERN"))
    assert "Du kan ikke gi deg selv kontroll med loggen." in answer.text


def test_control_is_taken_back_with_a_reason(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    url = reverse("tilgang:tilgang_ta_tilbake", args=[_given(world, world.odd, KONTROLLER).pk])
    assert "Ta tilbake tilgangen til Odd Rønning?" in client.get(url).text
    assert "Skriv hvorfor." in client.post(url, {"begrunnelse": ""}).text
    client.post(url, {"begrunnelse": "Har sluttet"})
    with acting(world.actor(world.ingrid)):
        assert acts(world.lillesand.pk, "tilgang.tatt_tilbake")[-1].aarsak == "Har sluttet"
        assert not queries.controlled_areas(world.actor(world.odd), at=world.now)
    assert "var tatt tilbake fra før" in client.post(url, {"begrunnelse": "Igjen"}, follow=True).text


def test_the_last_administrator_stays(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    url = reverse("tilgang:tilgang_ta_tilbake", args=[_given(world, world.ingrid, ADMINISTRER).pk])
    assert "minst én administrator" in client.post(url, {"begrunnelse": "Slutter"}).text


def test_an_administrator_who_is_closed_out_does_not_count_as_another(world: World) -> None:
    by = world.actor(world.ingrid)
    with acting(by):
        actions.appoint_administrator(bruker=world.fredrik, begrunnelse="Test", by=by, at=world.now)
        world.fredrik.aktiv = False
        world.fredrik.save()
        with pytest.raises(actions.LastAdministrator):
            actions.withdraw_access(
                tildeling=Tildeling.objects.get(bruker=world.ingrid), begrunnelse="Test", by=by, at=world.now
            )


@pytest.mark.django_db(transaction=True)
def test_an_assignment_of_another_organisation_is_not_found(client: Client, world: World) -> None:
    theirs = _given(world, world.odd, KONTROLLER)
    world.log_in(client, world.berit, acr=Acr.HIGH)
    url = reverse("tilgang:tilgang_ta_tilbake", args=[theirs.pk])
    assert client.post(url, {"begrunnelse": "Test"}).status_code == 404
    assert _given(world, world.odd, KONTROLLER).withdrawn_at is None
