"""The reader of received e-mail as a player of the test world."""

from starlette.types import ASGIApp

from testmiljo.epost.lesing.app import create_app
from testmiljo.epost.mailbox import shared_mailbox
from testmiljo.players import World, http_player


def _make_app(_world: World) -> ASGIApp:
    return create_app(shared_mailbox())


PLAYER = http_player("innboks", 8026, _make_app)
