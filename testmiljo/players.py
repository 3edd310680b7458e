"""The services of the world outside, and how they are run together in one event loop.

A player has a `player.py` in its folder with `PLAYER`. It gets a bound socket, the world it plays in, and an event that
says when to stop.
"""

import asyncio
import errno
import socket
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import uvicorn
from starlette.types import ASGIApp

if TYPE_CHECKING:
    from testmiljo.folkeregisteret.register import Register

FOLDERS = ("idporten", "folkeregisteret", "epost", "epost.lesing")
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class World:
    """`addresses` by player name, known before any player starts: `http://127.0.0.1:8081`, `smtp://127.0.0.1:8025`."""

    register: "Register"
    addresses: Mapping[str, str]


class PortTaken(Exception):
    """Another program listens there. The text says which player wanted which port."""

    def __init__(self, player: str, port: int) -> None:
        super().__init__(f"{player}: {port}")
        self.player = player
        self.port = port


class Serve(Protocol):
    def __call__(self, sock: socket.socket, world: World, stop: asyncio.Event) -> Coroutine[None, None, None]:
        """Serve on the socket until `stop` is set, then close what was opened."""


@dataclass(frozen=True, slots=True)
class Player:
    name: str
    default_port: int
    serve: Serve
    scheme: str = "http"


def http_player(name: str, default_port: int, make_app: Callable[[World], ASGIApp]) -> Player:
    """A player that is an ASGI app."""

    async def serve(sock: socket.socket, world: World, stop: asyncio.Event) -> None:
        await _serve_asgi(make_app(world), sock, stop)

    return Player(name, default_port, serve)


def all_players() -> list[Player]:
    """The players that the folders of the test world have."""
    modules = [f"testmiljo.{folder}.player" for folder in FOLDERS]
    found = [import_module(module) for module in modules if _exists(module)]
    return [module.PLAYER for module in found]


async def play(
    players: Sequence[Player],
    register: "Register",
    *,
    ports: Mapping[str, int],
    host: str,
    ready: Callable[[Mapping[str, str]], None],
    stop: asyncio.Event,
) -> None:
    """Run players on the loopback interface until `stop`. `ports` by name; 0 gives a free one. `ready` is told the
    actual addresses, with `host` as their name, when connections are accepted.

    Raises PortTaken, and an ExceptionGroup when a player fails.
    """
    with _bound(players, ports) as sockets:
        addresses = {
            player.name: f"{player.scheme}://{host}:{sock.getsockname()[1]}"
            for player, sock in zip(players, sockets, strict=True)
        }
        world = World(register, addresses)
        async with asyncio.TaskGroup() as group:
            for player, sock in zip(players, sockets, strict=True):
                group.create_task(player.serve(sock, world, stop))
            ready(addresses)


@contextmanager
def _bound(players: Sequence[Player], ports: Mapping[str, int]) -> Iterator[list[socket.socket]]:
    """Listening sockets, so that a caller who comes early waits instead of being refused."""
    with ExitStack() as opened:
        yield [opened.enter_context(_listen(player, ports.get(player.name, player.default_port))) for player in players]


def _listen(player: Player, port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port), backlog=200)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(player.name, port) from error


class _Server(uvicorn.Server):
    """Leaves signals to the one who runs all the players."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve_asgi(app: ASGIApp, sock: socket.socket, stop: asyncio.Event) -> None:
    """No access log: the addresses of Folkeregisteret carry numbers."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=3)
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    await serving


def _exists(module: str) -> bool:
    """Whether the folder and its player.py are there."""
    folder, _, _ = module.rpartition(".")
    return find_spec(folder) is not None and find_spec(module) is not None
