"""Digiorden's work by the clock."""

from datetime import datetime

from django.utils import timezone

from fiks.digiorden.actions import paaminnelser, personvernpaaminnelser
from fiks.digiorden.actions.personvernsletting import forget_senders
from fiks.felles.jobber import periodic
from fiks.felles.kontekst import Actor, Kanal, acting
from fiks.felles.kontekst.command_line import os_user


# In the morning, so that the notice is at the top of the day's work.
@periodic("digiorden.minn_om_behandlinger", cron="12 5 * * 1-5")
def remind_of_reviews(at: datetime) -> None:
    """Remind people of the records that are to be reviewed."""
    by = Actor.operator(os_user(), kanal=Kanal.JOBB)
    with acting(by):
        paaminnelser.remind(by=by, today=timezone.localdate(at), at=at)


@periodic("digiorden.minn_om_personvern", cron="7 * * * *")
def remind_of_deadlines(at: datetime) -> None:
    """Remind of requests and breaches whose deadlines come near: every hour, since a breach has 72 of them."""
    personvernpaaminnelser.remind(at=at)


@periodic("digiorden.glem_avsendere", cron="37 2 * * *")
def forget_senders_of_old_requests(at: datetime) -> None:
    """Forget who sent requests that were answered long ago."""
    forget_senders(at=at)
