"""My own look-ups: mine alone, whole, and without numbers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions.oppslag import slaa_opp
from fiks.folkeregister.models.rolle import Registerrolle
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/mine-oppslag/"


def do(world: World, name: str, rolle: Registerrolle, minutes: int = 0) -> None:
    by = world.actor(world.jonas, rolle)
    with acting(by):
        slaa_opp(nummer=world.numbers[name], rolle=rolle, by=by, at=world.now + timedelta(minutes=minutes))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_ones_own_acts_are_shown_confidential_ones_too(client: Client, world: World) -> None:
    do(world, "solveig", world.vaksine)
    do(world, "lise", world.barnevern)
    page = world.log_in(client, world.jonas).get(URL).content.decode()
    assert world.vaksine.formaal[0] in page
    assert "Barnevern" in page
    assert f"{world.numbers['solveig'][:6]}\u00a0•••••" in page


def test_no_number_and_no_name_is_shown(client: Client, world: World) -> None:
    do(world, "solveig", world.vaksine)
    page = world.log_in(client, world.jonas).get(URL).content.decode()
    assert world.numbers["solveig"] not in page
    assert world.numbers["solveig"][6:] not in page
    assert "Solveig" not in page


def test_nobody_elses_acts_are_shown(client: Client, world: World) -> None:
    do(world, "solveig", world.vaksine)
    assert "Du har ikke slått opp noen" in world.log_in(client, world.siri).get(URL).content.decode()


def test_reading_writes_nothing(client: Client, world: World) -> None:
    world.log_in(client, world.jonas)
    with acting(world.actor(world.jonas)):
        before = Revisjonslinje.objects.count()
        client.get(URL)
        assert Revisjonslinje.objects.count() == before


def test_long_logs_are_paged_by_key(client: Client, world: World) -> None:
    for minute in range(51):
        do(world, "nobody", world.vaksine, minute)
    page = world.log_in(client, world.jonas).get(URL).content.decode()
    assert page.count("ikke funnet") == 50
    token = page.split("etter=")[1].split('"')[0]
    assert client.get(f"{URL}?etter={token}").content.decode().count("ikke funnet") == 1
