"""Folkeregisteret as a player of the test world; it trusts the Maskinporten of the same world."""

from collections.abc import Callable

from starlette.types import ASGIApp

from testmiljo.folkeregisteret.app import create_app
from testmiljo.folkeregisteret.tokens import Maskinporten, discover
from testmiljo.players import World, http_player

_METADATA = "/.well-known/oauth-authorization-server"


def discover_in(world: World) -> Callable[[], Maskinporten]:
    """How the Maskinporten of the world is found, when it is needed."""
    return lambda: discover(world.addresses["idporten"] + _METADATA)


def _make_app(world: World) -> ASGIApp:
    return create_app(world.register, discover_in(world))


PLAYER = http_player("folkeregisteret", 8082, _make_app)
