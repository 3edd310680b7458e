"""`fiks noekler roter`: takes a new master key in use."""

import os

import click
from django.utils import timezone

from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator
from fiks.felles.lager import actions
from fiks.felles.lager.kryptering import Unreadable
from fiks.felles.revisjon.actions import Handling, record


@click.group("noekler", short_help="Nøklene som dokumentene er låst med.")
def command() -> None:
    """Nøklene som dokumentene er låst med."""


@command.command(
    "roter", epilog="Eksempel: FIKS_HOVEDNOEKKEL=<ny> FIKS_HOVEDNOEKKEL_GAMMEL=<gammel> fiks noekler roter"
)
def rotate() -> None:
    """Lås alle dokumenter med en ny hovednøkkel.

    Sett FIKS_HOVEDNOEKKEL til den nye nøkkelen og FIKS_HOVEDNOEKKEL_GAMMEL til den forrige. Kan avbrytes og kjøres igjen.
    """
    previous = os.environ.get("FIKS_HOVEDNOEKKEL_GAMMEL", "")
    if not previous:
        raise click.ClickException(
            "FIKS_HOVEDNOEKKEL_GAMMEL mangler. Sett den til nøkkelen dokumentene er låst med nå."
        )
    by = operator(aarsak="Ny hovednøkkel")
    try:
        with acting(by):
            count = actions.rotate_keys(previous=previous)
            record(Handling("lager.noekler_rotert", antall=count), by=by, at=timezone.now())
    except (Unreadable, ValueError) as error:
        raise click.ClickException("Nøkkelen i FIKS_HOVEDNOEKKEL_GAMMEL passer ikke. Ingenting er endret.") from error
    click.echo(f"{count} dokumenter er låst med den nye nøkkelen.")
