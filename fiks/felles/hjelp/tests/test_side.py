"""One help page at its own address."""

from django.test import Client


def test_everyone_can_read_a_help_page(client: Client) -> None:
    text = client.get("/hjelp/hjelp/innhold/").content.decode()
    assert '<h1 class="ds-heading">Slik finner du hjelp</h1>' in text
    assert "<title>Slik finner du hjelp – Fiks</title>" in text
    assert 'aria-label="Tilbake til Hjelp"' in text


def test_help_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/hjelp/hjelp/finnes-ikke/").status_code == 404
    assert client.get("/hjelp/sessions/innhold/").status_code == 404


def test_a_page_in_another_language_says_so(client: Client) -> None:
    client.cookies["spraak"] = "en"
    assert '<article lang="nb">' in client.get("/hjelp/hjelp/innhold/").content.decode()
