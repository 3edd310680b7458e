"""Merging a word into another: which records change is shown first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.actions.begreper import NotOwn, PreviewChanged, merge_begrep
from fiks.digiorden.forms.begreper import SlaaSammenForm
from fiks.digiorden.queries.begreper import fingerprint, ordforraad, records_with
from fiks.digiorden.views.begrep import find_begrep
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(ADMINISTRER)
def begrep_slaa_sammen(request: FiksRequest, begrep_id: UUID) -> HttpResponse:
    """Choose the word that stays, see what changes, and merge."""
    found = find_begrep(request, begrep_id)
    given = request.POST if request.method == "POST" else request.GET if "til" in request.GET else None
    form = SlaaSammenForm(given, begrep=found, ordforraad=ordforraad(request.actor))
    valid = form.is_valid()
    if request.method == "POST" and valid:
        til, avtrykk = form.cleaned_data["til"], request.POST.get("avtrykk", "")
        try:
            changed = merge_begrep(begrep=found, til=til, avtrykk=avtrykk, by=request.actor, at=timezone.now())
        except (NotOwn, PreviewChanged):
            messages.error(request, _("Behandlingene er endret siden du så dem. Ingenting er gjort. Se over på nytt."))
        else:
            said = ngettext(
                "Ordene er slått sammen i %(antall)s behandling.",
                "Ordene er slått sammen i %(antall)s behandlinger.",
                changed,
            )
            messages.success(request, said % {"antall": changed})
            return redirect(f"{reverse('digiorden:begreper')}?slag={found.slag}")
    bruk = records_with(request.actor, found.slag, found.navn)
    context = {
        "begrep": found,
        "form": form,
        "til": form.cleaned_data.get("til") if valid else "",
        "bruk": bruk,
        "avtrykk": fingerprint(bruk),
    }
    return render(request, "digiorden/begrep_slaa_sammen.html", context)
