"""`fiks tjenestetilgang aapne|lukk`: the operator opens and closes a service, with a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from django.utils import timezone

from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator
from fiks.felles.tilgang import actions, queries
from fiks.felles.virksomhet import queries as virksomheter

if TYPE_CHECKING:
    from fiks.felles.virksomhet.models import Virksomhet

_OPTIONS = [
    click.option("--orgnr", required=True, help="Virksomhetens organisasjonsnummer."),
    click.option("--tjeneste", required=True, help="Tjenestens kode, for eksempel FOLKEREGISTER."),
    click.option("--aarsak", required=True, help="Hvorfor. Står i loggen, og ved stenging også på siden brukerne ser."),
]


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group("tjenestetilgang", short_help="Åpne eller steng en tjeneste.")
def command() -> None:
    """Åpne eller steng en tjeneste for en virksomhet."""


@command.command(
    "aapne",
    epilog='Eksempel: fiks tjenestetilgang aapne --orgnr 987654321 --tjeneste FOLKEREGISTER --aarsak "Avtale signert"',
)
@_options
def open_service(orgnr: str, tjeneste: str, aarsak: str) -> None:
    """Åpne en tjeneste for en virksomhet."""
    by = operator(aarsak=aarsak)
    with acting(by):
        actions.open_tjeneste(
            virksomhet=_virksomhet(orgnr),
            tjeneste=_tjeneste(tjeneste),
            aarsak=aarsak,
            by=by,
            at=timezone.now(),
        )
    click.echo("Tjenesten er åpen.")


@command.command(
    "lukk",
    epilog='Eksempel: fiks tjenestetilgang lukk --orgnr 987654321 --tjeneste FOLKEREGISTER --aarsak "Avtalen er sagt opp"',
)
@_options
def close_service(orgnr: str, tjeneste: str, aarsak: str) -> None:
    """Steng en tjeneste for en virksomhet. Virker med en gang."""
    by = operator(aarsak=aarsak)
    with acting(by):
        closed = actions.close_tjeneste(
            virksomhet=_virksomhet(orgnr),
            tjeneste=_tjeneste(tjeneste),
            aarsak=aarsak,
            by=by,
            at=timezone.now(),
        )
    click.echo("Tjenesten er stengt." if closed else "Tjenesten var ikke åpen.")


def _virksomhet(orgnr: str) -> "Virksomhet":
    found = virksomheter.virksomhet_with_orgnr(orgnr)
    if found is None:
        raise click.ClickException("Ingen virksomhet har dette organisasjonsnummeret. Se fiks virksomhet ny.")
    return found


def _tjeneste(kode: str) -> str:
    if kode not in (codes := queries.tjeneste_codes()):
        raise click.ClickException(f"Tjenesten finnes ikke. Velg blant: {', '.join(codes)}.")
    return kode
