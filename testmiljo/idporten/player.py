"""ID-porten and Maskinporten as a player of the test world.

`TESTMILJO_IDPORTEN` names a JSON file with clients and test persons (see config.py); more can be registered while the
player runs.
"""

import os
from pathlib import Path

import msgspec
from starlette.types import ASGIApp

from testmiljo.idporten.app import create_app
from testmiljo.idporten.config import Config, read_config
from testmiljo.players import World, http_player

SETTING = "TESTMILJO_IDPORTEN"


def _make_app(world: World) -> ASGIApp:
    path = os.environ.get(SETTING)
    config = read_config(Path(path)) if path else Config()
    return create_app(msgspec.structs.replace(config, base_url=world.addresses["idporten"]))


PLAYER = http_player("idporten", 8081, _make_app)
