"""Log-out three ways: started here, and started elsewhere and told by frame or from server to server."""

from urllib.parse import urlsplit

import httpx
import pytest
from django.conf import LazySettings
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from fiks.felles.innlogging.models import Oekt, Utloggingstoken
from fiks.felles.innlogging.tests.browser import HIGH, Browser, query, register_client, written
from testmiljo.idporten.tests.listener import listening
from tests.world import World

pytestmark = pytest.mark.django_db


def _ways() -> list[str]:
    return [str(row.detaljer["maate"]) for row in written("innlogging.logget_ut")]


def test_log_out_ends_the_session_here_and_at_the_provider(numbers: dict[str, str], browser: Browser) -> None:
    browser.log_in(numbers["siri"])
    old = browser.ours.cookies["fiks_oekt"].value
    answer = browser.ours.post("/innlogging/ut")
    back = browser.theirs.get(answer["Location"]).headers["location"]
    assert back == "http://localhost:8000/innlogging/?state=utlogget"
    assert "Du er logget ut." in browser.ours.get(back.removeprefix("http://localhost:8000")).content.decode()
    assert "/logg-inn/" in browser.theirs.get(browser.ask()).headers["location"]
    thief = Client()
    thief.cookies["fiks_oekt"] = old
    assert thief.get("/innlogging/").wsgi_request.actor.is_anonymous
    assert (_ways(), Oekt.objects.count()) == (["selv"], 0)


def test_log_out_takes_a_press_of_a_button(world: World, client: Client) -> None:
    world.log_in(client, world.jonas)
    assert client.get("/innlogging/ut").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    world.log_in(strict, world.jonas)
    assert strict.post("/innlogging/ut").status_code == 403


def test_log_out_works_when_the_provider_is_gone(
    numbers: dict[str, str], browser: Browser, settings: LazySettings
) -> None:
    browser.log_in(numbers["siri"])
    settings.IDPORTEN_ISSUER = "http://127.0.0.1:9/idporten"
    assert browser.ours.post("/innlogging/ut")["Location"] == "/innlogging/?state=utlogget"
    assert (_ways(), browser.actor().is_anonymous) == (["selv"], True)


def test_log_out_without_a_session_is_no_fault(world: World, client: Client) -> None:
    assert client.post("/innlogging/ut").status_code == 302
    assert _ways() == []


def _sid(browser: Browser) -> str:
    """The frame's address has it, as every service's does."""
    return Oekt.objects.get().sid


def test_log_out_elsewhere_ends_the_session_through_a_frame_without_cookies(
    numbers: dict[str, str], browser: Browser, provider: str
) -> None:
    browser.log_in(numbers["siri"])
    frame = Client().get("/innlogging/frontkanal", {"iss": provider, "sid": _sid(browser)})
    assert frame.status_code == 200
    assert (_ways(), browser.actor().is_anonymous, Oekt.objects.count()) == (["frontkanal"], True, 0)


