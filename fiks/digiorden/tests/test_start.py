"""The first page of Digiorden."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/"


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(URL).status_code == 403


@pytest.mark.parametrize("navn", ["ingrid", "jonas", "odd", "siri", "berit"])
def test_everyone_with_a_role_is_let_in(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(URL).status_code == 200


def test_it_is_closed_where_the_service_is_not_open(client: Client, world: World) -> None:
    assert "Tjenesten er ikke tatt i bruk" in world.log_in(client, world.ingrid).get(URL).content.decode()
