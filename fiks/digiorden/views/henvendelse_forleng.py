"""Giving a request more time."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import READERS
from fiks.digiorden.actions import henvendelser as actions
from fiks.digiorden.actions.samtidig import ChangedMeanwhile
from fiks.digiorden.forms.henvendelser import ForlengForm
from fiks.digiorden.personvern.frister import latest_extension
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(*READERS)
def henvendelse_forleng(request: FiksRequest, henvendelse_id: UUID) -> HttpResponse:
    """Ask until when, why, and when the person was told; then move the deadline."""
    actor, at = request.actor, timezone.now()
    henvendelse = get_object_or_404(queries.henvendelser_for(actor, at=at), pk=henvendelse_id)
    latest = latest_extension(henvendelse.mottatt_date)
    start = {"versjon": henvendelse.versjon, "til": latest}
    today = timezone.localdate(at)
    form = ForlengForm(request.POST or None, henvendelse=henvendelse, today=today, initial=start)
    context: dict[str, object] = {"form": form, "henvendelse": henvendelse, "senest": latest}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.extend(
                henvendelse=henvendelse,
                til=given["til"],
                grunn=given["grunn"],
                fortalt_date=given["fortalt"],
                versjon=given["versjon"],
                by=actor,
                at=at,
            )
        except ChangedMeanwhile:
            context |= {"lagret": henvendelse, "forskjeller": form.collided(start)}
        except (actions.NotOpen, actions.TooLong):
            form.add_error(None, _("Henvendelsen er avsluttet, eller fristen er forlenget fra før."))
        else:
            messages.success(request, _("Fristen er forlenget."))
            return redirect("digiorden:henvendelse", henvendelse.pk)
    return render(request, "digiorden/henvendelse_forleng.html", context)
