"""What a list's file is called: «innbyggerliste-lillesand-31.12.2026.xlsx», the second of a day «…-2.xlsx»."""

from collections.abc import Sequence
from datetime import date

from fiks.felles.koder.kommuner import file_slug
from fiks.folkeregister.lister.utvalgstekst import kommunenavn


def stamme(kommuner: Sequence[str], on: date) -> str:
    """The name without number and ending. Lists of several municipalities are called «flere»."""
    place = file_slug(kommunenavn(kommuner[0])) if len(kommuner) == 1 else "flere"
    return f"innbyggerliste-{place}-{on:%d.%m.%Y}"


def filnavn(kommuner: Sequence[str], on: date, nummer: int, ending: str) -> str:
    """The whole name of the nth list of a day."""
    suffix = f"-{nummer}" if nummer > 1 else ""
    return f"{stamme(kommuner, on)}{suffix}.{ending}"
