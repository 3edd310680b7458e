"""Settings are read from the environment, and nonsense stops the start with the setting's name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fiks.nettsted import miljo

NAME = "FIKS_PROEVE"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv(NAME, raising=False)
    return monkeypatch


def test_a_missing_setting_stops_with_its_name(environment: pytest.MonkeyPatch) -> None:
    with pytest.raises(miljo.SettingError, match=NAME):
        miljo.text(NAME)


def test_a_default_stands_in_for_a_missing_setting(environment: pytest.MonkeyPatch) -> None:
    assert miljo.text(NAME, "ellers") == "ellers"
    assert miljo.number(NAME, 7) == 7
    assert miljo.flag(NAME, default=True)
    assert miljo.words(NAME, "en to") == ["en", "to"]


def test_a_secret_may_lie_in_a_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "noekkel").write_text("hemmelig\n", "utf-8")
    environment.setenv(f"{NAME}_FILE", str(tmp_path / "noekkel"))
    assert miljo.text(NAME) == "hemmelig"


def test_a_file_that_cannot_be_read_stops(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv(f"{NAME}_FILE", str(tmp_path / "finnes-ikke"))
    with pytest.raises(miljo.SettingError, match=f"{NAME}_FILE"):
        miljo.text(NAME)


@pytest.mark.parametrize(("value", "expected"), [("ja", True), ("NEI", False), ("1", True), ("off", False)])
def test_yes_and_no_are_understood(environment: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    environment.setenv(NAME, value)
    assert miljo.flag(NAME, default=not expected) is expected


@pytest.mark.parametrize("value", ["kanskje", "2"])
def test_neither_yes_nor_no_stops(environment: pytest.MonkeyPatch, value: str) -> None:
    environment.setenv(NAME, value)
    with pytest.raises(miljo.SettingError, match="ja eller nei"):
        miljo.flag(NAME, default=True)


@pytest.mark.parametrize("value", ["-1", "11", "ti", "1.5"])
def test_a_number_outside_its_limits_stops(environment: pytest.MonkeyPatch, value: str) -> None:
    environment.setenv(NAME, value)
    with pytest.raises(miljo.SettingError, match="fra 1 til 10"):
        miljo.number(NAME, 5, least=1, most=10)


def test_a_word_that_is_not_among_the_choices_stops(environment: pytest.MonkeyPatch) -> None:
    environment.setenv(NAME, "noe annet")
    with pytest.raises(miljo.SettingError, match="test, produksjon"):
        miljo.choice(NAME, ("test", "produksjon"))


def _start(**settings: str) -> subprocess.CompletedProcess[str]:
    base = {
        "FIKS_MODUS": "produksjon",
        "FIKS_HEMMELIG_NOEKKEL": "x" * 60,
        "FIKS_HOVEDNOEKKEL": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
        "FIKS_ADRESSE": "https://fiks.example.no",
        "FIKS_VERTSNAVN": "fiks.example.no",
        "DATABASE_URL": "postgresql:///ingen",
        "PATH": os.environ["PATH"],
    }
    return subprocess.run(
        [sys.executable, "-c", "import fiks.nettsted.settings"],
        env=base | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_settings_for_production_are_accepted() -> None:
    assert _start().returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FIKS_MODUS", "utvikling"),
        ("FIKS_HEMMELIG_NOEKKEL", "kort"),
        ("FIKS_HOVEDNOEKKEL", ""),
        ("FIKS_ADRESSE", "http://fiks.example.no"),
        ("FIKS_TESTMILJO", "ja"),
        ("FIKS_IDPORTEN_UTEN_PAR", "ja"),
        ("DATABASE_URL", ""),
        ("FIKS_LOGGNIVAA", "PRATSOM"),
    ],
)
def test_production_refuses_a_setting_that_is_not_safe(name: str, value: str) -> None:
    ended = _start(**{name: value})
    assert ended.returncode != 0
    assert f"Innstillingen {name}" in ended.stderr
