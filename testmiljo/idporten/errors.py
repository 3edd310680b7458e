"""How things go wrong: to a program as JSON, to a person as a page, to a client as a redirect."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from testmiljo.idporten import pages

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class OAuthError(Exception):
    """An error answer by RFC 6749 section 5.2 and RFC 9126 section 2.3."""

    def __init__(self, error: str, description: str, *, status: int = 400, uri: str = "") -> None:
        super().__init__(f"{error}: {description}")
        self.error = error
        self.description = description
        self.status = status
        self.uri = uri


class PageError(Exception):
    """What a person is told when there is no client that it is safe to send the browser back to."""

    def __init__(self, heading: str, what_to_do: str) -> None:
        super().__init__(heading)
        self.heading = heading
        self.what_to_do = what_to_do


class RedirectError(Exception):
    """An authorization error that the client gets through the browser (RFC 6749 section 4.1.2.1)."""

    def __init__(self, redirect_uri: str, state: str, issuer: str, cause: OAuthError) -> None:
        super().__init__(str(cause))
        answer = {"error": cause.error, "error_description": cause.description, "iss": issuer}
        self.url = with_query(redirect_uri, answer | ({"state": state} if state else {}))


def with_query(url: str, query: dict[str, str]) -> str:
    """Add to the query that the address may already have."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def answer_as_json(_request: Request, error: Exception) -> Response:
    assert isinstance(error, OAuthError)
    body = {"error": error.error, "error_description": error.description}
    if error.uri:
        body["error_uri"] = error.uri
    return JSONResponse(body, status_code=error.status, headers=NO_STORE)


def answer_as_page(_request: Request, error: Exception) -> Response:
    assert isinstance(error, PageError)
    return pages.respond(pages.message(error.heading, error.what_to_do), status=400)


def answer_as_redirect(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RedirectError)
    return RedirectResponse(error.url, status_code=303)
