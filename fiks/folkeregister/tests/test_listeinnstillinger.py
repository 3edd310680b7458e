"""How long lists are kept."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.folkeregister.queries.listearbeid import days_kept
from fiks.folkeregister.tests.listesider import LISTER, at_work, rows, text
from tests.world import World

pytestmark = pytest.mark.django_db
INNSTILLINGER = f"{LISTER}innstillinger/"


def _days(world: World) -> int:
    with acting(world.actor(world.jonas)):
        return days_kept(world.lillesand.id)


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(INNSTILLINGER).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_who_is_not_administrator_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine, acr=Acr.HIGH)
    assert client.get(INNSTILLINGER).status_code == 403
    assert client.post(INNSTILLINGER, {"dager": "30"}).status_code == 403
    assert _days(world) == 7


def test_the_administrator_sets_the_term(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    page = text(client.post(INNSTILLINGER, {"dager": "3"}, follow=True))
    assert "Nye lister slettes etter 3 dager." in page
    assert _days(world) == 3
    [row] = rows(world, "folkeregister.liste_oppbevaring_endret")
    assert row.detaljer == {"foer": 7, "etter": 3}
    assert "slettes etter 3 dager" in text(at_work(client, world).get(f"{LISTER}ny/"))


@pytest.mark.parametrize("typed", ["0", "91", "sju", ""])
def test_a_term_that_is_too_short_or_long_is_refused(client: Client, world: World, typed: str) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    assert "Skriv et helt tall fra 1 til 90." in text(client.post(INNSTILLINGER, {"dager": typed}))
    assert _days(world) == 7
