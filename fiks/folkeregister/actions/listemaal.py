"""Where a list's file goes: the store, or a file that the command line names."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from fiks.felles.lager import actions as lager
from fiks.felles.lager.models import Dokument
from fiks.felles.regneark import Format, Sink
from fiks.folkeregister.models import Innbyggerliste


class Maal(Protocol):
    """A place for a file. What is written is whole when the block has ended well, else nothing is left of it."""

    def writing(self) -> AbstractContextManager[Sink]:
        """Take plaintext."""

    def keep(self, liste: Innbyggerliste, *, name: str, delete_at: datetime, at: datetime) -> Dokument | None:
        """Register what was written, in the transaction that ends the draw."""


class Lagermaal:
    """The store: encrypted under a key of its own."""

    _written: lager.Written

    @contextmanager
    def writing(self) -> Iterator[Sink]:
        """Encrypt as it comes."""
        with lager.writing() as self._written:
            yield self._written

    def keep(self, liste: Innbyggerliste, *, name: str, delete_at: datetime, at: datetime) -> Dokument:
        """Make it the organisation's document, to be deleted when its time is out."""
        return lager.keep(
            self._written,
            virksomhet_id=liste.virksomhet_id,
            filnavn=name,
            medietype=Format(liste.filformat).media_type,
            delete_at=delete_at,
            at=at,
        )


class Filmaal:
    """A file that only this OS user can read. It gets its name when it is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def writing(self) -> Iterator[Sink]:
        """Write beside the final place."""
        part = self._path.with_name(f".{self._path.name}.skrives")
        part.unlink(missing_ok=True)
        try:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                yield file
            part.replace(self._path)
        finally:
            part.unlink(missing_ok=True)

    def keep(self, liste: Innbyggerliste, *, name: str, delete_at: datetime, at: datetime) -> None:
        """Nothing of it is kept here."""
