"""Opening a breach again that was closed too early."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions.avvik import reopen_avvik
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_POST
@requires(PERSONVERNOMBUD)
def avvik_aapne(request: FiksRequest, avvik_id: UUID) -> HttpResponse:
    """Open it, and go back to it."""
    actor, at = request.actor, timezone.now()
    avvik = get_object_or_404(queries.avvik_for(actor, at=at), pk=avvik_id)
    reopen_avvik(avvik=avvik, by=actor, at=at)
    messages.success(request, _("Avviket er åpnet igjen."))
    return redirect("digiorden:avvik", avvik.pk)
