"""The list of records: who sees it, what it can be narrowed to, and how little it asks the database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiks.digiorden.actions.behandlinger import create_behandling, withdraw_behandling
from fiks.digiorden.models import Behandling
from fiks.digiorden.tests.protokollen import approved, draft, drift, revised, seen, sent, vaksinasjon
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/behandlinger/"


def _titles(client: Client, query: str = "") -> list[str]:
    return [behandling.tittel for behandling, _merke in client.get(URL + query).context["rader"]]


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(URL).status_code == 403


def test_readers_see_the_records_and_only_writers_can_make_one(client: Client, digiorden: World) -> None:
    draft(digiorden)
    text = digiorden.log_in(client, digiorden.siri).get(URL).text
    assert "Vaksinasjon av eldre" in text
    assert "Ny behandling" not in text
    assert "Ny behandling" in digiorden.log_in(client, digiorden.jonas).get(URL).text


def test_an_empty_protocol_says_where_to_begin(client: Client, digiorden: World) -> None:
    assert "Protokollen er tom." in digiorden.log_in(client, digiorden.siri).get(URL).text


@pytest.mark.django_db(transaction=True)
def test_records_of_another_organisation_are_never_shown(client: Client, digiorden: World) -> None:
    draft(digiorden)
    digiorden.log_in(client, digiorden.berit)
    assert _titles(client) == []
    assert _titles(client, "?tekst=Vaksinasjon") == []
    assert client.get(URL).context["antall"]["I_BRUK"] == 0


def test_it_is_narrowed_to_state_fault_person_kind_and_words(client: Client, digiorden: World) -> None:
    draft(digiorden, vaksinasjon(digiorden, navn="Utkastet", lagring=[], ansvarlig_id=str(digiorden.siri.pk)))
    sent(digiorden, vaksinasjon(digiorden, navn="Den sendte"))
    approved(digiorden, vaksinasjon(digiorden, navn="Den godkjente"))
    approved(digiorden, vaksinasjon(digiorden, navn="Den forfalte"), dager=-1)
    revised(digiorden, vaksinasjon(digiorden, navn="Den nye"))
    draft(digiorden, drift(digiorden))
    gone = approved(digiorden, vaksinasjon(digiorden, navn="Den trukne"))
    by = digiorden.actor(digiorden.ingrid)
    with acting(by):
        withdraw_behandling(fra=seen(gone), begrunnelse="Avsluttet", by=by, at=digiorden.now)
    digiorden.log_in(client, digiorden.siri)
    assert "Den trukne" not in _titles(client)
    assert _titles(client, "?status=TRUKKET") == ["Den trukne"]
    assert _titles(client, "?status=SENDT") == ["Den sendte"]
    assert _titles(client, "?status=NY_VERSJON") == ["Den nye"]
    assert _titles(client, "?status=FORFALT") == ["Den forfalte"]
    assert _titles(client, "?mangel=FORFALT") == ["Den forfalte"]
    assert _titles(client, "?mangel=UTEN_LAGRINGSTID") == ["Utkastet"]
    assert _titles(client, f"?ansvarlig={digiorden.siri.pk}") == ["Utkastet"]
    assert _titles(client, "?slag=DATABEHANDLER") == ["Drift av sakssystem for Birkenes"]
    assert _titles(client, "?tekst=godkjente") == ["Den godkjente"]
    assert _titles(client, "?tekst=1&status=UTKAST")[0] == "Utkastet"


@pytest.mark.parametrize("query", ["?status=TULL", "?ansvarlig=tull", "?etter=tull", "?mangel=x'--", "?tekst=%00"])
def test_what_cannot_be_understood_is_left_out(client: Client, digiorden: World, query: str) -> None:
    assert digiorden.log_in(client, digiorden.siri).get(URL + query).status_code == 200


def test_pages_follow_each_other(client: Client, digiorden: World) -> None:
    _many(digiorden, 55)
    digiorden.log_in(client, digiorden.siri)
    first = client.get(URL)
    assert len(first.context["rader"]) == 50
    rest = client.get(f"{URL}?etter={first.context['page'].next}")
    assert len(rest.context["rader"]) == 5


def test_the_list_asks_as_little_with_many_records_and_never_reads_their_content(
    client: Client, digiorden: World
) -> None:
    _many(digiorden, 3)
    digiorden.log_in(client, digiorden.siri)
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    _many(digiorden, 60)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)
    assert not [one["sql"] for one in many if '"innhold"' in one["sql"]]


def _many(world: World, count: int) -> None:
    by = world.actor(world.jonas)
    with acting(by):
        first = create_behandling(vaksinasjon(world), by=by, at=world.now)
        last = Behandling.objects.order_by("-nummer").values_list("nummer", flat=True)[0]
        for nr in range(1, count):
            first.pk, first.nummer, first.tittel = uuid4(), last + nr, f"Behandling {nr % 7}"
            first.endret_at = world.now + timedelta(seconds=nr)
            first.save(force_insert=True)
