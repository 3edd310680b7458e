"""The test world over real HTTP, with a clock that tests can move and a client that is registered."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import httpx
import msgspec
from joserfc.jwk import RSAKey

from fiks.integrasjoner.folkeregisteret import PAKKER, Folkeregisteret
from fiks.integrasjoner.maskinporten import Klient, Maskinporten, read_key
from testmiljo.befolkning import Town
from testmiljo.folkeregisteret.player import PLAYER as FOLKEREGISTERET
from testmiljo.folkeregisteret.register import Register
from testmiljo.idporten.app import create_app
from testmiljo.idporten.config import Client, Config, KeySet
from testmiljo.kjoerende import running
from testmiljo.players import World, http_player

TOWN = Town(3, 300, ["4215"])
SCOPES = [pakke.scope for pakke in PAKKER.values()]
MED = PAKKER["offentlig-med-hjemmel"]


@cache
def a_key(name: str) -> RSAKey:
    """Made once for all tests, as making one takes time."""
    return RSAKey.generate_key(2048, {"use": "sig", "kid": name})


def pem_of(key: RSAKey) -> str:
    return key.as_pem(private=True).decode()


@dataclass
class Clock:
    """Real time, moved forward by `ahead` seconds; our client and Maskinporten follow the same one."""

    ahead: float = 0

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def seconds(self) -> float:
        return self().timestamp()


@dataclass
class Outside:
    """Addresses of the running world, and clients of it."""

    idporten: str
    folkeregisteret: str
    http: httpx.Client
    clock: Clock
    waited: list[float] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"{self.idporten}/maskinporten"

    def maskinporten(self, *, client_id: str = "fiks", key: str = "", issuer: str = "") -> Maskinporten:
        text = key or msgspec.json.encode(a_key("fiks").as_dict(private=True)).decode()
        return Maskinporten(Klient(issuer or self.issuer, client_id, read_key(text)), self.http, self.clock)

    def register(self, tokens: Maskinporten | None = None, **changes: object) -> Folkeregisteret:
        """The client of Folkeregisteret; the seconds that it would have slept are in `waited`."""
        fields = {"url": self.folkeregisteret, "pakke": MED, "http": self.http, "sleep": self.waited.append}
        return Folkeregisteret(tokens=tokens or self.maskinporten(), **(fields | changes))  # type: ignore[arg-type]  # fields by name

    def disturb(self, **order: object) -> None:
        """The next calls go wrong."""
        httpx.post(f"{self.folkeregisteret}/forstyrrelser", json=order).raise_for_status()


def clients(*, scopes: Sequence[str] = SCOPES) -> list[Client]:
    """`fiks` with a registered key, `sertifikat` with none."""
    thumbprint = {**a_key("pem").as_dict(private=False), "kid": a_key("pem").thumbprint()}
    keys = KeySet([a_key("fiks").as_dict(private=False), thumbprint])
    common = {"client_orgno": "910753614", "integration_type": "maskinporten", "scopes": list(scopes)}
    return [Client(client_id="fiks", jwks=keys, **common), Client(client_id="sertifikat", **common)]  # type: ignore[arg-type]  # fields by name


@contextmanager
def outside(register: Register = TOWN) -> Iterator[Outside]:
    clock, registered = Clock(), clients()

    def idporten(world: World) -> object:
        return create_app(Config(base_url=world.addresses["idporten"], clients=registered), clock.seconds)

    players = [http_player("idporten", 0, idporten), FOLKEREGISTERET]  # type: ignore[arg-type]  # an ASGI app
    with running(players, register) as addresses, httpx.Client(timeout=10) as http:
        yield Outside(addresses["idporten"], addresses["folkeregisteret"], http, clock)
