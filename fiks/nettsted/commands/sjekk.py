"""`fiks sjekk`: is this installation sound?"""

import click

from fiks.nettsted.checks import unsound


@click.command("sjekk", epilog="Eksempel: fiks sjekk", short_help="Er installasjonen i orden?")
def command() -> None:
    """Se etter om installasjonen er i orden: innstillinger, database, rettigheter og radregler."""
    problems = unsound()
    for problem in problems:
        click.echo(f"✗ {problem}", err=True)
    if problems:
        raise SystemExit(1)
    click.echo("Alt er i orden.")
