"""What a client must prove before it gets anything, tried at both endpoints that ask for it."""

import base64
import hmac
import json
import time

import httpx
import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from testmiljo.idporten.provider import Provider
from testmiljo.idporten.tests.listener import listening
from testmiljo.idporten.tests.relying_party import ASSERTION_TYPE, RelyingParty


def _push(http: httpx.Client, party: RelyingParty, assertion: str) -> tuple[int, str]:
    proof = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion}
    answer = http.post("/idporten/par", data=party.request() | proof)
    return answer.status_code, answer.json().get("error", "")


REFUSED = (401, "invalid_client")


def test_assertion_for_issuer_token_or_par_endpoint_is_accepted(http: httpx.Client, kommunen: RelyingParty) -> None:
    for audience in ("", "/token", "/par"):
        assert _push(http, kommunen, kommunen.assertion(aud=kommunen.issuer + audience)) == (201, "")


def test_assertion_is_good_for_one_use(http: httpx.Client, kommunen: RelyingParty) -> None:
    assertion = kommunen.assertion()
    assert _push(http, kommunen, assertion) == (201, "")
    assert _push(http, kommunen, assertion) == REFUSED


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "http://localhost:8081/maskinporten"},
        {"aud": ["http://localhost:8081/idporten", "https://andre.example"]},
        {"exp": int(time.time()) - 1},
        {"exp": int(time.time()) + 3600},
        {"exp": None},
        {"sub": "skatten"},
        {"iss": "ukjent"},
        {"jti": ""},
    ],
)
def test_wrong_claim_is_refused(http: httpx.Client, kommunen: RelyingParty, wrong: dict[str, object]) -> None:
    assert _push(http, kommunen, kommunen.assertion(**wrong)) == REFUSED


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _with_header(party: RelyingParty, algorithm: str) -> str:
    """Header and claims of a right assertion, but with another algorithm."""
    header = _encoded(json.dumps({"alg": algorithm, "kid": party.key.kid}).encode())
    return f"{header}.{party.assertion().split('.')[1]}"


def test_unsigned_assertion_is_refused(http: httpx.Client, kommunen: RelyingParty) -> None:
    assert _push(http, kommunen, f"{_with_header(kommunen, 'none')}.") == REFUSED


def test_public_key_cannot_be_used_as_a_shared_secret(http: httpx.Client, kommunen: RelyingParty) -> None:
    signed = _with_header(kommunen, "HS256")
    forged = hmac.digest(kommunen.key.as_pem(private=False), signed.encode(), "sha256")
    assert _push(http, kommunen, f"{signed}.{_encoded(forged)}") == REFUSED


def test_assertion_signed_with_another_key_is_refused(http: httpx.Client, kommunen: RelyingParty) -> None:
    other = RSAKey.generate_key(2048, {"kid": kommunen.key.kid or ""})
    claims = jwt.decode(kommunen.assertion(), kommunen.key).claims
    assert _push(http, kommunen, jwt.encode({"alg": "RS256", "kid": kommunen.key.kid}, claims, other)) == REFUSED


def test_something_that_is_not_a_token_is_refused(http: httpx.Client, kommunen: RelyingParty) -> None:
    for text in ("", "abc", "a.b.c"):
        assert _push(http, kommunen, text) == REFUSED


def test_secret_in_the_form_does_not_authenticate(http: httpx.Client, kommunen: RelyingParty) -> None:
    answer = http.post("/idporten/token", data={"client_id": "kommunen", "client_secret": "hemmelig"})
    assert (answer.status_code, answer.json()["error"]) == REFUSED


def test_client_of_maskinporten_is_unknown_to_idporten(
    http: httpx.Client, kommunen: RelyingParty, provider: Provider
) -> None:
    provider.store.clients["kommunen"] = kommunen.registration(integration_type="maskinporten")
    assert _push(http, kommunen, kommunen.assertion()) == REFUSED


def test_keys_are_fetched_from_jwks_uri(http: httpx.Client, kommunen: RelyingParty, provider: Provider) -> None:
    keys = json.dumps({"keys": [kommunen.key.as_dict(private=False)]}).encode()
    with listening(content=keys) as server:
        provider.store.clients["kommunen"] = msgspec.structs.replace(kommunen.registration(), jwks_uri=server.url)
        assert _push(http, kommunen, kommunen.assertion()) == (201, "")


def test_jwks_uri_without_keys_refuses_the_client(
    http: httpx.Client, kommunen: RelyingParty, provider: Provider
) -> None:
    with listening(content=b"<html>") as server:
        provider.store.clients["kommunen"] = msgspec.structs.replace(kommunen.registration(), jwks_uri=server.url)
        assert _push(http, kommunen, kommunen.assertion()) == REFUSED
