"""Giving people access to a register role, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from fiks.felles.kontekst import Actor
from fiks.felles.meldinger.actions import notify
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.virksomhet.models import Bruker
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.models.rolle import Registerrolle, RolleSlag

AlreadyGiven = tilgang.AlreadyGiven
AlreadyWithdrawn = tilgang.AlreadyWithdrawn


class NotForPeople(Exception):
    """The role is for machines."""


class RolleClosed(Exception):
    """The role is not in use."""


@transaction.atomic
def give_rolle(
    *,
    rolle: Registerrolle,
    bruker: Bruker,
    valid_from: datetime,
    valid_until: datetime | None,
    begrunnelse: str,
    by: Actor,
    at: datetime,
) -> Tildeling:
    """Let a person use a role, from one time to another, and tell him so.

    Raises:
        NotForPeople, RolleClosed, AlreadyGiven
    """
    # Locked, so that nobody closes the role or makes it one for machines meanwhile.
    rolle = Registerrolle.objects.select_for_update().select_related("ressurs").get(pk=rolle.pk)
    if rolle.slag == RolleSlag.MASKIN:
        raise NotForPeople
    if not rolle.aktiv:
        raise RolleClosed
    tildeling = tilgang.give_access(
        bruker=bruker,
        ressurs=rolle.ressurs,
        kode=BRUK,
        valid_from=valid_from,
        valid_until=valid_until,
        begrunnelse=begrunnelse,
        by=by,
        at=at,
    )
    _tell(tildeling, rolle, by=by, at=at)
    return tildeling


def withdraw_rolle(*, tildeling: Tildeling, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Take a role back from a person, at once. Raises AlreadyWithdrawn."""
    tilgang.withdraw_access(tildeling=tildeling, begrunnelse=begrunnelse, by=by, at=at)


def _tell(tildeling: Tildeling, rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    notify(
        bruker_id=tildeling.bruker_id,
        virksomhet_id=tildeling.virksomhet_id,
        tittel=_("Du har fått tilgang til en rolle"),
        tekst=_("%(hvem)s har gitt deg tilgang til rollen %(rolle)s.") % {"hvem": by.navn, "rolle": rolle.navn},
        lenke=reverse("folkeregister:start"),
        by=by,
        at=at,
    )
