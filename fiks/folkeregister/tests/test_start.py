"""The first page of the register."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/"


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_roles_is_told_whom_to_ask(client: Client, world: World) -> None:
    assert "Du har ingen rolle i Folkeregister" in world.log_in(client, world.fredrik).get(URL).content.decode()


def test_one_without_a_chosen_role_chooses_among_her_own(client: Client, world: World) -> None:
    page = world.log_in(client, world.jonas).get(URL).content.decode()
    assert all(f'value="{rolle.ressurs_id}"' in page for rolle in (world.fullrolle, world.vaksine, world.barnevern))
    assert 'href="/folkeregister/oppslag/"' not in page


def test_the_services_of_the_role_are_shown(client: Client, world: World) -> None:
    page = world.log_in(client, world.jonas, world.barnevern).get(URL).content.decode()
    assert 'href="/folkeregister/oppslag/"' in page
    assert "Innbyggerlister" not in page.split("<main")[1]


def test_a_role_that_is_withdrawn_is_not_shown_as_chosen(client: Client, world: World) -> None:
    page = world.log_in(client, world.fredrik, world.vaksine).get(URL).content.decode()
    assert 'href="/folkeregister/oppslag/"' not in page
