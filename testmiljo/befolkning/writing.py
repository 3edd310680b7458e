"""The documents of a town as lines of JSON, made by several processes in an order that never depends on how many."""

import gc
import gzip
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

import msgspec
import zstandard

from testmiljo.befolkning.town import Town

PIECE = 2_000
"""Persons in a piece. The pieces do not depend on the number of processes, so neither do the bytes."""
_AHEAD = 2
"""How many pieces each process may have ready for the writer. This bounds the memory."""
_ZSTD_LEVEL, _GZIP_LEVEL = 3, 5
_COLLECT_EVERY = 50_000


@dataclass(slots=True)
class Piece:
    """Whole lines, packed; and how many documents they are."""

    documents: int
    content: bytes


def pieces(town: Town, *, suffix: str = "", processes: int = 1) -> Iterator[Piece]:
    """Everybody in the town.

    With the file ending .zst or .gz each piece is a whole frame (member), which readers take as one file; with any
    other it is plain lines.
    """
    starts = range(0, town.count, PIECE)
    if processes == 1 or len(starts) < 2 * processes:
        maker = _Maker(town, suffix)
        yield from (maker.piece(start) for start in starts)
        return
    arguments = (town.seed, town.residents, town.kommuner, suffix)
    # Spawned, since the caller may have threads and connections that a fork would share.
    with ProcessPoolExecutor(processes, get_context("spawn"), _start, arguments) as pool:
        waiting: deque[Future[Piece]] = deque()
        try:
            for start in starts:
                waiting.append(pool.submit(_piece, start))
                if len(waiting) > processes * _AHEAD:
                    yield waiting.popleft().result()
            yield from (piece.result() for piece in waiting)
        finally:
            pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Maker:
    town: Town
    suffix: str
    encoder: msgspec.json.Encoder = field(default_factory=msgspec.json.Encoder)

    def piece(self, start: int) -> Piece:
        lines, count = bytearray(), 0
        for document in self.town.documents(start, start + PIECE):
            self.encoder.encode_into(document, lines, -1)
            lines += b"\n"
            count += 1
        return Piece(count, _packer(self.suffix)(bytes(lines)))


def _packer(suffix: str) -> Callable[[bytes], bytes]:
    if suffix == ".zst":
        return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress
    if suffix == ".gz":
        return lambda lines: gzip.compress(lines, _GZIP_LEVEL, mtime=0)
    return lambda lines: lines


_maker: list[_Maker] = []
"""Of a process that makes pieces for another."""


def _start(seed: int, residents: int, kommuner: tuple[str, ...], suffix: str) -> None:
    """Families are circles of persons, so garbage must be collected, but seldom: little else is ever freed."""
    _maker[:] = [_Maker(Town(seed, residents, kommuner), suffix)]
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY)


def _piece(start: int) -> Piece:
    return _maker[0].piece(start)
