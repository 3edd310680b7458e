"""The life file: append-only NDJSON that survives kill -9, and what is kept in memory to find a line of it.

The first line says which register the life belongs to. A last line without its end was never finished: nobody has seen
it, and it is cut off when the file is opened.
"""

import fcntl
import os
import tempfile
import weakref
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from testmiljo.liv.events import seen
from testmiljo.liv.line import Line

PACKAGES = (True, False)
"""The feeds, by whether the package has confidential information."""


class WrongLife(Exception):
    """The file is the life of another register, or is no life file."""


class InUse(Exception):
    """Another program is writing in the file."""


class _Header(msgspec.Struct):
    liv: str


class Journal:
    """Lines by number, from 0. Memory: 32 bytes a line.

    `identity` names the register. Without `path` the file is temporary. Raises WrongLife and InUse.
    """

    def __init__(self, path: Path | None, identity: str) -> None:
        self._file = self._open(path)
        self._closing = weakref.finalize(self, os.close, self._file)
        self._offsets = array("Q")
        self._times = array("d")
        self._until = {confidential: array("Q") for confidential in PACKAGES}
        self._end = 0
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(Line).decode
        self._identity = identity

    def load(self, tell: Callable[[int, Line], None]) -> None:
        """Read the file from the start and tell about each line. Raises WrongLife, and lets the file go."""
        try:
            self._load(tell)
        except WrongLife:
            self.close()
            raise

    def _load(self, tell: Callable[[int, Line], None]) -> None:
        size = os.fstat(self._file).st_size
        with os.fdopen(os.dup(self._file), "rb") as lines:
            lines.seek(0)
            header = lines.readline()
            if not header.endswith(b"\n"):
                self._begin()
                return
            self._check(header)
            self._end = len(header)
            for raw in lines:
                if not raw.endswith(b"\n"):
                    break
                line = self._read(raw)
                tell(len(self._offsets), line)
                self._note(line, len(raw))
        if self._end < size:
            os.ftruncate(self._file, self._end)

    def append(self, line: Line) -> int:
        """Write a line whole, in one call, and give its number."""
        raw = self._encode(line) + b"\n"
        os.lseek(self._file, self._end, os.SEEK_SET)
        written = os.write(self._file, raw)
        if written != len(raw):
            os.ftruncate(self._file, self._end)
            raise OSError("the life file is full")
        self._note(line, len(raw))
        return len(self._offsets) - 1

    def __len__(self) -> int:
        return len(self._offsets)

    def __getitem__(self, number: int) -> Line:
        start = self._offsets[number]
        end = self._offsets[number + 1] if number + 1 < len(self._offsets) else self._end
        return self._decode(os.pread(self._file, end - start, start))

    def last(self, *, confidential: bool) -> int:
        """The last sequence number of a feed; 0 when it is empty."""
        until = self._until[confidential]
        return until[-1] if until else 0

    def lines_from(self, sequence: int, *, confidential: bool) -> Iterator[tuple[int, int, Line]]:
        """Lines with events of a feed from a sequence number on: (number, sequence of its first event, line)."""
        until = self._until[confidential]
        for number in range(bisect_left(until, sequence), len(until)):
            before = until[number - 1] if number else 0
            if until[number] > before:
                yield number, before + 1, self[number]

    def first_since(self, time: float, *, confidential: bool) -> int:
        """The first sequence number of a feed that is not older than a time (seconds since 1970)."""
        number = bisect_left(self._times, time)
        return 1 + (self._until[confidential][number - 1] if number else 0)

    def line_of(self, sequence: int, *, confidential: bool) -> int:
        """Which line a sequence number belongs to."""
        return bisect_left(self._until[confidential], sequence)

    def lines_before(self, time: float) -> int:
        return bisect_right(self._times, time)

    def time_of(self, number: int) -> float:
        return self._times[number]

    def close(self) -> None:
        """Let another have the file; a journal that nobody has any more does it by itself."""
        self._closing()

    def _note(self, line: Line, size: int) -> None:
        for confidential, until in self._until.items():
            until.append((until[-1] if until else 0) + visible(line, confidential=confidential))
        self._times.append(line.tid)
        self._offsets.append(self._end)
        self._end += size

    def _begin(self) -> None:
        os.ftruncate(self._file, 0)
        header = self._encode(_Header(self._identity)) + b"\n"
        os.pwrite(self._file, header, 0)
        self._end = len(header)

    def _check(self, header: bytes) -> None:
        try:
            found = msgspec.json.decode(header, type=_Header).liv
        except msgspec.DecodeError as error:
            raise WrongLife("not a life file") from error
        if found != self._identity:
            raise WrongLife(found)

    def _read(self, raw: bytes) -> Line:
        try:
            return self._decode(raw)
        except msgspec.DecodeError as error:
            raise WrongLife(f"line {len(self._offsets) + 2}: {error}") from error

    @staticmethod
    def _open(path: Path | None) -> int:
        if path is None:
            with tempfile.TemporaryFile() as file:
                return os.dup(file.fileno())
        path.parent.mkdir(parents=True, exist_ok=True)
        file_number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file_number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(file_number)
            raise InUse(str(path)) from error
        return file_number


def visible(line: Line, *, confidential: bool) -> int:
    """How many of a line's events a feed has."""
    if line.antall:
        return line.antall if seen(line.hendelsetype, confidential=confidential) else 0
    return sum(seen(event_type, confidential=confidential) is not None for _, event_type in line.hendelser)
