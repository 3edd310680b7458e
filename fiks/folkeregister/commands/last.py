"""`fiks last`: documents into the register copy."""

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import zstandard
from django.utils import timezone

from fiks.felles.kontekst.command_line import operator
from fiks.folkeregister.registerkopi.files import FileLoader, loading_files
from fiks.folkeregister.registerkopi.henting import FeilOppsett, Henting, explain, folkeregisteret
from fiks.folkeregister.registerkopi.initial import waiting_indexes
from fiks.folkeregister.registerkopi.lines import STDIN, Lines
from fiks.folkeregister.registerkopi.loading import SHOWN_REJECTIONS, Aside, Summary, load
from fiks.folkeregister.registerkopi.workers import WorkerEnded

_WORDS = {
    "read": "lest",
    "fetched": "hentet",
    "loaded": "nye",
    "replaced": "erstattet",
    "unchanged": "uendret",
    "superseded": "overskrevet",
    "rejected": "avvist",
}


@dataclass
class Total(Summary):
    """Of one file, or of all. `fetched` are documents from Folkeregisteret."""

    fetched: int = 0

    def add(self, other: Summary) -> None:
        for name, count in other.counts().items():
            setattr(self, name, getattr(self, name) + count)
        self.rejections = sorted([*self.rejections, *other.rejections], key=lambda rejection: rejection.line)

    def words(self, *, fetching: bool) -> dict[str, int]:
        """Counts by the words on the screen."""
        counts = self.counts()
        return {word: counts[name] for name, word in _WORDS.items() if fetching or name != "fetched"}


