"""Reading the audit log is itself an act that the audit log tells of."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record


@transaction.atomic
def log_reading(*, utvalg: Mapping[str, object], antall: int, by: Actor, at: datetime) -> None:
    """Write that somebody read the log, and what was asked for.

    `utvalg` never holds a national number nor typed text: an administrator reads this row too, and must not learn from it
    whom a controller looked for.
    """
    record(Handling("revisjon.lest", antall=antall, detaljer={"utvalg": dict(utvalg)}), by=by, at=at)
