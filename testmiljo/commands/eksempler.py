"""`testmiljo eksempler`: numbers to try, by kind of person."""

import json

import click

from testmiljo.befolkning import examples
from testmiljo.commands.town_options import build_town, town_options


@click.command(epilog="Eksempel: testmiljo eksempler --innbyggere 5000 --froe 7 --kommune 4215")
@town_options
def eksempler(innbyggere: int, froe: int, kommuner: tuple[str, ...]) -> None:
    """Vis noen numre av hvert slag i en by: bosatt, død, utflyttet, d-nummer, gradert adresse …"""
    click.echo(json.dumps(examples(build_town(innbyggere, froe, kommuner)), indent=2))
