"""Logging in and out, and choosing whom to act for. Each writes its row in the audit log."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from fiks.felles.innlogging import oekt, queries
from fiks.felles.innlogging.oekt import Innhold
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record


@transaction.atomic
def end_session(session: SessionBase, *, maate: str, by: Actor, at: datetime) -> None:
    """Log out. `maate` tells the audit log which way. A session that had ended is only emptied."""
    content = oekt.read(session)
    if oekt.end(session) and content is not None:
        _record_end(content, maate, by=by, at=at)


def _record_end(content: Innhold, maate: str, *, by: Actor, at: datetime) -> None:
    """Written as the person who was logged in. One who had not chosen an organisation had done nothing in any."""
    bruker = queries.bruker_of(content, by)
    if bruker is None:
        return
    who = queries.actor_of(content, by, navn=bruker.navn)
    with acting(who):
        record(Handling("innlogging.logget_ut", detaljer={"maate": maate}), by=who, at=at)
