"""Puts packed documents into the tables, in place of all that the register copy had about those persons.

Runs in the caller's transaction and operator context. What a batch brings is deleted and copied in, which is faster than
staging and updating: most of a first load is new, and most columns that change stand in an index.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import connection
from django.db.backends.utils import CursorWrapper

from fiks.folkeregister.models import Dokumentordbok
from fiks.folkeregister.registerkopi.codec import Ordbok
from fiks.folkeregister.registerkopi.prepare import Incoming, Learned, Packed
from fiks.folkeregister.registerkopi.sieve import Sieve
from fiks.folkeregister.registerkopi.soekerader import Gate
from fiks.folkeregister.registerkopi.tables import DOCUMENTS, TABLES

# One loader at a time: two that bring the same person would each delete what the other has not yet committed.
_LOCK = "select pg_advisory_xact_lock(hashtext('folkeregister.last'))"
_KNOWN = f"select identifikator, hash from {DOCUMENTS} where identifikator = any(%s::varchar[])"  # noqa: S608 - own name
_FORGET_LEADS = (
    "delete from identifikator where nummer = any(%(numbers)s::varchar[]) or person = any(%(numbers)s::varchar[])"
)
_MOVE_LEADS = """
    update identifikator set person = claim.current
    from unnest(%s::varchar[], %s::varchar[]) as claim (former, current) where person = claim.former
"""
_NEW_LEADS = """
    insert into identifikator (nummer, person) select * from unnest(%s::varchar[], %s::varchar[])
    on conflict (nummer) do update set person = excluded.person
"""
_NEW_TOKENS = """
    insert into navnetoken (token, noekkel) select * from unnest(%s::text[], %s::text[]) as new (token, noekkel)
    where not exists (select from navnetoken found where found.token = new.token) on conflict do nothing
"""
_NEW_STREETS = """
    insert into gate (kommunenummer, navn, noekkel) select * from unnest(%s::text[], %s::text[], %s::text[])
    on conflict do nothing
"""
_KEYS = "select registerkopi_bygg_indeks(navn) from registerkopi_ventende_indekser(true) navn"
_BINARY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_BINARY_END = b"\xff\xff"


class Source(Protocol):
    """Where the rows of a batch come from: made here, or by a process that works beside."""

    def pack(self, lines: Sequence[int]) -> Sequence[Packed]:
        """The rows of the documents on these lines."""

    def raw(self, line: int) -> bytes:
        """The line as it was received."""

    def learned(self) -> Learned:
        """Words and streets that are new."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch. Superseded: a later line told of the same person, or of one this number is merged into."""

    loaded: int
    replaced: int
    unchanged: int
    superseded: int


@dataclass
class Store:
    """Keeps what is the same from batch to batch.

    `sieve` is there when the tables were empty and nobody else writes: it tells which numbers need not be asked for.
    """

    sieve: Sieve | None = None
    _words: set[str] = field(default_factory=set)
    _streets: set[Gate] = field(default_factory=set)
    _waiting: Learned = field(default_factory=Learned)

    def put(self, batch: Sequence[Incoming], source: Source) -> Stored:
        """Put a batch in. The latest line about a person wins, and the latest claim to a number."""
        kept, leads = _settle(batch)
        with connection.cursor() as cursor:
            cursor.execute(_LOCK)
            perhaps = self._perhaps(kept)
            known = _known(cursor, perhaps)
            changed = list(kept.values())
            if known:
                changed = [incoming for incoming in changed if known.get(incoming.number) != incoming.hash]
            replaced = [incoming.number for incoming in changed if incoming.number in known]
            self._remove(cursor, [*replaced, *_known(cursor, self._perhaps(leads))])
            _lead(cursor, perhaps, leads)
            _copy(cursor, source.pack([incoming.line for incoming in changed]))
            self._waiting.add(source.learned())
            self._add_learned(cursor)
        if self.sieve:
            self.sieve.update(kept)
            self.sieve.update(leads)
        return Stored(len(changed) - len(replaced), len(replaced), len(kept) - len(changed), len(batch) - len(kept))

    def known(self, batch: Iterable[Incoming]) -> set[int]:
        """Lines that look unchanged as things are now, before the batches that are still on their way."""
        with connection.cursor() as cursor:
            by_number = {incoming.number: incoming for incoming in batch}
            found = _known(cursor, self._perhaps(by_number))
        return {by_number[number].line for number, hash in found.items() if by_number[number].hash == hash}

    def committed(self) -> None:
        """The last batch is safe, and so are its words and streets."""
        self._words.update(self._waiting.words)
        self._streets.update(street[:2] for street in self._waiting.streets)
        self._waiting = Learned()

    def _remove(self, cursor: CursorWrapper, numbers: Collection[str]) -> None:
        """Take away all about these. Keys that a first load has left off are built when first there is something to find."""
        if not numbers:
            return
        cursor.execute(_KEYS)
        for table, column in ((DOCUMENTS, "identifikator"), *((table.name, table.person) for table in TABLES)):
            cursor.execute(f"delete from {table} where {column} = any(%s::varchar[])", [list(numbers)])  # noqa: S608 - own names

    def _perhaps(self, numbers: Iterable[str]) -> list[str]:
        return list(numbers) if self.sieve is None else self.sieve.perhaps(numbers)

    def _add_learned(self, cursor: CursorWrapper) -> None:
        """In order, so that two loaders never wait for each other."""
        words = sorted((word, key) for word, key in self._waiting.words.items() if word not in self._words)
        streets = sorted(street for street in set(self._waiting.streets) if street[:2] not in self._streets)
        if words:
            cursor.execute(_NEW_TOKENS, [list(column) for column in zip(*words, strict=True)])
        if streets:
            cursor.execute(_NEW_STREETS, [list(column) for column in zip(*streets, strict=True)])


