"""Digiorden's background work."""

from datetime import datetime

from django.utils import timezone

from fiks.digiorden.actions.paaminnelser import remind
from fiks.felles.jobber import periodic
from fiks.felles.kontekst import Actor, Kanal, acting
from fiks.felles.kontekst.command_line import os_user


# In the morning, so that the notice is at the top of the day's work.
@periodic("digiorden.minn_om_behandlinger", cron="12 5 * * 1-5")
def remind_of_reviews(at: datetime) -> None:
    """Remind people of the records that are to be reviewed."""
    by = Actor.operator(os_user(), kanal=Kanal.JOBB)
    with acting(by):
        remind(by=by, today=timezone.localdate(at), at=at)
