"""Giving and taking access."""

from datetime import datetime

from django.db import IntegrityError, transaction

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.models import Ressurs, RessursType, Tildeling
from fiks.felles.tilgang.privilegier import ADMINISTRER, KONTROLLER, privilegium
from fiks.felles.virksomhet.models import Bruker, Virksomhet


class AlreadyGiven(Exception):
    """The person has this privilege on this resource already."""


class AlreadyWithdrawn(Exception):
    """Somebody else took the access back first."""


class WrongResource(Exception):
    """The privilege is not for this type of resource, or the resource belongs to another organisation."""


class LastAdministrator(Exception):
    """An organisation must keep at least one administrator."""


class OwnController(Exception):
    """Nobody makes himself controller of a log: then the log would hide nothing from administrators."""


@transaction.atomic
def create_ressurs(*, virksomhet: Virksomhet, type: RessursType, navn: str, kode: str = "") -> Ressurs:
    """Make a resource for a role, an area or the organisation; the owner's action writes the audit row.

    An organisation and an area have one resource each: the one that exists is returned.
    """
    if type == RessursType.REGISTERROLLE:
        return Ressurs.objects.create(virksomhet=virksomhet, type=type, navn=navn, kode=kode)
    found, _ = Ressurs.objects.get_or_create(virksomhet=virksomhet, type=type, kode=kode, defaults={"navn": navn})
    return found


@transaction.atomic
def give_access(
    *,
    bruker: Bruker,
    ressurs: Ressurs,
    kode: str,
    valid_from: datetime,
    valid_until: datetime | None,
    begrunnelse: str,
    by: Actor,
    at: datetime,
) -> Tildeling:
    """Give a person a privilege on a resource, from one time to another.

    An assignment whose time has run out is closed first, so that a new one may follow it.

    Raises:
        AlreadyGiven: the person has it, or will have it.
        WrongResource: the privilege is for another type of resource, or the two belong to different organisations.
        OwnController: the control of a log, to oneself.
    """
    if kode == KONTROLLER and str(bruker.pk) == by.id:
        raise OwnController(kode)
    if privilegium(kode).ressurs_type != ressurs.type or bruker.virksomhet_id != ressurs.virksomhet_id:
        raise WrongResource(kode)
    same = Tildeling.objects.filter(bruker=bruker, ressurs=ressurs, privilegium=kode, withdrawn_at__isnull=True)
    same.filter(valid_until__lte=at).update(withdrawn_at=at, withdrawn_by="Utløpt", withdrawn_reason="Tiden gikk ut.")
    tildeling = Tildeling(
        virksomhet_id=ressurs.virksomhet_id,
        bruker=bruker,
        ressurs=ressurs,
        privilegium=kode,
        valid_from=valid_from,
        valid_until=valid_until,
        begrunnelse=begrunnelse,
        given_by=by.navn,
        given_at=at,
    )
    try:
        with transaction.atomic():
            tildeling.save(force_insert=True)
    except IntegrityError as error:
        if same.exists():
            raise AlreadyGiven(kode) from error
        raise
    _record("tilgang.gitt", tildeling, begrunnelse, by=by, at=at)
    return tildeling


@transaction.atomic
def withdraw_access(*, tildeling: Tildeling, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Take access back at once.

    Raises:
        AlreadyWithdrawn: it was taken back before.
        LastAdministrator: nobody would be left to give access.
    """
    if tildeling.privilegium == ADMINISTRER and not by.is_operator:
        _require_another_administrator(tildeling, at=at)
    claimed = Tildeling.objects.filter(pk=tildeling.pk, withdrawn_at__isnull=True)
    if not claimed.update(withdrawn_at=at, withdrawn_by=by.navn, withdrawn_reason=begrunnelse):
        raise AlreadyWithdrawn(tildeling.pk)
    _record("tilgang.tatt_tilbake", tildeling, begrunnelse, by=by, at=at)


def _require_another_administrator(tildeling: Tildeling, *, at: datetime) -> None:
    # The lock makes two administrators who withdraw each other at the same moment wait for one another.
    Ressurs.objects.select_for_update().get(pk=tildeling.ressurs_id)
    others = Tildeling.objects.filter(
        ressurs_id=tildeling.ressurs_id,
        privilegium=ADMINISTRER,
        withdrawn_at__isnull=True,
        valid_until__isnull=True,
        valid_from__lte=at,
        bruker__aktiv=True,
    ).exclude(pk=tildeling.pk)
    if not others.exists():
        raise LastAdministrator


@transaction.atomic
def appoint_administrator(
    *,
    bruker: Bruker,
    begrunnelse: str,
    by: Actor,
    at: datetime,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Tildeling:
    """Make a person administrator of the organisation, from now on when no time is given.

    The operator appoints the first one. Raises as give_access does.
    """
    ressurs = create_ressurs(virksomhet=bruker.virksomhet, type=RessursType.VIRKSOMHET, navn=bruker.virksomhet.navn)
    return give_access(
        bruker=bruker,
        ressurs=ressurs,
        kode=ADMINISTRER,
        valid_from=valid_from or at,
        valid_until=valid_until,
        begrunnelse=begrunnelse,
        by=by,
        at=at,
    )


@transaction.atomic
def give_control(
    *,
    bruker: Bruker,
    omraade: str,
    valid_from: datetime,
    valid_until: datetime | None,
    begrunnelse: str,
    by: Actor,
    at: datetime,
) -> Tildeling:
    """Let a person control the log of one service area. Raises as give_access does."""
    ressurs = create_ressurs(
        virksomhet=bruker.virksomhet,
        type=RessursType.OMRAADE,
        navn=hjemler.tjenesteomraader()[omraade].navn,
        kode=omraade,
    )
    return give_access(
        bruker=bruker,
        ressurs=ressurs,
        kode=KONTROLLER,
        valid_from=valid_from,
        valid_until=valid_until,
        begrunnelse=begrunnelse,
        by=by,
        at=at,
    )


def _record(handling: str, tildeling: Tildeling, begrunnelse: str, *, by: Actor, at: datetime) -> None:
    ressurs = tildeling.ressurs
    details = {
        "privilegium": tildeling.privilegium,
        "til": tildeling.bruker.navn,
        "tildeling": str(tildeling.pk),
        "ressurs": str(ressurs.pk),
    }
    record(
        Handling(handling, aarsak=begrunnelse, gjelder=ressurs.navn, detaljer=details),
        by=by,
        at=at,
        virksomhet_id=tildeling.virksomhet_id,
    )
