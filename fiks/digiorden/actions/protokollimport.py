"""Reading records in from a file: everything is tried first, and all of it is kept or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fiks.digiorden.actions.behandlinger import create_behandling
from fiks.digiorden.models import Behandling, Behandlingsstatus
from fiks.digiorden.protokoll.arklesing import GRENSER, read_sheets
from fiks.digiorden.protokoll.felter import by_name
from fiks.digiorden.protokoll.funn import Feil, Funn, Lest
from fiks.digiorden.protokoll.innhold import Innhold, skriv
from fiks.digiorden.protokoll.ropalesing import read_json
from fiks.felles.innlesing import tabell
from fiks.felles.koder.identifikator import holds_number
from fiks.felles.kontekst import Actor
from fiks.felles.lager import actions as lager
from fiks.felles.lager.models import Dokument
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.queries import brukere_for

MOST_RECORDS = 2_000
KIND = "application/x-fiks-behandlinger"
_KEPT = timedelta(hours=1)


class AlreadyRead(Exception):
    """Somebody has read the file in, or destroyed it, just now."""


class HasFaults(Exception):
    """The file cannot be read in. `funn` tells what is wrong with it."""

    def __init__(self, funn: Funn) -> None:
        super().__init__(len(funn.feil))
        self.funn = funn


def try_file(content: bytes, *, by: Actor) -> Funn:
    """What is in a file, and everything that is wrong with it. Nothing is written.

    Raises:
        LeseFeil: it is not a spreadsheet or JSON, or is broken or too large. The text is for whoever uploaded it.
    """
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    funn = read_json(content, most=MOST_RECORDS) if is_json else read_sheets(tabell.read(content, GRENSER))
    if len(funn.lest) > MOST_RECORDS:
        said = _("Filen har %(antall)s behandlinger. Del den opp: høyst %(most)s om gangen.")
        funn.add(Feil("", 0, "", said % {"antall": len(funn.lest), "most": MOST_RECORDS}))
    _check_numbers(funn)
    _check_names(funn, by=by)
    funn.lest = _with_people(funn, by=by)
    return funn


def _check_numbers(funn: Funn) -> None:
    """Note the texts that hold a national number, as the pages refuse them."""
    for lest in funn.lest:
        whole = skriv(lest.innhold) | {"ansvarlig_id": ""}
        for name, given in whole.items():
            if any(holds_number(text) for text in _texts(given)):
                felt = by_name().get(name)
                said = _("Skriv uten fødselsnummer. Teksten står i loggen.")
                funn.add(Feil(lest.ark, lest.rad, str(felt.ledetekst) if felt else name, said))


def _texts(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict | list):
        for part in given.values() if isinstance(given, dict) else given:
            yield from _texts(part)


def _check_names(funn: Funn, *, by: Actor) -> None:
    """Note the records whose name stands twice, or is in use already."""
    used = Behandling.objects.filter(virksomhet_id=by.tenant).exclude(status=Behandlingsstatus.TRUKKET)
    taken = {tittel.casefold(): nummer for tittel, nummer in used.values_list("tittel", "nummer")}
    seen: dict[str, int] = {}
    for lest in funn.lest:
        name = lest.innhold.navn.strip().casefold()
        if name in taken:
            said = _("Behandlingen finnes fra før som nummer %(nr)s. Ta den bort, eller gi den et annet navn.")
            funn.add(Feil(lest.ark, lest.rad, "Navn", said % {"nr": taken[name]}))
        elif name in seen:
            said = _("Det samme navnet står på rad %(rad)s. Gi dem hvert sitt navn.")
            funn.add(Feil(lest.ark, lest.rad, "Navn", said % {"rad": seen[name]}))
        seen.setdefault(name, lest.rad)


def _with_people(funn: Funn, *, by: Actor) -> list[Lest]:
    """The records with who is responsible as one of the organisation's people, by id or by name; others are left out."""
    people = {str(id): navn for id, navn in brukere_for(by).values_list("pk", "navn")}
    names = [navn.casefold() for navn in people.values()]
    by_name = {navn.casefold(): id for id, navn in people.items() if names.count(navn.casefold()) == 1}
    return [replace(lest, innhold=_known(lest, people, by_name, funn)) for lest in funn.lest]


def _known(lest: Lest, people: dict[str, str], by_name: dict[str, str], funn: Funn) -> Innhold:
    innhold = lest.innhold
    if innhold.ansvarlig_id in people or not (innhold.ansvarlig_id or innhold.ansvarlig_navn):
        return innhold
    called = innhold.ansvarlig_navn.partition(",")[0].strip()
    found = by_name.get(called.casefold(), "")
    if not found:
        said = _("Internt ansvarlig finnes ikke hos dere, og blir ikke med. Velg en etterpå.")
        funn.merknader.append(Feil(lest.ark, lest.rad, "Internt ansvarlig", said))
    return msgspec.structs.replace(innhold, ansvarlig_id=found, ansvarlig_navn=called if found else "")


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


def _uploads(by: Actor) -> QuerySet[Dokument]:
    return Dokument.objects.filter(virksomhet_id=by.tenant, medietype=KIND, deleted_at__isnull=True)


def content_of(dokument: Dokument) -> bytes:
    """What was uploaded."""
    return b"".join(lager.read(dokument))


@transaction.atomic
def import_upload(dokument: Dokument, *, by: Actor, at: datetime) -> list[Behandling]:
    """Make a draft of every record in the file, and destroy the file.

    Raises:
        AlreadyRead: a second press of the button.
        HasFaults: something is wrong with it now. Nothing is kept.
    """
    content = content_of(dokument)
    # Claimed first, so that two who press at once do not read it in twice.
    if not lager.delete(dokument, at=at):
        raise AlreadyRead(dokument.pk)
    funn = try_file(content, by=by)
    if not funn.ok:
        raise HasFaults(funn)
    made = [create_behandling(lest.innhold, by=by, at=at, fra_fil=True) for lest in funn.lest]
    handling = Handling("digiorden.protokoll_innlest", detaljer={"antall": len(made)})
    record(handling, by=by, at=at, virksomhet_id=by.tenant)
    return made


@transaction.atomic
def discard_upload(dokument: Dokument, *, at: datetime) -> None:
    """Destroy the file without reading it in."""
    lager.delete(dokument, at=at)
