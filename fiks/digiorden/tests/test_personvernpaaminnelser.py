"""Reminders before deadlines run out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fiks.digiorden.actions.personvernpaaminnelser import remind
from fiks.digiorden.tests.personvern import as_typed, register, take_in, today
from fiks.felles.kontekst import acting
from fiks.felles.meldinger.models import Melding
from tests.world import World

pytestmark = pytest.mark.django_db


def told(world: World, navn: str) -> list[str]:
    person = getattr(world, navn)
    with acting(world.actor(person)):
        return list(Melding.objects.filter(bruker=person).order_by("at", "id").values_list("tittel", flat=True))


def test_officer_and_handler_are_reminded_once_of_a_request(client: Client, digiorden: World) -> None:
    came = as_typed(today() - timedelta(days=26))
    take_in(client, digiorden, mottatt_date=came, behandler=str(digiorden.jonas.pk))
    at = timezone.now()
    assert remind(at=at) == 1
    assert remind(at=at) == 0
    assert told(digiorden, "odd") == ["En henvendelse nærmer seg fristen"]
    assert told(digiorden, "jonas") == ["Du skal behandle en henvendelse", "En henvendelse nærmer seg fristen"]
    assert told(digiorden, "ingrid") == []
    assert remind(at=at + timedelta(days=8)) == 1
    assert told(digiorden, "odd")[-1] == "En henvendelse er over fristen"


def test_one_with_time_left_is_not_reminded_of(client: Client, digiorden: World) -> None:
    take_in(client, digiorden)
    assert remind(at=timezone.now()) == 0


def test_the_72_hours_are_reminded_of_until_it_is_told(client: Client, digiorden: World) -> None:
    register(client, digiorden)
    at = timezone.now()
    assert [remind(at=at + timedelta(hours=hours)) for hours in (0, 30, 31, 50, 71, 80, 200)] == [0, 1, 0, 1, 1, 0, 0]
    titles = told(digiorden, "odd")
    assert titles[0] == "Et avvik skal meldes til Datatilsynet"
    assert titles[-1] == "Fristen for å melde et avvik er ute"
