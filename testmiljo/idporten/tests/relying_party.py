"""A small client of the player, for its own tests: it can do everything right, and each thing wrong."""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from testmiljo.befolkning.numbers import FEMALE, number_at
from testmiljo.idporten.config import SUBSTANTIAL, Client
from testmiljo.idporten.config import KeySet as RegisteredKeys
from testmiljo.idporten.tests.numbers import BORN

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PERSON = number_at(BORN, FEMALE, 0)
OTHER_PERSON = number_at(BORN, FEMALE, 1)


@cache
def key_of(client_id: str) -> RSAKey:
    """A key for each client, made once for all tests, as making one takes time."""
    return RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)


@dataclass
class RelyingParty:
    """`http` keeps the cookies of one browser; `issuer` is ID-porten's."""

    http: httpx.Client
    issuer: str
    client_id: str = "kommunen"
    clock: Callable[[], float] = time.time
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def key(self) -> RSAKey:
        return key_of(self.client_id)

    @property
    def redirect_uri(self) -> str:
        return f"https://{self.client_id}.example/tilbake"

    def registration(self, **changes: object) -> Client:
        fields: dict[str, object] = {
            "client_id": self.client_id,
            "client_orgno": "910753614",
            "integration_type": "idporten",
            "client_name": f"{self.client_id} <tjeneste>",
            "scopes": ["ks:fiks"],
            "jwks": RegisteredKeys([self.key.as_dict(private=False)]),
            "redirect_uris": [self.redirect_uri],
            "post_logout_redirect_uris": [f"https://{self.client_id}.example/ute"],
            "frontchannel_logout_uri": f"https://{self.client_id}.example/rammeutlogging",
        }
        return Client(**(fields | changes))  # type: ignore[arg-type]  # tests give the fields by name

    def assertion(self, **changes: object) -> str:
        now = int(self.clock())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.issuer,
            "iat": now,
            "exp": now + 60,
            "jti": secrets.token_urlsafe(16),
        }
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims | changes, self.key)

    def authentication(self, **changes: object) -> dict[str, str]:
        return {"client_assertion_type": ASSERTION_TYPE, "client_assertion": self.assertion(**changes)}

    def request(self, **changes: str) -> dict[str, str]:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return {
            "client_id": self.client_id,
            "response_type": "code",
            "redirect_uri": self.redirect_uri,
            "scope": "openid",
            "state": "min-tilstand",
            "nonce": "min-nonce",
            "acr_values": SUBSTANTIAL,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        } | changes

    def push(self, **changes: str) -> httpx.Response:
        return self.http.post(f"{self.issuer}/par", data=self.request(**changes) | self.authentication())

    def authorize(self, **changes: str) -> httpx.Response:
        pushed = self.push(**changes)
        assert pushed.status_code == 201, pushed.text
        query = {"client_id": self.client_id, "request_uri": pushed.json()["request_uri"]}
        return self.http.get(f"{self.issuer}/authorize", params=query)

    def choose(self, to_login: httpx.Response, **form: str) -> httpx.Response:
        assert "/logg-inn/" in to_login.headers["location"], to_login.headers["location"]
        return self.http.post(to_login.headers["location"], data=form)

    def log_in(self, person: str = PERSON, level: str = SUBSTANTIAL, **changes: str) -> dict[str, object]:
        """Claims of the ID token after logging in on the page."""
        return self.claims(self.choose(self.authorize(**changes), person=person, nivaa=level))

    def claims(self, to_client: httpx.Response) -> dict[str, object]:
        return self.read(self.tokens(self.answer(to_client)["code"])["id_token"])

    def answer(self, to_client: httpx.Response) -> dict[str, str]:
        """What the browser brings back to the redirect_uri."""
        assert to_client.headers["location"].startswith(f"{self.redirect_uri}?"), to_client.headers["location"]
        return {name: values[0] for name, values in parse_qs(urlsplit(to_client.headers["location"]).query).items()}

    def redeem(self, code: str, **changes: str) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
        }
        return self.http.post(f"{self.issuer}/token", data=form | self.authentication() | changes)

    def tokens(self, code: str) -> dict[str, str]:
        answer = self.redeem(code)
        assert answer.status_code == 200, answer.text
        tokens: dict[str, str] = answer.json()
        return tokens

    def read(self, token: str) -> dict[str, object]:
        keys = KeySet.import_key_set(self.http.get(f"{self.issuer}/jwks.json").json())
        return jwt.decode(token, keys, algorithms=["RS256"]).claims
