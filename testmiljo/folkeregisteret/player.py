"""Folkeregisteret as a player of the test world; it trusts the Maskinporten of the same world."""

from starlette.types import ASGIApp

from testmiljo.folkeregisteret.app import create_app
from testmiljo.folkeregisteret.tokens import discover
from testmiljo.players import World, http_player

_METADATA = "/.well-known/oauth-authorization-server"


def _make_app(world: World) -> ASGIApp:
    return create_app(world.register, lambda: discover(world.addresses["idporten"] + _METADATA))


PLAYER = http_player("folkeregisteret", 8082, _make_app)
