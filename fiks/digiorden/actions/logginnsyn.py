"""Reading all that is logged about one person. The reading is itself logged, with the person as its subject."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.revisjon.models import Revisjonslinje

MOST = 20_000  # rows in one answer


class TooMany(Exception):
    """More rows than one answer holds; a shorter time is asked for."""


@transaction.atomic
def log_innsyn(*, number: str, found: QuerySet[Revisjonslinje], som_fil: bool, by: Actor, at: datetime) -> None:
    """Write that it was read. The count leaves out confidential areas: an administrator reads this row too.

    Raises:
        TooMany: for a file.
    """
    if som_fil and found.order_by()[: MOST + 1].count() > MOST:
        raise TooMany
    antall = found.order_by().filter(konfidensiell=False).count()
    handling = Handling("digiorden.innsyn_i_logg", subjekter=[number], antall=antall, detaljer={"fil": som_fil})
    record(handling, by=by, at=at)
