"""Reading files of documents: one JSON document a line, plain, gzip or zstandard; or one document in a .json file."""

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Self, cast

import msgspec
import zstandard

LONGEST_LINE = 4 * 1024 * 1024
# Small, so that what is made of one is still in the processor's memory when it is used, and memory is used again.
BLOCK = 256 * 1024
STDIN = Path("-")
_BOM = b"\xef\xbb\xbf"


class Lines:
    """The lines of a file, once. `position` of `size` bytes have been read, for a progress bar. STDIN has no size.

    A line longer than LONGEST_LINE comes cut off, so that a file without line breaks cannot fill the memory; it is no
    document any more, and is put aside as any other bad line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self.size = 0 if path == STDIN else path.stat().st_size
        self._raw: BinaryIO = sys.stdin.buffer if path == STDIN else self._open.enter_context(path.open("rb"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def position(self) -> int:
        return self._raw.tell() if self.size else 0

    def __iter__(self) -> Iterator[bytes]:
        if self._path.suffix == ".json" and self.size <= LONGEST_LINE:
            whole = self._raw.read().removeprefix(_BOM)
            yield from [_joined(whole)] if _is_one_document(whole) else whole.splitlines()
            return
        stream = self._unpacked()
        first = True
        while line := stream.readline(LONGEST_LINE):
            if not line.endswith(b"\n"):
                _skip_rest(stream)
            yield line.removeprefix(_BOM).strip() if first else line.strip()
            first = False

    def blocks(self) -> Iterator[bytes]:
        """The same lines, many at a time: each block ends where a line does. `lines_of` parts one."""
        if self._path.suffix == ".json" and self.size <= LONGEST_LINE:
            yield b"\n".join(self)
            return
        stream = self._unpacked()
        rest = stream.read(len(_BOM)).removeprefix(_BOM)
        while read := stream.read(BLOCK):
            end = read.rfind(b"\n") + 1
            if end:
                yield b"".join((rest, read[:end]))
                rest = read[end:]
            elif len(rest) < LONGEST_LINE:
                rest += read
        if rest:
            yield rest

    def _unpacked(self) -> BinaryIO:
        if self._path.suffix == ".gz":
            return cast("BinaryIO", self._open.enter_context(gzip.GzipFile(fileobj=self._raw, mode="rb")))
        if self._path.suffix == ".zst":
            reader = zstandard.ZstdDecompressor().stream_reader(self._raw, read_across_frames=True, closefd=False)
            return cast("BinaryIO", self._open.enter_context(io.BufferedReader(reader, 1 << 20)))
        return self._raw


def lines_of(block: bytes) -> list[bytes]:
    """The lines of a block, empty ones too, without what stands around them."""
    return [line[:LONGEST_LINE].strip() for line in block.removesuffix(b"\n").split(b"\n")] if block else []


def _skip_rest(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _is_one_document(text: bytes) -> bool:
    try:
        msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _joined(text: bytes) -> bytes:
    """A document on several lines, on one. Line breaks stand between tokens only; JSON has none inside a string."""
    return b" ".join(line.strip() for line in text.splitlines())
