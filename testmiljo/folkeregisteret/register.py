"""Where the documents come from: a town, or a file with one document a line."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

import msgspec
import zstandard

from testmiljo.befolkning import Document


class Register(Protocol):
    """A `testmiljo.befolkning.Town` is one."""

    def document(self, number: str) -> Document | None:
        """The whole document of who has or has had the number."""

    def documents(self) -> Iterator[Document]:
        """Everybody's."""


class FileRegister:
    """Documents from a file (.ndjson, .ndjson.gz or .ndjson.zst), kept compressed in memory by every number.

    Raises ValueError with the line number for a line that is not a person document.
    """

    def __init__(self, path: Path) -> None:
        self._documents: dict[str, bytes] = {}
        self.identity = f"fil {path.name}"
        with _opened(path) as lines:
            for count, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                packed = zlib.compress(line, 1)
                for number in _numbers(line, count):
                    self._documents[number] = packed

    def document(self, number: str) -> Document | None:
        packed = self._documents.get(number)
        if packed is None:
            return None
        return _unpacked(packed)

    def documents(self) -> Iterator[Document]:
        """Each person once, in the order of the file."""
        before = b""
        for packed in self._documents.values():
            if packed is not before:
                yield _unpacked(packed)
            before = packed


def _unpacked(packed: bytes) -> Document:
    document: Document = msgspec.json.decode(zlib.decompress(packed))
    return document


class _Number(msgspec.Struct, rename={"number": "foedselsEllerDNummer"}):
    number: str


class _Person(msgspec.Struct):
    identifikasjonsnummer: list[_Number]


def _numbers(line: bytes, count: int) -> list[str]:
    try:
        person = msgspec.json.decode(line, type=_Person)
    except msgspec.DecodeError as error:
        raise ValueError(f"line {count} is not a person document") from error
    return [row.number for row in person.identifikasjonsnummer]


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as packed:
            yield cast("BinaryIO", packed)
    elif path.suffix == ".zst":
        with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as stream:
            yield cast("BinaryIO", io.BufferedReader(stream, 1 << 20))
    else:
        with path.open("rb") as plain:
            yield plain
