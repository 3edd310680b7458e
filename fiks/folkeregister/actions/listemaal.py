"""Where the file of a list or a wash goes: the store, or a file that the command line names."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from django.db import transaction

from fiks.felles.lager import actions as lager
from fiks.felles.lager.models import Dokument
from fiks.felles.regneark import Format, Sink
from fiks.folkeregister.models.listearbeid import Listearbeid


class Maal(Protocol):
    """A place for a file. What is written is whole when the block has ended well, else nothing is left of it."""

    def writing(self) -> AbstractContextManager[Sink]:
        """Take plaintext."""

    def keep(self, liste: Listearbeid, /, *, name: str, delete_at: datetime, at: datetime) -> Dokument | None:
        """Register what was written, in the transaction that ends the draw."""


class Lagermaal:
    """The store: encrypted under a key of its own."""

    _written: lager.Written

    @contextmanager
    def writing(self) -> Iterator[Sink]:
        """Encrypt as it comes."""
        with lager.writing() as self._written:
            yield self._written

    def keep(self, liste: Listearbeid, /, *, name: str, delete_at: datetime, at: datetime) -> Dokument:
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
    """A file that only this OS user can read. It gets its name when the draw stands in the audit log, not before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.skrives")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        """Remove what did not become a list."""
        self._part.unlink(missing_ok=True)

    @contextmanager
    def writing(self) -> Iterator[Sink]:
        """Write beside the final place."""
        self._part.unlink(missing_ok=True)
        with os.fdopen(os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            yield file

    def keep(self, _liste: Listearbeid, **_details: object) -> None:
        """Give the file its name. Nothing of it is kept here; deleting it is for whoever asked for it."""
        transaction.on_commit(self._finish)

    def _finish(self) -> None:
        self._part.replace(self._path)
