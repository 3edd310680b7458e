"""Deleting a list before its time, and the file that is ready until then."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.folkeregister.tests.listesider import LISTER, at_work, lister, rows, text
from fiks.folkeregister.tests.lists import vaccinator
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    address = f"{LISTER}{vaccinator(world).order().pk}/slett/"
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_list_without_a_file_cannot_be_deleted(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    assert at_work(client, world).post(f"{LISTER}{liste.pk}/slett/").status_code == 302
    assert lister(world)[0].status == "BESTILT"


def test_it_is_asked_before_it_is_done(client: Client, world: World) -> None:
    liste = vaccinator(world).draw()
    page = text(at_work(client, world).get(f"{LISTER}{liste.pk}/slett/"))
    assert f"{liste.filnavn} med" in page
    assert "Gå tilbake uten å slette" in page
    assert lister(world)[0].status == "FERDIG"


def test_the_file_is_gone_and_the_log_stays(client: Client, world: World) -> None:
    liste = vaccinator(world).draw()
    page = text(at_work(client, world).post(f"{LISTER}{liste.pk}/slett/", follow=True))
    assert "Listen er slettet" in page
    assert "Filen ble slettet" in page
    assert "Last ned regnearket" not in page
    assert "Filen finnes ikke lenger." in text(client.get(f"{LISTER}{liste.pk}/fil/", follow=True))
    assert [row.aktoer_navn for row in rows(world, "folkeregister.liste_slettet")] == ["Jonas Lie Berg"]
