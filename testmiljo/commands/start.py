"""`testmiljo start`: run the services of the world outside in one process."""

import asyncio
import json
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

import click

from testmiljo.commands.life import kept_life
from testmiljo.commands.town_options import build_town, town_options
from testmiljo.folkeregisteret.register import FileRegister, Register
from testmiljo.idporten.config import BadConfig
from testmiljo.liv.chance import living
from testmiljo.players import Player, PortTaken, all_players, play

STATE_FILE = "testmiljo.json"


def _port_options() -> list[click.Option]:
    return [
        click.Option(
            [f"--port-{player.name}", f"port_{player.name}"],
            type=click.IntRange(0, 65535),
            default=player.default_port,
            show_default=True,
            help=f"Porten til {player.name}. 0 gir en ledig port.",
        )
        for player in all_players()
    ]


@click.command(
    params=_port_options(),
    epilog="Eksempel: testmiljo start --innbyggere 5000 --froe 7 --kommune 4215 --tilstand .fiks",
)
@town_options
@click.option(
    "--fra",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fil med persondokumenter (fra testmiljo generer). Da brukes den i stedet for en oppdiktet by.",
)
@click.option(
    "--tilstand",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Mappen som får filen {STATE_FILE} med adressene når tjenestene er klare.",
)
@click.option(
    "--liv",
    type=click.FloatRange(min=0, max=60_000),
    default=0,
    help="La det skje så mange tilfeldige ting i minuttet med innbyggerne. 0 er ingen.",
)
@click.option("--vert", default="localhost", show_default=True, help="Navnet tjenestene bruker om seg selv.")
def start(
    innbyggere: int,
    froe: int,
    kommuner: tuple[str, ...],
    *,
    fra: Path | None,
    tilstand: Path | None,
    liv: float,
    vert: str,
    **ports: int,
) -> None:
    """Start tjenestene rundt plattformen. De går til du trykker Ctrl-C.

    Det som skjer med innbyggerne, skrives i en fil i mappen fra --tilstand, og er der neste gang.
    """
    population = _file_register(fra) if fra else build_town(innbyggere, froe, kommuner)
    register = kept_life(population, tilstand)
    named = {name.removeprefix("port_"): port for name, port in ports.items()}
    happening = living(register, liv, froe) if liv else nullcontext()
    try:
        with register, happening:
            asyncio.run(_run(all_players(), register, named, tilstand, vert))
    except PortTaken as taken:
        raise click.ClickException(
            f"Kan ikke starte {taken.player}: port {taken.port} er opptatt. "
            f"Stopp programmet som bruker den, eller velg en annen med --port-{taken.player}."
        ) from taken
    except ExceptionGroup as failed:
        if bad := failed.subgroup(BadConfig):
            raise click.ClickException(f"Kan ikke bruke oppsettet av ID-porten: {bad.exceptions[0]}") from failed
        raise


def _file_register(path: Path) -> FileRegister:
    try:
        return FileRegister(path)
    except ValueError as error:
        raise click.ClickException(f"Kan ikke lese {path}: {error}") from error


async def _run(
    players: list[Player], register: Register, ports: Mapping[str, int], state: Path | None, host: str
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    with ExitStack() as written:

        def ready(addresses: Mapping[str, str]) -> None:
            if state:
                written.enter_context(_state_file(state, addresses))
            for name, address in addresses.items():
                click.echo(f"{name}: {address}")

        await play(players, register, ports=ports, host=host, ready=ready, stop=stop)


@contextmanager
def _state_file(folder: Path, addresses: Mapping[str, str]) -> Iterator[None]:
    """Written whole, so that one who waits for the file never reads half of it, and gone when the services are."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished, file = folder / f"{STATE_FILE}.uferdig", folder / STATE_FILE
    unfinished.write_text(json.dumps(dict(addresses), indent=2) + "\n", encoding="utf-8")
    unfinished.replace(file)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
