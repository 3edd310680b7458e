"""Reads of washes within the actor's role. A wash belongs to the role it was done in, as a list does."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from fiks.felles.kontekst import Actor
from fiks.folkeregister.models import Registerrolle, Vask, Vaskenedlasting, Vaskestatus
from fiks.folkeregister.models.listearbeid import UNDERWAY
from fiks.folkeregister.models.vask import DRAFT_MINUTES, MOST_HOURS
from fiks.folkeregister.queries import listearbeid


def vasker_for(actor: Actor) -> QuerySet[Vask]:
    """The washes of the role that the actor has chosen, newest first. What is not ordered yet is its maker's alone."""
    return listearbeid.of_role(Vask, actor).filter(~Q(status=Vaskestatus.LASTET_OPP) | Q(bestilt_av=actor.id))


def vask_for(actor: Actor, vask_id: UUID) -> Vask | None:
    """One wash of the actor's role, with its files."""
    return vasker_for(actor).select_related("dokument", "opplastet", "rolle__virksomhet").filter(pk=vask_id).first()


def rolle_of(actor: Actor, vask_id: UUID, *, at: datetime) -> Registerrolle | None:
    """The role of a wash, when the actor has that role but has not chosen it."""
    return listearbeid.rolle_of(Vask, actor, vask_id, at=at)


def nedlastinger_for(actor: Actor, vask: Vask) -> QuerySet[Vaskenedlasting]:
    """Who has downloaded a result, newest first."""
    return Vaskenedlasting.objects.filter(virksomhet_id=actor.tenant, vask=vask).order_by("-at", "-id")


def underway(virksomhet_id: UUID, vask_id: UUID) -> Vask | None:
    """A wash that waits, or that somebody has begun on."""
    return listearbeid.underway(Vask, virksomhet_id, vask_id).select_related("opplastet").first()


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
    return list(listearbeid.own_underway(Vask, actor, most=most))


def klare(actor: Actor, *, at: datetime, most: int) -> list[Vask]:
    """The actor's own washes with a file to download, in whatever role, newest first."""
    return list(listearbeid.own_ready(Vask, actor, at=at, most=most))
