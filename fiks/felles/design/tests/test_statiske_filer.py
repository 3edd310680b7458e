"""Static files: hashed once collected, served as they are before that, and required in production."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client
from pytest_django import Settings


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """A folder with everything collected; the storage is made anew by the setting, before and after."""
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.STORAGES = {**settings.STORAGES}
    return tmp_path


def test_an_uncollected_file_is_served_under_its_own_name(client: Client) -> None:
    assert static("design/fiks.css") == "/static/design/fiks.css"
    assert client.get("/static/design/fiks.css").status_code == 200


def test_a_collected_file_carries_its_hash_and_is_compressed(collected: Path) -> None:
    address = static("design/fiks.css")
    assert address != "/static/design/fiks.css"
    file = collected / address.removeprefix("/static/")
    assert file.is_file()
    assert file.with_name(f"{file.name}.gz").is_file()
    assert "inter-latin." in file.read_text()
    assert "inter-latin.woff2" not in file.read_text()  # fonts are named by their hash too


def test_production_serves_nothing_that_was_not_collected(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(ValueError, match="manifest"):
        staticfiles_storage.url("design/fiks.css")


def test_production_serves_what_was_collected(collected: Path, settings: Settings) -> None:
    settings.PRODUCTION = True
    assert static("design/fiks.css").startswith("/static/design/fiks.")
