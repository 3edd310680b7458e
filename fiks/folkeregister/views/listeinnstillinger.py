"""How long the organisation keeps its lists: the administrator decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.privilegier import ADMINISTRER
from fiks.folkeregister.actions.listeinnstilling import set_days_kept
from fiks.folkeregister.forms.listevalg import DagerForm
from fiks.folkeregister.queries.listearbeid import days_kept


@require_http_methods(["GET", "POST"])
@requires(ADMINISTRER)
def listeinnstillinger(request: FiksRequest) -> HttpResponse:
    """Show the term, and set it for lists that are drawn from now on."""
    form = DagerForm(request.POST if request.method == "POST" else None, dager=days_kept(request.actor.tenant))
    if request.method == "POST" and form.is_valid():
        dager = form.cleaned_data["dager"]
        set_days_kept(dager, by=request.actor, at=timezone.now())
        text = ngettext("Nye lister slettes etter én dag.", "Nye lister slettes etter %(dager)s dager.", dager)
        messages.success(request, text % {"dager": dager})
        return redirect("folkeregister:listeinnstillinger")
    return render(request, "folkeregister/listeinnstillinger.html", {"form": form})
