"""`fiks tjener`: serves the site."""

import os
import shutil

import click
from django.conf import settings
from django.core.management import call_command


def _shared_metrics() -> None:
    """Let worker processes share their counts through a folder, emptied at each start."""
    folder = settings.STATE_DIR / "metrikk"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


@click.command(
    "tjener", epilog="Eksempel: fiks tjener --adresse 127.0.0.1:8000 --prosesser 2", short_help="Kjør nettstedet."
)
@click.option("--adresse", default="127.0.0.1:8000", show_default=True, help="Vert og port.")
@click.option("--prosesser", default=1, show_default=True, type=click.IntRange(1, 64), help="Antall prosesser.")
@click.option("--traader", default=16, show_default=True, type=click.IntRange(1, 128), help="Tråder i hver prosess.")
def command(adresse: str, prosesser: int, traader: int) -> None:
    """Kjør nettstedet, og helse og metrikk på styringsadressen (FIKS_STYRINGSADRESSE)."""
    _shared_metrics()
    from granian.constants import Interfaces
    from granian.server import Server

    from fiks.nettsted import management
    from fiks.nettsted.checks import unsound

    call_command("collectstatic", interactive=False, verbosity=0)
    if problems := unsound():
        raise click.ClickException(" ".join(problems))
    management.start(settings.MANAGEMENT_ADDRESS)
    host, _colon, port = adresse.rpartition(":")
    click.echo(f"Fiks svarer på http://{host}:{port}. Stopp med Ctrl-C.", err=True)
    Server(
        "fiks.nettsted.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=prosesser,
        blocking_threads=traader,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()
