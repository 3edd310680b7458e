"""How an uploaded list is understood: which column is what, the first rows, and what cannot be read; then the order."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions import vask as actions
from fiks.folkeregister.actions.vaskegrense import TooManyWashes
from fiks.folkeregister.forms.vask import KolonnerForm
from fiks.folkeregister.vask import forhaandsblikk
from fiks.folkeregister.views.vask import find_vask

if TYPE_CHECKING:
    from fiks.folkeregister.models.vask import Vask


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def vask_kolonner(request: FiksRequest, vask_id: UUID) -> HttpResponse:
    """Show how it is understood; then look again, or order, by the button that was pressed."""
    vask = find_vask(request, vask_id)
    if not vask.is_draft or vask.opplastet is None:
        return redirect("folkeregister:vask", vask_id)
    content = actions.content_of(vask)
    sheets = tabell.read(content)
    kept_place, kept = actions.inndeling_of(vask)
    place = _chosen(request, len(sheets)) or kept_place
    ark = actions.sheet_at(sheets, place)
    inndeling = kept if place == kept_place else actions.suggest(ark, vask.rolle)
    given = request.POST if request.method == "POST" else None
    form = KolonnerForm(given, rolle=vask.rolle, kolonner=forhaandsblikk.columns(ark, inndeling), inndeling=inndeling)
    if given is not None:
        if form.is_valid() and given.get("handling") == "vask" and _ordered(request, form, place, vask, content):
            return redirect("folkeregister:vask", vask_id)
        if given.get("handling") != "vask":
            form.errors.pop("aarsak", None)
        inndeling = form.inndeling()
    today = timezone.localdate()
    context = {
        "vask": vask,
        "ark": ark,
        "ark_valg": [(nr, one.navn, nr == place) for nr, one in enumerate(sheets, start=1)],
        "form": form,
        "blikk": forhaandsblikk.look(ark, inndeling, miljoe=actions.miljoe(), today=today),
    }
    return render(request, "folkeregister/vask_kolonner.html", context)


def _ordered(request: FiksRequest, form: KolonnerForm, ark: int, vask: "Vask", content: bytes) -> bool:
    """Order, and tell whether it is ordered now; what stands in the way is put on the form."""
    try:
        actions.bestill_vask(form.valg(ark), vask=vask, content=content, by=request.actor, at=timezone.now())
    except LeseFeil as error:
        form.fault(str(error))
        return False
    except TooManyWashes as error:
        form.add_error(None, str(error))
        return False
    except actions.NotDraft:
        messages.info(request, _("Listen var bestilt fra før."))
    return True


def _chosen(request: FiksRequest, count: int) -> int:
    """The sheet that the address asks for, by its place: names of sheets stand in no address. 0 when it asks for none."""
    asked = request.GET.get("ark", "")
    return int(asked) if asked.isdecimal() and 0 < int(asked) <= count else 0
