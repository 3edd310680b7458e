"""One record as a PDF."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions import behandlinger as actions
from fiks.digiorden.models import Behandling
from fiks.digiorden.tests.protokollen import draft, revised, seen, vaksinasjon
from fiks.felles.kontekst import acting
from fiks.felles.pdf.tests.reading import Pdf, read_pdf
from tests.world import World

pytestmark = pytest.mark.django_db


def url(behandling: Behandling) -> str:
    return reverse("digiorden:behandling_utskrift", args=[behandling.pk])


def printed(client: Client, world: World, address: str) -> Pdf:
    answer = world.log_in(client, world.siri).get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    return read_pdf(b"".join(answer.streaming_content))  # type: ignore[attr-defined]


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    answer = client.get(url(draft(digiorden)))
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(url(draft(digiorden))).status_code == 403


def test_another_organisation_does_not_find_it(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.berit).get(url(draft(digiorden))).status_code == 404


def test_a_draft_is_printed_as_a_draft(client: Client, digiorden: World) -> None:
    text = printed(client, digiorden, url(draft(digiorden))).flowing()
    for expected in (
        "Vaksinasjon av eldre",
        "utkast",
        digiorden.jonas.navn,
        "smittevernloven § 3-8",
        "10 år fra siste dose",
    ):
        assert expected in text


def test_what_is_in_force_is_printed_unless_the_work_is_asked_for(client: Client, digiorden: World) -> None:
    behandling, by = revised(digiorden), digiorden.actor(digiorden.jonas)
    with acting(by):
        actions.save_draft(vaksinasjon(digiorden, enhet="Omsorg"), fra=seen(behandling), by=by, at=digiorden.now)
    assert "Omsorg" not in printed(client, digiorden, url(behandling)).flowing()
    assert "Omsorg" in printed(client, digiorden, url(behandling) + "?vis=arbeid").flowing()
