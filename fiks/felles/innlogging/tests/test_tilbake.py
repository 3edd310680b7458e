"""The whole log-in, against ID-porten as the test world plays it."""

from datetime import date
from urllib.parse import urlencode

import httpx
import pytest
from django.conf import LazySettings
from django.test import Client

from fiks.felles.innlogging import oekt
from fiks.felles.innlogging.models import Oekt
from fiks.felles.innlogging.tests.browser import HIGH, Browser, query, register_client, written
from fiks.felles.kontekst import Acr, acting
from fiks.felles.virksomhet import actions as virksomhet
from testmiljo.befolkning.numbers import FEMALE, number_at
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
STRANGER = number_at(date(1980, 1, 1), FEMALE, 0)


def test_person_with_one_role_is_logged_in_and_acts_in_it(
    world: World, numbers: dict[str, str], browser: Browser
) -> None:
    answer = browser.log_in(numbers["siri"], neste="/meldinger/?etter=x")
    assert (answer.status_code, answer["Location"]) == (302, "/meldinger/?etter=x")
    actor = browser.actor()
    assert (actor.id, actor.navn, actor.acr) == (str(world.siri.id), "Siri Haugen", Acr.SUBSTANTIAL)
    assert (actor.virksomhet_id, actor.ressurs_id) == (world.lillesand.id, world.barnevern.ressurs_id)
    (row,) = written()
    assert (row.handling, row.aktoer_id, row.virksomhet_id) == (
        "innlogging.logget_inn",
        str(world.siri.id),
        world.lillesand.id,
    )
    assert (row.rolle_navn, row.acr, row.kanal) == ("Barnevern", "idporten-loa-substantial", "WEB")


def test_person_with_several_roles_has_none_chosen(numbers: dict[str, str], browser: Browser) -> None:
    browser.log_in(numbers["jonas"])
    assert browser.actor().ressurs_id is None


def test_request_is_pushed_so_that_the_browser_carries_nothing_of_it(world: World, browser: Browser) -> None:
    assert set(query(browser.ask())) == {"client_id", "request_uri"}


def test_session_key_changes_at_log_in(numbers: dict[str, str], browser: Browser) -> None:
    back = browser.at_provider(browser.ask(), numbers["siri"])
    before = browser.ours.cookies["fiks_oekt"].value
    browser.ours.get(back)
    after = browser.ours.cookies["fiks_oekt"].value
    assert before != after
    thief = Client()
    thief.cookies["fiks_oekt"] = before
    assert thief.get("/innlogging/").wsgi_request.actor.is_anonymous


def test_number_and_token_are_not_readable_in_the_session(numbers: dict[str, str], browser: Browser) -> None:
    browser.log_in(numbers["siri"])
    session = browser.ours.session
    assert numbers["siri"] not in str(dict(session))
    content = oekt.read(session)
    assert content is not None
    assert oekt.id_token(content).count(".") == 2


def test_person_nobody_has_added_is_told_whom_to_ask(world: World, browser: Browser) -> None:
    answer = browser.log_in(STRANGER)
    assert answer.status_code == 403
    assert "Spør Fiks-administratoren" in answer.content.decode()
    assert browser.actor().is_anonymous
    (row,) = written()
    assert (row.handling, row.utfall, row.detaljer) == ("innlogging.avvist", "AVVIST", {"grunn": "ukjent_person"})
    assert STRANGER not in str(row.__dict__)


def test_stranger_is_asked_again_who_it_is(numbers: dict[str, str], browser: Browser) -> None:
    browser.log_in(STRANGER)
    again = browser.ask(paa_nytt="1")
    assert "/logg-inn/" in browser.theirs.get(again).headers["location"]


def test_closed_user_is_not_let_in(world: World, numbers: dict[str, str], browser: Browser) -> None:
    with acting(OPERATOR):
        virksomhet.deactivate_bruker(bruker=world.siri, by=OPERATOR, at=world.now)
    assert browser.log_in(numbers["siri"]).status_code == 403


def test_person_who_changes_her_mind_is_back_at_the_log_in_page(world: World, browser: Browser) -> None:
    answer = browser.ours.get(browser.at_provider(browser.ask("/meldinger/"), handling="avbryt"))
    assert (answer.status_code, answer["Location"]) == (302, "/innlogging/?neste=%2Fmeldinger%2F")
    assert not written()


def test_answer_can_be_used_once(numbers: dict[str, str], browser: Browser) -> None:
    back = browser.at_provider(browser.ask(), numbers["siri"])
    assert browser.ours.get(back).status_code == 302
    again = browser.ours.get(back)
    assert again.status_code == 400
    assert "brukt før" in again.content.decode()
    assert browser.actor().navn == "Siri Haugen"


