"""A new role in one service area, filled in with what is usual there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import virksomhet
from fiks.folkeregister.actions.roller import RolleError, create_rolle
from fiks.folkeregister.forms.roller import RolleForm


@requires("tilgang.administrer")
def roller_ny_omraade(request: FiksRequest, kode: str) -> HttpResponse:
    """Ask what the role is to be, and make it."""
    area = hjemler.tjenesteomraader().get(kode)
    if area is None or not area.gyldig:
        raise Http404
    owner = virksomhet(request.actor.tenant)
    usual = request.GET.get("hjemmel") == "ja"
    form = RolleForm(request.POST or None, omraade=area, virksomhet=owner, med_hjemmel=usual)
    if request.method == "POST" and form.is_valid():
        try:
            rolle = create_rolle(form.innhold, virksomhet=owner, by=request.actor, at=timezone.now())
        except RolleError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request, _("Rollen %(navn)s er laget. Gi nå tilgang til dem som skal bruke den.") % {"navn": rolle.navn}
            )
            return redirect("folkeregister:rolle", rolle.pk)
    context = {"form": form, "omraade": area, "med_hjemmel": usual}
    return render(request, "folkeregister/roller_ny_omraade.html", context)
