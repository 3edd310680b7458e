"""Lists ask the database as often for many rows as for few."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.tilgang.tests.rows import write
from fiks.felles.virksomhet import actions as virksomhet
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.tests.persons import numbers
from tests.world import World


def _count(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def _more(world: World) -> None:
    """Ten more people with a role, and ten more rows in the log."""
    by, given = world.actor(world.ingrid), numbers("068180")
    with acting(by):
        for place in range(10):
            person = virksomhet.add_bruker(
                virksomhet=world.lillesand, foedselsnummer=next(given), navn=f"Person {place}", by=by, at=world.now
            )
            world.give(person, world.vaksine.ressurs, BRUK)
            write(by, datetime.now(UTC), gjelder="Prøve")


@pytest.mark.django_db
def test_more_rows_take_no_more_queries(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    urls = [
        *(reverse(f"tilgang:{name}") for name in ("start", "administratorer", "personer", "revisjonslogg")),
        reverse("folkeregister:roller"),
        reverse("folkeregister:rolle", args=[world.vaksine.pk]),
    ]
    for url in urls:
        _count(client, url)
    before = {url: _count(client, url) for url in urls}
    _more(world)
    assert {url: _count(client, url) for url in urls} == before
