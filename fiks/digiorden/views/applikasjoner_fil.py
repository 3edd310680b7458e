"""The overview as a file."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.actions.applikasjonsfil import Filslag, hent_oversikt
from fiks.felles.design.fil import send_file
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def applikasjoner_fil(request: FiksRequest, filslag: str) -> HttpResponse:
    """Send the file."""
    if filslag not in set(Filslag):
        raise Http404
    fil = hent_oversikt(Filslag(filslag), by=request.actor, at=timezone.now())
    return send_file([fil.innhold], name=fil.navn, media_type=fil.media_type, size=len(fil.innhold))
