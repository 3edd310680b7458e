"""Changing a role. The service area stays: another area is another role."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import virksomhet
from fiks.folkeregister.actions.roller import RolleError, change_rolle
from fiks.folkeregister.forms.roller import RolleForm
from fiks.folkeregister.queries.roller import choosable_behandlinger, open_tildelinger_of, roller_for


@requires("tilgang.administrer")
def roller_endre(request: FiksRequest, rolle_id: UUID) -> HttpResponse:
    """Show the role as it is, and change it for everyone who has it."""
    actor, at = request.actor, timezone.now()
    rolle = get_object_or_404(roller_for(actor), pk=rolle_id)
    area = hjemler.tjenesteomraader()[rolle.tjenesteomraade]
    form = RolleForm(
        request.POST or None,
        omraade=area,
        virksomhet=virksomhet(actor.tenant),
        rolle=rolle,
        behandlinger=choosable_behandlinger(actor, rolle),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_rolle(rolle=rolle, innhold=form.innhold, by=actor, at=at)
        except RolleError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Rollen er endret. Endringen gjelder fra neste oppslag."))
            return redirect("folkeregister:rolle", rolle.pk)
    holders = open_tildelinger_of(actor, rolle, at=at).count()
    context = {"form": form, "rolle": rolle, "omraade": area, "antall": holders}
    return render(request, "folkeregister/roller_endre.html", context)
