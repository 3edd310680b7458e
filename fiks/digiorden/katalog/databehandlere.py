"""Those who process personal data for the municipality in an application, as they are kept in its row."""

from datetime import date
from typing import Any

import msgspec


class Databehandler(msgspec.Struct, frozen=True, omit_defaults=True):
    """A processor. `avtalt` is when the agreement was signed; without it, there is none."""

    navn: str
    orgnr: str = ""
    avtalt: date | None = None


def read(kept: list[Any]) -> list[Databehandler]:
    """From the column."""
    return msgspec.convert(kept, list[Databehandler])


def write(given: list[Databehandler]) -> list[Any]:
    """To the column."""
    found: list[Any] = msgspec.to_builtins(given)
    return found
