"""How long the organisation keeps its lists."""

from datetime import datetime

from django.db import transaction

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.models import Listeinnstilling
from fiks.folkeregister.queries.listearbeid import days_kept


class BadTerm(ValueError):
    """Fewer days than one, or more than 90."""


@transaction.atomic
def set_days_kept(dager: int, *, by: Actor, at: datetime) -> None:
    """Set the term, for lists drawn from now on. The door is the administrator's (`tilgang.administrer`).

    Raises:
        BadTerm
    """
    if not Listeinnstilling.LEAST_DAYS <= dager <= Listeinnstilling.MOST_DAYS:
        raise BadTerm(dager)
    details = {"foer": days_kept(by.tenant), "etter": dager}
    Listeinnstilling.objects.update_or_create(
        virksomhet_id=by.tenant, defaults={"dager": dager, "changed_at": at, "changed_by": by.navn}
    )
    record(Handling("folkeregister.liste_oppbevaring_endret", detaljer=details), by=by, at=at)