def test_answer_is_worth_nothing_in_another_browser(numbers: dict[str, str], browser: Browser) -> None:
    back = browser.at_provider(browser.ask(), numbers["siri"])
    victim = Client()
    assert victim.get(back).status_code == 400
    assert victim.get("/innlogging/").wsgi_request.actor.is_anonymous


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"iss": "https://angriper.example"}, "answer_iss"),
        ({"iss": ""}, "answer_iss"),
        ({"code": ""}, "code"),
        ({"code": "en-annen-kode"}, "invalid_grant"),
        ({"error": "server_error"}, "server_error"),
        ({"error": "<script>"}, "unknown_error"),
    ],
)
def test_answer_that_has_been_changed_is_refused(
    numbers: dict[str, str], browser: Browser, change: dict[str, str], why: str
) -> None:
    answer = query(browser.at_provider(browser.ask(), numbers["siri"])) | change
    page = browser.ours.get(f"/innlogging/tilbake?{urlencode(answer)}")
    assert (page.status_code, "Prøv igjen" in page.content.decode()) == (400, True)
    assert page.wsgi_request.request_id in page.content.decode()
    assert browser.actor().is_anonymous
    (row,) = written()
    assert (row.handling, row.detaljer, row.virksomhet_id) == ("innlogging.avvist", {"grunn": why}, None)


def test_unknown_state_is_refused_and_leaves_no_row(numbers: dict[str, str], browser: Browser) -> None:
    answer = query(browser.at_provider(browser.ask(), numbers["siri"])) | {"state": "en-annen"}
    assert browser.ours.get(f"/innlogging/tilbake?{urlencode(answer)}").status_code == 400
    assert (browser.actor().is_anonymous, written()) == (True, [])


def test_code_of_one_log_in_is_not_taken_for_another(numbers: dict[str, str], browser: Browser) -> None:
    """An attacker's code, planted in an answer to the victim, fails on PKCE."""
    attacker = Browser(Client(), httpx.Client(timeout=20))
    code = query(attacker.at_provider(attacker.ask(), numbers["jonas"]))["code"]
    answer = query(browser.at_provider(browser.ask(), numbers["siri"])) | {"code": code}
    assert browser.ours.get(f"/innlogging/tilbake?{urlencode(answer)}").status_code == 400
    assert written()[0].detaljer == {"grunn": "invalid_grant"}


def test_two_tabs_may_log_in_and_the_first_to_come_back_wins(numbers: dict[str, str], browser: Browser) -> None:
    first, second = browser.ask("/meldinger/"), browser.ask("/hjelp/")
    browser.at_provider(first, numbers["siri"])
    answer = browser.ours.get(browser.at_provider(second, numbers["siri"]))
    assert answer["Location"] == "/hjelp/"


@pytest.mark.parametrize(
    "neste",
    [
        "https://angriper.example/",
        "//angriper.example/",
        "/\\angriper.example",
        "\\\\angriper.example",
        "/\t/angriper.example",
        "javascript:alert(1)",
        "meldinger",
        "/innlogging/?neste=/innlogging/",
        "",
    ],
)
def test_nobody_is_sent_to_another_site_after_log_in(numbers: dict[str, str], browser: Browser, neste: str) -> None:
    assert browser.log_in(numbers["siri"], neste=neste)["Location"] == "/"


def test_provider_that_does_not_answer_has_a_page_of_its_own(
    world: World, provider: str, settings: LazySettings
) -> None:
    settings.IDPORTEN_ISSUER = "http://127.0.0.1:9/idporten"
    answer = Client().post("/innlogging/start", {"neste": "/meldinger/"})
    page = answer.content.decode()
    assert (answer.status_code, "ID-porten svarer ikke" in page, "Prøv igjen" in page) == (503, True, True)
    assert 'name="neste" value="/meldinger/"' in page
    assert written()[0].detaljer == {"grunn": "ConnectError"}


def test_provider_that_is_not_set_is_told_the_same_way(world: World, settings: LazySettings) -> None:
    settings.IDPORTEN_ISSUER = ""
    assert Client().post("/innlogging/start").status_code == 503


def test_client_that_the_provider_does_not_know_is_told_so(
    world: World, browser: Browser, settings: LazySettings
) -> None:
    settings.IDPORTEN_CLIENT_ID = "en-annen"
    assert browser.ours.post("/innlogging/start").status_code == 400
    assert written()[0].detaljer == {"grunn": "invalid_client"}


def test_another_clients_token_is_refused(
    numbers: dict[str, str], browser: Browser, idporten_server: str, settings: LazySettings
) -> None:
    """The code was issued to us; that we have become another in between is the only way to get such a token here."""
    back = browser.at_provider(browser.ask(), numbers["siri"])
    register_client(idporten_server, client_id="en-annen")
    settings.IDPORTEN_CLIENT_ID = "en-annen"
    assert browser.ours.get(back).status_code == 400
    assert browser.actor().is_anonymous


def test_log_in_in_the_same_browser_replaces_the_one_before(numbers: dict[str, str], browser: Browser) -> None:
    browser.log_in(numbers["siri"])
    browser.ours.post("/innlogging/start")
    browser.theirs.cookies.clear()
    browser.log_in(numbers["jonas"], level=HIGH)
    assert (browser.actor().navn, browser.actor().acr) == ("Jonas Lie Berg", Acr.HIGH)
    assert Oekt.objects.count() == 1
    (row,) = written("innlogging.logget_ut")
    assert (row.aktoer_navn, row.detaljer) == ("Siri Haugen", {"maate": "ny_innlogging"})
