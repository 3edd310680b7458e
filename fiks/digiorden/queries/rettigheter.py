"""What the actor has of Digiorden, for pages that show only the acts that one may do. The door guards them all the same."""

from datetime import datetime

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import tildelinger_for, tildelinger_in_force
from fiks.felles.tilgang.queries.tildelinger import in_force
from fiks.felles.virksomhet.models import Bruker


def privileges_of(actor: Actor, *, at: datetime) -> frozenset[str]:
    """The privileges that the actor has now."""
    return frozenset(tildelinger_in_force(actor, at=at).values_list("privilegium", flat=True))


def holders_of(actor: Actor, privilegium: str, *, at: datetime) -> list[Bruker]:
    """The active people of the actor's organisation who have a privilege now."""
    given = tildelinger_for(actor).filter(in_force(at), privilegium=privilegium)
    return list(Bruker.objects.filter(pk__in=given.values("bruker_id"), aktiv=True).order_by("navn", "id"))
