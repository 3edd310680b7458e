"""Log-out started elsewhere, told by the provider from server to server."""

import logging

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fiks.felles.innlogging import actions, idporten, oidc
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door

_log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
@open_door("ID-porten sier fra at en økt er avsluttet, med et signert token.")
def bakkanal(request: FiksRequest) -> HttpResponse:
    """End the sessions that the token names (Back-Channel Logout 1.0 section 2.7)."""
    at = timezone.now()
    try:
        provider, client = idporten.provider(), idporten.client()
        token = request.POST.get("logout_token", "")
        claims = oidc.read_logout_token(token, provider, client_id=client.client_id, at=at)
        actions.end_by_token(claims, by=request.actor, at=at)
    except oidc.ProviderUnavailable as error:
        return _refused(error.reason, status=503)
    except oidc.TokenRejected as error:
        return _refused(error.reason)
    except actions.TokenUsed:
        return _refused("jti")
    return HttpResponse(headers={"Cache-Control": "no-store"})


def _refused(why: str, *, status: int = 400) -> HttpResponse:
    _log.warning("log-out token refused: %s", why)
    return JsonResponse({"error": "invalid_request", "error_description": why}, status=status)
