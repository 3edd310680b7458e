"""Reads of notices: everyone sees his own, those of the organisation he acts for."""

from uuid import UUID

from django.db.models import QuerySet

from fiks.felles.kontekst import Actor, ActorSlag
from fiks.felles.meldinger.models import Melding


def meldinger_for(actor: Actor) -> QuerySet[Melding]:
    """The actor's own notices. Nobody but a person has any."""
    if actor.slag != ActorSlag.BRUKER:
        return Melding.objects.none()
    return Melding.objects.filter(virksomhet_id=actor.tenant, bruker_id=UUID(actor.id))


def unread(actor: Actor) -> QuerySet[Melding]:
    """Those not opened yet, newest first."""
    return meldinger_for(actor).filter(read_at__isnull=True).order_by("-at", "-id")


def already_read(actor: Actor) -> QuerySet[Melding]:
    """Those opened, for paging by (-at, -id)."""
    return meldinger_for(actor).filter(read_at__isnull=False)


def unread_count(actor: Actor) -> int:
    """How many notices wait for the actor; shown in the menu of every page."""
    return unread(actor).order_by().count()
