"""`testmiljo generer`: write the documents of a town to a file."""

import errno
import os
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from testmiljo.befolkning import Town
from testmiljo.befolkning.writing import pieces
from testmiljo.commands.town_options import build_town, town_options

_REASONS = {
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "plassen du har lov til å bruke, er full",
    errno.ENOENT: "mappen finnes ikke",
    errno.ENOTDIR: "mappen finnes ikke",
    errno.EACCES: "du har ikke lov til å skrive der",
    errno.EPERM: "du har ikke lov til å skrive der",
    errno.EROFS: "der kan ingen skrive",
    errno.EFBIG: "filen blir for stor for filsystemet",
    errno.EIO: "disken svarer med feil",
}


@click.command(
    epilog="Eksempel: testmiljo generer --innbyggere 5000 --froe 7 --kommune 4215 --kommune 4204 --ut by.ndjson.zst"
)
@town_options
@click.option(
    "--ut",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Filen personene skrives til. Endelsen .zst eller .gz gir komprimert fil. Uten --ut skrives de ut her.",
)
@click.option(
    "--prosesser",
    type=click.IntRange(1, 64),
    default=lambda: len(os.sched_getaffinity(0)),
    show_default="en per kjerne",
    help="Hvor mange prosesser som lager dokumenter. Filen blir den samme uansett.",
)
def generer(innbyggere: int, froe: int, kommuner: tuple[str, ...], ut: Path | None, prosesser: int) -> None:
    """Lag en oppdiktet by, eller hele landet: ett persondokument fra Folkeregisteret per linje (JSON).

    Uten --kommune fordeles innbyggerne på alle kommunene i landet. Alle fødselsnumre og d-numre er syntetiske
    (måned + 80).
    """
    town = build_town(innbyggere, froe, kommuner)
    with _told(ut), _target(ut) as target:
        count = _write(town, target, ut.suffix if ut else "", prosesser)
    if ut:
        click.echo(f"Skrev {count} personer til {ut}. {innbyggere} av dem er bosatt.", err=True)


def _write(town: Town, target: BinaryIO, suffix: str, processes: int) -> int:
    """Write all documents, a piece at a time so that memory stays small; gives how many there were."""
    written = 0
    with click.progressbar(
        length=town.count, label="Lager personer", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as progress:
        for piece in pieces(town, suffix=suffix, processes=processes):
            target.write(piece.content)
            written += piece.documents
            progress.update(piece.documents)
    target.flush()
    return written


@contextmanager
def _target(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that gets its name only when it is complete."""
    if path is None:
        yield sys.stdout.buffer
        return
    unfinished = path.with_name(f"{path.name}.uferdig")
    try:
        with unfinished.open("wb") as target:
            yield target
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _told(path: Path | None) -> Iterator[None]:
    """Say in plain words why a town could not be written. A reader that has had enough is no error of ours."""
    try:
        yield
    except BrokenProcessPool as error:
        raise click.ClickException(
            "En av prosessene som lager personer, ble stoppet. Maskinen kan ha for lite minne: prøv --prosesser 1."
        ) from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        reason = _REASONS.get(error.errno or 0, error.strerror)
        told = (
            f"Kan ikke skrive til {path}: {reason}. Ingen ny fil er laget." if path else f"Kan ikke skrive: {reason}."
        )
        raise click.ClickException(told) from error
