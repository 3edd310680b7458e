"""Versions: what was done, the record as it was, and two versions side by side."""

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions.behandlinger import save_draft
from fiks.digiorden.models import Behandling
from fiks.digiorden.protokoll.forskjell import forskjell
from fiks.digiorden.protokoll.innhold import Formaal, les, skriv
from fiks.digiorden.tests.protokollen import approved, draft, seen, vaksinasjon
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db


def _pages(behandling: Behandling) -> list[str]:
    return [
        reverse("digiorden:behandling_versjoner", args=[behandling.pk]),
        reverse("digiorden:behandling_versjon", args=[behandling.pk, 1]),
        reverse("digiorden:behandling_forskjell", args=[behandling.pk, 1, 2]),
    ]


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    for url in _pages(approved(digiorden)):
        assert "/innlogging/" in client.get(url).headers["Location"]


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    digiorden.log_in(client, digiorden.fredrik)
    for url in _pages(made):
        assert client.get(url).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_versions_of_another_organisation_are_not_found(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    digiorden.log_in(client, digiorden.berit)
    for url in _pages(made):
        assert client.get(url).status_code == 404


def test_every_act_is_listed_with_who_and_when(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    text = digiorden.log_in(client, digiorden.siri).get(_pages(made)[0]).text
    for shown in ("Opprettet", "Sendt til godkjenning", "Godkjent", "Jonas Lie Berg", "Ingrid Aas", "Gjelder nå"):
        assert shown in text


def test_what_changed_stands_side_by_side(client: Client, digiorden: World) -> None:
    made, by = draft(digiorden), digiorden.actor(digiorden.jonas)
    with acting(by):
        save_draft(vaksinasjon(digiorden, enhet="Miljø"), fra=seen(made), by=by, at=digiorden.now)
    text = digiorden.log_in(client, digiorden.siri).get(_pages(made)[2]).text
    assert "Ansvarlig enhet" in text
    assert "<td>Helse</td><td>Miljø</td>" in text
    assert "1 felt er endret." in text
    old = client.get(_pages(made)[1]).text
    assert "Miljø" not in old


@pytest.mark.parametrize("nr", [0, 99])
def test_a_version_that_does_not_exist_is_not_found(client: Client, digiorden: World, nr: int) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.siri)
    assert client.get(reverse("digiorden:behandling_versjon", args=[made.pk, nr])).status_code == 404
    assert client.get(reverse("digiorden:behandling_forskjell", args=[made.pk, 1, nr])).status_code == 404


def test_a_purpose_is_followed_through_a_change_of_its_text(digiorden: World) -> None:
    before = les(skriv(vaksinasjon(digiorden)))
    first = before.formaal[0]  # type: ignore[union-attr]  # a controller's record
    renamed = msgspec.structs.replace(first, tekst="Tilby vaksine til flere")
    added = Formaal(nummer=2, tekst="Statistikk", artikkel_6=["6.1.e"])
    after = msgspec.structs.replace(before, formaal=[added, renamed])
    found = [(en.foer, en.etter) for en in forskjell(before, after)]
    assert ("Gi tilbud om vaksine", "Tilby vaksine til flere") in found
    assert ("", "Statistikk") in found
    assert len(found) == 3


def test_nothing_has_changed_between_alike_versions(digiorden: World) -> None:
    assert forskjell(vaksinasjon(digiorden), les(skriv(vaksinasjon(digiorden)))) == []
