"""Processes that check and pack documents beside the one that stores them. They know no database.

A block of lines is sent to one of them. It answers first what it found, so that what looks unchanged need not be packed,
then with the rows. Blocks come back in the order they were read in: the latest document wins, as in one process.
"""

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from fiks.felles.koder.identifikator import Miljoe
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.lines import lines_of
from fiks.folkeregister.registerkopi.prepare import Checked, Incoming, Learned, Packed, Packer, check_line
from fiks.folkeregister.registerkopi.projection import BadDocument

# As much as one can do while a batch is stored.
_AHEAD = 32
_BLOCKS_BETWEEN_COLLECTIONS = 1_000
_AT_ONCE = 20
_END = b""


class WorkerEnded(RuntimeError):
    """One of the processes is gone: killed, or out of memory. What is stored, is safe."""


class Bad(msgspec.Struct, array_like=True):
    """A line that cannot be used."""

    line: int
    raw: bytes
    sentence: str
    felt: str


class Task(NamedTuple):
    """What a process works with. `eager`: nothing is known from before, so all is packed at once.

    A block is sent as it is. What begins with `mark` is an answer to what was found: no file can hold it.
    """

    ordbok: codec.Ordbok
    at: datetime
    miljoe: Miljoe
    eager: bool
    mark: bytes


class Rows(msgspec.Struct, array_like=True, tag="rows"):
    """The rows of those that were asked for, and what is new to the process."""

    packed: list[Packed]
    learned: Learned


class Found(msgspec.Struct, array_like=True, tag="found"):
    """What a block holds; `lines` counts all lines, `read` those that are not empty. Rows follow, or are with it."""

    lines: int = 0
    read: int = 0
    incoming: list[Incoming] = []
    bad: list[Bad] = []
    rows: Rows | None = None


class Wanted(msgspec.Struct, array_like=True):
    """The lines of a block that are not to be packed."""

    skip: list[int]


@dataclass
class Block:
    """A block on its way. Lines are counted within it."""

    data: bytes
    found: Found | None = None
    rows: Rows | None = None


@dataclass
class _Worker:
    """A process, and two threads that carry to and from it, so that neither side is held up by the other."""

    process: SpawnProcess
    connection: Connection
    inbox: "SimpleQueue[tuple[_Worker, bytes]]"
    outbox: SimpleQueue[bytes] = field(default_factory=SimpleQueue)
    sent: list[Block] = field(default_factory=list)

    def start(self) -> None:
        self._threads = [Thread(target=self._feed, daemon=True), Thread(target=self._drain, daemon=True)]
        for thread in self._threads:
            thread.start()

    def give(self, data: bytes) -> Block:
        block = Block(data)
        self.sent.append(block)
        self.outbox.put(data)
        return block

    def end(self) -> None:
        self.outbox.put(_END)
        self.process.join()
        for thread in self._threads:
            thread.join()
        self.connection.close()

    def _feed(self) -> None:
        with suppress(OSError):  # the other thread tells
            while data := self.outbox.get():
                self.connection.send_bytes(data)
            self.connection.send_bytes(_END)

    def _drain(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                self.inbox.put((self, self.connection.recv_bytes()))
        self.inbox.put((self, _END))


class Pool:
    """The processes. They end with this one, whatever happens to it."""

    def __init__(self, processes: int, task: Task) -> None:
        context = get_context("spawn")
        self.failure: Exception | None = None
        self._mark = task.mark
        self._inbox = SimpleQueue[tuple[_Worker, bytes]]()
        self._workers: list[_Worker] = []
        for _ in range(processes):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, task), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours, self._inbox))
            self._workers[-1].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            if kind:
                worker.process.terminate()
            worker.end()

    def prepared(
        self, blocks: Iterable[bytes], unchanged: Callable[[list[Incoming]], Iterable[int]]
    ) -> Iterator[tuple[Block, Found, Rows]]:
        """Blocks with what was found and made, in the order they came in.

        Args:
            unchanged: which lines of a block look as if they need not be packed.

        Raises:
            WorkerEnded: a process is gone. What the source raises is kept in `failure` until what was read has been yielded.
        """
        source, waiting = iter(blocks), list[Block]()
        data: bytes | None = b""
        while True:
            while data is not None and len(waiting) < len(self._workers) * _AHEAD:
                data = self._next(source)
                if data:
                    waiting.append(min(self._workers, key=lambda worker: len(worker.sent)).give(data))
            if not waiting:
                return
            self._take(*self._inbox.get(), unchanged)
            while waiting and (found := waiting[0].found) and (rows := waiting[0].rows):
                yield waiting.pop(0), found, rows

    def _next(self, source: Iterator[bytes]) -> bytes | None:
        try:
            return next(source, None)
        except Exception as problem:  # noqa: BLE001 - raised again by who reads `failure`
            self.failure = problem
            return None

    def _take(self, worker: _Worker, answer: bytes, unchanged: Callable[[list[Incoming]], Iterable[int]]) -> None:
        if not answer:
            raise WorkerEnded
        message = _ANSWERS.decode(answer)
        if isinstance(message, Rows):
            worker.sent.pop(0).rows = message
            return
        block = next(block for block in worker.sent if block.found is None)
        block.found, block.rows = message, message.rows
        if block.rows:
            worker.sent.remove(block)
        else:
            worker.outbox.put(self._mark + msgspec.msgpack.encode(Wanted(list(unchanged(message.incoming)))))


