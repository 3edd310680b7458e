"""Opening a request again that was closed too early."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions import henvendelser as actions
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_POST
@requires(PERSONVERNOMBUD)
def henvendelse_aapne(request: FiksRequest, henvendelse_id: UUID) -> HttpResponse:
    """Open it, and go back to it."""
    actor, at = request.actor, timezone.now()
    henvendelse = get_object_or_404(queries.henvendelser_for(actor, at=at), pk=henvendelse_id)
    actions.reopen(henvendelse=henvendelse, by=actor, at=at)
    messages.success(request, _("Henvendelsen er åpnet igjen."))
    return redirect("digiorden:henvendelse", henvendelse.pk)
