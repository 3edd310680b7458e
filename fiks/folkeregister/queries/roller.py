"""Reads of register roles, within the actor's organisation."""

from uuid import UUID

from django.db.models import QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.models.rolle import Registerrolle


def roller_for(actor: Actor) -> QuerySet[Registerrolle]:
    """Every role of the actor's organisation, closed ones too."""
    return Registerrolle.objects.filter(virksomhet_id=actor.tenant).order_by("navn", "id")


def chosen_rolle(actor: Actor) -> Registerrolle:
    """The role that the actor has chosen. That he may use it is checked at the door.

    Raises:
        Refused: none is chosen.
    """
    found = roller_for(actor).filter(ressurs_id=actor.ressurs_id or UUID(int=0)).first()
    if found is None:
        raise Refused("ROLLE", "Du har ikke valgt en rolle i folkeregisteret.", "Fiks-administratoren")
    return found
