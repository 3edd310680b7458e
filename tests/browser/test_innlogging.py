"""The whole log-in in Chromium: forms that lead to another site and back, and a frame in another site's page."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.conf import LazySettings

from fiks.felles.innlogging.models import Oekt
from fiks.felles.innlogging.tests.browser import KEY, add_to_birkenes, give_numbers, register_client
from testmiljo.folkeregisteret.register import FileRegister
from testmiljo.idporten.player import PLAYER
from testmiljo.kjoerende import running
from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.world import World

BUTTON = "Logg inn med ID-porten"


@pytest.fixture
def idporten(tmp_path: Path, settings: LazySettings, live_server: object) -> Iterator[str]:
    """ID-porten on 127.0.0.1 and us on localhost: two sites to a browser."""
    register = tmp_path / "tomt.ndjson"
    register.touch()
    base = str(live_server).replace("127.0.0.1", "localhost")
    with running([PLAYER], FileRegister(register)) as addresses:
        server = addresses["idporten"]
        register_client(
            server,
            redirect_uris=[f"{base}/innlogging/tilbake"],
            post_logout_redirect_uris=[f"{base}/innlogging/"],
            frontchannel_logout_uri=f"{base}/innlogging/frontkanal",
        )
        settings.IDPORTEN_ISSUER = f"{server}/idporten"
        settings.IDPORTEN_CLIENT_ID = "fiks-test"
        settings.IDPORTEN_KEY = KEY.as_pem(private=True).decode()
        settings.BASE_URL = base
        yield server


@pytest.fixture
def numbers(idporten: str, transactional_world: World) -> dict[str, str]:
    """The people of the world, offered on ID-porten's page."""
    given = give_numbers(transactional_world)
    for name in ("siri", "jonas"):
        httpx.post(f"{idporten}/testpersoner", json={"fnr": given[name], "name": name}).raise_for_status()
    add_to_birkenes(transactional_world, given["jonas"])
    return given


def _visitor(visit: Visit, settings: LazySettings, width: int = WIDE) -> Visitor:
    visitor = visit(width=width)
    visitor.base_url = settings.BASE_URL
    return visitor


def _log_in(visitor: Visitor, number: str) -> None:
    visitor.go("/innlogging/").get_by_text(BUTTON).click()
    visitor.page.locator(f"input[value='{number}']").check()
    visitor.page.get_by_role("button", name="Logg inn").click()


def _check(visitor: Visitor) -> None:
    assert (visitor.faults(), visitor.scrolls_sideways()) == ([], False)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_person_logs_in_chooses_an_organisation_and_logs_out(
    visit: Visit, numbers: dict[str, str], settings: LazySettings, width: int
) -> None:
    visitor = _visitor(visit, settings, width)
    visitor.go("/innlogging/")
    _check(visitor)
    _log_in(visitor, numbers["jonas"])
    visitor.page.get_by_role("heading", name="Velg virksomhet").wait_for()
    _check(visitor)
    visitor.page.get_by_label("Lillesand kommune").check()
    visitor.page.get_by_role("button", name="Gå videre").click()
    visitor.page.wait_for_url(f"{visitor.base_url}/")
    visitor.go("/innlogging/virksomhet")
    _check(visitor)
    if width == NARROW:
        visitor.page.get_by_role("button", name="Meny").click()
    visitor.page.get_by_role("button", name="Logg ut").click()
    visitor.page.get_by_text("Du er logget ut.").wait_for()
    _check(visitor)
    assert visitor.errors == []
    assert not Oekt.objects.exists()


def test_log_out_elsewhere_reaches_us_through_a_frame(
    visit: Visit, numbers: dict[str, str], settings: LazySettings, idporten: str
) -> None:
    visitor = _visitor(visit, settings)
    _log_in(visitor, numbers["siri"])
    visitor.page.wait_for_url(f"{visitor.base_url}/")
    with visitor.page.expect_response(lambda answer: "/innlogging/frontkanal" in answer.url) as told:
        visitor.page.goto(f"{idporten}/idporten/logout")
    assert told.value.status == 200
    assert not Oekt.objects.exists()
    assert visitor.errors == []
    visitor.go("/meldinger/").get_by_text(BUTTON).wait_for()


def test_person_nobody_has_added_gets_a_page_that_can_be_read(
    visit: Visit, numbers: dict[str, str], settings: LazySettings
) -> None:
    visitor = _visitor(visit, settings)
    visitor.go("/innlogging/").get_by_text(BUTTON).click()
    visitor.page.get_by_label("En annen").check()
    visitor.page.get_by_label("Fødselsnummer eller d-nummer").fill("01818000010")
    visitor.page.get_by_role("button", name="Logg inn").click()
    visitor.page.get_by_role("heading", name="Du har ikke tilgang til Fiks ennå").wait_for()
    _check(visitor)


def test_provider_that_does_not_answer_gives_a_page_that_can_be_read(
    visit: Visit, numbers: dict[str, str], settings: LazySettings
) -> None:
    settings.IDPORTEN_ISSUER = "http://127.0.0.1:9/idporten"
    visitor = _visitor(visit, settings, NARROW)
    visitor.go("/innlogging/").get_by_text(BUTTON).click()
    visitor.page.get_by_role("heading", name="ID-porten svarer ikke").wait_for()
    _check(visitor)
