"""Loading whole files, from one document to the whole country.

A small file is loaded as any batch. A large one is checked and packed by as many processes as there are cores, while this
one stores what they have made. Into empty tables indexes are built afterwards (initial).
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from fiks.felles.kontekst import Actor, acting
from fiks.folkeregister.registerkopi.initial import alone, take_off_indexes
from fiks.folkeregister.registerkopi.lines import Lines, lines_of
from fiks.folkeregister.registerkopi.loading import Aside, Loading, Summary, finish
from fiks.folkeregister.registerkopi.prepare import Incoming, Packed, Packer, check_line
from fiks.folkeregister.registerkopi.projection import BadDocument
from fiks.folkeregister.registerkopi.sieve import Sieve
from fiks.folkeregister.registerkopi.store import Store
from fiks.folkeregister.registerkopi.workers import Block, Found, Pool, Rows, Task

# A file with fewer blocks is done before other processes have started.
_SMALL = 3


@dataclass
class FileLoader:
    """Loads files one after the other, as one load."""

    by: Actor
    at: datetime
    processes: int
    is_alone: bool
    changes: int = 0
    _store: Store | None = None

    def load(
        self, lines: Lines, *, reject_path: Path, progress: Callable[[int], None] = lambda _lines: None
    ) -> Summary:
        """Load a file. See `loading.load` for the arguments."""
        with Aside(reject_path) as aside:
            blocks = lines.blocks()
            first = list(islice(blocks, _SMALL))
            loading = Loading(self.by, self.at, self._store_for(small=len(first) < _SMALL))
            if len(first) < _SMALL or self.processes < 1:
                _load_here(loading, chain(first, blocks), aside, progress)
            else:
                self._load_beside(loading, first, blocks, aside, progress)
        self.changes += loading.summary.loaded + loading.summary.replaced
        return loading.summary

    def _store_for(self, *, small: bool) -> Store:
        if self._store is None or self._store.sieve is None:
            fresh = self.is_alone and not small and take_off_indexes(self.by)
            self._store = Store(Sieve() if fresh else None)
        return self._store

    def _load_beside(
        self,
        loading: Loading,
        first: Sequence[bytes],
        rest: Iterator[bytes],
        aside: Aside,
        progress: Callable[[int], None],
    ) -> None:
        samples = [line for line in lines_of(first[0]) if line]
        packer = loading.packer(samples)
        eager = loading.store.sieve is not None
        before = 0
        with Pool(self.processes, Task(loading.ordbok(samples), self.at, loading.miljoe, eager)) as pool:
            for block, found, rows in pool.prepared(chain(first, rest), lambda batch: self._unchanged(loading, batch)):
                _take(loading, _Beside(block, rows, before, packer, loading), found, aside)
                before += found.lines
                progress(found.read)

    def _unchanged(self, loading: Loading, batch: list[Incoming]) -> set[int]:
        with acting(self.by):
            return loading.store.known(batch)


@contextmanager
def loading_files(
    *, by: Actor, at: datetime, processes: int | None = None, building: Callable[[str], None] = lambda _index: None
) -> Iterator[FileLoader]:
    """Load files, and leave the register with its indexes and statistics.

    Args:
        processes: how many check and pack; as many as there are cores when None, and 0 for this one alone.
        building: told the name of each index that is built in the end.
    """
    with alone() as is_alone:
        loader = FileLoader(by, at, os.cpu_count() or 1 if processes is None else processes, is_alone)
        try:
            yield loader
        except Exception:
            finish(by, loader.changes, building)
            raise
        finish(by, loader.changes, building)


@dataclass
class _Beside:
    """A block that was packed by another process. What was wrongly left out there is packed here."""

    block: Block
    rows: Rows
    before: int
    packer: Packer
    loading: Loading

    def __post_init__(self) -> None:
        self._packed = dict(self.rows.packed)

    def pack(self, lines: Sequence[int]) -> list[Packed]:
        return [self._packed.get(line - self.before - 1) or self._pack_here(line) for line in lines]

    def raw(self, line: int) -> bytes:
        return lines_of(self.block.data)[line - self.before - 1]

    def _pack_here(self, line: int) -> Packed:
        return self.packer.pack([check_line(line, self.raw(line), miljoe=self.loading.miljoe)])[0]

    def words(self) -> dict[str, str]:
        return self.rows.words | self.packer.take_words()


def _take(loading: Loading, source: _Beside, found: Found, aside: Aside) -> None:
    loading.summary.read += found.read
    for bad in found.bad:
        reason = BadDocument(bad.sentence, bad.felt).text(_)
        loading.reject(source.before + bad.line + 1, bad.raw, reason, aside)
    for incoming in found.incoming:
        incoming.line += source.before + 1
    loading.put(found.incoming, source, aside)


def _load_here(loading: Loading, blocks: Iterator[bytes], aside: Aside, progress: Callable[[int], None]) -> None:
    before = 0
    for block in blocks:
        lines = lines_of(block)
        batch = [(before + number, line) for number, line in enumerate(lines, start=1) if line]
        loading.load(batch, aside)
        before += len(lines)
        progress(len(batch))
