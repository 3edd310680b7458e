"""The register's background work."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fiks.felles.jobber import periodic, task
from fiks.folkeregister.actions.innbyggerlister import DRAW, delete_due
from fiks.folkeregister.actions.listetegning import draw_liste
from fiks.folkeregister.actions.vask import WASH
from fiks.folkeregister.actions.vask import delete_due as delete_due_washes
from fiks.folkeregister.actions.vasking import vask_liste


# Whoever finds the list taken tries again for some minutes, in case the one who took it dies.
@task(DRAW, attempts=6)
def draw(*, liste: str, virksomhet: str) -> None:
    """Draw a list that was ordered."""
    draw_liste(liste_id=UUID(liste), virksomhet_id=UUID(virksomhet), clock=timezone.now)


@periodic("folkeregister.delete_lister", cron="*/10 * * * *")
def delete_lister(at: datetime) -> None:
    """Delete the files of lists whose time is out."""
    delete_due(at=at)


@task(WASH, attempts=6)
def wash(*, vask: str, virksomhet: str) -> None:
    """Wash a list that was ordered."""
    vask_liste(vask_id=UUID(vask), virksomhet_id=UUID(virksomhet), clock=timezone.now)


@periodic("folkeregister.delete_vasker", cron="*/10 * * * *")
def delete_vasker(at: datetime) -> None:
    """Delete results whose time is out, and uploads that nobody ordered washed."""
    delete_due_washes(at=at)
