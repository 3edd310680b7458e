"""Writing a privacy notice in one language, on a draft of the record."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.behandlinger import Changed, WrongStatus, save_draft
from fiks.digiorden.erklaering.mangler import lacks
from fiks.digiorden.forms.erklaering import ErklaeringForm
from fiks.digiorden.protokoll.innhold import SPRAAK
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.views.behandling_livsloep import utgangspunkt
from fiks.digiorden.views.erklaering import SPRAAKORD, chosen, find_controllers
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def erklaering_rediger(request: FiksRequest, behandling_id: UUID, spraak: str) -> HttpResponse:
    """Show the fields that the record needs, and save them in the draft."""
    found, innhold = find_controllers(request, behandling_id)
    if spraak not in SPRAAK:
        raise Http404
    language = chosen(spraak, SPRAAK)
    back = f"{reverse('digiorden:erklaering', args=[found.pk])}?spraak={language}"
    if not found.is_draft:
        messages.error(request, _("Begynn en ny versjon av behandlingen før du skriver i erklæringen."))
        return redirect("digiorden:behandling", found.pk)
    form = ErklaeringForm(request.POST or None, innhold=innhold, spraak=language)
    clash = False
    if request.method == "POST" and form.is_valid():
        try:
            save_draft(form.innhold(), fra=utgangspunkt(request, found), by=request.actor, at=timezone.now())
        except (Changed, WrongStatus):
            clash = True
        else:
            messages.success(request, _("Erklæringen er lagret i utkastet. Slik ser den ut nå."))
            return HttpResponseRedirect(back)
    context = {
        "behandling": found,
        "form": form,
        "spraak": language,
        "spraaknavn": SPRAAKORD[language],
        "savn": lacks(innhold, hode(request.actor, at=timezone.now()), language),
        "kollisjon": clash,
        "i_dag": [(one.label, one.initial) for one in form if one.initial] if clash else [],
        "tilbake": back,
    }
    return render(request, "digiorden/erklaering_rediger.html", context, status=409 if clash else 200)
