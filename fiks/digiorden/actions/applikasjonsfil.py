"""The application overview as a file, and reading one in: all of it, or nothing. Both are written to the audit log."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from fiks.digiorden.actions.applikasjoner import endre_applikasjon, knytt_til_katalogen, registrer_applikasjon
from fiks.digiorden.katalog import arkkolonner
from fiks.digiorden.katalog.arkkolonner import ARK, KOLONNER, OM_FILEN, SKJEMA, Arkkolonne, Celleslag
from fiks.digiorden.katalog.databehandlere import read
from fiks.digiorden.models import Applikasjon, Katalogsystem
from fiks.digiorden.queries.applikasjoner import applikasjoner_for
from fiks.felles.kontekst import Actor
from fiks.felles.lager import actions as lager
from fiks.felles.lager.models import Dokument
from fiks.felles.regneark import Format, Kolonne, Slag, open_book
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.queries import virksomhet

KIND = "application/x-fiks-applikasjoner"
_KEPT = timedelta(hours=1)
_SLAG = {Celleslag.DATO: Slag.DATE, Celleslag.TALL: Slag.INTEGER}


class Filslag(StrEnum):
    """What the overview can be had as. The value is the file's ending."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """For the header Content-Type."""
        return "application/json" if self is Filslag.JSON else Format(self.value).media_type


@dataclass(frozen=True, slots=True)
class Oversiktsfil:
    """A finished file."""

    navn: str
    media_type: str
    innhold: bytes


@dataclass(slots=True)
class Lestrad:
    """One row of a file that is read: which application it changes (None: a new one), and the columns it tells of.

    `system` says whether the file tells which system it is at all; `katalogsystem_id` which.
    """

    ark: str
    rad: int
    values: dict[str, object] = field(default_factory=dict)
    id: UUID | None = None
    versjon: int = 0
    system: bool = False
    katalogsystem_id: UUID | None = None


@transaction.atomic
def hent_oversikt(slag: Filslag, *, by: Actor, at: datetime) -> Oversiktsfil:
    """Make the file, of all applications, and write down that it was taken."""
    found, owner = list(applikasjoner_for(by)), virksomhet(by.tenant)
    details = {"filslag": slag.value, "antall": len(found)}
    record(Handling("digiorden.applikasjoner_hentet", gjelder=owner.navn, detaljer=details), by=by, at=at)
    content = _json(found, owner.orgnr) if slag is Filslag.JSON else _book(Format(slag.value), found)
    return Oversiktsfil(f"applikasjoner-{owner.orgnr}-{at:%Y-%m-%d}.{slag.value}", slag.media_type, content)


def _book(format: Format, found: Sequence[Applikasjon]) -> bytes:
    out = BytesIO()
    columns = [Kolonne(one.navn, _SLAG.get(one.slag, Slag.TEXT), 18) for one in KOLONNER]
    with open_book(format, out) as book:
        book.sheet(ARK, columns)
        book.write([_cell(applikasjon, one) for one in KOLONNER] for applikasjon in found)
        book.sheet(OM_FILEN, [Kolonne("Kolonne", bredde=40), Kolonne("Hva den inneholder", bredde=90)])
        book.write([one.navn, one.hva or None] for one in KOLONNER)
    return out.getvalue()


def _cell(applikasjon: Applikasjon, kolonne: Arkkolonne) -> str | int | date | None:
    value = _value(applikasjon, kolonne)
    if kolonne.slag is Celleslag.LISTE:
        assert isinstance(value, list)
        return ", ".join(value) or None
    if kolonne.slag is Celleslag.JA_NEI:
        return "ja" if value else "nei"
    if kolonne.slag is Celleslag.DATABEHANDLERE:
        lines = (
            [one.navn, one.orgnr, one.avtalt.isoformat() if one.avtalt else ""]
            for one in read(applikasjon.databehandlere)
        )
        return "\n".join("; ".join(line).rstrip("; ") for line in lines) or None
    assert value is None or isinstance(value, str | int | date)
    return None if value == "" else value


