import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.world import World

pytestmark = pytest.mark.django_db


def test_page_explains_and_has_one_button(client: Client) -> None:
    page = client.get("/innlogging/", {"neste": "/meldinger/"}).content.decode()
    assert "Logg inn med ID-porten" in page
    assert 'name="neste" value="/meldinger/"' in page
    assert "testperson" not in page


def test_page_of_the_test_world_shows_whom_one_can_be(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    settings.TEST_WORLD = True
    settings.TEST_PERSONS = tmp_path / "demo.json"
    assert "testperson" not in client.get("/innlogging/").content.decode()
    person = {
        "fnr": "12835844631",
        "name": "Kari <Nordli>",
        "organisation": "Lillesand kommune",
        "roles": ["Vaksinasjon"],
    }
    settings.TEST_PERSONS.write_text(json.dumps({"base_url": "http://localhost:8000", "persons": [person]}), "utf-8")
    page = client.get("/innlogging/").content.decode()
    assert "Prøv med en testperson" in page
    assert "Kari &lt;Nordli&gt;" in page
    assert "Lillesand kommune · Vaksinasjon" in page
    settings.TEST_PERSONS.write_text("tull", "utf-8")
    assert "testperson" not in client.get("/innlogging/").content.decode()


def test_persons_are_never_shown_outside_the_test_world(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    settings.TEST_PERSONS = tmp_path / "demo.json"
    settings.TEST_PERSONS.write_text('{"persons": [{"fnr": "12835844631", "name": "Kari"}]}', "utf-8")
    assert "Kari" not in client.get("/innlogging/").content.decode()


def test_one_who_is_logged_in_goes_on(world: World, client: Client) -> None:
    world.log_in(client, world.jonas)
    assert client.get("/innlogging/", {"neste": "/meldinger/"})["Location"] == "/meldinger/"
