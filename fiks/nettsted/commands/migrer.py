"""`fiks migrer`: brings the database to this version."""

import click
from django.conf import settings
from django.core.management import call_command


@click.command(
    "migrer",
    epilog="Eksempel: DATABASE_OWNER_URL=postgresql://fiks_owner@/fiks fiks migrer",
    short_help="Oppdater databasen.",
)
def command() -> None:
    """Oppdater databasen til denne versjonen av Fiks.

    Kjøres som databasens eier (DATABASE_OWNER_URL). Kan kjøres flere ganger.
    """
    if "owner" not in settings.DATABASES:
        raise click.ClickException("DATABASE_OWNER_URL mangler. Migrering kjøres som databasens eier.")
    call_command("migrate", database="owner", verbosity=1)
