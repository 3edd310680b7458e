"""Who lives in a dwelling: found from a person, or by address where the role searches."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister import referanser
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.bolig import finn_bolig, may_search, require_search, vis_bolig
from fiks.folkeregister.actions.oppslag import NoPurpose
from fiks.folkeregister.forms.bolig import BoligForm
from fiks.folkeregister.presentation.page import dwelling
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.views.arbeid import ask_for_work, needs_work
from fiks.folkeregister.views.person import unlisted


@require_http_methods(["GET", "POST"])
@requires(BRUK)
@needs_work
def bolig_soek(request: FiksRequest) -> HttpResponse:
    """Ask for an address, and go to the dwelling. `bolig` stands for one that another page has shown."""
    if noekkel := referanser.unseal_number(request, request.POST.get("bolig", "")):
        return redirect("folkeregister:bolig", referanser.keep_bolig(request, noekkel))
    rolle, at = chosen_rolle(request.actor), timezone.now()
    try:
        require_search(rolle, by=request.actor, at=at)
    except NoPurpose as refusal:
        return ask_for_work(request, refusal)
    form = BoligForm(request.POST if request.method == "POST" else None, rolle=rolle)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        found = finn_bolig(form.adresse, rolle=rolle, by=request.actor, at=at)
        if len(found) == 1:
            return redirect("folkeregister:bolig", referanser.keep_bolig(request, found[0]))
        if found:
            form.add_error("postnummer", _("Flere adresser i kommunen heter det samme. Skriv postnummeret også."))
        context["ingen"] = not found
    return unlisted(render(request, "folkeregister/bolig_soek.html", context))


@require_GET
@requires(BRUK)
@needs_work
def bolig(request: FiksRequest, referanse_id: UUID) -> HttpResponse:
    """Show who lives there. Each display is a read of its own, and logged."""
    noekkel = referanser.find_bolig(request, referanse_id)
    if not noekkel:
        messages.info(request, _("Boligen er ikke lenger åpen. Finn den på nytt."))
        return redirect("folkeregister:start")
    rolle, at = chosen_rolle(request.actor), timezone.now()
    found = vis_bolig(noekkel, rolle=rolle, by=request.actor, at=at)
    refer = partial(referanser.seal_number, request) if "OPPSLAG" in rolle.bruksomraader else (lambda _number: "")
    context = {
        "bolig": found,
        "side": dwelling(found, on=timezone.localdate(at), refer=refer) if found else None,
        "kan_soeke": may_search(rolle),
    }
    return unlisted(render(request, "folkeregister/bolig.html", context))
