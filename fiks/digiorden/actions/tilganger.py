"""Giving people the roles of Digiorden, and taking them back.

The administrator of Digiorden gives all of them. The organisation's Fiks administrator appoints administrators of
Digiorden, so that there is a first one, and gives nothing else here.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER, GODKJENN, PERSONVERNOMBUD, may_give
from fiks.felles.kontekst import Actor
from fiks.felles.meldinger.actions import notify
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import RessursType, Tildeling
from fiks.felles.tilgang.privilegier import privilegium
from fiks.felles.tilgang.queries import open_tildelinger_for
from fiks.felles.virksomhet.models import Bruker

AlreadyGiven = tilgang.AlreadyGiven
AlreadyWithdrawn = tilgang.AlreadyWithdrawn
# What is a check on others: nobody takes it himself.
_CHECKS = (GODKJENN, PERSONVERNOMBUD)


class OwnAccess(Exception):
    """Nobody makes himself approver or data protection officer."""


class ConflictOfInterest(Exception):
    """A data protection officer does not approve what she gives advice about (GDPR art. 38 no. 6)."""


class NotYours(Exception):
    """This privilege is given and taken back by the administrator of Digiorden."""


@transaction.atomic
def give_tilgang(
    *,
    kode: str,
    bruker: Bruker,
    valid_from: datetime,
    valid_until: datetime | None,
    begrunnelse: str,
    by: Actor,
    at: datetime,
) -> Tildeling:
    """Give a person of the actor's organisation a privilege of Digiorden, and tell him so.

    Raises:
        NotYours, OwnAccess, ConflictOfInterest, AlreadyGiven
    """
    if kode not in may_give(by, at=at):
        raise NotYours(kode)
    if kode in _CHECKS and str(bruker.pk) == by.id:
        raise OwnAccess(kode)
    # Locked, so that the two that do not go together are not given at the same moment.
    bruker = Bruker.objects.select_for_update().get(pk=bruker.pk, virksomhet_id=by.tenant)
    other = _CHECKS[1 - _CHECKS.index(kode)] if kode in _CHECKS else ""
    if other and open_tildelinger_for(by, at=at).filter(bruker=bruker, privilegium=other).exists():
        raise ConflictOfInterest(kode)
    ressurs = tilgang.create_ressurs(
        virksomhet=bruker.virksomhet, type=RessursType.VIRKSOMHET, navn=bruker.virksomhet.navn
    )
    tildeling = tilgang.give_access(
        bruker=bruker,
        ressurs=ressurs,
        kode=kode,
        valid_from=valid_from,
        valid_until=valid_until,
        begrunnelse=begrunnelse,
        by=by,
        at=at,
    )
    _tell(tildeling, by=by, at=at)
    return tildeling


@transaction.atomic
def withdraw_tilgang(*, tildeling: Tildeling, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Take a privilege back from a person, at once.

    Raises:
        NotYours, AlreadyWithdrawn
    """
    if tildeling.privilegium not in may_give(by, at=at):
        raise NotYours(tildeling.privilegium)
    tilgang.withdraw_access(tildeling=tildeling, begrunnelse=begrunnelse, by=by, at=at)


def _tell(tildeling: Tildeling, *, by: Actor, at: datetime) -> None:
    said = {"hvem": by.navn, "rolle": privilegium(tildeling.privilegium).navn}
    administers = tildeling.privilegium == ADMINISTRER
    notify(
        bruker_id=tildeling.bruker_id,
        virksomhet_id=tildeling.virksomhet_id,
        tittel=_("Du har fått tilgang til Digiorden"),
        tekst=_("%(hvem)s har gitt deg rollen %(rolle)s.") % said,
        lenke=reverse("digiorden:tilganger" if administers else "digiorden:start"),
        by=by,
        at=at,
    )
