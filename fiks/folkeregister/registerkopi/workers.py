"""Processes that check and pack documents beside the one that stores them. They know no database.

A block of lines is sent to one of them. It answers first what it found, so that what looks unchanged need not be packed,
then with the rows. Blocks come back in the order they were read in: the latest document wins, as in one process.
"""

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self, cast

import msgspec

from fiks.felles.koder.identifikator import Miljoe
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.lines import lines_of
from fiks.folkeregister.registerkopi.prepare import Checked, Incoming, Packed, Packer, check_line
from fiks.folkeregister.registerkopi.projection import BadDocument

# As much as one can do while a batch is stored.
_AHEAD = 32
_BLOCKS_BETWEEN_COLLECTIONS = 1_000
_AT_ONCE = 20
_LINES, _ANNOUNCED, _END = "lines", b"lines", b""


class WorkerEnded(RuntimeError):
    """One of the processes is gone: killed, or out of memory. What is stored, is safe."""


class Bad(msgspec.Struct, array_like=True):
    """A line that cannot be used."""

    line: int
    raw: bytes
    sentence: str
    felt: str


class Task(NamedTuple):
    """What a process works with. `eager`: nothing is known from before, so all is packed at once."""

    ordbok: codec.Ordbok
    at: datetime
    miljoe: Miljoe
    eager: bool


class Rows(msgspec.Struct, array_like=True, tag="rows"):
    """The rows of those that were asked for, by line, and the words that are new to the process."""

    lines: list[int]
    packed: list[Packed]
    words: dict[str, str]


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
    connection: Connection
    sent: list[Block] = field(default_factory=list)


class Pool:
    """The processes. They end with this one, whatever happens to it."""

    def __init__(self, count: int, task: Task) -> None:
        context = get_context("spawn")
        self._workers: list[_Worker] = []
        self._processes = []
        self.failure: Exception | None = None
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, task), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(ours))
            self._processes.append(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.connection.close()
        for process in self._processes:
            if kind:
                process.terminate()
            process.join()

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
            while data is not None and (worker := self._ready(len(waiting))):
                data = self._next(source)
                if data:
                    waiting.append(_sent(worker, data))
            if not waiting:
                return
            self._answers(unchanged)
            while waiting and (found := waiting[0].found) and (rows := waiting[0].rows):
                yield waiting.pop(0), found, rows

    def _next(self, source: Iterator[bytes]) -> bytes | None:
        try:
            return next(source, None)
        except Exception as problem:  # noqa: BLE001 - raised again by who reads `failure`
            self.failure = problem
            return None

    def _ready(self, waiting: int) -> _Worker | None:
        if waiting >= len(self._workers) * _AHEAD:
            return None
        return min(self._workers, key=lambda worker: len(worker.sent))

    def _answers(self, unchanged: Callable[[list[Incoming]], Iterable[int]]) -> None:
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[cast("Connection", connection)]
            message = _ANSWERS.decode(_received(worker.connection))
            if isinstance(message, Found):
                block = next(block for block in worker.sent if block.found is None)
                block.found, block.rows = message, message.rows
                if block.rows:
                    worker.sent.remove(block)
                else:
                    _send(worker.connection, msgspec.msgpack.encode(Wanted(list(unchanged(message.incoming)))))
            else:
                worker.sent.pop(0).rows = message


_ANSWERS = msgspec.msgpack.Decoder(Found | Rows)


def _sent(worker: _Worker, data: bytes) -> Block:
    block = Block(data)
    _send(worker.connection, _ANNOUNCED)
    _send(worker.connection, data)
    worker.sent.append(block)
    return block


def _send(connection: Connection, data: bytes) -> None:
    try:
        connection.send_bytes(data)
    except OSError as problem:
        raise WorkerEnded from problem


def _received(connection: Connection) -> bytes:
    try:
        return connection.recv_bytes()
    except (EOFError, OSError) as problem:
        raise WorkerEnded from problem


def _work(connection: Connection, task: Task) -> None:
    """The process: answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    messages = SimpleQueue[tuple[str, bytes]]()
    # Read at once, so that the other side is never held up while it has answers to take.
    Thread(target=_read, args=(connection, messages), daemon=True).start()
    packer, blocks, checked = Packer(task.ordbok, task.at), list[list[Checked]](), 0
    while (message := messages.get())[1]:
        if message[0] == _LINES and task.eager:
            connection.send_bytes(msgspec.msgpack.encode(_check_and_pack(message[1], task.miljoe, packer)))
        elif message[0] == _LINES:
            found, trusted = _check(message[1], task.miljoe)
            blocks.append(trusted)
            connection.send_bytes(msgspec.msgpack.encode(found))
        else:
            skip = set(msgspec.msgpack.decode(message[1], type=Wanted).skip)
            rows = Rows([], [], {})
            _pack([one for one in blocks.pop(0) if one.incoming.line not in skip], packer, rows)
            connection.send_bytes(msgspec.msgpack.encode(rows))
        checked += 1
        if checked % _BLOCKS_BETWEEN_COLLECTIONS == 0:
            gc.collect()


def _read(connection: Connection, messages: SimpleQueue[tuple[str, bytes]]) -> None:
    try:
        while True:
            message = connection.recv_bytes()
            messages.put((_LINES, connection.recv_bytes()) if message == _ANNOUNCED else ("", message))
    except (EOFError, OSError):
        messages.put(("", _END))


def _check_and_pack(data: bytes, miljoe: Miljoe, packer: Packer) -> Found:
    """A few documents at a time, while they are still in the processor's memory."""
    lines = lines_of(data)
    rows = Rows([], [], {})
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
    rows.lines += [one.incoming.line for one in checked]
    rows.packed += packer.pack(checked)
    rows.words |= packer.take_words()
