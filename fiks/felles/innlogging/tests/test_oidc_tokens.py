"""Tokens that must not be believed. Every one is refused, and for the reason it was made for."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from fiks.felles.innlogging.oidc import ProviderUnavailable, TokenRejected, read_logout_token
from fiks.felles.innlogging.oidc.id_token import read_id_token
from fiks.felles.innlogging.oidc.logout_token import EVENT
from fiks.felles.innlogging.oidc.provider import Provider

ISSUER = "https://idporten.no"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
KEY = RSAKey.generate_key(2048, {"use": "sig", "kid": "a", "alg": "RS256"})
EC_KEY = ECKey.generate_key("P-256", {"use": "sig", "kid": "ec"})
ENCRYPTION_KEY = RSAKey.generate_key(2048, {"use": "enc", "kid": "enc"})
STRANGE_KEY = RSAKey.generate_key(2048, {"use": "sig", "kid": "a"})
PEM = KEY.as_pem(private=False)
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "fiks",
    "sub": "sub",
    "exp": AT + 120,
    "iat": AT,
    "nonce": "nonce",
    "acr": "idporten-loa-substantial",
    "pid": "12835844631",
    "auth_time": AT - 5,
    "sid": "sid",
    "jti": "jti",
}
LOGOUT: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "fiks",
    "sub": "sub",
    "sid": "sid",
    "iat": AT,
    "exp": AT + 300,
    "jti": "jti",
    "events": {EVENT: {}},
}


def _provider(**changes: object) -> Provider:
    metadata = {
        "issuer": ISSUER,
        "authorization_endpoint": "https://login.idporten.no/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/jwks.json",
    } | changes
    keys = [key.as_dict(private=False) for key in (KEY, EC_KEY, ENCRYPTION_KEY)]
    answers = {
        "/.well-known/openid-configuration": metadata,
        "/jwks.json": {"keys": [*keys, {"kty": "oct", "k": "AA"}]},
    }
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=answers[request.url.path]))
    return Provider(ISSUER, httpx.Client(transport=transport))


def _sign(claims: dict[str, Any], key: RSAKey | ECKey | OctKey = KEY, **header: object) -> str:
    fields = {"alg": "RS256", "kid": "a"} | header
    return jwt.encode(fields, claims, key, algorithms=[str(fields["alg"])])


def _raw(header: dict[str, object], claims: object, signature: bytes = b"") -> str:
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


def _read(token: str, **changes: Any) -> str:
    asked = {"client_id": "fiks", "nonce": "nonce", "acr": "idporten-loa-substantial", "fresh_since": None} | changes
    return read_id_token(token, _provider(), at=NOW, **asked).pid


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in CLAIMS.items() if key != name}


def test_token_in_which_everything_holds_is_believed() -> None:
    assert _read(_sign(CLAIMS)) == "12835844631"
    assert _read(_sign(CLAIMS | {"aud": ["fiks"], "azp": "fiks"})) == "12835844631"
    assert _read(_sign(CLAIMS | {"acr": "idporten-loa-high"})) == "12835844631"
    assert _read(_sign(CLAIMS, EC_KEY, alg="ES256", kid="ec")) == "12835844631"
    assert _read(_sign(CLAIMS, typ="JWT", jku="https://angriper.example/jwks")) == "12835844631"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"iss": "https://angriper.example"}, "iss"),
        ({"iss": "https://idporten.no/"}, "iss"),
        ({"iss": "HTTPS://IDPORTEN.NO"}, "iss"),
        ({"aud": "en-annen"}, "aud"),
        ({"aud": ["fiks", "en-annen"]}, "aud"),
        ({"aud": []}, "aud"),
        ({"aud": ""}, "aud"),
        ({"azp": "en-annen"}, "azp"),
        ({"azp": ""}, "azp"),
        ({"exp": AT - 31}, "exp"),
        ({"exp": 0}, "exp"),
        ({"iat": AT - 601}, "iat"),
        ({"iat": AT + 31}, "iat"),
        ({"nbf": AT + 31}, "nbf"),
        ({"nonce": "en-annen"}, "nonce"),
        ({"nonce": ""}, "nonce"),
        ({"nonce": "nonce "}, "nonce"),
        ({"nonce": "nøkkel"}, "nonce"),
        ({"acr": "idporten-loa-low"}, "acr"),
        ({"acr": "Level4"}, "acr"),
        ({"acr": ""}, "acr"),
        ({"acr": "idporten-loa-high "}, "acr"),
        ({"pid": "1283584463"}, "pid"),
        ({"pid": "128358446311"}, "pid"),
        ({"pid": "١٢٨٣٥٨٤٤٦٣١"}, "pid"),
        ({"pid": "12835844631\n"}, "pid"),
        ({"pid": ""}, "pid"),
        ({"auth_time": 0}, "auth_time"),
        ({"auth_time": AT + 31}, "auth_time"),
        ({"sub": ""}, "sub"),
        ({"sid": ""}, "sid"),
        ({"events": {EVENT: {}}}, "events"),
        ({"exp": "snart"}, "claims"),
        ({"exp": 1.5}, "claims"),
        ({"pid": 12835844631}, "claims"),
        ({"aud": None}, "claims"),
        ({"acr": ["idporten-loa-high"]}, "claims"),
        ({"iat": True}, "claims"),
        ({"nonce": None}, "claims"),
    ],
)
def test_claim_that_does_not_hold_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(TokenRejected) as refused:
        _read(_sign(CLAIMS | change))
    assert refused.value.reason == why


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "exp", "iat", "nonce", "acr", "pid", "auth_time", "sid"])
def test_claim_that_is_missing_is_refused(name: str) -> None:
    with pytest.raises(TokenRejected) as refused:
        _read(_sign(_without(name)))
    assert refused.value.reason == "claims"


def test_lower_level_than_was_asked_for_is_refused() -> None:
    with pytest.raises(TokenRejected, match="acr"):
        _read(_sign(CLAIMS), acr="idporten-loa-high")


def test_log_in_from_before_it_was_asked_for_is_not_fresh() -> None:
    assert _read(_sign(CLAIMS), fresh_since=AT - 5)
    with pytest.raises(TokenRejected, match="auth_time"):
        _read(_sign(CLAIMS | {"auth_time": AT - 3600}), fresh_since=AT - 5)


def _hmac_with_public_key() -> str:
    """By hand, since no library will make it."""
    signed = _raw({"alg": "HS256", "kid": "a"}, CLAIMS).rpartition(".")[0]
    signature = hmac.digest(PEM, signed.encode(), "sha256")
    return f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _exchanged() -> str:
    head, _, signature = _sign(CLAIMS).split(".")
    return f"{head}.{_sign(CLAIMS | {'pid': '01817599999'}).split('.')[1]}.{signature}"


def _with_own_key(name: str) -> str:
    return _sign(CLAIMS, STRANGE_KEY, **{name: STRANGE_KEY.as_dict(private=False)})


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "empty": (lambda: "", "format"),
    "nonsense": (lambda: "tull", "format"),
    "two parts": (lambda: "e30.e30", "format"),
    "five parts, as encrypted": (lambda: "e30.e30.e30.e30.e30", "format"),
    "not base64": (lambda: "!!!.e30.AA", "format"),
    "header is a list": (lambda: _raw([], CLAIMS), "format"),  # type: ignore[arg-type]  # the fault under test
    "not ascii": (lambda: "ø.ø.ø", "format"),
    "enormous": (lambda: _sign(CLAIMS | {"fyll": "x" * 20_000}), "format"),
    "alg none": (lambda: _raw({"alg": "none", "kid": "a"}, CLAIMS), "alg"),
    "alg NONE": (lambda: _raw({"alg": "NONE", "kid": "a"}, CLAIMS), "alg"),
    "alg missing": (lambda: _raw({"kid": "a"}, CLAIMS), "format"),
    "alg a number": (lambda: _raw({"alg": 1, "kid": "a"}, CLAIMS), "alg"),
    "public key as secret": (_hmac_with_public_key, "alg"),
    "HS512": (lambda: _sign(CLAIMS, OctKey.import_key(b"x" * 64), alg="HS512"), "alg"),
    "RSA token under the EC key": (lambda: _sign(CLAIMS, STRANGE_KEY, kid="ec"), "alg"),
    "EC token under the RSA key": (lambda: _sign(CLAIMS, EC_KEY, alg="ES256", kid="a"), "alg"),
    "another alg than the key is for": (
        lambda: _sign(CLAIMS, RSAKey.import_key(KEY.as_pem(private=True)), alg="PS256"),
        "alg",
    ),
    "a stranger's key under our kid": (lambda: _sign(CLAIMS, STRANGE_KEY), "signature"),
    "signature cut off": (lambda: _sign(CLAIMS).rpartition(".")[0] + ".", "signature"),
    "payload exchanged": (_exchanged, "signature"),
    "key for encryption": (
        lambda: _sign(CLAIMS, RSAKey.import_key(ENCRYPTION_KEY.as_pem(private=True)), kid="enc"),
        "kid",
    ),
    "unknown kid": (lambda: _sign(CLAIMS, kid="b"), "kid"),
    "kid as a path": (lambda: _sign(CLAIMS, STRANGE_KEY, kid="../../dev/null"), "kid"),
    "kid missing among several keys": (lambda: _raw({"alg": "RS256"}, CLAIMS, b"x"), "kid"),
    "kid a number": (lambda: _raw({"alg": "RS256", "kid": 1}, CLAIMS, b"x"), "header"),
    "crit": (lambda: _raw({"alg": "RS256", "kid": "a", "crit": ["b64"], "b64": False}, CLAIMS, b"x"), "header"),
    "key in the header": (lambda: _with_own_key("jwk"), "format"),
    "log-out token's typ": (lambda: _sign(CLAIMS, typ="logout+jwt"), "typ"),
    "access token's typ": (lambda: _sign(CLAIMS, typ="at+jwt"), "typ"),
    "payload is no object": (lambda: jws.serialize_compact({"alg": "RS256", "kid": "a"}, b"[]", KEY), "claims"),
    "payload is not JSON": (lambda: jws.serialize_compact({"alg": "RS256", "kid": "a"}, b"\xff", KEY), "claims"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_token_is_refused(name: str) -> None:
    make, why = HOSTILE[name]
    with pytest.raises(TokenRejected) as refused:
        _read(make())
    assert refused.value.reason == why


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_token_logs_nobody_out(name: str) -> None:
    with pytest.raises(TokenRejected):
        read_logout_token(HOSTILE[name][0](), _provider(), client_id="fiks", at=NOW)


def _read_logout(claims: dict[str, Any], **header: object) -> tuple[str, str, str]:
    read = read_logout_token(_sign(claims, **header), _provider(), client_id="fiks", at=NOW)
    return read.sid, read.sub, read.jti


def test_log_out_token_in_which_everything_holds_is_believed() -> None:
    assert _read_logout(LOGOUT) == ("sid", "sub", "jti")
    assert _read_logout(LOGOUT, typ="logout+jwt") == ("sid", "sub", "jti")
    assert _read_logout({**LOGOUT, "sid": ""}) == ("", "sub", "jti")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"iss": "https://angriper.example"}, "iss"),
        ({"aud": "en-annen"}, "aud"),
        ({"aud": ["fiks", "en-annen"]}, "aud"),
        ({"iat": AT - 601}, "iat"),
        ({"iat": AT + 31}, "iat"),
        ({"exp": AT - 31}, "exp"),
        ({"events": {}}, "events"),
        ({"events": {"http://schemas.openid.net/event/noe-annet": {}}}, "events"),
        ({"events": [EVENT]}, "claims"),
        ({"events": None}, "claims"),
        ({"nonce": "nonce"}, "nonce"),
        ({"sub": "", "sid": ""}, "sub"),
        ({"jti": ""}, "jti"),
        ({"jti": "x" * 201}, "jti"),
        ({"jti": 1}, "claims"),
    ],
)
def test_log_out_token_that_does_not_hold_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(TokenRejected) as refused:
        _read_logout(LOGOUT | change)
    assert refused.value.reason == why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"issuer": "https://angriper.example"}, "metadata_issuer"),
        ({"token_endpoint": "http://idporten.no/token"}, "metadata_not_https"),
        ({"jwks_uri": "http://idporten.no/jwks.json"}, "metadata_not_https"),
        ({"end_session_endpoint": "http://idporten.no/logout"}, "metadata_not_https"),
        ({"jwks_uri": 1}, "ValidationError"),
    ],
)
def test_metadata_of_another_or_in_the_clear_is_not_used(change: dict[str, object], why: str) -> None:
    with pytest.raises(ProviderUnavailable) as refused:
        _provider(**change).metadata()
    assert refused.value.reason == why


def test_new_key_is_fetched_once_and_unknown_ids_do_not_flood_the_provider() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return real.http._transport.handle_request(request)  # the mock above

    real = _provider()
    counted = Provider(ISSUER, httpx.Client(transport=httpx.MockTransport(answer)))
    for kid in ("x", "y", "z"):
        with pytest.raises(TokenRejected):
            counted.key(kid)
    assert counted.key("a").kid == "a"
    assert asked == ["/.well-known/openid-configuration", "/jwks.json"]
