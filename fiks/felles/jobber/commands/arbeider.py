"""`fiks arbeider`: does the jobs."""

import click

from fiks.felles.jobber.worker import worker_app


@click.command("arbeider", epilog="Eksempel: fiks arbeider --samtidig 2", short_help="Utfør jobber fra køen.")
@click.option(
    "--samtidig", default=2, show_default=True, type=click.IntRange(1, 32), help="Hvor mange jobber om gangen."
)
@click.option("--til-tom", is_flag=True, help="Stopp når køen er tom.")
def command(samtidig: int, til_tom: bool) -> None:
    """Utfør jobber fra køen til prosessen stoppes.

    Stoppes med SIGTERM: jobber som er i gang, får fullføre. En jobb som ble brutt av, tas opp igjen av en annen arbeider.
    """
    with worker_app() as app:
        app.run_worker(
            concurrency=samtidig,
            wait=not til_tom,
            fetch_job_polling_interval=5,
            shutdown_graceful_timeout=30,
            install_signal_handlers=True,
        )
