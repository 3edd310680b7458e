import httpx
import msgspec
import pytest

from testmiljo.idporten.provider import Provider
from testmiljo.idporten.tests.conftest import Clock
from testmiljo.idporten.tests.relying_party import RelyingParty


def test_pushed_request_gives_a_reference_that_expires(kommunen: RelyingParty) -> None:
    answer = kommunen.push()
    assert answer.status_code == 201
    assert answer.json()["request_uri"].startswith("urn:idporten:")
    assert answer.json()["expires_in"] == 120
    assert answer.headers["cache-control"] == "no-store"


def test_reference_can_be_used_once(kommunen: RelyingParty, http: httpx.Client) -> None:
    query = {"client_id": "kommunen", "request_uri": kommunen.push().json()["request_uri"]}
    assert http.get("/idporten/authorize", params=query).status_code == 303
    again = http.get("/idporten/authorize", params=query)
    assert again.status_code == 400
    assert "Forespørselen er brukt eller for gammel" in again.text


def test_reference_expires(kommunen: RelyingParty, http: httpx.Client, clock: Clock) -> None:
    query = {"client_id": "kommunen", "request_uri": kommunen.push().json()["request_uri"]}
    clock.ahead = 121
    assert http.get("/idporten/authorize", params=query).status_code == 400


def test_reference_belongs_to_the_client_that_pushed(
    kommunen: RelyingParty, skatten: RelyingParty, http: httpx.Client
) -> None:
    query = {"client_id": skatten.client_id, "request_uri": kommunen.push().json()["request_uri"]}
    assert http.get("/idporten/authorize", params=query).status_code == 400


def test_client_that_must_push_is_sent_back_when_it_does_not(kommunen: RelyingParty, http: httpx.Client) -> None:
    answer = http.get("/idporten/authorize", params=kommunen.request())
    back = kommunen.answer(answer)
    assert (back["error"], back["state"]) == ("invalid_request", "min-tilstand")


def test_client_without_the_duty_may_ask_directly(
    kommunen: RelyingParty, provider: Provider, http: httpx.Client
) -> None:
    registered = provider.store.clients["kommunen"]
    free = msgspec.structs.replace(registered, require_pushed_authorization_requests=False)
    provider.store.clients["kommunen"] = free
    assert "/logg-inn/" in http.get("/idporten/authorize", params=kommunen.request()).headers["location"]


def test_unregistered_client_is_refused(kommunen: RelyingParty, provider: Provider, http: httpx.Client) -> None:
    del provider.store.clients["kommunen"]
    answer = kommunen.push()
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    page = http.get("/idporten/authorize", params=kommunen.request())
    assert (page.status_code, "ikke registrert i ID-porten" in page.text) == (400, True)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"redirect_uri": "https://kommunen.example/tilbake/andre"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "openid ks:andre"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"acr_values": "Level4"}, "invalid_request"),
        ({"prompt": "consent"}, "invalid_request"),
        ({"state": "æ"}, "invalid_request"),
        ({"request_uri": "urn:idporten:x"}, "invalid_request"),
        ({"client_id": "skatten"}, "invalid_client"),
    ],
)
def test_wrong_parameter_is_refused(kommunen: RelyingParty, change: dict[str, str], error: str) -> None:
    answer = kommunen.push(**change)
    assert answer.status_code in {400, 401}
    assert answer.json()["error"] == error


def test_repeated_parameter_is_refused(kommunen: RelyingParty, http: httpx.Client) -> None:
    form = kommunen.request() | kommunen.authentication()
    answer = http.post("/idporten/par", data={**form, "scope": ["openid", "openid profile"]})
    assert answer.json()["error"] == "invalid_request"


def test_unregistered_redirect_is_never_redirected_to(kommunen: RelyingParty, http: httpx.Client) -> None:
    query = kommunen.request(redirect_uri="https://angriper.example/")
    answer = http.get("/idporten/authorize", params=query)
    assert (answer.status_code, "location" in answer.headers) == (400, False)
