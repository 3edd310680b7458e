"""Assessments as PDFs."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Vurdering
from fiks.digiorden.tests.vurderingssider import URL, accepted, draft, sent
from fiks.felles.pdf.tests.reading import Pdf, read_pdf
from tests.world import World

pytestmark = pytest.mark.django_db


def url(vurdering: Vurdering) -> str:
    return f"{URL}{vurdering.pk}/utskrift/"


def printed(client: Client, world: World, address: str) -> Pdf:
    answer = world.log_in(client, world.siri).get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    return read_pdf(b"".join(answer.streaming_content))  # type: ignore[attr-defined]


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    assert client.get(url(draft(digiorden))).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(url(draft(digiorden))).status_code == 403


def test_another_organisation_does_not_find_it(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.berit).get(url(draft(digiorden))).status_code == 404


def test_a_ros_is_printed_with_its_risk_and_measures(client: Client, digiorden: World) -> None:
    pdf = printed(client, digiorden, url(draft(digiorden)))
    text = pdf.flowing()
    for expected in (
        "Folkeregister i Lillesand",
        "ROS, versjon 1, utkast",
        "En ansatt slår opp naboen",
        "Lær opp alle",
    ):
        assert expected in text
    assert "01.01.2027" in text
    assert "Høy: sannsynlighet 3 (mulig), konsekvens 4 (alvorlig)" in text
    assert pdf.tree().kinds().count("Table") == 3, "the matrix before and after, and the measures"
    assert "Råd fra personvernombudet" not in text


def test_a_dpia_is_printed_with_its_texts_and_that_advice_is_missing(client: Client, digiorden: World) -> None:
    text = printed(client, digiorden, url(draft(digiorden, slag="DPIA"))).flowing()
    assert "Personvernombudet har ikke gitt råd ennå." in text
    assert "Nødvendighet b" in text


def test_a_decided_version_is_printed_as_it_was_decided(client: Client, digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    text = printed(client, digiorden, f"{URL}{made.pk}/versjoner/1/utskrift/").flowing()
    assert "ROS, versjon 1, akseptert" in text
    assert f"Avgjort av {digiorden.ingrid.navn}" in text


def test_a_version_that_is_not_there_is_not_found(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    answer = digiorden.log_in(client, digiorden.siri).get(f"{URL}{made.pk}/versjoner/1/utskrift/")
    assert answer.status_code == 404
