"""Pages for when something fails. They say what happened and what to do, and carry the request id for those who help.

What failed before the page's frame can be trusted (400, 500) is shown without it: no database, no context processors.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400: the address, the host or the form is not one a browser of ours would send."""
    return _without_frame(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 from Django itself; refusals of ours are answered by `tilgang`."""
    return _with_frame(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: a form that was opened too long ago, or that is not ours."""
    return _with_frame(request, "403_csrf.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404."""
    return _with_frame(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. What happened stands in the log under the request id, never on the page."""
    return _without_frame(request, 500)


def _with_frame(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, {"feilkode": _feilkode(request)}, status=status)


def _without_frame(request: HttpRequest, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"{status}.html", {"feilkode": _feilkode(request)}), status=status)


def _feilkode(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))
