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

import psycopg
from django.conf import settings
from django.db import DataError
from django.utils.translation import gettext as _

from fiks.felles.koder.identifikator import Miljoe
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.initial import build_indexes
from fiks.folkeregister.registerkopi.prepare import (
    Checked,
    Incoming,
    Learned,
    Packed,
    Packer,
    check_line,
    without_collector,
)
from fiks.folkeregister.registerkopi.projection import BadDocument
from fiks.folkeregister.registerkopi.store import Source, Store, keep_ordbok, latest_ordbok, refresh_statistics

BATCH_LINES = 4_000
BATCH_BYTES = 32 * 1024 * 1024
SHOWN_REJECTIONS = 20
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
    loading = Loading(by, at, Store())
    with Aside(reject_path) as aside:
        for batch in _batches(lines):
            loading.load(batch, aside)
            progress(len(batch))
    if statistics:
        finish(by, loading.summary.loaded + loading.summary.replaced)
    return loading.summary


def finish(by: Actor, changes: int, told: Callable[[str], None] = lambda _name: None) -> None:
    """After a load: build the indexes that a first load which was cut short has left off, and tell the planner."""
    build_indexes(by, told)
    with acting(by):
        refresh_statistics(changes)


class Loading:
    """One load: batches in, counts and rejections out."""

    def __init__(self, by: Actor, at: datetime, store: Store) -> None:
        self.by, self.at, self.store = by, at, store
        self.miljoe = Miljoe(settings.MODUS)
        self.summary = Summary()
        self._packer: Packer | None = None
        self._ordbok: codec.Ordbok | None = None

    def load(self, batch: Sequence[tuple[int, bytes]], aside: "Aside") -> None:
        """Load numbered lines, in this process."""
        self.summary.read += len(batch)
        with without_collector():
            checked = dict[int, Checked]()
            for line, raw in batch:
                try:
                    checked[line] = check_line(line, raw, miljoe=self.miljoe)
                except BadDocument as problem:
                    self.reject(line, raw, problem.text(_), aside)
            if checked:
                packer = self.packer([one.raw for one in checked.values()])
                self.put([one.incoming for one in checked.values()], _Here(packer, checked), aside)

    def packer(self, samples: Sequence[bytes]) -> Packer:
        """What packs documents here. The first of all is given samples to train its dictionary on."""
        if self._packer is None:
            self._packer = Packer(self.ordbok(samples), self.at)
        return self._packer

    def ordbok(self, samples: Sequence[bytes]) -> codec.Ordbok:
        """The dictionary in use, or one that is trained and kept now."""
        if self._ordbok is None:
            with acting(self.by):
                self._ordbok = latest_ordbok()
                if self._ordbok is None:
                    self._ordbok = codec.train(samples)
                    keep_ordbok(self._ordbok, at=self.at)
        return self._ordbok

    def put(self, batch: Sequence[Incoming], source: Source, aside: "Aside") -> None:
        """Store a batch. One that the database refuses is halved until only the documents it cannot hold are left."""
        if not batch:
            return
        try:
            with acting(self.by):
                stored = self.store.put(batch, source)
                changes = stored.loaded + stored.replaced
                record(Handling("folkeregister.last", antall=changes, detaljer=asdict(stored)), by=self.by, at=self.at)
        except _UNFIT:
            if len(batch) == 1:
                line = batch[0].line
                self.reject(line, source.raw(line), _("Dokumentet har en verdi som ikke kan lagres."), aside)
                return
            self.put(batch[: len(batch) // 2], source, aside)
            self.put(batch[len(batch) // 2 :], source, aside)
            return
        self.store.committed()
        for name, count in asdict(stored).items():
            setattr(self.summary, name, getattr(self.summary, name) + count)

    def reject(self, line: int, raw: bytes, reason: str, aside: "Aside") -> None:
        """Put a line aside."""
        aside.put(line, raw, reason)
        self.summary.rejected += 1
        if len(self.summary.rejections) < SHOWN_REJECTIONS:
            self.summary.rejections.append(Rejection(line, reason))


@dataclass(frozen=True, slots=True)
class _Here:
    """A batch that is packed in this process."""

    packer: Packer
    checked: dict[int, Checked]

    def pack(self, lines: Sequence[int]) -> list[Packed]:
        return [self.packer.pack([self.checked[line] for line in lines])]

    def raw(self, line: int) -> bytes:
        return self.checked[line].raw

    def learned(self) -> Learned:
        return self.packer.take_learned()


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
