"""`fiks felthjelp`: the operator's own help texts for the fields of a processing record."""

import click
from django.utils import timezone

from fiks.digiorden.actions import felthjelp as actions
from fiks.digiorden.protokoll.felter import by_name
from fiks.digiorden.queries.felthjelp import all_help_texts
from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator

_SPRAAK = click.option("--spraak", type=click.Choice(actions.SPRAAK), default="nb", show_default=True, help="Språket.")
_FELT = click.option("--felt", required=True, help="Navnet på feltet. Se fiks felthjelp vis.")
_AARSAK = click.option("--aarsak", required=True, help="Hvorfor. Står i loggen.")


@click.group("felthjelp", short_help="Endre hjelpetekstene i behandlingsprotokollen.")
def command() -> None:
    """Hjelpetekstene ved feltene i en behandling. Det som ikke er endret, står i koden."""


@command.command("vis", epilog="Eksempel: fiks felthjelp vis")
def show() -> None:
    """Vis feltene, teksten i koden og tekstene som er endret."""
    with acting(operator()):
        own = {(one.felt, one.spraak): one.tekst for one in all_help_texts()}
    for navn, felt in by_name().items():
        click.echo(f"{navn}: {felt.hjelp or '(ingen hjelpetekst)'}")
        for spraak in actions.SPRAAK:
            if (navn, spraak) in own:
                click.echo(f"  {spraak}: {own[navn, spraak]}")


@command.command(
    "sett",
    epilog='Eksempel: fiks felthjelp sett --felt formaal.tekst --tekst "Ett av gangen." --aarsak "Ønske fra brukerrådet"',
)
@_FELT
@_SPRAAK
@click.option("--tekst", required=True, help="Hjelpeteksten.")
@_AARSAK
def set_text(felt: str, spraak: str, tekst: str, aarsak: str) -> None:
    """Sett en egen hjelpetekst ved et felt."""
    by = operator(aarsak=aarsak)
    try:
        with acting(by):
            actions.set_help(felt=felt, spraak=spraak, tekst=tekst.strip(), by=by, at=timezone.now())
    except actions.UnknownField as error:
        raise click.BadParameter("Ingen felt heter dette. Se fiks felthjelp vis.", param_hint="--felt") from error
    click.echo("Hjelpeteksten er satt.")


@command.command(
    "fjern", epilog='Eksempel: fiks felthjelp fjern --felt formaal.tekst --aarsak "Teksten i koden er bedre"'
)
@_FELT
@_SPRAAK
@_AARSAK
def remove(felt: str, spraak: str, aarsak: str) -> None:
    """Gå tilbake til hjelpeteksten i koden."""
    by = operator(aarsak=aarsak)
    with acting(by):
        removed = actions.remove_help(felt=felt, spraak=spraak, by=by, at=timezone.now())
    click.echo("Teksten i koden gjelder igjen." if removed else "Feltet hadde ingen egen tekst.")
