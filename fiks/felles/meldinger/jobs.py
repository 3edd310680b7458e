"""Sending of e-mail in the background, and clearing by the clock."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fiks.felles import jobber
from fiks.felles.kontekst import Actor, acting
from fiks.felles.meldinger import actions, epost


@jobber.task("meldinger.send_epost", attempts=actions.MAX_ATTEMPTS + 2)
def send_epost(melding: str, virksomhet: str) -> None:
    """Send the e-mail about a notice, once. The server is spoken to outside the transactions.

    Raises what makes the queue try again later: `ServerSilent`, and `BeingSent`.
    """
    actor, melding_id = Actor.system("meldinger.send_epost", virksomhet_id=UUID(virksomhet)), UUID(melding)
    with acting(actor):
        taken = actions.claim_epost(melding_id=melding_id, at=timezone.now())
    if taken is None:
        return
    try:
        epost.send(taken.melding_id, taken.adresse, taken.tittel)
    except epost.AddressRefused as refusal:
        with acting(actor):
            actions.epost_refused(melding_id=melding_id, feil=str(refusal.code), at=timezone.now())
    except epost.ServerSilent as silence:
        with acting(actor):
            again = actions.epost_postponed(melding_id=melding_id, feil=str(silence), at=timezone.now())
        if again:
            raise
    else:
        with acting(actor):
            actions.epost_sent(melding_id=melding_id, at=timezone.now())


@jobber.periodic("meldinger.delete_old", cron="41 3 * * *")
def delete_old(at: datetime) -> None:
    """Delete notices after half a year."""
    actions.delete_old(at=at)
