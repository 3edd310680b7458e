"""The page of one assessment, and where it is in its life."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiks.digiorden.tests.vurderingssider import URL, accepted, draft, from_template, sent, text
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    assert client.get(f"{URL}{made.pk}/").headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    assert digiorden.log_in(client, digiorden.fredrik).get(f"{URL}{made.pk}/").status_code == 403


def test_another_municipality_never_finds_it(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.berit)
    assert client.get(f"{URL}{made.pk}/").status_code == 404
    assert "Folkeregister i Lillesand" not in text(client.get(URL))
    for page in ("rediger/", "scenario/s1/", "tiltak/t1/", "scenariobank/", "send/", "aksept/", "gjenaapne/", "slett/"):
        assert client.get(f"{URL}{made.pk}/{page}").status_code == 404


def test_it_shows_scenarios_in_both_matrices(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    page = digiorden.log_in(client, digiorden.siri).get(f"{URL}{made.pk}/")
    body = text(page)
    assert "1 En ansatt slår opp naboen (høy før, middels etter)" in body
    assert "3 (mulig) og 4 (alvorlig)" in body
    assert "2 (lite sannsynlig) og 4 (alvorlig)" in body
    assert "Før nye tiltak" in body
    assert page.content.decode().count("Scenario </span>1</a>") == 2


def test_a_reader_is_offered_nothing_to_do(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    body = text(digiorden.log_in(client, digiorden.siri).get(f"{URL}{made.pk}/"))
    assert "Rediger" not in body
    assert "Send videre" not in body


def test_a_copy_of_a_template_says_what_is_missing_with_links(client: Client, digiorden: World) -> None:
    made = from_template(digiorden, "folkeregister-ros", "ROS")
    page = digiorden.log_in(client, digiorden.jonas).get(f"{URL}{made.pk}/")
    assert "Velg risikoeier." in text(page)
    assert "Velg hvem som har ansvaret for «Lær opp alle som får tilgang, før de får den»." in text(page)
    assert f'href="{URL}{made.pk}/tiltak/t01/#id_ansvarlig"' in page.content.decode()
    assert "Velg hva vurderingen gjelder." not in text(page), "the template is written for the service"


def test_each_state_says_whom_it_waits_for(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert "Redaktørene skriver." in text(client.get(f"{URL}{made.pk}/"))
    sent(digiorden, made)
    body = text(client.get(f"{URL}{made.pk}/"))
    assert "Risikoeieren tar stilling til hver risiko" in body
    assert "Trekk tilbake" in body
    accepted(digiorden, made)
    body = text(client.get(f"{URL}{made.pk}/"))
    assert "Versjon 1 er akseptert av Ingrid Aas og gjelder til og med" in body
    assert "Lag ny versjon" in body


def test_a_large_one_takes_as_many_queries_as_a_small_one(client: Client, digiorden: World) -> None:
    small, large = draft(digiorden), from_template(digiorden, "folkeregister-ros", "ROS")
    digiorden.log_in(client, digiorden.jonas)
    client.get(f"{URL}{small.pk}/")
    taken = []
    for one in (small, large):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}{one.pk}/")
        taken.append(len(queries))
    assert taken[0] == taken[1]
