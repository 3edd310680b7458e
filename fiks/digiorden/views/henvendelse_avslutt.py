"""Telling what was answered: the request is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import READERS
from fiks.digiorden.actions import henvendelser as actions
from fiks.digiorden.actions.samtidig import ChangedMeanwhile
from fiks.digiorden.forms.henvendelser import AvsluttHenvendelseForm
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(*READERS)
def henvendelse_avslutt(request: FiksRequest, henvendelse_id: UUID) -> HttpResponse:
    """Ask how it ended and what was answered; then close it."""
    actor, at = request.actor, timezone.now()
    henvendelse = get_object_or_404(queries.henvendelser_for(actor, at=at), pk=henvendelse_id)
    start = {"versjon": henvendelse.versjon, "svar": henvendelse.svar}
    today = timezone.localdate(at)
    form = AvsluttHenvendelseForm(request.POST or None, henvendelse=henvendelse, today=today, initial=start)
    context: dict[str, object] = {"form": form, "henvendelse": henvendelse}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.finish(
                henvendelse=henvendelse,
                status=queries.statuses()[given["status"]],
                svar=given["svar"],
                svar_date=given["svar_dato"],
                versjon=given["versjon"],
                by=actor,
                at=at,
            )
        except ChangedMeanwhile:
            context |= {"lagret": henvendelse, "forskjeller": form.collided(start)}
        except actions.NotOpen:
            form.add_error(None, _("Henvendelsen er avsluttet fra før."))
        else:
            messages.success(request, _("Henvendelsen er avsluttet."))
            return redirect("digiorden:henvendelse", henvendelse.pk)
    return render(request, "digiorden/henvendelse_avslutt.html", context)
