"""`fiks vurderingsmaler`: shared templates for ROS and DPIA, scenario banks, and criteria for DPIA."""

from pathlib import Path

import click
from django.utils import timezone

from fiks.digiorden.actions.malbank import BadMal, publish_mal
from fiks.digiorden.queries.vurderinger import all_maler
from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator


@click.group("vurderingsmaler", short_help="Publiser maler for ROS og DPIA, scenarioer og kriterier.")
def command() -> None:
    """Maler og banker som alle kommuner kan hente fra. Det som er hentet, endres ikke av en ny versjon."""


@command.command("vis", epilog="Eksempel: fiks vurderingsmaler vis")
def show() -> None:
    """Vis den nyeste versjonen av hver mal og bank."""
    with acting(operator()):
        found = all_maler()
    for mal in found:
        click.echo(f"{mal.key}  {mal.slag}  {mal.tittel}: {len(mal.scenario)} scenarioer, {len(mal.tiltak)} tiltak")


@command.command("publiser", epilog='Eksempel: fiks vurderingsmaler publiser mal.toml --aarsak "Rettet etter tilsyn"')
@click.argument("fil", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--aarsak", required=True, help="Hvorfor. Står i loggen.")
def publish(fil: Path, aarsak: str) -> None:
    """Publiser en ny versjon fra en fil. Formatet er det samme som i fiks/digiorden/vurdering/maler."""
    by = operator(aarsak=aarsak)
    try:
        with acting(by):
            row = publish_mal(fil.read_bytes(), by=by, at=timezone.now())
    except BadMal as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{row} er publisert.")
