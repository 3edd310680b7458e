"""Puts checked documents into the tables, in place of all that the register copy had about those persons.

Runs in the caller's transaction and operator context. What a batch brings is deleted and copied in, which is faster than
staging and updating: most of a first load is new, and most columns that change stand in an index.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from fiks.folkeregister.models import Dokumentordbok
from fiks.folkeregister.registerkopi import codec, soekerader
from fiks.folkeregister.registerkopi.adresserader import AdresseRow
from fiks.folkeregister.registerkopi.codec import Ordbok
from fiks.folkeregister.registerkopi.document import Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import Avgang
from fiks.folkeregister.registerkopi.norsk_key import norsk_noekkel
from fiks.folkeregister.registerkopi.plassering import Plassering
from fiks.folkeregister.registerkopi.projection import Numbers, PersonRow, Projection, project, protection_level
from fiks.folkeregister.registerkopi.vergerader import VergeRow

# One loader at a time: two that bring the same person would each delete what the other has not yet committed.
_LOCK = "select pg_advisory_xact_lock(hashtext('folkeregister.last'))"
_KNOWN = "select identifikator, hash from persondokument where identifikator = any(%s::varchar[])"
_TABLES = {
    "person": "identifikator",
    "persondokument": "identifikator",
    "adresse": "person",
    "gradert_adresse": "person",
    "annet_nummer": "person",
    "verge": "person",
}
_COLUMNS = {
    "person": (*PersonRow._fields, *Plassering._fields),
    "persondokument": ("identifikator", "dokument", "hash", "lest_at"),
    "adresse": (*AdresseRow._fields, *Plassering._fields, *Avgang._fields),
    "gradert_adresse": (*AdresseRow._fields, *Plassering._fields, "gradering"),
    "annet_nummer": soekerader.COLUMNS,
    "verge": VergeRow._fields,
}
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
_NEW_TOKENS = (
    "insert into navnetoken (token, noekkel) select * from unnest(%s::text[], %s::text[]) on conflict do nothing"
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that has been checked, and the line it stood on."""

    line: int
    raw: bytes
    document: Folkeregisterperson
    numbers: Numbers

    @property
    def number(self) -> str:
        return self.numbers.current.foedsels_eller_d_nummer


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch. Superseded: a later line told of the same person, or of one this number is merged into."""

    loaded: int
    replaced: int
    unchanged: int
    superseded: int


@dataclass
class Store:
    """Keeps what is the same from batch to batch: the dictionary, and the name tokens already in the table."""

    ordbok: Ordbok
    at: datetime
    _tokens: set[str] = field(default_factory=set)
    _streets: soekerader.Gateregister = field(default_factory=soekerader.Gateregister)

    def put(self, batch: Sequence[Incoming]) -> Stored:
        """Put a batch in. The latest line about a person wins, and the latest claim to a number."""
        kept, leads = _settle(batch)
        with connection.cursor() as cursor:
            cursor.execute(_LOCK)
            cursor.execute(_KNOWN, [list(kept)])
            known = {number: bytes(fingerprint) for number, fingerprint in cursor.fetchall()}
            hashes = {number: codec.fingerprint(incoming.raw) for number, incoming in kept.items()}
            changed = [kept[number] for number in kept if known.get(number) != hashes[number]]
            replaced = [incoming.number for incoming in changed if incoming.number in known]
            _remove(cursor, [*replaced, *leads])
            _lead(cursor, list(kept), leads)
            self._copy(cursor, changed, hashes)
        return Stored(len(changed) - len(replaced), len(replaced), len(kept) - len(changed), len(batch) - len(kept))

    def forget(self) -> None:
        """Forget what was remembered of the table, after a batch that was rolled back."""
        self._tokens.clear()
        self._streets.forget()

    def _copy(self, cursor: CursorWrapper, changed: list[Incoming], hashes: Mapping[str, bytes]) -> None:
        compressor = self.ordbok.compressor()
        projections = [project(incoming.document, incoming.numbers.current) for incoming in changed]
        self._add_tokens(cursor, projections)
        _copy_in(cursor, "person", (projection.person for projection in projections))
        documents = ((i.number, compressor.compress(i.raw), hashes[i.number], self.at) for i in changed)
        _copy_in(cursor, "persondokument", documents)
        _copy_in(cursor, "adresse", (row for projection in projections for row in projection.adresser))
        _copy_in(cursor, "gradert_adresse", (row for projection in projections for row in projection.graderte))
        numbers = (row for i in changed for row in soekerader.other_numbers(i.document, i.number))
        _copy_in(cursor, "annet_nummer", numbers)
        self._streets.add(
            cursor, (gate for i in changed for gate in soekerader.streets(i.document, protection_level(i.document)))
        )
        _copy_in(cursor, "verge", (row for projection in projections for row in projection.verger))

    def _add_tokens(self, cursor: CursorWrapper, projections: list[Projection]) -> None:
        new = sorted(frozenset().union(*(projection.tokens for projection in projections)) - self._tokens)
        if new:
            cursor.execute(_NEW_TOKENS, [new, [norsk_noekkel(token) for token in new]])
            self._tokens.update(new)


def latest_ordbok() -> Ordbok | None:
    """The dictionary in use."""
    found = Dokumentordbok.objects.order_by("-created_at").first()
    return Ordbok(found.id, bytes(found.ordbok)) if found else None


def keep_ordbok(ordbok: Ordbok, *, at: datetime) -> None:
    """Keep a dictionary for as long as documents are packed with it: for ever."""
    if ordbok.id:
        Dokumentordbok.objects.create(id=ordbok.id, ordbok=ordbok.data, created_at=at)


def refresh_statistics() -> None:
    """Tell the query planner what the tables hold now, so that the first list after a load is fast too."""
    with connection.cursor() as cursor:
        cursor.execute("select registerkopi_analyser()")


def _settle(batch: Sequence[Incoming]) -> tuple[dict[str, Incoming], dict[str, str]]:
    """Within a batch: the persons to keep, and from former numbers to current ones."""
    kept: dict[str, Incoming] = {}
    leads: dict[str, str] = {}
    for incoming in batch:
        if incoming.number in kept:
            leads = {former: current for former, current in leads.items() if current != incoming.number}
        leads.pop(incoming.number, None)
        kept[incoming.number] = incoming
        for former in incoming.numbers.former:
            kept.pop(former, None)
            leads[former] = incoming.number
    return kept, leads


def _remove(cursor: CursorWrapper, numbers: Collection[str]) -> None:
    if not numbers:
        return
    for table, column in _TABLES.items():
        cursor.execute(f"delete from {table} where {column} = any(%s::varchar[])", [list(numbers)])  # noqa: S608 - own names


def _lead(cursor: CursorWrapper, numbers: list[str], leads: Mapping[str, str]) -> None:
    """Let former numbers lead to current ones, those of a person who is now merged into another included."""
    cursor.execute(_FORGET_LEADS, {"numbers": numbers})
    if leads:
        cursor.execute(_MOVE_LEADS, [list(leads), list(leads.values())])
        cursor.execute(_NEW_LEADS, [list(leads), list(leads.values())])


def _copy_in(cursor: CursorWrapper, table: str, rows: Iterable[Sequence[object]]) -> None:
    with cursor.copy(f"copy {table} ({', '.join(_COLUMNS[table])}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)
