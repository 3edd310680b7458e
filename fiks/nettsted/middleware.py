"""The outermost layers of every request."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fiks.felles.innlogging import idporten
from fiks.nettsted.logs import current_request

Answer = Callable[[HttpRequest], HttpResponse]
_GIVEN = re.compile(r"^[A-Za-z0-9-]{8,64}$")

CSP = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def request_id(get_response: Answer) -> Answer:
    """Give each request an id that follows it into logs, audit rows, error pages and the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request.request_id = given if _GIVEN.match(given) else str(uuid.uuid4())  # type: ignore[attr-defined]  # FiksRequest
        token = current_request.set(request.request_id)  # type: ignore[attr-defined]  # FiksRequest
        try:
            response = get_response(request)
        finally:
            current_request.reset(token)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]  # FiksRequest
        return response

    return middleware


def security_headers(get_response: Answer) -> Answer:
    """Set what Django does not: content policy, permissions, and no caching of pages.

    `form-action` names the log-in provider too, since Chromium follows the redirect of a posted form under it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", f"{CSP}; form-action 'self' {idporten.pages()}".strip())
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
