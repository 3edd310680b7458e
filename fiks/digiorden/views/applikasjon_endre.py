"""Changing an application, all of it on one page. What somebody else has saved meanwhile is never overwritten unseen."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER, SYSTEMEIER
from fiks.digiorden.actions.applikasjoner import Endret, endre_applikasjon, require_change
from fiks.digiorden.forms.applikasjon import SEKSJONER, ApplikasjonForm
from fiks.digiorden.forms.databehandlere import databehandlerform, given_in
from fiks.digiorden.presentation.applikasjon import differences
from fiks.digiorden.views.applikasjon import find_applikasjon
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Applikasjon

_IN_GROUPS = frozenset({"felleskomponenter"})


@require_http_methods(["GET", "POST"])
@requires(REDIGER, SYSTEMEIER)
def applikasjon_endre(request: FiksRequest, applikasjon_id: UUID) -> HttpResponse:
    """Show the form, and save it; when somebody was first, show both texts."""
    found, at = find_applikasjon(request.actor, applikasjon_id), timezone.now()
    require_change(found, by=request.actor, at=at)
    data = request.POST if request.method == "POST" else None
    form = ApplikasjonForm(data, applikasjon=found, by=request.actor)
    rows = databehandlerform(data, found)
    if data is None or not (form.is_valid() & rows.is_valid()):
        return _page(request, found, form, rows)
    values = form.values | {"databehandlere": given_in(rows)}
    try:
        changed = endre_applikasjon(
            applikasjon=found, values=values, versjon=form.cleaned_data["versjon"], by=request.actor, at=at
        )
    except Endret as refusal:
        return _both(request, refusal.naa, form, rows, values)
    messages.success(request, _("Endringene er lagret.") if changed else _("Ingenting var endret."))
    return redirect("digiorden:applikasjon", found.pk)


def _both(
    request: FiksRequest, saved: "Applikasjon", form: ApplikasjonForm, rows: Any, values: dict[str, object]
) -> HttpResponse:
    """The form as it was sent, with what is saved beside it. Sent once more, it is saved over that, knowingly."""
    form.data = form.data.copy()
    form.data["versjon"] = str(saved.versjon)
    return _page(request, saved, form, rows, forskjeller=differences(form, values, saved))


def _page(request: FiksRequest, found: "Applikasjon", form: ApplikasjonForm, rows: Any, **more: object) -> HttpResponse:
    seksjoner = [
        (anker, tittel, [(form[field], field in _IN_GROUPS) for field in fields], _faults(form, fields))
        for anker, tittel, fields in SEKSJONER
    ]
    context = {"applikasjon": found, "form": form, "rader": rows, "seksjoner": seksjoner, **more}
    return render(request, "digiorden/applikasjon_endre.html", context, status=409 if more else 200)


def _faults(form: ApplikasjonForm, fields: tuple[str, ...]) -> int:
    return sum(1 for field in fields if form.is_bound and form.errors.get(field))
