"""The options that say which town is meant; the same for every verb."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from testmiljo.befolkning import LARGEST, SMALLEST, BadSize, Town, UnknownKommune

DEFAULT_RESIDENTS, DEFAULT_SEED = 12_000, 1
_SPAN = f"{SMALLEST}–{LARGEST:_}".replace("_", " ")

P = ParamSpec("P")
R = TypeVar("R")


def town_options(command: Callable[P, R]) -> Callable[P, R]:
    """Adds --innbyggere, --froe and --kommune."""
    options = (
        click.option(
            "--innbyggere",
            default=DEFAULT_RESIDENTS,
            show_default=True,
            help=f"Hvor mange bosatte byen har ({_SPAN}). Døde, utflyttede og d-numre kommer i tillegg.",
        ),
        click.option("--froe", default=DEFAULT_SEED, show_default=True, help="Samme frø gir samme by hver gang."),
        click.option(
            "--kommune",
            "kommuner",
            multiple=True,
            help="Kommunenummer. Kan gjentas; da deles innbyggerne etter kommunenes virkelige folketall. "
            "Uten --kommune brukes hele landet.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def build_town(innbyggere: int, froe: int, kommuner: tuple[str, ...]) -> Town:
    try:
        return Town(froe, innbyggere, kommuner)
    except BadSize as error:
        raise click.UsageError(f"Kan ikke lage en by med {innbyggere} innbyggere. Oppgi {_SPAN}.") from error
    except UnknownKommune as error:
        raise click.UsageError(
            f"Ukjent kommunenummer: {error}. Oppgi nummeret kommunen har fra 2024, for eksempel 4215 for Lillesand."
        ) from error
