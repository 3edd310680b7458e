"""A new record, by the short form: what is required, and no more."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.behandlinger import create_behandling
from fiks.digiorden.forms.behandling import BehandlingForm, with_rows_changed
from fiks.digiorden.protokoll.innhold import KINDS
from fiks.digiorden.queries.begreper import ordforraad
from fiks.digiorden.queries.felthjelp import help_texts
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import brukere_for


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def behandling_ny(request: FiksRequest) -> HttpResponse:
    """Ask for what is required, and keep a draft. The address says whose record it is: `?slag=DATABEHANDLER`."""
    slag = request.GET.get("slag", "")
    slag = slag if slag in KINDS else "ANSVARLIG"
    form = make_form(request, request.POST, slag=slag, kort=True)
    if request.method == "GET":
        form.forget_faults()
    elif request.POST.get("handling") != "lagre":
        form = make_form(
            request, with_rows_changed(request.POST, request.POST.get("handling", "")), slag=slag, kort=True
        )
        form.forget_faults()
    elif form.is_valid():
        made = create_behandling(form.innhold(), by=request.actor, at=timezone.now())
        messages.success(request, _("Utkastet er lagret. Det har nummer %(nummer)s.") % {"nummer": made.nummer})
        return redirect("digiorden:behandling", made.pk)
    return render(request, "digiorden/behandling_ny.html", {"form": form, "slag": slag, "seksjoner": form.seksjoner()})


def make_form(request: FiksRequest, data: QueryDict, *, slag: str, kort: bool = False) -> BehandlingForm:
    """The form of a record, with the organisation's words and people, and the operator's help texts."""
    actor = request.actor
    people = [(str(one.pk), f"{one.navn}, {one.stilling}" if one.stilling else one.navn) for one in brukere_for(actor)]
    form = BehandlingForm(
        data,
        slag=slag,
        ordforraad=ordforraad(actor),
        personer=people,
        hjelp=help_texts(get_language() or "nb"),
        kort=kort,
    )
    form.full_clean()
    return form
