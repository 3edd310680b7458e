"""The list of all help pages."""

from django.test import Client


def test_everyone_can_see_all_help_pages(client: Client) -> None:
    response = client.get("/hjelp/")
    assert response.status_code == 200
    assert '<a class="ds-link" href="/hjelp/hjelp/innhold/">Slik finner du hjelp</a>' in response.content.decode()


def test_the_page_has_its_own_help_in_the_drawer(client: Client) -> None:
    text = client.get("/hjelp/").content.decode()
    assert 'popovertarget="hjelp"' in text
    assert '<h2 class="ds-heading" id="hjelp-tittel">Slik finner du hjelp</h2>' in text
    assert 'href="/hjelp/hjelp/innhold/">Åpne hjelpen som egen side' in text


def test_help_that_is_not_translated_says_its_language(client: Client) -> None:
    client.cookies["spraak"] = "en"
    text = client.get("/hjelp/").content.decode()
    assert '<html lang="en"' in text
    assert '<div class="flyt" lang="nb">' in text
