"""Checking an authorization request, pushed or direct."""

import re
from collections.abc import Mapping

from testmiljo.idporten.config import LEVELS, SUBSTANTIAL, Client
from testmiljo.idporten.errors import OAuthError
from testmiljo.idporten.store import Order

LOCALES = ("nb", "nn", "en", "se")
PROMPTS = ("", "login", "none")
ALWAYS_ALLOWED = {"openid", "profile"}
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # S256 always gives 43 characters


def registered_redirect(client: Client, parameters: Mapping[str, str]) -> str:
    """The redirect_uri when it is exactly a registered one; raises OAuthError."""
    uri = parameters.get("redirect_uri", "")
    if uri not in client.redirect_uris:
        raise OAuthError("invalid_request", "redirect_uri is not registered with the client")
    return uri


def check_may_be_direct(client: Client) -> None:
    if client.require_pushed_authorization_requests:
        raise OAuthError("invalid_request", "this client must push its request to /par first")


def check(client: Client, parameters: Mapping[str, str]) -> Order:
    """The request with its defaults filled in; raises OAuthError."""
    redirect_uri = registered_redirect(client, parameters)
    _check_response(parameters)
    _check_scope(client, parameters.get("scope", ""))
    _check_pkce(parameters)
    prompt, state = parameters.get("prompt", ""), parameters.get("state", "")
    if prompt not in PROMPTS:
        raise OAuthError("invalid_request", "prompt can be login or none")
    if not _PRINTABLE.fullmatch(state):
        raise OAuthError("invalid_request", "state has characters outside ASCII")
    return Order(
        client_id=client.client_id,
        redirect_uri=redirect_uri,
        scope=parameters["scope"],
        state=state,
        nonce=parameters.get("nonce", ""),
        code_challenge=parameters["code_challenge"],
        level=_lowest(parameters.get("acr_values", SUBSTANTIAL)),
        prompt=prompt,
        locale=_locale(parameters.get("ui_locales", "")),
        resource=parameters.get("resource", ""),
    )


def _check_response(parameters: Mapping[str, str]) -> None:
    if parameters.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "response_type must be code")
    if parameters.get("response_mode", "query") != "query":
        raise OAuthError("invalid_request", "response_mode must be query")
    if "request" in parameters or "request_uri" in parameters:
        raise OAuthError("invalid_request", "request objects are not supported here")


def _check_scope(client: Client, scope: str) -> None:
    asked = set(scope.split())
    if "openid" not in asked:
        raise OAuthError("invalid_scope", "scope must hold openid")
    if unknown := asked - ALWAYS_ALLOWED - set(client.scopes):
        raise OAuthError("invalid_scope", f"not registered with the client: {' '.join(sorted(unknown))}")


def _check_pkce(parameters: Mapping[str, str]) -> None:
    if parameters.get("code_challenge_method") != "S256":
        raise OAuthError("invalid_request", "PKCE is required: code_challenge_method must be S256")
    if not _CHALLENGE.fullmatch(parameters.get("code_challenge", "")):
        raise OAuthError("invalid_request", "code_challenge must be the base64url of a SHA-256 sum")


def _lowest(acr_values: str) -> str:
    levels = acr_values.split()
    if not levels or not set(levels) <= set(LEVELS):
        raise OAuthError("invalid_request", f"acr_values can be {' or '.join(LEVELS)}")
    return min(levels, key=LEVELS.index)


def _locale(ui_locales: str) -> str:
    return next((locale for locale in ui_locales.split() if locale in LOCALES), "nb")