@click.command(
    "last",
    epilog="Eksempel: fiks last personer.ndjson.zst --json, eller fiks last --hent numre.txt",
    short_help="Last persondokumenter inn i registeret.",
)
@click.argument(
    "filer",
    metavar="[FIL...]",
    nargs=-1,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option(
    "--hent",
    "numbers",
    metavar="FIL",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Fil med fødselsnumre og d-numre, ett per linje. Dokumentene hentes fra Folkeregisteret. - leser fra standard inn.",
)
@click.option("--json", "as_json", is_flag=True, help="Skriv et sammendrag som JSON på siste linje.")
@click.option(
    "--avvist",
    "aside",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Mappen linjer som ikke kan brukes, legges i. Ellers legges de ved siden av filen.",
)
@click.option(
    "--prosesser",
    "processes",
    type=click.IntRange(min=0, max=64),
    help="Hvor mange prosesser som leser store filer. Ellers én per prosessorkjerne. 0 er bare denne.",
)
def command(
    filer: tuple[Path, ...], *, numbers: Path | None, aside: Path | None, processes: int | None, as_json: bool
) -> None:
    """Last persondokumenter fra Folkeregisteret inn i registerkopien.

    En fil har ett dokument per linje (JSON), og kan være komprimert (.zst eller .gz). En fil som slutter på .json, kan
    også ha ett dokument over flere linjer. - leser fra standard inn. Dokumenter som er uendret siden sist, hoppes
    over. En linje som ikke kan brukes, legges i FIL.avvist med grunnen i FIL.avvist.txt, og stopper ingenting.

    Når registeret er tomt og filen er stor, bygges indeksene til slutt. Blir lastingen avbrutt, er det bare å kjøre
    kommandoen på nytt. Det som alt er lastet, går fort, og indeksene bygges når den er ferdig. Uten fil bygges bare
    indekser som mangler.

    Med --hent legges numre som ikke kan brukes, i FIL.avvist. Et dokument som er hentet, men ikke kan brukes, legges i
    FIL.hentet.avvist.

    Avslutter med kode 1 når noe er lagt til side.
    """
    total = Total()
    unfinished = waiting_indexes()
    if not filer and not numbers and not unfinished:
        raise click.UsageError("Skriv hvilke filer du vil laste, eller bruk --hent.")
    if filer or unfinished:
        _load_files(total, filer, aside, processes)
    problem = _fetch_into(total, numbers, aside) if numbers else None
    if as_json:
        click.echo(json.dumps(total.words(fetching=bool(numbers))))
    if problem:
        raise click.ClickException(problem)
    if total.rejected:
        sys.exit(1)


def _load_files(total: Total, paths: tuple[Path, ...], aside: Path | None, processes: int | None) -> None:
    by, at = operator(), timezone.now()
    try:
        with loading_files(by=by, at=at, processes=processes, building=_tell_index) as loader:
            for path in paths:
                total.add(_load_file(loader, path, aside))
    except WorkerEnded as problem:
        text = (
            "En av prosessene som leser dokumenter, ble stoppet. Det som er lastet, er trygt. Kjør kommandoen på nytt."
        )
        raise click.ClickException(text) from problem


def _load_file(loader: FileLoader, path: Path, aside: Path | None) -> Total:
    name, beside = _place(path)
    found = Total()
    with _lines(path) as lines, _progress(f"Laster {name}", lines) as step:
        reject_path = (aside or beside) / f"{name}.avvist"
        found.add(loader.load(lines, reject_path=reject_path, progress=lambda _lines: step()))
    return _tell(name, found, fetching=False)


def _tell_index(name: str) -> None:
    click.echo(f"Bygger indeksen {name} …", err=True)


def _place(path: Path) -> tuple[str, Path]:
    """The name of a file on the screen, and the folder beside it."""
    return ("standard-inn", Path()) if path == STDIN else (path.name, path.parent)


def _fetch_into(total: Total, path: Path, aside: Path | None) -> str:
    """Fetch, load and tell. Gives what made it stop before the numbers did, if anything."""
    name, beside = _place(path)
    folder = aside or beside
    try:
        with folkeregisteret(timezone.now) as register, Aside(folder / f"{name}.avvist") as bad:
            henting = Henting(register, bad)
            loaded = _load_fetched(path, henting, folder / f"{name}.hentet.avvist")
    except FeilOppsett as problem:
        raise click.ClickException(str(problem)) from problem
    found = Total(read=henting.read, fetched=henting.fetched, rejected=henting.rejected, rejections=henting.rejections)
    loaded.read = 0
    found.add(loaded)
    total.add(_tell(name, found, fetching=True))
    if henting.stopped is None:
        return ""
    return f"{explain(henting.stopped)} Det som er hentet, er lastet. Kjør kommandoen på nytt for resten."


def _load_fetched(path: Path, henting: Henting, reject_path: Path) -> Summary:
    if path == STDIN:
        stdin = (line.strip() for line in sys.stdin.buffer)
        return _load_documents(henting.documents(stdin), reject_path)
    with _lines(path) as lines, _progress("Henter fra Folkeregisteret", lines) as step:
        henting.progress = step
        return _load_documents(henting.documents(lines), reject_path)


def _load_documents(documents: Iterable[bytes], reject_path: Path) -> Summary:
    return load(documents, by=operator(), at=timezone.now(), reject_path=reject_path)


@contextmanager
def _lines(path: Path) -> Iterator[Lines]:
    try:
        with Lines(path) as lines:
            yield lines
    except (EOFError, gzip.BadGzipFile, zstandard.ZstdError) as error:
        text = f"{path.name} er skadet eller ikke komplett. Det som kunne leses, er lastet. Hent filen på nytt."
        raise click.ClickException(text) from error


@contextmanager
def _progress(label: str, lines: Lines) -> Iterator[Callable[[], None]]:
    """A progress bar by how much of the file has been read, quiet when nobody looks."""
    hidden = not (lines.size and sys.stderr.isatty())
    with click.progressbar(length=lines.size, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(lines.position - bar.pos)


def _tell(name: str, summary: Total, *, fetching: bool) -> Total:
    counts = summary.words(fetching=fetching)
    click.echo(f"{name}: " + ", ".join(f"{count} {word}" for word, count in counts.items()), err=True)
    shown = summary.rejections[:SHOWN_REJECTIONS]
    for rejection in shown:
        click.echo(f"{name}, linje {rejection.line}: {rejection.reason}", err=True)
    if summary.rejected > len(shown):
        click.echo(
            f"… og {summary.rejected - len(shown)} til. Alle står i filene som slutter på .avvist.txt.", err=True
        )
    return summary
