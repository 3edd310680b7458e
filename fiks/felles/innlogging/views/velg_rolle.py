"""Choosing the role to act in. The choice itself stands in the header of every page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiks.felles.innlogging import actions, neste
from fiks.felles.innlogging.forms import RolleForm
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires_login


@require_POST
@requires_login
def velg_rolle(request: FiksRequest) -> HttpResponse:
    """Choose another role and go back to the page. Purpose and case are asked for anew."""
    form = RolleForm(request.POST)
    address = neste.safe(request.POST.get("neste", ""))
    if not form.is_valid():
        return redirect(address)
    try:
        actions.choose_rolle(request.session, form.cleaned_data["ressurs"], by=request.actor, at=timezone.now())
    except actions.NotYours:
        messages.warning(request, _("Du har ikke denne rollen lenger. Spør Fiks-administratoren."))
    return redirect(address)
