"""Our client against somebody else's provider, `oidc-provider-mock`: code flow, PKCE, nonce and keys.

It knows no PAR (our setting for that is refused in production) and no private_key_jwt, so the HTTP client adds a secret
beside our proof; `acr`, `pid`, `sid` and `auth_time` come as claims of its user.
"""

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode

import httpx
import pytest
from django.conf import LazySettings
from django.test import Client

from fiks.felles.innlogging import idporten
from fiks.felles.innlogging.tests.browser import KEY, OURS, query, written
from fiks.felles.kontekst import Acr
from tests.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def issuer(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    import oidc_provider_mock

    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with oidc_provider_mock.run_server_in_thread() as server:
        settings.IDPORTEN_ISSUER = f"http://localhost:{server.server_port}"
        settings.IDPORTEN_CLIENT_ID = "fiks-test"
        settings.IDPORTEN_KEY = KEY.as_pem(private=True).decode()
        settings.IDPORTEN_PAR = False
        settings.BASE_URL = OURS
        idporten.provider().http.auth = ("fiks-test", "hemmelig")
        yield settings.IDPORTEN_ISSUER


def _user(issuer: str, number: str, **changes: object) -> None:
    claims = {
        "pid": number,
        "acr": "idporten-loa-substantial",
        "sid": "deres-sid",
        "auth_time": int(time.time()),
    } | changes
    httpx.put(f"{issuer}/users/noen", json=claims).raise_for_status()


def _back(client: Client, **changes: str) -> str:
    """From our button to their answer; `changes` are made to the request on its way."""
    return _answered(client.post("/innlogging/start")["Location"], **changes)


def _answered(url: str, **changes: str) -> str:
    asked = query(url) | changes
    answer = httpx.post(f"{url.partition('?')[0]}?{urlencode(asked)}", data={"sub": "noen"})
    return str(answer.headers["location"].removeprefix(OURS))


def test_person_is_logged_in(world: World, client: Client, issuer: str) -> None:
    _user(issuer, world.siri.foedselsnummer)
    assert client.get(_back(client))["Location"] == "/"
    actor = client.get("/innlogging/frontkanal").wsgi_request.actor
    assert (actor.navn, actor.acr) == ("Siri Haugen", Acr.SUBSTANTIAL)


def test_request_has_all_that_the_standard_asks_for(client: Client, issuer: str) -> None:
    asked = query(client.post("/innlogging/start")["Location"])
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"].split()[0] == "openid"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


def _refused(client: Client, back: str) -> object:
    assert client.get(back).status_code == 400
    assert client.get("/innlogging/frontkanal").wsgi_request.actor.is_anonymous
    return written()[0].detaljer["grunn"]


def test_nonce_of_another_request_is_refused(world: World, client: Client, issuer: str) -> None:
    _user(issuer, world.siri.foedselsnummer)
    assert _refused(client, _back(client, nonce="en-annens-nonce")) == "nonce"


def test_state_of_another_request_is_refused(world: World, client: Client, issuer: str) -> None:
    _user(issuer, world.siri.foedselsnummer)
    assert client.get(_back(client, state="en-annens-state")).status_code == 400
    assert client.get("/innlogging/frontkanal").wsgi_request.actor.is_anonymous


def test_verifier_answers_the_challenge(world: World, client: Client, issuer: str) -> None:
    """It does not check PKCE itself; the library it is built on can tell."""
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    _user(issuer, world.siri.foedselsnummer)
    sent: list[bytes] = []
    idporten.provider().http.event_hooks = {"request": [lambda request: sent.append(request.content)]}
    url = client.post("/innlogging/start")["Location"]
    client.get(_answered(url))
    verifier = next(parse_qs(body.decode())["code_verifier"][0] for body in sent if body)
    assert create_s256_code_challenge(verifier) == query(url)["code_challenge"]


@pytest.mark.parametrize("acr", ["idporten-loa-low", "", "Level4"])
def test_lower_level_than_was_asked_for_is_refused(world: World, client: Client, issuer: str, acr: str) -> None:
    _user(issuer, world.siri.foedselsnummer, acr=acr)
    assert _refused(client, _back(client)) == "acr"


def test_token_without_a_number_is_refused(world: World, client: Client, issuer: str) -> None:
    _user(issuer, "")
    assert _refused(client, _back(client)) == "pid"
