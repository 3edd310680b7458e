"""The people of an organisation: letting them in, and closing them out with all that they have."""

from datetime import datetime

from django.db import transaction

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.actions.tildelinger import withdraw_access
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.virksomhet import actions as virksomhet
from fiks.felles.virksomhet.models import Bruker, Virksomhet


class AlreadyThere(Exception):
    """The person is in the organisation already."""


@transaction.atomic
def add_person(
    *, foedselsnummer: str, navn: str, epost: str = "", stilling: str = "", by: Actor, at: datetime
) -> Bruker:
    """Add a person to the actor's organisation. One who was closed is opened again, and has nothing from before.

    Raises:
        AlreadyThere: the person is there and is not closed.
    """
    owner = Virksomhet.objects.get(pk=by.tenant)
    if Bruker.objects.filter(virksomhet=owner, foedselsnummer=foedselsnummer, aktiv=True).exists():
        raise AlreadyThere
    return virksomhet.add_bruker(
        virksomhet=owner, foedselsnummer=foedselsnummer, navn=navn, epost=epost, stilling=stilling, by=by, at=at
    )


@transaction.atomic
def close_person(*, bruker: Bruker, begrunnelse: str, by: Actor, at: datetime) -> int:
    """Take back all that a person has and close him out; returns how many assignments there were.

    They are withdrawn, not only left asleep, so that one who comes back years later does not come back to old access.

    Raises:
        LastAdministrator: nobody would be left to give access.
    """
    # The lock makes two who close each other out at the same moment wait for one another.
    bruker = Bruker.objects.select_for_update().get(pk=bruker.pk)
    had = list(
        Tildeling.objects.filter(bruker=bruker, withdrawn_at__isnull=True)
        .select_related("bruker", "ressurs")
        .order_by("id")
    )
    for tildeling in had:
        withdraw_access(tildeling=tildeling, begrunnelse=begrunnelse, by=by, at=at)
    virksomhet.deactivate_bruker(bruker=bruker, begrunnelse=begrunnelse, by=by, at=at)
    return len(had)
