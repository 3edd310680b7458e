"""Keeping, reading and deleting documents.

The content is written before the row, so a row never points to content that is not there; content without a row is swept
away later. Deleting destroys the key first, in the caller's transaction.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fiks.felles.lager.kryptering import EncryptingWriter, MasterKey, Unreadable, decrypt
from fiks.felles.lager.mappe import FolderStore, Store
from fiks.felles.lager.models import Dokument

_ORPHAN_AGE = timedelta(days=1)


@dataclass(slots=True)
class Written:
    """Content on its way into the store. `write` takes plaintext; the rest is known when the block has ended."""

    id: UUID
    writer: EncryptingWriter
    wrapped_key: bytes

    def write(self, plaintext: bytes) -> None:
        """Encrypt and write."""
        self.writer.write(plaintext)

    @property
    def size(self) -> int:
        """Bytes of plaintext so far."""
        return self.writer.size


def store() -> Store:
    """The place for content, by setting."""
    return FolderStore(settings.STORE_DIR)


@lru_cache(maxsize=4)
def _key(text: str) -> MasterKey:
    return MasterKey(text)


def master_key() -> MasterKey:
    """The master key that new documents are wrapped under."""
    return _key(settings.MASTER_KEY)


@contextmanager
def writing() -> Iterator[Written]:
    """Write new content. When the block ends well it is durable; when it fails nothing is left."""
    place, id, key = store(), uuid.uuid4(), os.urandom(32)
    file = place.create(id)
    try:
        written = Written(id, EncryptingWriter(file, key), master_key().wrap(key, str(id)))
        yield written
        written.writer.finish()
        place.commit(id, file)
    except BaseException:
        place.discard(id, file)
        raise


@transaction.atomic
def keep(
    written: Written,
    *,
    virksomhet_id: UUID,
    filnavn: str,
    medietype: str,
    delete_at: datetime | None,
    at: datetime,
) -> Dokument:
    """Register written content as a document of an organisation."""
    return Dokument.objects.create(
        id=written.id,
        virksomhet_id=virksomhet_id,
        filnavn=filnavn,
        medietype=medietype,
        size=written.size,
        noekkel=written.wrapped_key,
        hovednoekkel=master_key().id,
        created_at=at,
        delete_at=delete_at,
    )


def read(dokument: Dokument) -> Iterator[bytes]:
    """Yield the plaintext. The key is unwrapped here, so that the caller may close his transaction before streaming.

    Raises:
        FileNotFoundError: the document is deleted.
        Unreadable: the content is damaged, or another master key is needed.
    """
    if dokument.noekkel is None:
        raise FileNotFoundError(dokument.pk)
    if dokument.hovednoekkel != master_key().id:
        raise Unreadable("Dokumentet er låst med en annen hovednøkkel. Kjør fiks noekler roter.")
    key = master_key().unwrap(bytes(dokument.noekkel), str(dokument.pk))
    return _chunks(dokument.pk, key)


def _chunks(id: UUID, key: bytes) -> Iterator[bytes]:
    with store().open(id) as source:
        yield from decrypt(source, key)


@transaction.atomic
def delete(dokument: Dokument, *, at: datetime) -> bool:
    """Destroy the key, and remove the content when that is committed. False when it was deleted before."""
    claimed = Dokument.objects.filter(pk=dokument.pk, deleted_at__isnull=True)
    if not claimed.update(noekkel=None, deleted_at=at):
        return False
    transaction.on_commit(lambda: store().delete(dokument.pk))
    return True


def due_for_deletion(*, at: datetime, limit: int = 500) -> list[Dokument]:
    """Documents whose time is out, in the context that is open."""
    return list(Dokument.objects.filter(deleted_at__isnull=True, delete_at__lte=at).order_by("delete_at")[:limit])


def sweep_orphans(*, at: datetime) -> int:
    """Remove content that no row points to. Needs the operator's context. Returns how many files."""
    place, removed = store(), 0
    for id in place.ids(older_than=(at - _ORPHAN_AGE).timestamp()):
        if not Dokument.objects.filter(pk=id, deleted_at__isnull=True).exists():
            place.delete(id)
            removed += 1
    return removed


def rotate_keys(*, previous: str) -> int:
    """Wrap every document's key under the new master key. Needs the operator's context. Returns how many.

    Can be broken off and run again: what is wrapped under the new key is left alone.

    Raises:
        Unreadable: `previous` is not the key that the documents are wrapped under.
    """
    old, new, rotated = _key(previous), master_key(), 0
    for dokument in Dokument.objects.filter(deleted_at__isnull=True, hovednoekkel=old.id).iterator():
        key = old.unwrap(bytes(dokument.noekkel or b""), str(dokument.pk))
        claimed = Dokument.objects.filter(pk=dokument.pk, hovednoekkel=old.id, deleted_at__isnull=True)
        rotated += claimed.update(noekkel=new.wrap(key, str(dokument.pk)), hovednoekkel=new.id)
    return rotated
