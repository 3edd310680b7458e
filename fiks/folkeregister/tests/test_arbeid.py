"""What the work is for: asked once, kept in the session, cleared by another role."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.innlogging import oekt
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/arbeid/"


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_the_role_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.fredrik, world.vaksine)
    assert client.get(URL).status_code == 403


def test_the_purposes_of_the_role_are_offered(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    page = client.get(URL).content.decode()
    assert all(formaal in page for formaal in world.vaksine.formaal)


def test_the_answer_is_shown_on_the_next_page(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    page = client.post(URL, {"sak": "2026/1432", "neste": "/folkeregister/oppslag/"}, follow=True)
    assert "sak 2026/1432" in page.content.decode()
    assert page.redirect_chain == [("/folkeregister/oppslag/", 302)]
    content = oekt.read(client.session)
    assert content
    assert (content.formaal, content.sak) == ("", "2026/1432")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Velg et formål, eller skriv saksnummeret."),
        ({"formaal": "Noe jeg fant på"}, "Noe jeg fant på"),
        ({"sak": "128358 00073"}, "Skriv uten fødselsnummer"),
    ],
)
def test_an_answer_that_cannot_be_used_is_explained(
    client: Client, world: World, given: dict[str, str], told: str
) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    answer = client.post(URL, given)
    assert answer.status_code == 200
    assert told in answer.content.decode()


def test_one_is_never_sent_to_another_site(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    answer = client.post(URL, {"sak": "1", "neste": "https://example.com/"})
    assert answer.headers["Location"] == "/folkeregister/oppslag/"


def test_another_role_clears_the_work(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    client.post(reverse("innlogging:velg_rolle"), {"ressurs": str(world.barnevern.ressurs_id), "neste": "/"})
    assert client.get("/folkeregister/oppslag/").headers["Location"].startswith(URL)
