"""`testmiljo lev`: let something happen to the people of a town."""

from datetime import UTC, datetime
from pathlib import Path

import click
import httpx
import msgspec

from testmiljo.commands.life import kept_life
from testmiljo.commands.town_options import build_town, town_options
from testmiljo.folkeregisteret.register import FileRegister
from testmiljo.liv import Akt, LivingRegister, Refused, order
from testmiljo.liv.chance import Chance, spread
from testmiljo.liv.line import Line

_SECONDS = 600


@click.command(epilog="Eksempel: testmiljo lev --innbyggere 5000 --froe 7 --kommune 4215 --tilstand .fiks --antall 200")
@town_options
@click.option(
    "--fra-fil",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fil med persondokumenter (fra testmiljo generer), når det er den som lever.",
)
@click.option(
    "--tilstand",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".fiks"),
    show_default=True,
    help="Mappen der livet er skrevet, den samme som i testmiljo start.",
)
@click.option(
    "--hos", help="Adressen til et folkeregister som går, for eksempel http://localhost:8082. Krever --ordre."
)
@click.option("--antall", type=click.IntRange(min=0), default=0, help="Så mange tilfeldige hendelser.")
@click.option(
    "--siden",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Fordel de tilfeldige hendelsene jevnt fra denne dagen til nå (ÅÅÅÅ-MM-DD).",
)
@click.option(
    "--ordre",
    "ordrer",
    multiple=True,
    help='Noe bestemt, som JSON: \'{"type": "doedsfall", "nummer": "…"}\'. Kan gjentas.',
)
def lev(
    innbyggere: int,
    froe: int,
    kommuner: tuple[str, ...],
    *,
    fra_fil: Path | None,
    tilstand: Path,
    hos: str | None,
    antall: int,
    siden: datetime | None,
    ordrer: tuple[str, ...],
) -> None:
    """La det skje noe med innbyggerne: fødsler, flyttinger, dødsfall, rettelser …

    Hendelsene kommer i hendelseslisten til Folkeregisteret, og persondokumentene blir som etter dem. Uten --antall og
    --ordre skjer det ingenting.
    """
    acts = [_read(text) for text in ordrer]
    if hos:
        if antall or not acts:
            raise click.UsageError(
                "Med --hos bestilles det med --ordre. Tilfeldige hendelser gir testmiljo start --liv."
            )
        for act in acts:
            _send(hos, act)
        return
    population = FileRegister(fra_fil) if fra_fil else build_town(innbyggere, froe, kommuner)
    with kept_life(population, tilstand) as register:
        lines = _obey(register, acts)
        lines += spread(Chance(register, froe), antall, siden.date() if siden else None, datetime.now(UTC))
        _tell(register, lines)


def _obey(register: LivingRegister, acts: list[Akt]) -> list[Line]:
    try:
        return [line for act in acts for line in order(register, act, datetime.now(UTC))]
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


def _read(text: str) -> Akt:
    try:
        return msgspec.json.decode(text, type=Akt)
    except msgspec.DecodeError as error:
        raise click.UsageError(f"Kan ikke lese ordren {text}: {error}") from error


def _send(address: str, act: Akt) -> None:
    try:
        answer = httpx.post(
            f"{address.rstrip('/')}/liv",
            content=msgspec.json.encode(act),
            headers={"content-type": "application/json"},
            timeout=_SECONDS,
        )
    except httpx.HTTPError as error:
        raise click.ClickException(f"Får ikke kontakt med {address}: {error}") from error
    told = answer.json()
    if not answer.is_success:
        raise click.ClickException(told["melding"])
    click.echo(f"{act.slag}: {told['antall']} hendelser")


def _tell(register: LivingRegister, lines: list[Line]) -> None:
    events = sum(line.count for line in lines)
    last = register.last(confidential=True)
    click.echo(f"{len(lines)} ting skjedde og ga {events} hendelser. Siste sekvensnummer er {last}.")
