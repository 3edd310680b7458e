import pytest

from testmiljo.idporten.config import SUBSTANTIAL
from testmiljo.idporten.tests.conftest import Clock
from testmiljo.idporten.tests.relying_party import PERSON, RelyingParty


def _code(party: RelyingParty, **changes: str) -> str:
    return party.answer(party.choose(party.authorize(**changes), person=PERSON))["code"]


def test_access_token_says_for_whom_and_for_what(kommunen: RelyingParty) -> None:
    tokens = kommunen.tokens(_code(kommunen, scope="openid ks:fiks"))
    assert (tokens["token_type"], tokens["scope"]) == ("Bearer", "openid ks:fiks")
    expected = {
        "client_id": "kommunen",
        "client_amr": "private_key_jwt",
        "consumer": {"authority": "iso6523-actorid-upis", "ID": "0192:910753614"},
        "scope": "openid ks:fiks",
        "pid": PERSON,
        "acr": SUBSTANTIAL,
        "aud": "unspecified",
    }
    assert expected.items() <= kommunen.read(tokens["access_token"]).items()


def test_answer_is_not_to_be_stored(kommunen: RelyingParty) -> None:
    assert kommunen.redeem(_code(kommunen)).headers["cache-control"] == "no-store"


def test_code_can_be_used_once(kommunen: RelyingParty) -> None:
    code = _code(kommunen)
    kommunen.tokens(code)
    again = kommunen.redeem(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_code_expires(kommunen: RelyingParty, clock: Clock) -> None:
    code = _code(kommunen)
    clock.ahead = 121
    assert kommunen.redeem(code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": "x" * 50},
        {"code_verifier": ""},
        {"redirect_uri": "https://kommunen.example/andre"},
        {"code": "gjettet"},
    ],
)
def test_wrong_parameter_spends_the_code(kommunen: RelyingParty, change: dict[str, str]) -> None:
    code = _code(kommunen)
    assert kommunen.redeem(**{"code": code} | change).json()["error"] == "invalid_grant"
    if "code" not in change:
        assert kommunen.redeem(code).json()["error"] == "invalid_grant"


def test_code_of_another_client_is_refused(kommunen: RelyingParty, skatten: RelyingParty) -> None:
    skatten.verifier = kommunen.verifier
    code = _code(kommunen)
    answer = skatten.redeem(code, redirect_uri=kommunen.redirect_uri)
    assert answer.json()["error"] == "invalid_grant"


def test_other_grant_types_are_refused(kommunen: RelyingParty) -> None:
    answer = kommunen.redeem("x", grant_type="client_credentials")
    assert answer.json()["error"] == "unsupported_grant_type"


def test_failed_client_authentication_leaves_the_code(kommunen: RelyingParty) -> None:
    code = _code(kommunen)
    assert kommunen.redeem(code, client_assertion="x").status_code == 401
    assert kommunen.redeem(code).status_code == 200


def test_json_body_is_refused(kommunen: RelyingParty) -> None:
    answer = kommunen.http.post(f"{kommunen.issuer}/token", json={"grant_type": "authorization_code"})
    assert answer.json()["error"] == "invalid_request"
