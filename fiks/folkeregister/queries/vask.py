"""Reads of washes within the actor's role. A wash belongs to the role it was done in, as a list does."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import tildelinger_in_force
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.models import Registerrolle, Vask, Vaskenedlasting, Vaskestatus
from fiks.folkeregister.models.listearbeid import UNDERWAY
from fiks.folkeregister.models.vask import DRAFT_MINUTES, MOST_HOURS

_NO_ROLE = UUID(int=0)


def vasker_for(actor: Actor) -> QuerySet[Vask]:
    """The washes of the role that the actor has chosen, newest first. What is not ordered yet is its maker's alone."""
    found = Vask.objects.filter(virksomhet_id=actor.tenant, rolle__ressurs_id=actor.ressurs_id or _NO_ROLE)
    others = found.exclude(status=Vaskestatus.LASTET_OPP) | found.filter(
        status=Vaskestatus.LASTET_OPP, bestilt_av=actor.id
    )
    return others.select_related("rolle").order_by("-bestilt_at", "-id")


def vask_for(actor: Actor, vask_id: UUID) -> Vask | None:
    """One wash of the actor's role, with its files."""
    return vasker_for(actor).select_related("dokument", "opplastet", "rolle__virksomhet").filter(pk=vask_id).first()


def rolle_of(actor: Actor, vask_id: UUID, *, at: datetime) -> Registerrolle | None:
    """The role of a wash, when the actor has that role but has not chosen it."""
    mine = tildelinger_in_force(actor, at=at).filter(privilegium=BRUK).values("ressurs_id")
    return Registerrolle.objects.filter(
        virksomhet_id=actor.tenant, aktiv=True, ressurs_id__in=mine, vask__id=vask_id
    ).first()


def nedlastinger_for(actor: Actor, vask: Vask) -> QuerySet[Vaskenedlasting]:
    """Who has downloaded a result, newest first."""
    return Vaskenedlasting.objects.filter(virksomhet_id=actor.tenant, vask=vask).order_by("-at", "-id")


def underway(virksomhet_id: UUID, vask_id: UUID) -> Vask | None:
    """A wash that waits, or that somebody has begun on."""
    found = Vask.objects.filter(virksomhet_id=virksomhet_id, pk=vask_id, status__in=UNDERWAY)
    return found.select_related("rolle__virksomhet", "opplastet").first()


def due_for_deletion(actor: Actor, *, at: datetime) -> QuerySet[Vask]:
    """Washes of the actor's organisation whose time is out."""
    due = Vask.objects.filter(virksomhet_id=actor.tenant, status=Vaskestatus.FERDIG, slettes_at__lte=at)
    return due.select_related("rolle", "dokument").order_by("slettes_at")


def forgotten(actor: Actor, *, at: datetime) -> QuerySet[Vask]:
    """Files that were uploaded in the actor's organisation and never ordered washed."""
    since = at - timedelta(minutes=DRAFT_MINUTES)
    found = Vask.objects.filter(virksomhet_id=actor.tenant, status=Vaskestatus.LASTET_OPP, bestilt_at__lte=since)
    return found.select_related("rolle", "opplastet")


def stranded(actor: Actor, *, at: datetime) -> QuerySet[Vask]:
    """Washes that nobody has finished in a day: whoever washed them is gone, and what was uploaded is still here."""
    since = at - timedelta(hours=MOST_HOURS)
    found = Vask.objects.filter(virksomhet_id=actor.tenant, status__in=UNDERWAY, bestilt_at__lte=since)
    return found.select_related("rolle", "opplastet")


def underveis(actor: Actor, *, most: int) -> list[Vask]:
    """The actor's own washes that are under way, in whatever role, newest first."""
    return list(_ordered_by(actor).filter(status__in=UNDERWAY)[:most])


def klare(actor: Actor, *, at: datetime, most: int) -> list[Vask]:
    """The actor's own washes with a file to download, in whatever role, newest first."""
    return list(_ordered_by(actor).filter(status=Vaskestatus.FERDIG, slettes_at__gt=at)[:most])


def _ordered_by(actor: Actor) -> QuerySet[Vask]:
    found = Vask.objects.filter(virksomhet_id=actor.tenant, bestilt_av=actor.id)
    return found.select_related("rolle").order_by("-bestilt_at", "-id")


def washes_named(virksomhet_id: UUID, stem: str) -> int:
    """How many washes have had this name, whatever their number and ending. Names are never used again."""
    pattern = rf"^{re.escape(stem)}(-[0-9]+)?\.[a-z]+$"
    return Vask.objects.filter(virksomhet_id=virksomhet_id, filnavn__regex=pattern).count()
