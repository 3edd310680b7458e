"""Forgetting who sent a request that was answered long ago (GDPR art. 5 no. 1 letter e). The case is in the archive."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fiks.digiorden.models import Henvendelse
from fiks.digiorden.queries.personvern import with_work_by_the_clock
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record

KEPT = timedelta(days=2 * 365)


def forget_senders(*, at: datetime) -> int:
    """Empty the texts of requests answered two years ago, one organisation at a time. Kind, dates and handler stay."""
    forgotten = 0
    for virksomhet_id in with_work_by_the_clock():
        clock = Actor.system("digiorden.glem_avsendere", virksomhet_id=virksomhet_id)
        with acting(clock):
            forgotten += _forget(clock, at=at)
    return forgotten


@transaction.atomic
def _forget(clock: Actor, *, at: datetime) -> int:
    old = Henvendelse.objects.filter(virksomhet_id=clock.tenant, svar_date__lt=timezone.localdate(at) - KEPT)
    forgotten = old.exclude(navn="").update(navn="", kontaktvei="", beskrivelse="", svar="")
    if forgotten:
        record(Handling("digiorden.henvendelser_toemt", antall=forgotten), by=clock, at=at)
    return forgotten
