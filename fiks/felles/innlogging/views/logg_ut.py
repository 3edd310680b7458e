"""Logging out, here and at the provider."""

import logging

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from fiks.felles.innlogging import actions, idporten, oekt, oidc
from fiks.felles.innlogging.views.logg_inn import LOGGED_OUT
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door

_log = logging.getLogger(__name__)


@require_POST
@open_door("Den som ikke har valgt virksomhet ennå, må også kunne logge ut.")
def logg_ut(request: FiksRequest) -> HttpResponse:
    """End the session first, then go to the provider, which ends its own and tells the other services."""
    content = oekt.read(request.session)
    id_token = oekt.id_token(content) if content else ""
    actions.end_session(request.session, maate="selv", by=request.actor, at=timezone.now())
    return redirect(_provider_logout(id_token) or f"{reverse('innlogging:logg_inn')}?state={LOGGED_OUT}")


def _provider_logout(id_token: str) -> str:
    if not id_token or not settings.IDPORTEN_ISSUER:
        return ""
    try:
        return oidc.logout_url(
            idporten.provider(), idporten.client(), id_token=id_token, state=LOGGED_OUT, locale=get_language() or "nb"
        )
    except oidc.ProviderUnavailable as error:
        _log.warning("log-out at the provider is not possible: %s", error.reason)
        return ""
