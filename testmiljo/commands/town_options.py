"""The options that say which town is meant; the same for every verb."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from testmiljo.befolkning import Town

DEFAULT_RESIDENTS, DEFAULT_SEED, DEFAULT_KOMMUNE = 12_000, 1, "4215"

P = ParamSpec("P")
R = TypeVar("R")


def town_options(command: Callable[P, R]) -> Callable[P, R]:
    """Adds --innbyggere, --froe and --kommune."""
    options = (
        click.option(
            "--innbyggere",
            default=DEFAULT_RESIDENTS,
            show_default=True,
            help="Hvor mange bosatte byen har (200–1 000 000). Døde, utflyttede og d-numre kommer i tillegg.",
        ),
        click.option("--froe", default=DEFAULT_SEED, show_default=True, help="Samme frø gir samme by hver gang."),
        click.option(
            "--kommune",
            "kommuner",
            multiple=True,
            default=[DEFAULT_KOMMUNE],
            show_default=True,
            help="Kommunenummer. Kan gjentas; da deles innbyggerne etter kommunenes virkelige folketall.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def build_town(innbyggere: int, froe: int, kommuner: tuple[str, ...]) -> Town:
    try:
        return Town(froe, innbyggere, kommuner)
    except ValueError as error:
        raise click.UsageError(
            "Kan ikke lage byen. Oppgi 200–1 000 000 innbyggere og kommunenumre som finnes, for eksempel "
            "--innbyggere 5000 --kommune 4215."
        ) from error
