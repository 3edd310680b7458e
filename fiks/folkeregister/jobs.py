"""The register's background work."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fiks.felles.jobber import periodic, task
from fiks.folkeregister.actions.innbyggerlister import DRAW, delete_due
from fiks.folkeregister.actions.listetegning import draw_liste


# Whoever finds the list taken tries again for some minutes, in case the one who took it dies.
@task(DRAW, attempts=6)
def draw(*, liste: str, virksomhet: str) -> None:
    """Draw a list that was ordered."""
    draw_liste(liste_id=UUID(liste), virksomhet_id=UUID(virksomhet), clock=timezone.now)


@periodic("folkeregister.delete_lister", cron="*/10 * * * *")
def delete_lister(at: datetime) -> None:
    """Delete the files of lists whose time is out."""
    delete_due(at=at)
