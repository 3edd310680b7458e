"""Uploading a list to be washed, ordering the wash, cancelling, downloading and deleting it. Washing is in `vasking`.

A wash takes a role for search that also draws lists, in an area that does: what comes out is a file of persons, and the
same law says who may have such files (access.py, hjemler.md).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import Ark
from fiks.felles.jobber import defer
from fiks.felles.koder import hjemler, kommuneendringer
from fiks.felles.koder.identifikator import Miljoe
from fiks.felles.kontekst import Actor, acting
from fiks.felles.lager import actions as lager
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import innsyn, require_use
from fiks.folkeregister.actions import listearbeid
from fiks.folkeregister.actions.innbyggerlister import needs_reason, require_lists
from fiks.folkeregister.actions.listearbeid import Fil, NotUnderway
from fiks.folkeregister.actions.vaskegrense import ORDERED, require_room
from fiks.folkeregister.models import Filformat, Registerrolle, Vask, Vaskenedlasting, Vaskestatus
from fiks.folkeregister.models.listearbeid import UNDERWAY
from fiks.folkeregister.models.rolle import Bruksomraade
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.queries.kommandolinje import require_holds
from fiks.folkeregister.queries.listearbeid import due_for_deletion, virksomhet_ids
from fiks.folkeregister.soek.soekeregler import KRAV, open_criteria
from fiks.folkeregister.vask.kolonner import Felt, Inndeling, recognise

WASH = "folkeregister.vask"
_UPLOADED = "liste"
# What a role must open to search by a column; numbers need nothing more than the right to look up.
_NEEDS = {
    Felt.NAVN: "navn",
    Felt.FORNAVN: "navn",
    Felt.MELLOMNAVN: "navn",
    Felt.ETTERNAVN: "navn",
    Felt.FOEDSELSDATO: "foedselsdato",
    Felt.ADRESSE: "gate",
    Felt.POSTNUMMER: "postnummer",
}


class NotDraft(Exception):
    """The wash is ordered, or what was uploaded is deleted."""


@dataclass(frozen=True, slots=True)
class Vaskevalg:
    """How the table is understood, and what is to come out. `overskriftsrad` 0: the first row is data.

    `ark` is which sheet of the file, counted from 1: its name may name somebody, and is kept nowhere.
    """

    felter: Mapping[int, Felt]
    overskriftsrad: int
    ark: int = 1
    filformat: Filformat = Filformat.XLSX
    aarsak: str = ""
    id: UUID = field(default_factory=uuid4)


@transaction.atomic
def last_opp_liste(content: bytes, *, rolle: Registerrolle, by: Actor, at: datetime) -> Vask:
    """Keep an uploaded list, encrypted, until it is washed or forgotten. Its name is not kept: it may name somebody.

    Raises:
        LeseFeil: the file cannot be read.
        Refused: the role does not wash lists, or no purpose is given.
    """
    require_vask(rolle, by=by)
    _require_purpose(by)
    sheets = tabell.read(content)
    suggested = suggest(sheets[0], rolle)
    with lager.writing() as written:
        written.write(content)
    vask = _new(rolle, by=by, at=at)
    vask.opplastet = lager.keep(
        written,
        virksomhet_id=rolle.virksomhet_id,
        filnavn=_UPLOADED,
        medietype="application/octet-stream",
        delete_at=None,
        at=at,
    )
    vask.inndeling = _as_json(1, suggested)
    vask.antall_rader = sum(1 for _row in suggested.data(sheets[0]))
    vask.save(force_insert=True)
    record(handling_of("folkeregister.vask_lastet_opp", vask), by=by, at=at)
    return vask


def suggest(ark: Ark, rolle: Registerrolle) -> Inndeling:
    """The best guess of which column is what, of those that the role may search by."""
    found, allowed = recognise(ark), searchable(rolle)
    return Inndeling(found.overskriftsrad, {nr: felt for nr, felt in found.felter.items() if felt in allowed})


def searchable(rolle: Registerrolle) -> list[Felt]:
    """The kinds of columns that a role may search by."""
    criteria = open_criteria(innsyn(rolle))
    return [felt for felt in Felt if _NEEDS.get(felt, "") in criteria or felt not in _NEEDS]


@transaction.atomic
def bestill_vask(
    valg: Vaskevalg, *, vask: Vask, content: bytes, by: Actor, at: datetime, background: bool = True
) -> Vask:
    """Order an uploaded list washed, and put the work in the queue in the same transaction.

    Raises:
        LeseFeil: the columns make no sense, or the role does not open them.
        Refused: the role does not wash lists; no purpose, or no reason where it takes one.
        TooManyWashes
        NotDraft: it was ordered before, or deleted.
    """
    rolle = vask.rolle
    require_vask(rolle, by=by)
    _require_purpose(by)
    _require_reason(valg, rolle)
    require_room(by, at=at)
    ark = sheet_at(tabell.read(content), valg.ark)
    inndeling = Inndeling(valg.overskriftsrad or None, dict(valg.felter))
    _require_opened(inndeling, rolle)
    inndeling.check(ark)
    values = {
        "status": Vaskestatus.BESTILT,
        "inndeling": _as_json(valg.ark, inndeling),
        "filformat": valg.filformat,
        "aarsak": valg.aarsak.strip(),
        "formaal": by.formaal,
        "sak": by.sak,
        "bestilt_at": at,
        "acr": by.acr,
        "request_id": by.request_id,
        "antall_rader": sum(1 for _row in inndeling.data(ark)),
    }
    drafts = queries.vasker_for(by).filter(pk=vask.pk, status=Vaskestatus.LASTET_OPP)
    if not Vask.objects.filter(pk__in=drafts.values("pk")).update(**values):
        raise NotDraft(vask.pk)
    vask.refresh_from_db()
    record(handling_of(ORDERED, vask), by=by, at=at)
    if background:
        defer(WASH, vask=str(vask.pk), virksomhet=str(vask.virksomhet_id))
    return vask


def _new(rolle: Registerrolle, *, by: Actor, at: datetime) -> Vask:
    return Vask(
        virksomhet_id=rolle.virksomhet_id,
        rolle=rolle,
        formaal=by.formaal,
        sak=by.sak,
        bestilt_av=by.id,
        bestilt_av_navn=by.navn,
        bestilt_at=at,
        kanal=by.kanal,
        acr=by.acr,
        os_bruker=by.os_bruker,
        request_id=by.request_id,
    )


@transaction.atomic
def begin_vask(content: bytes, valg: Vaskevalg, *, rolle: Registerrolle, by: Actor, at: datetime) -> Vask:
    """Order a list washed at the command line: nothing of it is kept here, and the caller does the work.

    Raises:
        LeseFeil, Refused, TooManyWashes: as `bestill_vask`.
    """
    require_vask(rolle, by=by)
    _require_purpose(by)
    vask = _new(rolle, by=by, at=at)
    vask.save(force_insert=True)
    record(handling_of("folkeregister.vask_lastet_opp", vask), by=by, at=at)
    return bestill_vask(valg, vask=vask, content=content, by=by, at=at, background=False)


@transaction.atomic
def cancel_vask(*, vask: Vask, by: Actor, at: datetime) -> None:
    """Stop a wash, ordered or not; what was uploaded and what is written are destroyed.

    Raises:
        NotUnderway
    """
    if not end(vask, Vaskestatus.AVBRUTT, since=(Vaskestatus.LASTET_OPP, *UNDERWAY), at=at):
        raise NotUnderway(vask.pk)
    record(handling_of("folkeregister.vask_avbrutt", vask), by=by, at=at)


def end(vask: Vask, status: str, *, since: Collection[str], at: datetime, **values: object) -> bool:
    """Change to a status that ends a wash, and destroy what was uploaded. False when it has ended already."""
    if not listearbeid.end(vask, status, since=since, at=at, **(values | {"opplastet": None})):
        return False
    if vask.opplastet:
        lager.delete(vask.opplastet, at=at)
    return True


@transaction.atomic
def last_ned_vask(*, vask: Vask, by: Actor, at: datetime) -> Fil:
    """Open a result for sending, and log that it was downloaded.

    Raises:
        NotReady
        Refused: the role has been narrowed since, so that it no longer washes lists.
    """
    found, dokument = listearbeid.require_ready(queries.vasker_for(by), vask, at=at)
    require_vask(found.rolle, by=by)
    _require_still_opened(found)
    Vaskenedlasting.objects.create(
        virksomhet_id=found.virksomhet_id, vask=found, at=at, bruker=by.id, bruker_navn=by.navn
    )
    record(handling_of("folkeregister.vask_lastet_ned", found, antall=found.antall), by=by, at=at)
    return listearbeid.file_of(found, dokument)


@transaction.atomic
def slett_vask(*, vask: Vask, by: Actor, at: datetime) -> bool:
    """Destroy a result, now or when its time is out. False when there is none. The set of persons stays in the log."""
    if not listearbeid.delete_file(vask, by=by, at=at):
        return False
    record(handling_of("folkeregister.vask_slettet", vask), by=by, at=at)
    return True


def delete_due(*, at: datetime) -> int:
    """Destroy results whose time is out, and uploads that nobody ordered washed or finished, one organisation at a time."""
    deleted = 0
    for virksomhet_id in virksomhet_ids():
        clock = Actor.system("folkeregister.delete_vasker", virksomhet_id=virksomhet_id)
        with acting(clock):
            due = list(due_for_deletion(Vask, clock, at=at))
            forgotten = [*queries.forgotten(clock, at=at), *queries.stranded(clock, at=at)]
        for vask in due:
            with acting(clock):
                deleted += slett_vask(vask=vask, by=clock, at=at)
        for vask in forgotten:
            with acting(clock):
                deleted += _forget(vask, by=clock, at=at)
    return deleted


@transaction.atomic
def _forget(vask: Vask, *, by: Actor, at: datetime) -> bool:
    ended = end(vask, Vaskestatus.AVBRUTT, since=(Vaskestatus.LASTET_OPP, *UNDERWAY), at=at)
    if ended:
        record(handling_of("folkeregister.vask_avbrutt", vask), by=by, at=at)
    return ended


def require_vask(rolle: Registerrolle, *, by: Actor) -> None:
    """Raise Refused unless the actor has chosen this role, and it both searches and draws lists, as its area does."""
    require_lists(rolle, by=by)
    require_use(rolle, Bruksomraade.SOEK)


def require_still(vask: Vask, inndeling: Inndeling, *, by: Actor, at: datetime) -> None:
    """Raise Refused or LeseFeil when the person or the role may not wash an ordered list any more."""
    require_holds(by, vask.rolle, at=at)
    require_vask(vask.rolle, by=by)
    _require_opened(inndeling, vask.rolle)


def _require_opened(inndeling: Inndeling, rolle: Registerrolle) -> None:
    allowed = searchable(rolle)
    for felt in inndeling.felter.values():
        if felt not in allowed:
            text = _("Rollen åpner ikke for søk på %(navn)s. Velg «Brukes ikke» for kolonnen.")
            raise LeseFeil(text % {"navn": str(KRAV[_NEEDS[felt]].navn)})


def _require_still_opened(vask: Vask) -> None:
    """Raise Refused when the result holds what the role no longer opens, or persons whom it no longer reaches."""
    now = innsyn(vask.rolle)
    held = vask.inndeling.get("viser", [])
    closed = [kode for kode in held if not now.opens(*str(kode).partition(".")[::2])]
    if closed or not _still_reaches(vask.rolle, vask.inndeling.get("rammer", {})):
        raise Refused("OPPLYSNING", _("Rollen åpner ikke lenger for alt som står i filen."), _("Fiks-administratoren"))


def _still_reaches(rolle: Registerrolle, used: Mapping[str, Any]) -> bool:
    """Whether the role has the geography, the criteria and the look-ups that a wash used."""
    kommuner = used.get("kommuner", [])
    if kommuner is None:
        near = rolle.landsdekkende
    else:
        near = all(rolle.covers(new) for nummer in kommuner for new in kommuneendringer.became(nummer))
    looks_up = Bruksomraade.OPPSLAG in rolle.bruksomraader or not used.get("oppslag")
    return near and looks_up and open_criteria(innsyn(rolle)).issuperset(used.get("kriterier", ()))


def _require_purpose(by: Actor) -> None:
    if not by.formaal:
        raise Refused("FORMAAL", _("Si hva listen skal brukes til, før du vasker den."), _("du selv"))


def _require_reason(valg: Vaskevalg, rolle: Registerrolle) -> None:
    if needs_reason(rolle) and not valg.aarsak.strip():
        raise Refused("BEGRUNNELSE", _("Skriv hvorfor dere trenger listen."), _("du selv"))


def sheet_at(sheets: list[Ark], nr: int) -> Ark:
    """A sheet by its place in the file, counted from 1; the first when there is none."""
    return sheets[nr - 1] if 0 < nr <= len(sheets) else sheets[0]


def _as_json(ark: int, inndeling: Inndeling) -> dict[str, object]:
    felter = {str(nr): str(felt) for nr, felt in inndeling.felter.items()}
    return {"ark": ark, "overskriftsrad": inndeling.overskriftsrad, "felter": felter}


def inndeling_of(vask: Vask) -> tuple[int, Inndeling]:
    """How an uploaded list is understood: sheet and columns."""
    kept = vask.inndeling
    felter = {int(nr): Felt(felt) for nr, felt in kept["felter"].items()}
    return int(kept["ark"]), Inndeling(kept["overskriftsrad"], felter)


def content_of(vask: Vask) -> bytes:
    """What was uploaded.

    Raises:
        NotDraft: it is destroyed.
    """
    if vask.opplastet is None:
        raise NotDraft(vask.pk)
    return b"".join(lager.read(vask.opplastet))


def miljoe() -> Miljoe:
    """Which numbers are read here: real ones or synthetic ones."""
    return Miljoe(settings.MODUS)


def handling_of(
    kode: str,
    vask: Vask,
    *,
    antall: int | None = None,
    aarsak: str = "",
    opplysninger: tuple[str, ...] = (),
    subjektmengde: bytes | None = None,
) -> Handling:
    """What the audit log tells about something done with a wash: never anything of what was uploaded."""
    return Handling(
        kode,
        antall=antall,
        opplysninger=opplysninger,
        subjektmengde=subjektmengde,
        rolle_navn=vask.rolle.navn,
        tjenesteomraade=vask.rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[vask.rolle.tjenesteomraade].konfidensiell_logg,
        aarsak=aarsak or vask.aarsak,
        detaljer={
            "vask": str(vask.pk),
            "rader": vask.antall_rader,
            "kolonner": sorted(set(dict(vask.inndeling.get("felter", {})).values())),
            "filformat": vask.filformat,
            "utfall": vask.utfall,
        },
    )
