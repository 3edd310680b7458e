"""Deleting a result before its time."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.folkeregister.tests.listesider import rows, text
from fiks.folkeregister.tests.test_vasker import VASK, at_work
from fiks.folkeregister.tests.vasker import SOLVEIG, row, washer, xlsx
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    address = f"{VASK}{washer(world).order(xlsx(row(*SOLVEIG))).pk}/slett/"
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_wrong_role_is_refused(client: Client, world: World) -> None:
    address = f"{VASK}{washer(world).wash(xlsx(row(*SOLVEIG))).pk}/slett/"
    assert world.log_in(client, world.jonas, world.vaksine).post(address).status_code == 403


def test_it_is_asked_before_it_is_done_and_the_log_stays(client: Client, world: World) -> None:
    vask = washer(world).wash(xlsx(row(*SOLVEIG)))
    page = text(at_work(client, world).get(f"{VASK}{vask.pk}/slett/"))
    assert f"{vask.filnavn} med 1 rad" in page
    assert washer(world).again(vask).status == "FERDIG"
    page = text(client.post(f"{VASK}{vask.pk}/slett/", follow=True))
    assert "Den vaskede listen er slettet" in page
    assert "Last ned regnearket" not in page
    assert "Filen finnes ikke lenger." in text(client.get(f"{VASK}{vask.pk}/fil/", follow=True))
    assert [one.aktoer_navn for one in rows(world, "folkeregister.vask_slettet")] == ["Jonas Lie Berg"]
    assert client.post(f"{VASK}{vask.pk}/slett/").status_code == 302
