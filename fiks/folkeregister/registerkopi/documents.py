"""Fetching whole documents as received. Nothing is cut or logged here: that is for those who call."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection

from fiks.folkeregister.models import Dokumentordbok
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.codec import Ordbok

_CURRENT = """
    select asked.number, coalesce(former.person, asked.number)
    from unnest(%s::varchar[]) as asked (number) left join identifikator former on former.nummer = asked.number
"""
DOCUMENTS = """
    select asked.number, document.dokument
    from unnest(%s::varchar[]) as asked (number) left join identifikator former on former.nummer = asked.number
    join persondokument document on document.identifikator = coalesce(former.person, asked.number)
"""


def current_numbers(numbers: Iterable[str]) -> dict[str, str]:
    """From each number asked for, ended and merged ones too, to the person's current one; unknown ones to themselves."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [list(numbers)])
        return dict(cursor.fetchall())


def raw_documents(numbers: Sequence[str]) -> dict[str, bytes]:
    """Documents by the number asked for, as received. Numbers that nobody has are left out."""
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS, [list(numbers)])
        return {asked: unpack(bytes(packed)) for asked, packed in cursor.fetchall()}


def raw_document(number: str) -> bytes | None:
    """One person's document, found by any number the person has had."""
    return raw_documents([number]).get(number)


def unpack(packed: bytes) -> bytes:
    """Unpack a document with the dictionary that it names."""
    return codec.decode(packed, _ordbok(codec.dictionary_id(packed)))


@lru_cache(maxsize=16)
def _ordbok(dictionary_id: int) -> Ordbok:
    """Dictionaries never change, so each process reads one once."""
    if not dictionary_id:
        return codec.NONE
    return Ordbok(dictionary_id, bytes(Dokumentordbok.objects.get(id=dictionary_id).ordbok))