def test_only_the_provider_may_frame_the_page(world: World, client: Client, provider: str) -> None:
    frame = client.get("/innlogging/frontkanal", {"iss": provider, "sid": "ukjent"})
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(provider))
    assert frame["Content-Security-Policy"] == f"default-src 'none'; frame-ancestors {origin}"
    assert "X-Frame-Options" not in frame
    assert client.get("/innlogging/")["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("change", [{"iss": "https://angriper.example"}, {"iss": ""}, {"sid": ""}, {"sid": "en-annen"}])
def test_frame_that_does_not_know_both_ends_nothing(
    numbers: dict[str, str], browser: Browser, provider: str, change: dict[str, str]
) -> None:
    browser.log_in(numbers["siri"])
    Client().get("/innlogging/frontkanal", {"iss": provider, "sid": _sid(browser)} | change)
    assert not browser.actor().is_anonymous


def test_only_sessions_of_that_log_in_end(
    world: World, numbers: dict[str, str], browser: Browser, provider: str
) -> None:
    browser.log_in(numbers["siri"])
    other = Browser(Client(), httpx.Client(timeout=20))
    other.log_in(numbers["jonas"])
    Client().get("/innlogging/frontkanal", {"iss": provider, "sid": query(f"?sid={Oekt.objects.first().sid}")["sid"]})
    assert {browser.actor().is_anonymous, other.actor().is_anonymous} == {True, False}
    assert Oekt.objects.count() == 1


def test_both_browsers_of_one_log_in_end(
    world: World, numbers: dict[str, str], browser: Browser, provider: str
) -> None:
    browser.log_in(numbers["siri"])
    same = Browser(Client(), browser.theirs)
    same.log_in(numbers["siri"])
    Client().get("/innlogging/frontkanal", {"iss": provider, "sid": Oekt.objects.first().sid})
    assert (Oekt.objects.count(), _ways()) == (0, ["frontkanal", "frontkanal"])


def _logout_token(browser: Browser, server: str) -> str:
    """One that the provider sends when another service logs out."""
    with listening() as server_of_ours:
        register_client(server, backchannel_logout_uri=server_of_ours.url)
        there = browser.ours.session
        assert there.session_key
        url = browser.theirs.get(f"{server}/idporten/logout")
        assert url.status_code in {200, 303}
    return server_of_ours.forms[0]["logout_token"][0]


def test_log_out_elsewhere_ends_the_session_from_server_to_server(
    numbers: dict[str, str], browser: Browser, idporten_server: str
) -> None:
    browser.log_in(numbers["siri"])
    token = _logout_token(browser, idporten_server)
    answer = Client(enforce_csrf_checks=True).post("/innlogging/bakkanal", {"logout_token": token})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert (_ways(), browser.actor().is_anonymous) == (["bakkanal"], True)


def test_log_out_token_is_good_for_one_use(numbers: dict[str, str], browser: Browser, idporten_server: str) -> None:
    browser.log_in(numbers["siri"])
    token = _logout_token(browser, idporten_server)
    assert Client().post("/innlogging/bakkanal", {"logout_token": token}).status_code == 200
    again = Client().post("/innlogging/bakkanal", {"logout_token": token})
    assert (again.status_code, again.json()["error_description"]) == (400, "jti")
    assert Utloggingstoken.objects.count() == 1


def test_token_that_the_provider_has_not_signed_ends_nothing(
    numbers: dict[str, str], browser: Browser, provider: str, idporten_server: str
) -> None:
    browser.log_in(numbers["siri"])
    token = _logout_token(browser, idporten_server)
    keys = KeySet.import_key_set(httpx.get(f"{provider}/jwks.json").json())
    decoded = jwt.decode(token, keys, algorithms=["RS256"])
    forged = jwt.encode(decoded.header, decoded.claims | {"jti": "ny"}, RSAKey.generate_key(2048))
    for attempt in (forged, "", "tull", "a.b.c"):
        assert Client().post("/innlogging/bakkanal", {"logout_token": attempt}).status_code == 400
    assert (browser.actor().navn, Utloggingstoken.objects.count()) == ("Siri Haugen", 0)


def test_id_token_is_not_taken_for_a_log_out_token(numbers: dict[str, str], browser: Browser) -> None:
    from fiks.felles.innlogging import oekt

    browser.log_in(numbers["siri"], level=HIGH)
    content = oekt.read(browser.ours.session)
    assert content is not None
    assert Client().post("/innlogging/bakkanal", {"logout_token": oekt.id_token(content)}).status_code == 400
    assert not browser.actor().is_anonymous


def test_server_call_is_answered_with_503_when_the_keys_cannot_be_fetched(
    world: World, provider: str, settings: LazySettings
) -> None:
    settings.IDPORTEN_ISSUER = "http://127.0.0.1:9/idporten"
    head = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ"
    assert Client().post("/innlogging/bakkanal", {"logout_token": f"{head}.e30.AA"}).status_code == 503