def latest_ordbok() -> Ordbok | None:
    """The dictionary in use."""
    found = Dokumentordbok.objects.order_by("-created_at").first()
    return Ordbok(found.id, bytes(found.ordbok)) if found else None


def keep_ordbok(ordbok: Ordbok, *, at: datetime) -> None:
    """Keep a dictionary for as long as documents are packed with it: for ever."""
    if ordbok.id:
        Dokumentordbok.objects.create(id=ordbok.id, ordbok=ordbok.data, created_at=at)


def refresh_statistics(changes: int | None = None) -> None:
    """Tell the query planner what the tables hold now; given how much is new, only when what it knew is wrong by that.

    The first list after a load is then fast too. Of small changes the database takes care itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("select %s * 10 >= reltuples from pg_class where oid = 'person'::regclass", [changes or 0])
        if changes is None or (changes and cursor.fetchone() == (True,)):
            cursor.execute("select registerkopi_analyser()")


def _settle(batch: Sequence[Incoming]) -> tuple[dict[str, Incoming], dict[str, str]]:
    """Within a batch: the persons to keep, and from former numbers to current ones."""
    kept: dict[str, Incoming] = {}
    leads: dict[str, str] = {}
    for incoming in batch:
        if leads:
            if incoming.number in kept:
                leads = {former: current for former, current in leads.items() if current != incoming.number}
            leads.pop(incoming.number, None)
        kept[incoming.number] = incoming
        for former in incoming.former:
            kept.pop(former, None)
            leads[former] = incoming.number
    return kept, leads


def _known(cursor: CursorWrapper, numbers: list[str]) -> dict[str, bytes]:
    if not numbers:
        return {}
    cursor.execute(_KNOWN, [numbers])
    return {number: bytes(fingerprint) for number, fingerprint in cursor.fetchall()}


def _lead(cursor: CursorWrapper, numbers: list[str], leads: Mapping[str, str]) -> None:
    """Let former numbers lead to current ones, those of a person who is now merged into another included."""
    if numbers:
        cursor.execute(_FORGET_LEADS, {"numbers": numbers})
    if leads:
        claims = [list(leads), list(leads.values())]
        cursor.execute(_MOVE_LEADS, claims)
        cursor.execute(_NEW_LEADS, claims)


def _copy(cursor: CursorWrapper, packed: Sequence[Packed]) -> None:
    documents = b"".join([_BINARY_HEAD, *[one.documents for one in packed], _BINARY_END])
    _copy_in(cursor, f"copy {DOCUMENTS} (identifikator, dokument, hash, lest_at) from stdin (format binary)", documents)
    for place, table in enumerate(TABLES):
        lines = b"".join([one.rows[place] for one in packed])
        if lines:
            _copy_in(cursor, f"copy {table.name} ({', '.join(table.columns)}) from stdin", lines)


def _copy_in(cursor: CursorWrapper, statement: str, data: bytes) -> None:
    with cursor.copy(statement) as copy:
        copy.write(data)
