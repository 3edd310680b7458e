"""The register's background work."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from fiks.felles.jobber import periodic, task
from fiks.felles.kontekst import Actor, Kanal, acting
from fiks.felles.kontekst.command_line import os_user
from fiks.folkeregister.actions.folging import Folger, Opptatt, Stoppet, follows
from fiks.folkeregister.actions.hendelsesliste import forget_old
from fiks.folkeregister.actions.innbyggerlister import DRAW, delete_due
from fiks.folkeregister.actions.listetegning import draw_liste
from fiks.folkeregister.registerkopi.henting import FeilOppsett, folkeregisteret
from fiks.integrasjoner.hendelsesliste import Hendelsesliste

# A minute's round leaves the next one room, and the queue's other jobs.
ROUND = timedelta(seconds=45)


# Whoever finds the list taken tries again for some minutes, in case the one who took it dies.
@task(DRAW, attempts=6)
def draw(*, liste: str, virksomhet: str) -> None:
    """Draw a list that was ordered."""
    draw_liste(liste_id=UUID(liste), virksomhet_id=UUID(virksomhet), clock=timezone.now)


@periodic("folkeregister.delete_lister", cron="*/10 * * * *")
def delete_lister(at: datetime) -> None:
    """Delete the files of lists whose time is out."""
    delete_due(at=at)


@periodic("folkeregister.folg", cron="* * * * *")
def folg(_at: datetime) -> None:
    """Follow Folkeregisteret for the copy, once the operator has said where to begin, and when nobody else does."""
    if not follows(settings.FOLKEREGISTERET_PACKAGE):
        return
    by, until = Actor.operator(os_user(), kanal=Kanal.JOBB), timezone.now() + ROUND
    with suppress(FeilOppsett, Opptatt, Stoppet), folkeregisteret(timezone.now) as register:
        folger = Folger(
            Hendelsesliste(register),
            register,
            settings.FOLKEREGISTERET_PACKAGE,
            by,
            timezone.now,
            stop=lambda: timezone.now() > until,
        )
        folger.runde()


@periodic("folkeregister.delete_hendelser", cron="23 2 * * *")
def delete_hendelser(at: datetime) -> None:
    """Delete events that were dealt with long ago."""
    by = Actor.operator(os_user(), kanal=Kanal.JOBB)
    with acting(by):
        forget_old(by=by, at=at)
