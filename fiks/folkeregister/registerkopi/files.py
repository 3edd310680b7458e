"""Loading whole files, from one document to the whole country.

A small file is loaded as any batch. A large one is checked and packed by as many processes as there are cores, while this
one stores what they have made. Into empty tables indexes are built afterwards (initial).
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from secrets import token_bytes

from django.utils.translation import gettext as _

from fiks.felles.koder.identifikator import Miljoe
from fiks.felles.kontekst import Actor, acting
from fiks.folkeregister.registerkopi.initial import alone, take_off_indexes
from fiks.folkeregister.registerkopi.lines import Lines, lines_of
from fiks.folkeregister.registerkopi.loading import Aside, Loading, Summary, finish
from fiks.folkeregister.registerkopi.prepare import Incoming, Learned, Packed, Packer, check_line
from fiks.folkeregister.registerkopi.projection import BadDocument
from fiks.folkeregister.registerkopi.sieve import Sieve
from fiks.folkeregister.registerkopi.store import Store
from fiks.folkeregister.registerkopi.workers import Bad, Block, Found, Pool, Rows, Task

# So many blocks are a batch, and a file with fewer is done before other processes have started.
_BATCH = 32
_SMALL = 64


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
            first, blocks = _first(lines.blocks(), _SMALL)
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
        samples = [line for line in lines_of(b"".join(first)) if line]
        packer = loading.packer(samples)
        eager = loading.store.sieve is not None
        batch = _Beside(packer, loading.miljoe)
        task = Task(loading.ordbok(samples), self.at, loading.miljoe, eager, token_bytes())
        with Pool(self.processes, task) as pool:
            for block, found, rows in pool.prepared(chain(first, rest), lambda lines: self._unchanged(loading, lines)):
                batch.add(block, found, rows)
                if len(batch.blocks) >= _BATCH:
                    batch.give(loading, aside, progress)
            batch.give(loading, aside, progress)
            if pool.failure:
                raise pool.failure

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
    """Blocks that were packed by other processes, as one batch. Lines are counted within the file from now on."""

    packer: Packer
    miljoe: Miljoe
    lines: int = 0
    read: int = 0
    blocks: list[tuple[int, Block]] = field(default_factory=list)
    incoming: list[Incoming] = field(default_factory=list)
    bad: list[tuple[int, Bad]] = field(default_factory=list)
    packed: list[Packed] = field(default_factory=list)
    new: Learned = field(default_factory=Learned)

    def add(self, block: Block, found: Found, rows: Rows) -> None:
        """Take one more block in."""
        before = self.lines + 1
        self.blocks.append((before, block))
        for incoming in found.incoming:
            incoming.line += before
        self.incoming += found.incoming
        self.bad += [(before + bad.line, bad) for bad in found.bad]
        for packed in rows.packed:
            packed.lines = [before + line for line in packed.lines]
        self.packed += rows.packed
        self.new.add(rows.learned)
        self.lines += found.lines
        self.read += found.read

    def give(self, loading: Loading, aside: Aside, progress: Callable[[int], None]) -> None:
        """Store what has been gathered, and begin anew."""
        loading.summary.read += self.read
        for line, bad in self.bad:
            loading.reject(line, bad.raw, BadDocument(bad.sentence, bad.felt).text(_), aside)
        loading.put(self.incoming, self, aside)
        progress(self.read)
        self.read = 0
        for gathered in (self.blocks, self.incoming, self.bad, self.packed):
            gathered.clear()
        self.new = Learned()

    def pack(self, lines: Sequence[int]) -> list[Packed]:
        """What is packed together goes in together, where all of it is asked for. The rest is packed here: what was left
        out as unchanged, and then was not, and what is packed together with something that must not go in.
        """
        rest = set(lines)
        whole = [packed for packed in self.packed if rest.issuperset(packed.lines)]
        for packed in whole:
            rest.difference_update(packed.lines)
        here = [check_line(line, self.raw(line), miljoe=self.miljoe) for line in sorted(rest)]
        return [*whole, self.packer.pack(here)] if here else whole

    def raw(self, line: int) -> bytes:
        before, block = next(place for place in reversed(self.blocks) if place[0] <= line)
        return lines_of(block.data)[line - before]

    def learned(self) -> Learned:
        self.new.add(self.packer.take_learned())
        return self.new


def _load_here(loading: Loading, blocks: Iterator[bytes], aside: Aside, progress: Callable[[int], None]) -> None:
    before = 0
    while True:
        some, blocks = _first(blocks, _BATCH)
        if not (lines := lines_of(b"".join(some))):
            next(blocks, None)
            return
        batch = [(before + number, line) for number, line in enumerate(lines, start=1) if line]
        loading.load(batch, aside)
        before += len(lines)
        progress(len(batch))


def _first(blocks: Iterator[bytes], count: int) -> tuple[list[bytes], Iterator[bytes]]:
    """The first blocks and the rest. From a damaged file, what could be read, and then what was wrong."""
    found = list[bytes]()
    try:
        found.extend(islice(blocks, count))
    except Exception as problem:  # noqa: BLE001 - raised again when the rest is asked for
        return found, _failing(problem)
    return found, blocks


def _failing(problem: Exception) -> Iterator[bytes]:
    yield from ()
    raise problem
