"""Reads settings from the environment and fails loudly on nonsense.

A variable may also be given as a file: with `FIKS_HOVEDNOEKKEL_FILE=/run/secrets/noekkel` the value is what the file holds.
"""

import os
from pathlib import Path

_TRUE = {"1", "ja", "true", "on"}
_FALSE = {"0", "nei", "false", "off"}


class SettingError(SystemExit):
    """A setting is missing or is not understood. The text says which one, and what it takes."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"Innstillingen {name}: {message}")


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or what its `_FILE` twin points to. Without a default it must be set."""
    if path := os.environ.get(f"{name}_FILE"):
        return _read(name, Path(path))
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise SettingError(name, "mangler. Se docs/drift/innstillinger.md.")
    return default


def _read(name: str, path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name}_FILE", f"filen kan ikke leses ({error.strerror}).") from error


def flag(name: str, *, default: bool) -> bool:
    """Return a yes or no."""
    value = text(name, "").lower()
    if not value:
        return default
    if value not in _TRUE | _FALSE:
        raise SettingError(name, "skriv ja eller nei.")
    return value in _TRUE


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """Return a whole number between `least` and `most`."""
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise SettingError(name, f"skriv et helt tall fra {least} til {most}.")
    return int(value)


def choice(name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    """Return one of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise SettingError(name, f"skriv en av disse: {', '.join(allowed)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return words separated by comma or space."""
    return text(name, default).replace(",", " ").split()
