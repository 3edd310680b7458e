"""Loading documents into the register copy.

One document a line. A bad line is reported by line number and reason, put aside in a file, and stops nothing. Each batch is
one transaction: a load that was cut short is simply run again, and passes quickly over what is unchanged.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec
import psycopg
from django.conf import settings
from django.db import DataError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.koder import identifikator
from fiks.felles.koder.identifikator import FeilNummer, Miljoe
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.document import parse
from fiks.folkeregister.registerkopi.projection import BadDocument, Numbers, check
from fiks.folkeregister.registerkopi.store import Incoming, Store, keep_ordbok, latest_ordbok, refresh_statistics

BATCH_LINES = 4_000
BATCH_BYTES = 32 * 1024 * 1024
SHOWN_REJECTIONS = 20
_WRONG_SERIES = {
    Miljoe.PRODUKSJON: gettext_lazy("Dokumentet har et testnummer, og det tas ikke inn i produksjon."),
    Miljoe.TEST: gettext_lazy("Dokumentet har et nummer som ikke er syntetisk, og det tas ikke inn i test."),
}
# What the database says of a value that it cannot hold. A lost connection is none of these.
_UNFIT = (psycopg.DataError, DataError, psycopg.errors.ProgramLimitExceeded)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was put aside. The reason holds nothing from the line."""

    line: int
    reason: str


@dataclass
class Summary:
    """Counts of lines, and the first of the rejections."""

    read: int = 0
    loaded: int = 0
    replaced: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, int)}


def load(
    lines: Iterable[bytes],
    *,
    by: Actor,
    at: datetime,
    reject_path: Path,
    progress: Callable[[int], None] = lambda _lines: None,
    statistics: bool = True,
) -> Summary:
    """Load documents, and write an audit row with each batch. Inside an open context all is one transaction.

    Args:
        by: an operator.
        reject_path: where bad lines are put, as they are; the reasons are put beside it, in a file that ends in `.txt`.
            Made only when there is one.
        progress: told how many lines each batch had, after the batch is safe.
        statistics: False for the few of a long row of loads; the planner is told once, when all is over.
    """
    with Aside(reject_path) as aside:
        loading = _Loading(by, at, aside)
        for batch in _batches(lines):
            loading.load(batch)
            progress(len(batch))
    if statistics and (loading.summary.loaded or loading.summary.replaced):
        with acting(by):
            refresh_statistics()
    return loading.summary


class _Loading:
    def __init__(self, by: Actor, at: datetime, aside: "Aside") -> None:
        self._by, self._at, self._aside = by, at, aside
        self._store: Store | None = None
        self.summary = Summary()

    def load(self, batch: list[tuple[int, bytes]]) -> None:
        self.summary.read += len(batch)
        checked = [incoming for line, raw in batch if (incoming := self._checked(line, raw))]
        if not checked:
            return
        if self._store is None:
            self._store = Store(self._ordbok(checked), self._at)
        self._put(self._store, checked)

    def _checked(self, line: int, raw: bytes) -> Incoming | None:
        try:
            return _check(line, raw)
        except BadDocument as problem:
            self._reject(line, raw, str(problem))
            return None

    def _ordbok(self, first: Sequence[Incoming]) -> codec.Ordbok:
        with acting(self._by):
            found = latest_ordbok()
            if found is None:
                found = codec.train([incoming.raw for incoming in first])
                keep_ordbok(found, at=self._at)
            return found

    def _put(self, store: Store, batch: Sequence[Incoming]) -> None:
        """Store a batch. One that the database refuses is halved until only the documents it cannot hold are left."""
        try:
            with acting(self._by):
                stored = store.put(batch)
                changes = stored.loaded + stored.replaced
                record(
                    Handling("folkeregister.last", antall=changes, detaljer=asdict(stored)), by=self._by, at=self._at
                )
        except _UNFIT:
            store.forget()
            if len(batch) == 1:
                self._reject(batch[0].line, batch[0].raw, _("Dokumentet har en verdi som ikke kan lagres."))
                return
            self._put(store, batch[: len(batch) // 2])
            self._put(store, batch[len(batch) // 2 :])
            return
        for name, count in asdict(stored).items():
            setattr(self.summary, name, getattr(self.summary, name) + count)

    def _reject(self, line: int, raw: bytes, reason: str) -> None:
        self._aside.put(line, raw, reason)
        self.summary.rejected += 1
        if len(self.summary.rejections) < SHOWN_REJECTIONS:
            self.summary.rejections.append(Rejection(line, reason))


def _check(line: int, raw: bytes) -> Incoming:
    """Read and check one line.

    Raises:
        BadDocument: with the reason.
    """
    try:
        document = parse(raw)
    except msgspec.ValidationError as problem:
        raise BadDocument(_wrong_shape(problem)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadDocument(_("Linjen er ikke JSON.")) from None
    numbers = check(document)
    _require_possible(numbers)
    return Incoming(line, raw, document, numbers)


def _require_possible(numbers: Numbers) -> None:
    """Each of the person's numbers must be one, and real or synthetic as the installation is."""
    miljoe = Miljoe(settings.MODUS)
    for number in (numbers.current.foedsels_eller_d_nummer, *numbers.former):
        try:
            found = identifikator.classify(number)
        except FeilNummer:
            raise BadDocument(_("Dokumentet har et nummer som ikke er et fødselsnummer eller d-nummer.")) from None
        if not identifikator.allowed(found, miljoe=miljoe):
            raise BadDocument(str(_WRONG_SERIES[miljoe]))


def _wrong_shape(problem: msgspec.ValidationError) -> str:
    """Name the field. The path comes last in msgspec's text, and holds names of fields only."""
    _text, found, path = str(problem).rpartition(" - at `$")
    place = path.rstrip("`").strip(".") if found else ""
    return _("Dokumentet har feil form i %(felt)s.") % {"felt": place} if place else _("Dokumentet har feil form.")


def _batches(lines: Iterable[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    """Numbered lines, empty ones apart, in bounded batches."""
    batch: list[tuple[int, bytes]] = []
    size = 0
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        batch.append((number, line))
        size += len(line)
        if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class Aside:
    """The file of bad lines and the file of reasons, readable by this user alone. Opened by the first bad line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: tuple[BinaryIO, BinaryIO] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files or ():
            file.close()

    def put(self, line: int, raw: bytes, reason: str) -> None:
        """Put one line aside."""
        if self._files is None:
            self._files = _private(self._path), _private(self._path.with_name(f"{self._path.name}.txt"))
        lines, reasons = self._files
        lines.write(raw + b"\n")
        reasons.write((_("linje %(linje)s: %(grunn)s") % {"linje": line, "grunn": reason} + "\n").encode())


def _private(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(descriptor, "wb")
