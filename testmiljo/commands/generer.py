"""`testmiljo generer`: write the documents of a town to a file."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click
import msgspec
import zstandard

from testmiljo.befolkning import Town
from testmiljo.commands.town_options import build_town, town_options

_BATCH = 500


@click.command(
    epilog="Eksempel: testmiljo generer --innbyggere 5000 --froe 7 --kommune 4215 --kommune 4204 --ut by.ndjson.zst"
)
@town_options
@click.option(
    "--ut",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Filen personene skrives til. Endelsen .zst eller .gz gir komprimert fil. Uten --ut skrives de ut her.",
)
def generer(innbyggere: int, froe: int, kommuner: tuple[str, ...], ut: Path | None) -> None:
    """Lag en oppdiktet by: ett persondokument fra Folkeregisteret per linje (JSON).

    Alle fødselsnumre og d-numre er syntetiske (måned + 80).
    """
    town = build_town(innbyggere, froe, kommuner)
    with _target(ut) as target:
        count = _write(town, target)
    if ut:
        click.echo(f"Skrev {count} personer til {ut}. {innbyggere} av dem er bosatt.", err=True)


def _write(town: Town, target: BinaryIO) -> int:
    """Write all documents, a batch at a time so that memory stays small; gives how many there were."""
    encoder = msgspec.json.Encoder()
    expected = round(town.residents * 1.11)
    written, lines = 0, bytearray()
    with click.progressbar(
        length=expected, label="Lager personer", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as progress:
        for document in town.documents():
            encoder.encode_into(document, lines, -1)
            lines += b"\n"
            written += 1
            if written % _BATCH == 0:
                target.write(lines)
                lines.clear()
                progress.update(_BATCH)
        target.write(lines)
    return written


@contextmanager
def _target(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that gets its name only when it is complete."""
    if path is None:
        yield sys.stdout.buffer
        return
    unfinished = path.with_name(f"{path.name}.uferdig")
    try:
        with unfinished.open("wb") as raw, _compressed(path.suffix, raw) as target:
            yield target
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _compressed(suffix: str, raw: BinaryIO) -> Iterator[BinaryIO]:
    if suffix == ".gz":
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=5, mtime=0) as packed:
            yield cast("BinaryIO", packed)
    elif suffix == ".zst":
        with zstandard.ZstdCompressor(level=6).stream_writer(raw, closefd=False) as stream:
            yield cast("BinaryIO", stream)
    else:
        yield raw
