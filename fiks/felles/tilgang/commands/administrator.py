"""`fiks administrator`: appoints an organisation's first administrator."""

import click
from django.utils import timezone

from fiks.felles.koder.identifikator import FeilNummer, parse
from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator
from fiks.felles.tilgang import actions
from fiks.felles.virksomhet import actions as virksomhet_actions
from fiks.felles.virksomhet import queries as virksomheter


@click.command(
    "administrator",
    epilog='Eksempel: fiks administrator --orgnr 987654321 --navn "Ingrid Aas" --aarsak "Brev fra kommunedirektøren"',
    short_help="Utnevn den første administratoren.",
)
@click.option("--orgnr", required=True, help="Virksomhetens organisasjonsnummer.")
@click.option("--foedselsnummer", prompt="Fødselsnummer", hide_input=True, help="Spørres det om når det ikke er gitt.")
@click.option("--navn", required=True, help="Navnet på administratoren.")
@click.option("--epost", default="", help="E-post til administratoren.")
@click.option("--aarsak", required=True, help="Hvorfor. Står i loggen.")
def command(orgnr: str, foedselsnummer: str, navn: str, epost: str, aarsak: str) -> None:
    """Gjør en person til Fiks-administrator i en virksomhet."""
    try:
        nummer = parse(foedselsnummer).verdi
    except FeilNummer as error:
        raise click.BadParameter(str(error), param_hint="--foedselsnummer") from error
    virksomhet = virksomheter.virksomhet_with_orgnr(orgnr)
    if virksomhet is None:
        raise click.ClickException("Ingen virksomhet har dette organisasjonsnummeret. Se fiks virksomhet ny.")
    by, at = operator(virksomhet_id=virksomhet.id, aarsak=aarsak), timezone.now()
    with acting(by):
        bruker = virksomhet_actions.add_bruker(
            virksomhet=virksomhet, foedselsnummer=nummer, navn=navn, epost=epost, by=by, at=at
        )
        try:
            actions.appoint_administrator(bruker=bruker, begrunnelse=aarsak, by=by, at=at)
        except actions.AlreadyGiven as error:
            raise click.ClickException("Personen er administrator fra før.") from error
    click.echo(f"{navn} er administrator i {virksomhet.navn}.")
