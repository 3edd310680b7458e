"""The clock's housekeeping of sessions."""

from datetime import datetime

from fiks.felles.innlogging import actions
from fiks.felles.jobber.queue import periodic
from fiks.felles.kontekst import Actor

NAME = "innlogging.clean_up"


@periodic(NAME, cron="*/10 * * * *")
def clean_up(at: datetime) -> None:
    """End sessions whose time is up, and forget used tokens and expired sessions."""
    actions.clean_up(by=Actor.system(NAME), at=at)
