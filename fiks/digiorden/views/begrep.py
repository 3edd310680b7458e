"""One word that the organisation has added: where it is used, and what kind of data it is."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.actions.begreper import NotOwn, set_art
from fiks.digiorden.forms.begreper import ArtForm
from fiks.digiorden.queries.begreper import begreper_for, records_with
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Begrep


@require_http_methods(["GET", "POST"])
@requires(ADMINISTRER)
def begrep(request: FiksRequest, begrep_id: UUID) -> HttpResponse:
    """Show the records that use it, and change its kind in all of them."""
    found = find_begrep(request, begrep_id)
    form = ArtForm(request.POST or None, initial={"art": found.art}) if found.slag == "OPPLYSNING" else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            changed = set_art(begrep=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except NotOwn:
            messages.error(request, _("Ordet er slått sammen med et annet i mellomtiden."))
            return redirect("digiorden:begreper")
        said = ngettext(
            "Ordet er endret i %(antall)s behandling.", "Ordet er endret i %(antall)s behandlinger.", changed
        )
        messages.success(request, said % {"antall": changed})
        return redirect("digiorden:begrep", found.pk)
    context = {"begrep": found, "form": form, "bruk": records_with(request.actor, found.slag, found.navn)}
    return render(request, "digiorden/begrep.html", context)


def find_begrep(request: FiksRequest, begrep_id: UUID) -> "Begrep":
    """The word, when it is one of the organisation's own and still in its register."""
    return get_object_or_404(begreper_for(request.actor), pk=begrep_id, slaatt_sammen_at=None)
