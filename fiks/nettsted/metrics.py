"""Counts and times of requests, by view and status. No addresses, no persons."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

_REQUESTS = Counter("fiks_foresporsler", "Forespørsler etter side, metode og status", ["side", "metode", "status"])
_SECONDS = Histogram("fiks_svartid_sekunder", "Svartid etter side", ["side"])


def count_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count every request under its view's name; unknown addresses under one name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else "ukjent"
        _REQUESTS.labels(page, request.method or "", response.status_code).inc()
        _SECONDS.labels(page).observe(time.perf_counter() - started)
        return response

    return middleware
