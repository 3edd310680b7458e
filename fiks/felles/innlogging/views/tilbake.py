"""Where the browser comes back to from the provider."""

import logging
from urllib.parse import urlencode

from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.innlogging import actions, idporten, neste, oidc, ventende
from fiks.felles.innlogging.ventende import Ventende
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door

_log = logging.getLogger(__name__)


@require_GET
@open_door("ID-porten sender hit den som logger inn.")
def tilbake(request: FiksRequest) -> HttpResponse:
    """Take the answer from the provider and log the person in, or raise the level of her session."""
    answer = oidc.Answer(**{name: request.GET.get(name, "") for name in ("code", "state", "error", "iss")})
    waiting = ventende.take(request.session, answer.state)
    if waiting is None:
        # Used before, or from another browser. Nothing was under way, so nothing is written in the audit log.
        return _page(request, "ukjent_svar", neste.safe(""), status=400)
    try:
        login = oidc.finish(idporten.provider(), idporten.client(), waiting.pending, answer, at=timezone.now())
    except oidc.OidcError as error:
        return failed(request, error, waiting.neste)
    return _step_up(request, login, waiting) if waiting.steg_opp else _log_in(request, login, waiting)


def failed(request: FiksRequest, error: oidc.OidcError, address: str) -> HttpResponse:
    """Answer a log-in that came to nothing. A person who changed her mind is back where she began."""
    if isinstance(error, oidc.ProviderRefused) and error.is_regret:
        back = reverse("innlogging:logg_inn") if request.actor.is_anonymous else reverse("nettsted:oversikt")
        return redirect(f"{back}?{urlencode({'neste': address})}" if request.actor.is_anonymous else back)
    _log.warning("log-in failed: %s %s", type(error).__name__, error.reason)
    actions.refuse(error.reason, by=request.actor, at=timezone.now())
    unavailable = isinstance(error, oidc.ProviderUnavailable)
    return _page(request, "utilgjengelig" if unavailable else "avvist", address, status=503 if unavailable else 400)


def _log_in(request: FiksRequest, login: oidc.Login, waiting: Ventende) -> HttpResponse:
    try:
        chosen = actions.log_in(request.session, login, by=request.actor, at=timezone.now())
    except actions.UnknownPerson:
        actions.refuse("ukjent_person", by=request.actor, at=timezone.now())
        return render(request, "innlogging/ukjent.html", {"neste": waiting.neste}, status=403)
    rotate_token(request)
    choice = f"{reverse('innlogging:velg_virksomhet')}?{urlencode({'neste': waiting.neste})}"
    return redirect(waiting.neste if chosen else choice)


def _step_up(request: FiksRequest, login: oidc.Login, waiting: Ventende) -> HttpResponse:
    try:
        actions.step_up(request.session, login, by=request.actor, at=timezone.now())
    except actions.AnotherPerson:
        actions.refuse("annen_person", by=request.actor, at=timezone.now())
        return _page(request, "annen_person", waiting.neste, status=403)
    rotate_token(request)
    return redirect(waiting.neste)


def _page(request: FiksRequest, why: str, address: str, *, status: int) -> HttpResponse:
    shown = {"why": why, "neste": address, "error_id": request.request_id}
    return render(request, "innlogging/tilbake.html", shown, status=status)
