"""Writing in a draft: all fields, rows added and taken away, saved at any time, and never over what another has saved."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.behandlinger import Changed, Utgangspunkt, WrongStatus, save_draft
from fiks.digiorden.forms.behandling import BehandlingForm, data_of, with_rows_changed
from fiks.digiorden.presentation.behandlingsliv import tag
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.felter import seksjon_of
from fiks.digiorden.protokoll.forskjell import Endring, forskjell
from fiks.digiorden.protokoll.innhold import Innhold, les
from fiks.digiorden.views.behandling import find_behandling
from fiks.digiorden.views.behandling_ny import make_form
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Behandling

_SAVES = {"lagre", "send"}


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def behandling_rediger(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show the draft as a form; keep it, or add or take away a row, by the button that was pressed."""
    found = find_behandling(request, behandling_id)
    if not found.is_draft:
        messages.info(request, _("Behandlingen kan ikke endres nå. Begynn en ny versjon når den er godkjent."))
        return redirect("digiorden:behandling", found.pk)
    if request.method == "GET":
        return _show(request, found)
    handling = request.POST.get("handling", "lagre")
    if handling not in _SAVES:
        return _page(request, found, _untouched(request, found, with_rows_changed(request.POST, handling)))
    form = make_form(request, request.POST, slag=found.slag)
    if not form.is_valid():
        return _page(request, found, form)
    return _save(request, found, form, handling)


def _show(request: FiksRequest, found: "Behandling") -> HttpResponse:
    """The draft as it is kept, with its faults at their fields when the address asks for them."""
    innhold = les(found.innhold)
    form = _untouched(request, found, data_of(innhold))
    if request.GET.get("vis") == "mangler":
        form.show(mangler.finn(innhold))
    return _page(request, found, form)


def _save(request: FiksRequest, found: "Behandling", form: BehandlingForm, handling: str) -> HttpResponse:
    versjon = request.POST.get("versjon", "")
    fra = Utgangspunkt(found.pk, int(versjon) if versjon.isdecimal() and len(versjon) < 9 else 0)
    mine = form.innhold(les(found.innhold))
    try:
        saved = save_draft(mine, fra=fra, by=request.actor, at=timezone.now())
    except Changed as clash:
        differences = forskjell(les(clash.behandling.innhold), mine)
        return _page(request, clash.behandling, form, mine=mine, differences=differences)
    except WrongStatus:
        messages.error(request, _("Behandlingen er sendt eller godkjent i mellomtiden. Det du skrev, er ikke lagret."))
        return redirect("digiorden:behandling", found.pk)
    if handling == "send":
        return redirect("digiorden:behandling_send", saved.pk)
    messages.success(request, _("Utkastet er lagret."))
    return redirect("digiorden:behandling_rediger", saved.pk)


def _untouched(request: FiksRequest, found: "Behandling", data: QueryDict) -> BehandlingForm:
    """The form before anyone has asked to keep it: nothing is called wrong yet."""
    form = make_form(request, data, slag=found.slag)
    form.forget_faults()
    return form


def _page(
    request: FiksRequest,
    found: "Behandling",
    form: BehandlingForm,
    *,
    mine: Innhold | None = None,
    differences: list[Endring] | None = None,
) -> HttpResponse:
    """The page. After a clash it carries the number of what the other saved: the next press is made knowing it."""
    kept = request.POST.get("versjon") if mine is None else None
    counts: dict[str, int] = {}
    for mangel in mangler.finn(mine or les(found.innhold)):
        kode = seksjon_of(mangel.felt, found.slag).kode
        counts[kode] = counts.get(kode, 0) + 1
    context = {
        "behandling": found,
        "merke": tag(found, today=timezone.localdate()),
        "form": form,
        "versjon": kept or found.versjon,
        "seksjoner": form.seksjoner(),
        "mangler": counts,
        "forskjeller": differences,
        "kollisjon": differences is not None,
    }
    return render(request, "digiorden/behandling_rediger.html", context)
