"""The registers of words that records share: what there is, how much each is used, and adding one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import ADMINISTRER, READERS
from fiks.digiorden.actions.begreper import Known, add_begrep
from fiks.digiorden.forms.begreper import BegrepForm
from fiks.digiorden.presentation.begreper import chosen_register, registers, words
from fiks.digiorden.queries.begreper import begreper_for, ordforraad, usage
from fiks.digiorden.queries.rettigheter import privileges_of
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET"])
@requires(*READERS)
def begreper(request: FiksRequest) -> HttpResponse:
    """Show one register, `?slag=`, with how many records use each word."""
    return _page(request, None)


@require_http_methods(["POST"])
@requires(ADMINISTRER)
def begreper_ny(request: FiksRequest) -> HttpResponse:
    """Add a word to the register."""
    slag = chosen_register(request.GET.get("slag", ""))
    form = BegrepForm(request.POST, slag=slag)
    if form.is_valid():
        try:
            add_begrep(slag=slag, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Known:
            form.add_error("navn", _("Ordet, eller organisasjonsnummeret, står i listen fra før."))
        else:
            messages.success(request, _("Ordet er lagt til."))
            return redirect(f"{reverse('digiorden:begreper')}?slag={slag.value}")
    return _page(request, form)


def _page(request: FiksRequest, form: BegrepForm | None) -> HttpResponse:
    actor = request.actor
    slag = chosen_register(request.GET.get("slag", ""))
    context = {
        "slag": slag,
        "registre": registers(),
        "ordene": words(slag, ordforraad(actor), begreper_for(actor), usage(actor)),
        "form": form or BegrepForm(slag=slag),
        "kan_endre": ADMINISTRER in privileges_of(actor, at=timezone.now()),
    }
    return render(request, "digiorden/begreper.html", context)
