"""Who has which role in Digiorden."""

from datetime import datetime

from django.db.models import QuerySet

from fiks.digiorden.access import READERS
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.queries import in_force, open_tildelinger_for, tildelinger_for
from fiks.felles.virksomhet.models import Bruker
from fiks.felles.virksomhet.queries import brukere_for


def digiorden_tildelinger_for(actor: Actor) -> QuerySet[Tildeling]:
    """Every assignment of Digiorden in the actor's organisation, withdrawn ones too."""
    return tildelinger_for(actor).filter(privilegium__in=READERS)


def open_digiorden_tildelinger_for(actor: Actor, *, at: datetime) -> QuerySet[Tildeling]:
    """What people have in Digiorden now or later, by name."""
    return open_tildelinger_for(actor, at=at).filter(privilegium__in=READERS)


def people_with(actor: Actor, *koder: str, at: datetime) -> QuerySet[Bruker]:
    """The people of the actor's organisation who have one of these privileges now; without codes, any of Digiorden's."""
    given = tildelinger_for(actor).filter(in_force(at), privilegium__in=koder or READERS)
    return brukere_for(actor).filter(pk__in=given.values("bruker"))
