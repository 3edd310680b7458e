"""Log-out started elsewhere, told through a frame in the provider's page."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from fiks.felles.innlogging import actions, idporten
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door

_PAGE = '<!doctype html><html lang="nb"><title>Logget ut</title></html>'


@xframe_options_exempt  # the content policy says who may
@require_safe
@open_door("ID-porten viser siden i en ramme når noen logger ut et annet sted.")
def frontkanal(request: FiksRequest) -> HttpResponse:
    """End the sessions of a log-in at the provider (Front-Channel Logout 1.0).

    The session is found by `sid`, which nobody can guess: in a frame of another site the browser sends no cookie of ours.
    """
    iss, sid = request.GET.get("iss", ""), request.GET.get("sid", "")
    if not sid or not settings.IDPORTEN_ISSUER or iss != settings.IDPORTEN_ISSUER:
        return HttpResponse(_PAGE, status=400)
    actions.end_by_provider(sid=sid, maate="frontkanal", by=request.actor, at=timezone.now())
    policy = f"default-src 'none'; frame-ancestors {idporten.pages()}"
    return HttpResponse(_PAGE, headers={"Content-Security-Policy": policy})
