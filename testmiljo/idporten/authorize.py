"""The authorization endpoint: who is asked to log in, and who is let through on the session she has."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from testmiljo.idporten import orders, par
from testmiljo.idporten.errors import OAuthError, PageError, RedirectError, with_query
from testmiljo.idporten.forms import once
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.store import Grant, Order, Session

COOKIE = "testmiljo_idporten"


async def authorize(provider: Provider, request: Request) -> Response:
    order = _order(provider, _parameters(request))
    session = provider.store.session(request.cookies.get(COOKIE))
    if session and session.reaches(order.level) and order.prompt != "login":
        return send_code(provider, order, session)
    if order.prompt == "none":
        raise refusal(provider, order, OAuthError("login_required", "the person must log in"))
    return RedirectResponse(f"{provider.idporten}/logg-inn/{provider.store.logins.put(order)}", status_code=303)


def send_code(provider: Provider, order: Order, session: Session) -> RedirectResponse:
    """Back to the client with a code; `iss` stands against mixed-up issuers (RFC 9207)."""
    answer = {"code": provider.store.codes.put(Grant(order, session)), "iss": provider.idporten}
    url = with_query(order.redirect_uri, answer | ({"state": order.state} if order.state else {}))
    return RedirectResponse(url, status_code=303, headers={"Cache-Control": "no-store"})


def refusal(provider: Provider, order: Order, cause: OAuthError) -> RedirectError:
    return RedirectError(order.redirect_uri, order.state, provider.idporten, cause)


def _parameters(request: Request) -> dict[str, str]:
    try:
        return once(request.query_params)
    except OAuthError as error:
        raise PageError("Tjenesten sendte en forespørsel vi ikke forstår", str(error)) from error


def _order(provider: Provider, parameters: Mapping[str, str]) -> Order:
    client = provider.store.client(parameters.get("client_id", ""), "idporten")
    if client is None:
        raise PageError("Tjenesten er ikke registrert i ID-porten", "Sjekk client_id, og registrer klienten først.")
    if "request_uri" in parameters:
        order = par.take(provider, parameters["request_uri"], client.client_id)
        if order is None:
            raise PageError("Forespørselen er brukt eller for gammel", "Gå tilbake til tjenesten og logg inn på nytt.")
        return order
    try:
        redirect_uri = orders.registered_redirect(client, parameters)
    except OAuthError as error:
        raise PageError("Adressen å komme tilbake til er ikke registrert", "Sjekk redirect_uri.") from error
    try:
        orders.check_may_be_direct(client)
        return orders.check(client, parameters)
    except OAuthError as error:
        raise RedirectError(redirect_uri, parameters.get("state", ""), provider.idporten, error) from error
