"""`fiks sjekk`: is this installation sound?"""

import click
from django.core import checks
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def unsound() -> list[str]:
    """What is wrong, one sentence each; empty when all is well."""
    try:
        errors = checks.run_checks(include_deployment_checks=False, databases=["default"])
        unapplied = _unapplied()
    except OperationalError:
        return ["Databasen svarer ikke. Se DATABASE_URL."]
    problems = [error.msg for error in errors if error.is_serious()]
    if unapplied:
        problems.append(f"{unapplied} endringer i databasen er ikke kjørt. Kjør fiks migrer.")
    return problems


def _unapplied() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@click.command("sjekk", epilog="Eksempel: fiks sjekk", short_help="Er installasjonen i orden?")
def command() -> None:
    """Se etter om installasjonen er i orden: innstillinger, database, rettigheter og radregler."""
    problems = unsound()
    for problem in problems:
        click.echo(f"✗ {problem}", err=True)
    if problems:
        raise SystemExit(1)
    click.echo("Alt er i orden.")
