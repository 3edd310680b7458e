"""Who acts in a request."""

from collections.abc import Callable
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.innlogging import actions, oekt, queries
from fiks.felles.kontekst import Actor, FiksRequest

Answer = Callable[[HttpRequest], HttpResponse]
# Set by pages on what they ask for by themselves (progress), so that a page left open does not keep the session alive.
AUTOMATIC = "X-Fiks-Automatisk"


def set_actor(get_response: Answer) -> Answer:
    """Give each request its actor, and end sessions whose time is up or whose user is closed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        seen = cast("FiksRequest", request)
        seen.actor = actor_for(seen, at=timezone.now())
        return _whole_page(request, get_response(request))

    return middleware


def actor_for(request: FiksRequest, *, at: datetime) -> Actor:
    """Who acts, by the session; one who has not logged in, or has not chosen an organisation yet, is anonymous."""
    nobody = Actor.anonymous(request_id=request.request_id, ip=_address(request))
    content = oekt.read(request.session)
    if content is None:
        return nobody
    try:
        row = queries.alive(content, at=at)
        found = queries.actor(content, nobody)
    except queries.Ended as ended:
        actions.end_session(request.session, maate=ended.maate, by=nobody, at=at)
        messages.info(request, _explain(ended.maate))
        return nobody
    if AUTOMATIC not in request.headers:
        oekt.seen(row, at)
    return found


def _whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A part of a page that needs a log-in is not filled with the log-in page: the browser asks for the whole page anew."""
    to_login = response.status_code == 302 and urlsplit(response.headers["Location"]).path == resolve_url(
        settings.LOGIN_URL
    )
    return HttpResponse(headers={"HX-Refresh": "true"}) if to_login and "HX-Request" in request.headers else response


def _explain(maate: str) -> str:
    texts = {
        "hvile": _("Du ble logget ut fordi det gikk %(minutter)s minutter uten at du brukte Fiks. Logg inn på nytt.")
        % {"minutter": settings.SESSION_IDLE_MINUTES},
        "lengste_tid": _("Du ble logget ut fordi det er %(timer)s timer siden du logget inn. Logg inn på nytt.")
        % {"timer": settings.SESSION_ABSOLUTE_HOURS},
        "stengt": _("Tilgangen din er stengt. Spør Fiks-administratoren om du skal ha den igjen."),
    }
    return texts.get(maate, _("Du er logget ut."))


def _address(request: HttpRequest) -> str:
    """Behind a proxy the address that the proxy saw is the last one; those before it are what the caller claims."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
