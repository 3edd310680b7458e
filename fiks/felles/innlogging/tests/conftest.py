"""ID-porten from the test world, and a browser that uses it. Tables are imported late: Django is not set up yet here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest
from django.conf import LazySettings

from testmiljo.folkeregisteret.register import FileRegister
from testmiljo.idporten.player import PLAYER
from testmiljo.kjoerende import running

if TYPE_CHECKING:
    from fiks.felles.innlogging.tests.browser import Browser
    from tests.world import World


@pytest.fixture(scope="session")
def idporten_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base address of a real server."""
    register = tmp_path_factory.mktemp("register") / "tomt.ndjson"
    register.touch()
    with running([PLAYER], FileRegister(register)) as addresses:
        yield addresses["idporten"]


@pytest.fixture
def provider(idporten_server: str, settings: LazySettings) -> str:
    """The issuer, with us registered there and it in our settings."""
    from fiks.felles.innlogging.tests.browser import KEY, OURS, register_client

    register_client(idporten_server)
    settings.IDPORTEN_ISSUER = f"{idporten_server}/idporten"
    settings.IDPORTEN_CLIENT_ID = "fiks-test"
    settings.IDPORTEN_KEY = KEY.as_pem(private=True).decode()
    settings.BASE_URL = OURS
    return str(settings.IDPORTEN_ISSUER)


@pytest.fixture
def browser(provider: str) -> Iterator["Browser"]:
    """A browser that has not been anywhere."""
    from django.test import Client

    from fiks.felles.innlogging.tests.browser import Browser

    with httpx.Client(timeout=20) as theirs:
        yield Browser(Client(), theirs)


@pytest.fixture
def numbers(world: "World") -> dict[str, str]:
    """National numbers of the world's people, by name."""
    from fiks.felles.innlogging.tests.browser import give_numbers

    return give_numbers(world)
