"""The overview of a role's lists."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.folkeregister.models import Innbyggerliste, Listestatus
from fiks.folkeregister.tests.listesider import LISTER, NY, at_work, filled, rows, text
from fiks.folkeregister.tests.lists import vaccinator
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(LISTER).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.fredrik)
    assert client.get(LISTER).status_code == 403
    assert [row.gjelder for row in rows(world, "tilgang.avvist")] == ["folkeregister.bruk"]


def test_a_role_that_does_not_draw_lists_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.siri, world.barnevern)
    assert "åpner ikke for innbyggerlister" in text(client.get(LISTER))


def test_an_empty_page_says_so(client: Client, world: World) -> None:
    page = text(at_work(client, world).get(LISTER))
    assert "Ingen har laget lister i denne rollen ennå." in page
    assert "Her kommer utvalg som dere lagrer" in page


def test_lists_of_the_role_are_shown_with_their_state(client: Client, world: World) -> None:
    jonas = vaccinator(world)
    states = (Listestatus.BESTILT, Listestatus.FEILET, Listestatus.AVBRUTT)
    for place, state in enumerate(states):
        liste = jonas.at_time(jonas.at + timedelta(seconds=place)).order()
        with acting(jonas.by):
            Innbyggerliste.objects.filter(pk=liste.pk).update(status=state)
    page = text(at_work(client, world).get(LISTER))
    assert page.index("Avbrutt") < page.index("Stoppet") < page.index("0 %")
    assert "Bestilt av deg" in page
    assert "Bosatt i Lillesand" in page


def test_mine_leaves_out_those_of_colleagues(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    with acting(world.actor(world.jonas)):
        Innbyggerliste.objects.filter(pk=liste.pk).update(bestilt_av="en annen", bestilt_av_navn="Kari Nordli")
    at_work(client, world)
    assert "Bestilt av Kari Nordli" in text(client.get(LISTER))
    assert "Du har ikke laget lister i denne rollen." in text(client.get(f"{LISTER}?vis=mine"))


def test_another_role_does_not_see_them(client: Client, world: World) -> None:
    vaccinator(world).order()
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Ingen har laget lister i denne rollen ennå." in text(client.get(LISTER))
    world.log_in(client, world.berit, world.birkenesrolle)
    assert "Ingen har laget lister i denne rollen ennå." in text(client.get(LISTER))


def test_saved_criteria_are_listed(client: Client, world: World) -> None:
    at_work(client, world).post(NY, filled(world, handling="lagre"))
    assert "20 år eller eldre 31. desember 2026</a>" in text(client.get(LISTER))


def test_only_the_administrator_is_led_to_the_setting(client: Client, world: World) -> None:
    assert "Hvor lenge listene skal ligge" not in text(at_work(client, world).get(LISTER))
    world.log_in(client, world.berit, world.birkenesrolle)
    assert "Hvor lenge listene skal ligge" in text(client.get(LISTER))


def test_the_page_asks_the_database_as_often_however_many_lists_there_are(client: Client, world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(LISTER)
        return len(queries)

    at_work(client, world)
    vaccinator(world).order()
    with_one = asked()
    for _nth in range(4):
        vaccinator(world).order()
    assert asked() == with_one


def test_the_overview_shows_ones_own_lists_whatever_role_is_chosen(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    world.log_in(client, world.jonas)
    page = text(client.get("/"))
    assert f'href="{LISTER}{liste.pk}/">Bosatt i Lillesand</a>' in page
    assert "0 prosent ferdig, i rollen Vaksinasjon" in page
    world.log_in(client, world.siri)
    assert "Bosatt i Lillesand" not in text(client.get("/"))
