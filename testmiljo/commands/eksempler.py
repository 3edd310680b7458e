"""`testmiljo eksempler`: numbers to try, by kind of person."""

import json

import click

from testmiljo.befolkning import Town, examples, former_numbers
from testmiljo.commands.town_options import build_town, town_options

FORMER = "tidligere_nummer"


@click.command(epilog="Eksempel: testmiljo eksempler --innbyggere 5000 --froe 7 --kommune 4215 --json")
@town_options
@click.option("--json", "as_json", is_flag=True, help="Skriv numrene som JSON: slag og en liste med numre.")
def eksempler(innbyggere: int, froe: int, kommuner: tuple[str, ...], *, as_json: bool) -> None:
    """Vis noen numre av hvert slag i en by: bosatt, død, utflyttet, d-nummer, gradert adresse …

    Numrene er de personene har nå, unntatt «tidligere_nummer»: de er opphørt, og fører til personen som har et annet nå.
    """
    found = _by_kind(build_town(innbyggere, froe, kommuner))
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for kind, numbers in found.items():
        click.echo(f"{kind.replace('_', ' '):<18}{' '.join(numbers) or 'ingen'}")


def _by_kind(town: Town, per_kind: int = 3) -> dict[str, list[str]]:
    return examples(town, per_kind) | {FORMER: list(former_numbers(town))[:per_kind]}
