"""The lists of Digiorden ask the database as often for many rows as for few, and seldom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiks.digiorden.tests.katalog import make_applikasjon, make_system
from fiks.digiorden.tests.protokollen import approved, draft, vaksinasjon
from tests.world import World

PAGES = ("behandlinger", "behandling_mangler", "begreper", "applikasjoner", "katalog", "vurderinger", "henvendelser")
MOST = 35


def _count(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.django_db
def test_more_rows_take_no_more_queries(client: Client, digiorden: World) -> None:
    world = digiorden
    world.log_in(client, world.jonas)
    approved(world, vaksinasjon(world, navn="Den første"))
    make_applikasjon(world, "Den første", make_system(world, "Ett system"))
    urls = [reverse(f"digiorden:{name}") for name in PAGES]
    for url in urls:
        _count(client, url)
    before = {url: _count(client, url) for url in urls}
    for nr in range(4):
        approved(world, vaksinasjon(world, navn=f"Nummer {nr}"))
        draft(world, vaksinasjon(world, navn=f"Med mangler {nr}", formaal=[]))
        make_applikasjon(world, f"Nummer {nr}", make_system(world, f"System {nr}"))
    for url in urls:
        _count(client, url)
    assert {url: _count(client, url) for url in urls} == before
    assert max(before.values()) <= MOST, before


@pytest.mark.django_db
def test_a_role_far_down_the_list_opens_the_door_as_cheaply(client: Client, digiorden: World) -> None:
    url = reverse("digiorden:behandlinger")
    counts = []
    for person in (digiorden.siri, digiorden.odd):
        digiorden.log_in(client, person)
        _count(client, url)
        counts.append(_count(client, url))
    assert counts[0] == counts[1]
