"""The register of breaches as a spreadsheet."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions.avvik import log_register_export
from fiks.digiorden.presentation.avviksark import avviksark
from fiks.digiorden.presentation.fil import file_answer
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.regneark import Format
from fiks.felles.tilgang.door import requires


@require_GET
@requires(PERSONVERNOMBUD)
def avviksregister_last_ned(request: FiksRequest) -> HttpResponse:
    """Answer with the file, and write that it was taken out."""
    actor, at = request.actor, timezone.now()
    avvik = list(queries.avviksregister_for(actor, at=at))
    log_register_export(antall=len(avvik), by=actor, at=at)
    navn = f"avviksregister-{timezone.localdate(at):%Y-%m-%d}.xlsx"
    return file_answer(avviksark(avvik), navn=navn, media_type=Format.XLSX.media_type)
