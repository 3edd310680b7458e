"""`fiks virksomhet ny`: registers an organisation."""

import click
from django.utils import timezone

from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator
from fiks.felles.virksomhet import actions
from fiks.felles.virksomhet.queries import virksomhet_typer


@click.group("virksomhet", short_help="Registrer virksomheter.")
def command() -> None:
    """Virksomhetene som bruker denne installasjonen."""


@command.command(
    "ny",
    epilog='Eksempel: fiks virksomhet ny --orgnr 987654321 --navn "Lillesand kommune" --kommunenummer 4215',
)
@click.option("--orgnr", required=True, help="Organisasjonsnummer, ni siffer.")
@click.option("--navn", required=True, help="Navnet slik det skal vises.")
@click.option("--type", "slag", type=click.Choice(list(virksomhet_typer())), default="KOMMUNE", show_default=True)
@click.option("--kommunenummer", default="", help="Fire siffer, for kommuner.")
def new(orgnr: str, navn: str, slag: str, kommunenummer: str) -> None:
    """Registrer en virksomhet og skriv ut id-en den får."""
    if not (orgnr.isdecimal() and len(orgnr) == 9):
        raise click.BadParameter("Skriv ni siffer.", param_hint="--orgnr")
    by = operator()
    try:
        with acting(by):
            made = actions.create_virksomhet(
                orgnr=orgnr,
                navn=navn,
                type=virksomhet_typer()[slag],
                kommunenummer=kommunenummer,
                by=by,
                at=timezone.now(),
            )
    except actions.OrgnrInUse as error:
        raise click.ClickException("En virksomhet med dette organisasjonsnummeret finnes fra før.") from error
    click.echo(str(made.id))
