"""The player in-process, with a clock that tests can move."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from starlette.applications import Starlette

from testmiljo.idporten.app import create_app
from testmiljo.idporten.config import Config, Person
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.tests.relying_party import PERSON, RelyingParty

ORIGIN = "http://localhost:8081"


@dataclass
class Clock:
    """Real time, moved forward by `ahead` seconds."""

    ahead: float = 0

    def __call__(self) -> float:
        return time.time() + self.ahead


class InProcess(httpx.BaseTransport):
    """Hands requests straight to the app; a test with real HTTP is in test_player.py."""

    def __init__(self, app: Starlette) -> None:
        self._transport = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run(self._handle(request))

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        answer = await self._transport.handle_async_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(clock: Clock) -> Starlette:
    config = Config(base_url=ORIGIN, persons=[Person(PERSON, "Kari & Co", "saksbehandler")])
    return create_app(config, clock)


@pytest.fixture
def http(app: Starlette) -> Iterator[httpx.Client]:
    """One browser: it keeps cookies."""
    with httpx.Client(transport=InProcess(app), base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def provider(app: Starlette) -> Provider:
    found = app.state.provider
    assert isinstance(found, Provider)
    return found


@pytest.fixture
def kommunen(http: httpx.Client, provider: Provider) -> RelyingParty:
    return register(http, provider, "kommunen")


@pytest.fixture
def skatten(http: httpx.Client, provider: Provider) -> RelyingParty:
    """Another service in the same browser."""
    return register(http, provider, "skatten")


def register(http: httpx.Client, provider: Provider, client_id: str) -> RelyingParty:
    party = RelyingParty(http, provider.idporten, client_id, provider.store.clock)
    provider.store.clients[client_id] = party.registration()
    return party
