"""At the desk the settings are made the first time, and kept."""

from pathlib import Path

import pytest

from fiks.nettsted import desk


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.postgres, "ensure_database_env", lambda _state: None)
    for name in ("FIKS_MODUS", "FIKS_HEMMELIG_NOEKKEL", "FIKS_HOVEDNOEKKEL", "FIKS_TILSTAND"):
        monkeypatch.setenv(name, "")  # so that what is set below is taken away again
        monkeypatch.delenv(name)


def _prepared(state: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    import os

    desk.prepare(state)
    found = {name: os.environ[name] for name in ("FIKS_MODUS", "FIKS_HOVEDNOEKKEL", "FIKS_TILSTAND")}
    for name in (*found, "FIKS_HEMMELIG_NOEKKEL"):
        monkeypatch.delenv(name)
    return found


def test_keys_are_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _prepared(tmp_path, monkeypatch)
    assert first["FIKS_MODUS"] == "test"
    assert _prepared(tmp_path, monkeypatch) == first


def test_settings_added_before_the_first_start_come_with_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(tmp_path, {"FIKS_EPOST_PORT": "8025"})
    assert _prepared(tmp_path, monkeypatch)["FIKS_HOVEDNOEKKEL"]
    assert "FIKS_EPOST_PORT=8025" in (tmp_path / "miljo.env").read_text("utf-8")


def test_only_this_user_can_read_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _prepared(tmp_path, monkeypatch)
    assert (tmp_path / "miljo.env").stat().st_mode & 0o077 == 0
