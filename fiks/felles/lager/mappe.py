"""Where encrypted content lies: a folder, spread over 256 subfolders."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID


class Store(Protocol):
    """What a place for content must be able to do. Content is written once and never changed."""

    def create(self, id: UUID) -> IO[bytes]:
        """Open new content for writing; it is not there until `commit`."""

    def commit(self, id: UUID, written: IO[bytes]) -> None:
        """Make written content durable."""

    def discard(self, id: UUID, written: IO[bytes]) -> None:
        """Throw written content away."""

    def open(self, id: UUID) -> IO[bytes]:
        """Open content for reading. Raises FileNotFoundError."""

    def delete(self, id: UUID) -> None:
        """Delete content; nothing happens when it is gone already."""

    def ids(self, *, older_than: float) -> Iterator[UUID]:
        """All content made before a time (seconds since 1970)."""


class FolderStore:
    """A folder that only this OS user can read."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def _path(self, id: UUID) -> Path:
        return self._root / id.hex[:2] / id.hex

    def create(self, id: UUID) -> IO[bytes]:
        """Open a temporary file beside the final one."""
        path = self._path(id)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(path.with_suffix(".skrives"), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")

    def commit(self, id: UUID, written: IO[bytes]) -> None:
        """Flush to disk, and give the file its final name."""
        written.flush()
        os.fsync(written.fileno())
        written.close()
        path = self._path(id)
        path.with_suffix(".skrives").rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def discard(self, id: UUID, written: IO[bytes]) -> None:
        """Remove the temporary file."""
        written.close()
        self._path(id).with_suffix(".skrives").unlink(missing_ok=True)

    def open(self, id: UUID) -> IO[bytes]:
        """Open the file for reading."""
        return self._path(id).open("rb")

    def delete(self, id: UUID) -> None:
        """Remove the file."""
        self._path(id).unlink(missing_ok=True)

    def ids(self, *, older_than: float) -> Iterator[UUID]:
        """Names of finished files, and of temporary ones that were left behind."""
        for file in self._root.glob("??/*"):
            if file.stat().st_mtime < older_than:
                yield UUID(hex=file.stem)
