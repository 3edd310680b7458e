"""Reads of notices: everyone sees his own, those of the organisation he acts for."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from fiks.felles.kontekst import Actor, ActorSlag
from fiks.felles.meldinger.models import Melding
from fiks.felles.virksomhet.models import Virksomhet


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


def outdated(actor: Actor, *, before: datetime) -> QuerySet[Melding]:
    """Everyone's notices from before a time, in the organisation that the actor acts for."""
    return Melding.objects.filter(virksomhet_id=actor.tenant, at__lt=before)


def virksomhet_ids() -> list[UUID]:
    """Every organisation, for work by the clock."""
    return list(Virksomhet.objects.order_by("id").values_list("id", flat=True))
