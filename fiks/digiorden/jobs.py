"""Digiorden's work by the clock."""

from datetime import datetime

from fiks.digiorden.actions.personvernpaaminnelser import remind
from fiks.digiorden.actions.personvernsletting import forget_senders
from fiks.felles.jobber import periodic


@periodic("digiorden.remind", cron="7 * * * *")
def remind_of_deadlines(at: datetime) -> None:
    """Remind of requests and breaches whose deadlines come near: every hour, since a breach has 72 of them."""
    remind(at=at)


@periodic("digiorden.forget_senders", cron="37 2 * * *")
def forget_senders_of_old_requests(at: datetime) -> None:
    """Forget who sent requests that were answered long ago."""
    forget_senders(at=at)
