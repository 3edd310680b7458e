"""Reads of the organisation's people together with what they have."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.queries.tildelinger import open_tildelinger_for
from fiks.felles.virksomhet.models import Bruker
from fiks.felles.virksomhet.queries import all_brukere_for, brukere_for


def personer_with_counts(actor: Actor, *, at: datetime) -> QuerySet[Bruker]:
    """The active people, each with `tilganger`: how many assignments he has or will have."""
    held = Q(tildeling__withdrawn_at__isnull=True) & (
        Q(tildeling__valid_until__isnull=True) | Q(tildeling__valid_until__gt=at)
    )
    return brukere_for(actor).annotate(tilganger=Count("tildeling", filter=held))


def closed_count(actor: Actor) -> int:
    """How many people have been closed out."""
    return all_brukere_for(actor).filter(aktiv=False).count()


def tilganger_of(actor: Actor, bruker: Bruker, *, at: datetime) -> QuerySet[Tildeling]:
    """What one person has or will have."""
    return open_tildelinger_for(actor, at=at).filter(bruker=bruker)
