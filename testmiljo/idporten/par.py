"""Pushed authorization requests (RFC 9126)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from testmiljo.idporten import orders
from testmiljo.idporten.client_auth import authenticate
from testmiljo.idporten.errors import NO_STORE, OAuthError
from testmiljo.idporten.forms import read_form
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.store import PUSHED_REQUEST_SECONDS, Order

_PREFIX = "urn:idporten:"


async def push(provider: Provider, request: Request) -> Response:
    form = await read_form(request)
    client = await authenticate(provider, form, f"{provider.idporten}/par")
    if form.get("client_id") != client.client_id:
        raise OAuthError("invalid_request", "client_id is missing or another client's")
    identifier = provider.store.pushed.put(orders.check(client, form))
    answer = {"request_uri": _PREFIX + identifier, "expires_in": PUSHED_REQUEST_SECONDS}
    return JSONResponse(answer, status_code=201, headers=NO_STORE)


def take(provider: Provider, request_uri: str, client_id: str) -> Order | None:
    """The pushed request; it can be used once, by the client that pushed it, before it expires."""
    order = provider.store.pushed.take(request_uri.removeprefix(_PREFIX))
    return order if order and order.client_id == client_id else None
