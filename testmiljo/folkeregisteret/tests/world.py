"""The player and its Maskinporten over real HTTP, with a consumer that has access to both packages."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import msgspec
import pytest
from joserfc import jwt

from testmiljo.befolkning import Town
from testmiljo.folkeregisteret.app import create_app
from testmiljo.folkeregisteret.parts import PACKAGES
from testmiljo.folkeregisteret.player import PLAYER, discover_in
from testmiljo.folkeregisteret.register import Register
from testmiljo.folkeregisteret.throttle import REQUESTS_A_MINUTE
from testmiljo.idporten.config import Client, Config, KeySet
from testmiljo.idporten.player import PLAYER as IDPORTEN
from testmiljo.idporten.player import SETTING
from testmiljo.idporten.tests.relying_party import key_of
from testmiljo.kjoerende import running
from testmiljo.players import Player, http_player

MED, UTEN = "offentlig-med-hjemmel", "offentlig-uten-hjemmel"
TOWN = Town(3, 300, ["4215"])
_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(frozen=True)
class Consumer:
    """`http` has the player's address as its base."""

    http: httpx.Client
    maskinporten: str
    _tokens: dict[tuple[str, int], str] = field(default_factory=dict)

    def token(self, scope: str) -> str:
        key, now = key_of("konsument"), int(time.time())
        claims = {"aud": self.maskinporten, "iss": "konsument", "scope": scope, "iat": now, "exp": now + 60}
        grant = jwt.encode({"alg": "RS256", "kid": key.kid}, claims | {"jti": secrets.token_urlsafe(16)}, key)
        form = {"grant_type": _JWT_BEARER, "assertion": grant}
        return str(httpx.post(f"{self.maskinporten}/token", data=form).raise_for_status().json()["access_token"])

    def headers(self, package: str = MED) -> dict[str, str]:
        """With a token that is used for half a minute."""
        scope = PACKAGES[package].scope
        held = (scope, int(time.time()) // 30)
        if held not in self._tokens:
            self._tokens[held] = self.token(scope)
        return {"authorization": f"Bearer {self._tokens[held]}"}

    def one(self, number: str, *parts: str, package: str = MED) -> httpx.Response:
        path = f"/folkeregisteret/{package}/api/v1/personer/{number}"
        return self.http.get(path, params={"part": parts}, headers=self.headers(package))

    def bulk(self, numbers: object, *parts: str, package: str = MED, **query: str) -> httpx.Response:
        path = f"/folkeregisteret/{package}/api/v1/personer/bulkoppslag"
        body = {"foedselsEllerDNummer": numbers}
        return self.http.post(path, params={"part": parts, **query}, json=body, headers=self.headers(package))


@contextmanager
def consuming(folder: Path, register: Register = TOWN, player: Player = PLAYER) -> Iterator[Consumer]:
    client = Client(
        client_id="konsument",
        client_orgno="910753614",
        integration_type="maskinporten",
        scopes=["ks:fiks", *(package.scope for package in PACKAGES.values())],
        jwks=KeySet([key_of("konsument").as_dict(private=False)]),
    )
    config = folder / "idporten.json"
    config.write_bytes(msgspec.json.encode(Config(clients=[client])))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, str(config))
        with (
            running([IDPORTEN, player], register) as addresses,
            httpx.Client(base_url=addresses["folkeregisteret"]) as http,
        ):
            yield Consumer(http, f"{addresses['idporten']}/maskinporten")


def limited(requests_a_minute: int = REQUESTS_A_MINUTE, *, extract_seconds: float = 0) -> Player:
    """The player with a lower limit, or with slower extracts."""
    return http_player(
        PLAYER.name,
        0,
        lambda world: create_app(
            world.register,
            discover_in(world),
            requests_a_minute=requests_a_minute,
            extract_seconds=extract_seconds,
        ),
    )
