"""Closing a role, and opening it again: pages of their own, since everyone who has it loses or regains it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import BegrunnelseForm
from fiks.folkeregister.actions.roller import set_rolle_active
from fiks.folkeregister.queries.roller import open_tildelinger_of, roller_for


@requires("tilgang.administrer")
def roller_lukk(request: FiksRequest, rolle_id: UUID) -> HttpResponse:
    """Say who loses it, ask why, and close."""
    return _answer(request, rolle_id, active=False, said=_("Rollen er lukket. Ingen kan bruke den."))


@requires("tilgang.administrer")
def roller_aapne(request: FiksRequest, rolle_id: UUID) -> HttpResponse:
    """Say who gets it again, ask why, and open."""
    return _answer(request, rolle_id, active=True, said=_("Rollen er åpen. De som har tilgang, kan bruke den igjen."))


def _answer(request: FiksRequest, rolle_id: UUID, *, active: bool, said: str) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    rolle = get_object_or_404(roller_for(actor), pk=rolle_id)
    form = BegrunnelseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_rolle_active(rolle=rolle, active=active, by=actor, at=at, **form.cleaned_data)
        messages.success(request, said)
        return redirect("folkeregister:rolle", rolle.pk)
    context = {"form": form, "rolle": rolle, "aapner": active, "tildelinger": open_tildelinger_of(actor, rolle, at=at)}
    return render(request, "folkeregister/roller_lukk.html", context)
