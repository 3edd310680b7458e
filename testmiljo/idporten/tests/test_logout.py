import html
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from testmiljo.idporten.logout import EVENT
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.tests.listener import listening
from testmiljo.idporten.tests.relying_party import PERSON, RelyingParty


def _id_token(party: RelyingParty) -> str:
    to_client = party.authorize()
    if "/logg-inn/" in to_client.headers["location"]:
        to_client = party.choose(to_client, person=PERSON)
    return party.tokens(party.answer(to_client)["code"])["id_token"]


def _log_out(party: RelyingParty, **changes: str) -> httpx.Response:
    parameters = {"post_logout_redirect_uri": f"https://{party.client_id}.example/ute", "state": "ferdig"}
    return party.http.get(f"{party.issuer}/logout", params=parameters | changes)


def _frames(page: httpx.Response) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'<iframe [^>]*src="([^"]+)"', page.text)]


def test_person_is_logged_out_and_sent_back(kommunen: RelyingParty) -> None:
    answer = _log_out(kommunen, id_token_hint=_id_token(kommunen))
    assert answer.status_code == 303
    assert answer.headers["location"] == "https://kommunen.example/ute?state=ferdig"
    assert "/logg-inn/" in kommunen.authorize().headers["location"]


def test_log_out_can_be_posted(kommunen: RelyingParty) -> None:
    answer = kommunen.http.post(f"{kommunen.issuer}/logout", data={"id_token_hint": _id_token(kommunen)})
    assert "Du er logget ut" in answer.text
    assert "/logg-inn/" in kommunen.authorize().headers["location"]


def test_other_services_are_told_through_frames_and_the_starter_is_not(
    kommunen: RelyingParty, skatten: RelyingParty
) -> None:
    sid = str(kommunen.read(_id_token(kommunen))["sid"])
    page = _log_out(skatten, id_token_hint=_id_token(skatten))
    (frame,) = _frames(page)
    assert frame.startswith("https://kommunen.example/rammeutlogging?")
    assert parse_qs(urlsplit(frame).query) == {"iss": [kommunen.issuer], "sid": [sid]}
    assert "frame-src https://kommunen.example" in page.headers["content-security-policy"]
    assert 'href="https://skatten.example/ute?state=ferdig"' in page.text


def test_every_client_with_the_address_is_told_from_server_to_server(
    kommunen: RelyingParty, skatten: RelyingParty, provider: Provider
) -> None:
    with listening() as server:
        provider.store.clients["kommunen"] = kommunen.registration(backchannel_logout_uri=server.url)
        id_claims = kommunen.read(_id_token(kommunen))
        _log_out(skatten, id_token_hint=_id_token(skatten))
    (form,) = server.forms
    claims = kommunen.read(form["logout_token"][0])
    assert (claims["aud"], claims["sid"], claims["sub"]) == ("kommunen", id_claims["sid"], id_claims["sub"])
    assert claims["events"] == {EVENT: {}}
    assert "nonce" not in claims


@pytest.mark.parametrize("status", [400, 500])
def test_client_that_fails_does_not_stop_the_log_out(
    kommunen: RelyingParty, provider: Provider, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    with listening(status) as server:
        provider.store.clients["kommunen"] = kommunen.registration(backchannel_logout_uri=server.url)
        assert _log_out(kommunen, id_token_hint=_id_token(kommunen)).status_code == 303
    assert "back-channel logout of kommunen was answered" in caplog.text


def test_client_that_is_gone_does_not_stop_the_log_out(kommunen: RelyingParty, provider: Provider) -> None:
    with listening() as server:
        pass
    provider.store.clients["kommunen"] = kommunen.registration(backchannel_logout_uri=server.url)
    assert _log_out(kommunen, id_token_hint=_id_token(kommunen)).status_code == 303


def test_without_hint_the_browser_is_logged_out_but_not_sent_on(kommunen: RelyingParty) -> None:
    _id_token(kommunen)
    page = _log_out(kommunen)
    assert (page.status_code, "Du er logget ut" in page.text, "kommunen.example/ute" in page.text) == (200, True, False)
    assert "/logg-inn/" in kommunen.authorize().headers["location"]


def test_unregistered_address_is_not_sent_on_to(kommunen: RelyingParty) -> None:
    page = _log_out(kommunen, id_token_hint=_id_token(kommunen), post_logout_redirect_uri="https://angriper.example/")
    assert (page.status_code, "angriper" in page.text) == (200, False)


@pytest.mark.parametrize("hint", ["tull", "a.b.c"])
def test_hint_that_is_not_ours_ends_no_session(kommunen: RelyingParty, hint: str) -> None:
    _id_token(kommunen)
    assert _log_out(kommunen, id_token_hint=hint).status_code == 400
    assert "code" in kommunen.answer(kommunen.authorize())


def test_code_from_an_ended_session_gives_no_token(kommunen: RelyingParty) -> None:
    id_token = _id_token(kommunen)
    code = kommunen.answer(kommunen.authorize())["code"]
    _log_out(kommunen, id_token_hint=id_token)
    assert kommunen.redeem(code).json()["error"] == "invalid_grant"
