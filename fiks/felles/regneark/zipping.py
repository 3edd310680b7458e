"""A zip file written in one pass to something that can only be written to.

Follows PKWARE's APPNOTE 6.3: sizes and checksum of a streamed entry stand after it (4.3.9), and numbers that do not fit in
32 bits are written in 64 (4.3.9.2, 4.3.14, 4.5.3). The time of every entry is 1 January 1980, so that equal content gives
equal bytes.
"""

import struct
from dataclasses import dataclass, field
from typing import Protocol

from isal import isal_zlib

_LEVEL = 2  # measured: as fast as level 0 and the smallest file
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW, _UTF8 = 0x0008, 0x0800
_VERSION, _VERSION_64 = 20, 45
_NEW_YEAR_1980 = 0x00210000
_WIDE = 0xFFFFFFFF  # the first number that is written in 64 bits
_MAX_16 = 0xFFFF


def _narrow(number: int) -> int:
    """The number, or all ones, which tells that it stands elsewhere in 64 bits."""
    return number if number < _WIDE else 0xFFFFFFFF


class Sink(Protocol):
    """Takes plaintext bytes in order."""

    def write(self, plaintext: bytes, /) -> object:
        """Take bytes of any size."""


def _deflater() -> "isal_zlib.Compress":
    return isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -isal_zlib.MAX_WBITS)


@dataclass(slots=True)
class _Record:
    """What the central directory says of an entry."""

    name: bytes
    offset: int
    method: int = _DEFLATED
    flags: int = _UTF8
    checksum: int = 0
    packed: int = 0
    size: int = 0

    def local(self) -> bytes:
        sizes = (0, 0, 0) if self.flags & _SIZES_FOLLOW else (self.checksum, self.packed, self.size)
        head = (b"PK\x03\x04", _VERSION, self.flags, self.method, _NEW_YEAR_1980, *sizes, len(self.name), 0)
        return struct.pack("<4s3HL3L2H", *head) + self.name

    def descriptor(self) -> bytes:
        wide = max(self.packed, self.size) >= _WIDE
        return struct.pack("<4sL2Q" if wide else "<4s3L", b"PK\x07\x08", self.checksum, self.packed, self.size)

    def central(self) -> bytes:
        numbers = (self.size, self.packed, self.offset)
        wide = [number for number in numbers if number >= _WIDE]
        extra = struct.pack(f"<2H{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
        version = _VERSION_64 if wide else _VERSION
        size, packed, offset = map(_narrow, numbers)
        head = (b"PK\x01\x02", version, version, self.flags, self.method, _NEW_YEAR_1980, self.checksum, packed, size)
        tail = (len(self.name), len(extra), 0, 0, 0, 0, offset)
        return struct.pack("<4s4HL3L5H2L", *head, *tail) + self.name + extra


class Entry:
    """An entry being written, of a size that nobody knows yet."""

    def __init__(self, archive: "ZipWriter", record: _Record) -> None:
        self._archive, self._record, self._deflate = archive, record, _deflater()

    @property
    def size(self) -> int:
        """Bytes before compression so far."""
        return self._record.size

    def write(self, data: bytes) -> None:
        """Compress and pass on."""
        self._record.size += len(data)
        self._record.checksum = isal_zlib.crc32(data, self._record.checksum)
        self._pass_on(self._deflate.compress(data))

    def close(self) -> None:
        """End the entry. The next one can begin."""
        self._pass_on(self._deflate.flush())
        self._archive.finish(self._record)

    def _pass_on(self, packed: bytes) -> None:
        self._record.packed += len(packed)
        self._archive.emit(packed)


@dataclass
class ZipWriter:
    """Entries one after the other, then `close`. Without `close` no reader takes it for a zip file."""

    sink: Sink
    _position: int = 0
    _records: list[_Record] = field(default_factory=list)

    def add(self, name: str, content: bytes, *, stored: bool = False) -> None:
        """Write a small entry whole; `stored` leaves it uncompressed."""
        deflate = _deflater()
        packed = content if stored else deflate.compress(content) + deflate.flush()
        record = _Record(name.encode(), self._position, method=_STORED if stored else _DEFLATED)
        record.checksum, record.packed, record.size = isal_zlib.crc32(content), len(packed), len(content)
        self._records.append(record)
        self.emit(record.local() + packed)

    def open(self, name: str) -> Entry:
        """Begin an entry that is written piece by piece. Close it before the next one begins."""
        record = _Record(name.encode(), self._position, flags=_UTF8 | _SIZES_FOLLOW)
        self.emit(record.local())
        return Entry(self, record)

    def finish(self, record: _Record) -> None:
        """Called by the entry when it ends."""
        self.emit(record.descriptor())
        self._records.append(record)

    def close(self) -> None:
        """Write the central directory."""
        start = self._position
        self.emit(b"".join(record.central() for record in self._records))
        self.emit(self._end(start, self._position - start))

    def _end(self, start: int, size: int) -> bytes:
        count = len(self._records)
        wide = max(start, size) >= _WIDE or count > _MAX_16
        few = min(count, _MAX_16)
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, few, few, _narrow(size), _narrow(start), 0)
        if not wide:
            return end
        numbers = (count, count, size, start)
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, _VERSION_64, _VERSION_64, 0, 0, *numbers)
        return record + struct.pack("<4sLQL", b"PK\x06\x07", 0, start + size, 1) + end

    def emit(self, data: bytes) -> None:
        """Pass bytes on to the sink."""
        if data:
            self.sink.write(data)
            self._position += len(data)
