"""Changing a request: what it is about, who handles it, how far it has come."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import READERS
from fiks.digiorden.actions import henvendelser as actions
from fiks.digiorden.actions.samtidig import ChangedMeanwhile
from fiks.digiorden.forms.henvendelser import HenvendelseForm
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(*READERS)
def henvendelse_endre(request: FiksRequest, henvendelse_id: UUID) -> HttpResponse:
    """Show the form with what is known, and save it."""
    actor, at = request.actor, timezone.now()
    henvendelse = get_object_or_404(queries.henvendelser_for(actor, at=at), pk=henvendelse_id)
    people = queries.behandlere_for(actor, at=at) if queries.is_ombud(actor, at=at) else None
    form = HenvendelseForm(
        request.POST or None,
        behandlere=people,
        today=timezone.localdate(at),
        henvendelse=henvendelse,
        initial=HenvendelseForm.of(henvendelse),
    )
    context: dict[str, object] = {"form": form, "henvendelse": henvendelse}
    if request.method == "POST" and form.is_valid():
        status, versjon = queries.statuses()[form.cleaned_data["status"]], form.cleaned_data["versjon"]
        try:
            actions.change(
                henvendelse=henvendelse, innhold=form.innhold, status=status, versjon=versjon, by=actor, at=at
            )
        except ChangedMeanwhile:
            context |= {"lagret": henvendelse, "forskjeller": form.collided(HenvendelseForm.of(henvendelse))}
        except actions.NotOpen:
            form.add_error(None, _("Henvendelsen er avsluttet. Åpne den igjen for å endre den."))
        else:
            messages.success(request, _("Henvendelsen er lagret."))
            return redirect("digiorden:henvendelse", henvendelse.pk)
    return render(request, "digiorden/henvendelse_endre.html", context)
