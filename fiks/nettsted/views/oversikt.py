"""The overview: what waits for me, what is going on, and the services that the organisation uses."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fiks.felles.kontekst import FiksRequest
from fiks.felles.meldinger import queries as meldinger
from fiks.felles.tilgang import queries as tilgang
from fiks.felles.tilgang.door import requires_login
from fiks.felles.virksomhet import queries as virksomheter
from fiks.folkeregister.queries import innbyggerlister, vask
from fiks.nettsted.queries import tjenestestatus_for

SHOWN = 5


@requires_login
def oversikt(request: FiksRequest) -> HttpResponse:
    """Show what one has to do with, and nothing else."""
    actor, at = request.actor, timezone.now()
    context = {
        "fornavn": actor.navn.split()[0],
        "virksomhet": virksomheter.virksomhet(actor.tenant),
        "venter": meldinger.unread_count(actor),
        "uleste": meldinger.unread(actor)[:SHOWN],
        "tjenester": tjenestestatus_for(actor, at=at),
        "administratorer": tilgang.administratorer_for(actor, at=at)[:SHOWN],
        "underveis": innbyggerlister.underveis(actor, most=SHOWN),
        "klare": innbyggerlister.klare(actor, at=at, most=SHOWN),
        "vaskes": vask.underveis(actor, most=SHOWN),
        "vasket": vask.klare(actor, at=at, most=SHOWN),
    }
    return render(request, "nettsted/oversikt.html", context)