_ANSWERS = msgspec.msgpack.Decoder(Found | Rows)


def _work(connection: Connection, task: Task) -> None:
    """The process: answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    packer, blocks = Packer(task.ordbok, task.at), list[list[Checked]]()
    with suppress(OSError, EOFError):
        for number in count(1):
            message = connection.recv_bytes()
            if not message:
                return
            connection.send_bytes(msgspec.msgpack.encode(_answer(message, task, packer, blocks)))
            if number % _BLOCKS_BETWEEN_COLLECTIONS == 0:
                gc.collect()


def _answer(message: bytes, task: Task, packer: Packer, blocks: list[list[Checked]]) -> Found | Rows:
    if task.eager:
        return _check_and_pack(message, task.miljoe, packer)
    if not message.startswith(task.mark):
        found, checked = _check(message, task.miljoe)
        blocks.append(checked)
        return found
    skip = set(msgspec.msgpack.decode(message.removeprefix(task.mark), type=Wanted).skip)
    rows = Rows([], Learned())
    _pack([one for one in blocks.pop(0) if one.incoming.line not in skip], packer, rows)
    return rows


def _check_and_pack(data: bytes, miljoe: Miljoe, packer: Packer) -> Found:
    """A few documents at a time, while they are still in the processor's memory."""
    lines = lines_of(data)
    rows = Rows([], Learned())
    found = Found(len(lines), rows=rows)
    for first in range(0, len(lines), _AT_ONCE):
        _pack(_check_lines(lines[first : first + _AT_ONCE], first, found, miljoe), packer, rows)
    return found


def _check(data: bytes, miljoe: Miljoe) -> tuple[Found, list[Checked]]:
    lines = lines_of(data)
    found = Found(len(lines))
    return found, _check_lines(lines, 0, found, miljoe)


def _check_lines(lines: list[bytes], first: int, found: Found, miljoe: Miljoe) -> list[Checked]:
    checked = list[Checked]()
    for line, raw in enumerate(lines, start=first):
        if not raw:
            continue
        found.read += 1
        try:
            checked.append(check_line(line, raw, miljoe=miljoe))
        except BadDocument as problem:
            found.bad.append(Bad(line, raw, problem.sentence, problem.felt))
    found.incoming += [one.incoming for one in checked]
    return checked


def _pack(checked: list[Checked], packer: Packer, rows: Rows) -> None:
    """A few documents are packed as one, so that there is less to send and to take apart."""
    rows.packed += [packer.pack(checked[first : first + _AT_ONCE]) for first in range(0, len(checked), _AT_ONCE)]
    rows.learned.add(packer.take_learned())
