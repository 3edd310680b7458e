"""`fiks last`: documents into the register copy."""

import gzip
import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
import zstandard
from django.utils import timezone

from fiks.felles.kontekst.command_line import operator
from fiks.folkeregister.lines import Lines
from fiks.folkeregister.loading import Summary, load


@click.command(
    "last",
    epilog="Eksempel: fiks last personer.ndjson.zst --json",
    short_help="Last persondokumenter inn i registeret.",
)
@click.argument(
    "filer", metavar="FIL...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Skriv et sammendrag som JSON på siste linje.")
@click.option(
    "--avvist",
    "aside",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Mappen linjer som ikke kan brukes, legges i. Ellers legges de ved siden av filen.",
)
def command(filer: tuple[Path, ...], aside: Path | None, *, as_json: bool) -> None:
    """Last persondokumenter fra Folkeregisteret inn i registerkopien.

    En fil har ett dokument per linje (JSON), og kan være komprimert (.zst eller .gz). En fil som slutter på .json, kan
    også ha ett dokument over flere linjer. Dokumenter som er uendret siden sist, hoppes over. En linje som ikke kan
    brukes, legges i FIL.avvist med grunnen i FIL.avvist.txt, og stopper ingenting.

    Avslutter med kode 1 når noe er lagt til side.
    """
    total = Summary()
    for path in filer:
        summary = _load(path, (aside or path.parent) / f"{path.name}.avvist")
        _tell(path, summary)
        for name, count in summary.counts().items():
            setattr(total, name, getattr(total, name) + count)
    if as_json:
        click.echo(json.dumps(_summary(total)))
    if total.rejected:
        sys.exit(1)


def _load(path: Path, reject_path: Path) -> Summary:
    try:
        with (
            Lines(path) as lines,
            click.progressbar(
                length=lines.size, label=f"Laster {path.name}", file=sys.stderr, hidden=not sys.stderr.isatty()
            ) as bar,
        ):
            return load(
                lines,
                by=operator(),
                at=timezone.now(),
                reject_path=reject_path,
                progress=lambda _lines: bar.update(lines.position - bar.pos),
            )
    except (EOFError, gzip.BadGzipFile, zstandard.ZstdError) as error:
        text = f"{path.name} er skadet eller ikke komplett. Det som kunne leses, er lastet. Hent filen på nytt."
        raise click.ClickException(text) from error


def _tell(path: Path, summary: Summary) -> None:
    counts = _summary(summary)
    click.echo(f"{path.name}: " + ", ".join(f"{count} {name}" for name, count in counts.items()), err=True)
    for rejection in summary.rejections:
        click.echo(f"{path.name}, linje {rejection.line}: {rejection.reason}", err=True)
    if summary.rejected > len(summary.rejections):
        click.echo(
            f"… og {summary.rejected - len(summary.rejections)} til. Alle står i filen som slutter på .avvist.txt.",
            err=True,
        )


def _summary(summary: Summary) -> dict[str, int]:
    """Counts by the words on the screen."""
    words = {
        "read": "lest",
        "loaded": "nye",
        "replaced": "erstattet",
        "unchanged": "uendret",
        "superseded": "overskrevet",
        "rejected": "avvist",
    }
    return {words[name]: count for name, count in asdict(summary).items() if name in words}
