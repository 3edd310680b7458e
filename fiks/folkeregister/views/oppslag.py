"""Looking up by number. What is typed is posted, and answered at an address that holds no number."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister import referanser
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.oppslag import NoPurpose, require_may
from fiks.folkeregister.forms.oppslag import OppslagForm
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.views.arbeid import ask_for_work, needs_work


@require_http_methods(["GET", "POST"])
@requires(BRUK)
@needs_work
def oppslag(request: FiksRequest) -> HttpResponse:
    """Ask for a number; give it an id, and go to the person. `lenke` stands for the number of a person on another page."""
    try:
        require_may(chosen_rolle(request.actor), by=request.actor, at=timezone.now())
    except NoPurpose as refusal:
        return ask_for_work(request, refusal)
    if nummer := referanser.unseal_number(request, request.POST.get("lenke", "")):
        return redirect("folkeregister:person", referanser.keep(request, nummer))
    form = OppslagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("folkeregister:person", referanser.keep(request, form.cleaned_data["nummer"]))
    return render(request, "folkeregister/oppslag.html", {"form": form})
