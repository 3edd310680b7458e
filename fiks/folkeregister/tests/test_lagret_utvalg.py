"""Saved criteria: shared by all who have the role."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.folkeregister.models import LagretUtvalg
from fiks.folkeregister.tests.listesider import LISTER, NY, at_work, filled, lister, rows, text
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(client: Client, world: World) -> LagretUtvalg:
    at_work(client, world).post(NY, filled(world, handling="lagre"))
    with acting(world.actor(world.jonas)):
        return LagretUtvalg.objects.get()


def _names(world: World) -> list[str]:
    with acting(world.actor(world.jonas)):
        return list(LagretUtvalg.objects.order_by("navn").values_list("navn", flat=True))


def test_a_stranger_is_sent_to_log_in(kept: LagretUtvalg) -> None:
    answer = Client().get(f"{LISTER}utvalg/{kept.pk}/")
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_another_organisation_and_another_role_do_not_find_them(
    client: Client, world: World, kept: LagretUtvalg
) -> None:
    for person, rolle in ((world.berit, world.birkenesrolle), (world.jonas, world.fullrolle)):
        world.log_in(client, person, rolle)
        assert client.get(f"{LISTER}utvalg/{kept.pk}/").status_code == 404
        assert client.post(f"{LISTER}utvalg/{kept.pk}/", {"navn": "Nytt"}).status_code == 404
        assert client.post(f"{LISTER}utvalg/{kept.pk}/slett/").status_code == 404
    assert _names(world) == [kept.navn]


def test_the_page_tells_what_they_are(client: Client, kept: LagretUtvalg) -> None:
    page = text(client.get(f"{LISTER}utvalg/{kept.pk}/"))
    assert "Bosatt i Lillesand, 20 år eller eldre 31. desember 2026" in page
    assert f'href="{NY}?utvalg={kept.pk}"' in page


def test_lists_drawn_from_them_are_shown(client: Client, world: World, kept: LagretUtvalg) -> None:
    client.post(NY, filled(world, lagret=str(kept.pk)))
    assert f"{LISTER}{lister(world)[0].pk}/" in text(client.get(f"{LISTER}utvalg/{kept.pk}/"))


def test_they_can_be_given_another_name(client: Client, world: World, kept: LagretUtvalg) -> None:
    client.post(f"{LISTER}utvalg/{kept.pk}/", {"navn": "Influensavaksine"})
    assert _names(world) == ["Influensavaksine"]
    assert [row.gjelder for row in rows(world, "folkeregister.utvalg_navn_endret")] == ["Influensavaksine"]


def test_a_name_that_is_taken_is_told_and_kept_in_the_field(client: Client, world: World, kept: LagretUtvalg) -> None:
    client.post(NY, filled(world, handling="lagre", alder_fra="30"))
    other = next(navn for navn in _names(world) if navn != kept.navn)
    page = text(client.post(f"{LISTER}utvalg/{kept.pk}/", {"navn": other}))
    assert "Rollen har allerede et utvalg som heter" in page
    assert kept.navn in _names(world)
    assert "Skriv et navn på utvalget." in text(client.post(f"{LISTER}utvalg/{kept.pk}/", {"navn": " "}))


def test_they_can_be_deleted(client: Client, world: World, kept: LagretUtvalg) -> None:
    client.post(NY, filled(world, lagret=str(kept.pk)))
    page = text(client.post(f"{LISTER}utvalg/{kept.pk}/slett/", follow=True))
    assert "er slettet." in page
    assert _names(world) == []
    assert lister(world)[0].lagret_utvalg_id is None
    assert [row.gjelder for row in rows(world, "folkeregister.utvalg_slettet")] == [kept.navn]