def _value(applikasjon: Applikasjon, kolonne: Arkkolonne) -> object:
    """The value of a field, as JSON has it."""
    system = applikasjon.katalogsystem
    match kolonne.felt:
        case arkkolonner.ID:
            return str(applikasjon.pk)
        case arkkolonner.SYSTEM:
            return system.navn if system else ""
        case arkkolonner.KATALOG_ID:
            return str(system.pk) if system else ""
    value: object = getattr(applikasjon, kolonne.felt)
    if kolonne.slag is Celleslag.PERSON:
        person = getattr(applikasjon, kolonne.felt)
        return (person.epost or person.navn) if person else ""
    return value


def _json(found: Sequence[Applikasjon], orgnr: str) -> bytes:
    rows = [{one.felt: _value(applikasjon, one) for one in KOLONNER} for applikasjon in found]
    whole = {"skjema": SKJEMA, "virksomhet": orgnr, "applikasjoner": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str).encode()


class AlreadyRead(Exception):
    """Somebody has read the file in, or destroyed it, just now."""


@transaction.atomic
def les_inn_opplasting(dokument: Dokument, rows: Sequence[Lestrad], *, by: Actor, at: datetime) -> tuple[int, int]:
    """Read the rows of an upload in, and destroy it. The same file is read in once, however often the button is pressed.

    Raises:
        AlreadyRead
        Endret, Refused: as for les_inn_oversikt.
    """
    if not lager.delete(dokument, at=at):
        raise AlreadyRead(dokument.pk)
    return les_inn_oversikt(rows, by=by, at=at)


@transaction.atomic
def les_inn_oversikt(rows: Sequence[Lestrad], *, by: Actor, at: datetime) -> tuple[int, int]:
    """Register the new applications of a file, and change those that it has changed. Returns how many of each.

    Raises:
        Endret: one of them has been changed since the file was made. Nothing is written.
        Refused: the actor is no editor.
    """
    systemer = Katalogsystem.objects.in_bulk({row.katalogsystem_id for row in rows if row.katalogsystem_id})
    known = applikasjoner_for(by).in_bulk([row.id for row in rows if row.id])
    new = changed = 0
    for row in rows:
        system = systemer[row.katalogsystem_id] if row.katalogsystem_id else None
        if row.id is None:
            registrer_applikasjon(katalogsystem=system, values=row.values, by=by, at=at)
            new += 1
        else:
            changed += _change(known[row.id], row, system, by=by, at=at)
    details = {"nye": new, "endret": changed}
    record(Handling("digiorden.applikasjoner_lest_inn", antall=new + changed, detaljer=details), by=by, at=at)
    return new, changed


def _change(applikasjon: Applikasjon, row: Lestrad, system: Katalogsystem | None, *, by: Actor, at: datetime) -> bool:
    versjon = row.versjon
    changes = any(getattr(applikasjon, felt) != value for felt, value in row.values.items())
    if changes:
        endre_applikasjon(applikasjon=applikasjon, values=row.values, versjon=versjon, by=by, at=at)
        versjon += 1
    moves = row.system and applikasjon.katalogsystem_id != row.katalogsystem_id
    if moves:
        knytt_til_katalogen(applikasjon=applikasjon, katalogsystem=system, versjon=versjon, by=by, at=at)
    return changes or moves


@transaction.atomic
def keep_upload(content: bytes, *, by: Actor, at: datetime) -> Dokument:
    """Keep a file that has been tried, encrypted, for an hour; the organisation's older ones are destroyed."""
    for old in _uploads(by).filter(delete_at__lte=at):
        lager.delete(old, at=at)
    with lager.writing() as written:
        written.write(content)
    return lager.keep(written, virksomhet_id=by.tenant, filnavn="", medietype=KIND, delete_at=at + _KEPT, at=at)


def find_upload(id: UUID, *, by: Actor, at: datetime) -> Dokument | None:
    """An upload of the organisation's, as long as it is kept."""
    return _uploads(by).filter(pk=id, delete_at__gt=at).first()


def content_of(dokument: Dokument) -> bytes:
    """What was uploaded."""
    return b"".join(lager.read(dokument))


@transaction.atomic
def discard_upload(dokument: Dokument, *, at: datetime) -> None:
    """Destroy the file."""
    lager.delete(dokument, at=at)


def _uploads(by: Actor) -> QuerySet[Dokument]:
    return Dokument.objects.filter(virksomhet_id=by.tenant, medietype=KIND, deleted_at__isnull=True)
