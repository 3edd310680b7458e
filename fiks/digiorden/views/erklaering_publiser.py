"""Publishing a privacy notice: what everybody will read, and from when."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.erklaeringer import BeforeTheLast, NothingToPublish, NotInForce, publish
from fiks.digiorden.erklaering.mangler import lacks
from fiks.digiorden.erklaering.tekst import sett_sammen
from fiks.digiorden.forms.erklaering import PubliserForm
from fiks.digiorden.protokoll.innhold import SPRAAK, Ansvarlig, les
from fiks.digiorden.queries.behandlinger import in_force
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.views.erklaering import SPRAAKORD, find_controllers
from fiks.felles.koder.kalender import format_kort_dato
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def erklaering_publiser(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show the notice of the approved version in every complete language, ask from when, and publish."""
    actor, at, today = request.actor, timezone.now(), timezone.localdate()
    found, _under_work = find_controllers(request, behandling_id)
    kept = in_force(actor, found)
    innhold = les(kept.innhold) if kept else None
    if kept is None or not isinstance(innhold, Ansvarlig):
        messages.error(request, _("Behandlingen må være godkjent før erklæringen kan publiseres."))
        return redirect("digiorden:erklaering", found.pk)
    form = PubliserForm(request.POST or None, today=today, initial={"gjelder_fra": today})
    if request.method == "POST" and form.is_valid():
        shown = request.POST.get("gjeldende_nr", "")
        try:
            publish(
                behandling_id=found.pk,
                gjeldende_nr=int(shown) if shown.isdecimal() and len(shown) < 9 else None,
                by=actor,
                at=at,
                **form.cleaned_data,
            )
        except NotInForce:
            messages.error(
                request, _("En ny versjon er godkjent imens. Ingenting er publisert. Se over, og prøv igjen.")
            )
            return redirect("digiorden:erklaering_publiser", found.pk)
        except NothingToPublish:
            messages.error(request, _("Erklæringen mangler noe på alle språk. Ingenting er publisert."))
            return redirect("digiorden:erklaering", found.pk)
        except BeforeTheLast as refusal:
            said = _("Forrige versjon gjelder fra %(dato)s. Skriv den dagen eller en senere.")
            form.add_error("gjelder_fra", said % {"dato": format_kort_dato(refusal.dato)})
        else:
            messages.success(request, _("Erklæringen er publisert."))
            return redirect("digiorden:erklaering", found.pk)
    owner = hode(actor, at=at)
    told = [(one, capfirst(str(SPRAAKORD[one])), lacks(innhold, owner, one)) for one in SPRAAK]
    context = {
        "behandling": found,
        "form": form,
        "gjeldende_nr": kept.nr,
        "utgave": kept.utgave,
        "alle": told,
        "sider": [sett_sammen(innhold, owner, one) for one, _navn, lacking in told if not lacking],
    }
    return render(request, "digiorden/erklaering_publiser.html", context)
