"""Sharing out the measures of a draft: who does each, and when."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, share_out
from fiks.digiorden.forms.vurderinger import FordelForm
from fiks.digiorden.queries.vurderinger import risikoeiere_for, vurderinger_for
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_fordel(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Show all measures in a table, and save who does what. What somebody else saved meanwhile stops it all."""
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    posted = request.POST if request.method == "POST" else None
    form = FordelForm(posted, tiltak=inn.read(vurdering.innhold).tiltak, people=list(risikoeiere_for(actor)))
    if posted is not None and form.is_valid():
        try:
            antall = share_out(vurdering=vurdering, fordelinger=form.fordelinger, by=actor, at=timezone.now())
        except StegRefused as refusal:
            messages.error(request, str(refusal))
        except EndretImens as changed:
            said = _("%(hvem)s har endret tiltakene mens du skrev. Ingenting er lagret. Her er de slik de er nå.")
            messages.error(request, said % {"hvem": changed.hvem})
            return redirect("digiorden:vurdering_fordel", vurdering.pk)
        else:
            text = ngettext("Ett tiltak er endret.", "%(antall)s tiltak er endret.", antall) % {"antall": antall}
            messages.success(request, text)
        return redirect("digiorden:vurdering", vurdering.pk)
    return render(request, "digiorden/vurdering_fordel.html", {"form": form, "vurdering": vurdering})
