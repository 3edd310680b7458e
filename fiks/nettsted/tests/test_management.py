"""Health and metrics stand on the management address alone."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.test import Client

from fiks.nettsted import management


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    server = management.start("127.0.0.1:0")
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_process_that_answers_is_alive(address: str) -> None:
    assert httpx.get(f"{address}/helse/levende").text == "lever\n"


@pytest.mark.django_db(transaction=True)
def test_a_sound_installation_is_ready(address: str) -> None:
    answer = httpx.get(f"{address}/helse/klar")
    assert (answer.status_code, answer.text) == (200, "klar\n")


def test_an_unsound_one_says_what_is_wrong(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(management, "unsound", lambda: ["Noe mangler."])
    monkeypatch.setattr(management, "close_old_connections", lambda: None)
    answer = httpx.get(f"{address}/helse/klar")
    assert (answer.status_code, answer.text) == (503, "Noe mangler.\n")


@pytest.mark.django_db(transaction=True)
def test_metrics_are_in_the_format_of_prometheus(address: str) -> None:
    answer = httpx.get(f"{address}/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")


def test_other_addresses_are_not_there(address: str) -> None:
    assert httpx.get(f"{address}/admin").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/helse/levende", "/helse/klar", "/metrics"])
def test_the_site_itself_does_not_serve_them(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
