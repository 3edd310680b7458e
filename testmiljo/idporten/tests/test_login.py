import httpx
import pytest

from testmiljo.idporten.config import HIGH, SUBSTANTIAL
from testmiljo.idporten.tests.conftest import Clock
from testmiljo.idporten.tests.relying_party import OTHER_PERSON, PERSON, RelyingParty


def test_person_logs_in_and_the_client_learns_who_and_how(kommunen: RelyingParty) -> None:
    claims = kommunen.log_in(ui_locales="se nn")
    expected = {
        "iss": "http://localhost:8081/idporten",
        "aud": "kommunen",
        "pid": PERSON,
        "acr": SUBSTANTIAL,
        "amr": ["TestID"],
        "nonce": "min-nonce",
        "locale": "se",
    }
    assert expected.items() <= claims.items()
    assert {"sub", "sid", "auth_time", "iat", "exp", "jti"} <= claims.keys()


def test_answer_to_the_client_carries_state_and_issuer(kommunen: RelyingParty) -> None:
    answer = kommunen.answer(kommunen.choose(kommunen.authorize(), person=PERSON))
    assert (answer["state"], answer["iss"]) == ("min-tilstand", kommunen.issuer)


def test_page_offers_the_persons_and_escapes_their_names(kommunen: RelyingParty, http: httpx.Client) -> None:
    page = http.get(kommunen.authorize().headers["location"])
    assert "Kari &amp; Co" in page.text
    assert "kommunen &lt;tjeneste&gt;" in page.text
    assert '<html lang="nb">' in page.text
    assert "style=" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "form-action 'self' https://kommunen.example;" in page.headers["content-security-policy"]


def test_page_files_are_served_from_the_player(http: httpx.Client) -> None:
    assert http.get("/idporten/stil.css").headers["content-type"].startswith("text/css")
    assert http.get("/idporten/utlogging.js").headers["content-type"].startswith("text/javascript")


def test_number_can_be_typed(kommunen: RelyingParty) -> None:
    typed = f"{OTHER_PERSON[:6]} {OTHER_PERSON[6:]}"
    answer = kommunen.choose(kommunen.authorize(), person="annen", nummer=typed)
    assert kommunen.claims(answer)["pid"] == OTHER_PERSON


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("", "Velg en testperson"),
        ("123", "11 siffer"),
        (PERSON[:2] + "03" + PERSON[4:], "syntetisk"),
        (PERSON[:10] + str((int(PERSON[10]) + 1) % 10), "Kontrollsifrene"),
    ],
)
def test_number_that_cannot_be_used_is_explained(kommunen: RelyingParty, number: str, message: str) -> None:
    page = kommunen.choose(kommunen.authorize(), person="annen", nummer=number)
    assert (page.status_code, message in page.text) == (400, True)
    assert 'role="alert"' in page.text


def test_going_back_tells_the_client(kommunen: RelyingParty) -> None:
    answer = kommunen.answer(kommunen.choose(kommunen.authorize(), handling="avbryt"))
    assert (answer["error"], answer["state"]) == ("access_denied", "min-tilstand")


def test_page_can_be_reloaded_but_not_used_twice(kommunen: RelyingParty, http: httpx.Client) -> None:
    to_login = kommunen.authorize()
    assert http.get(to_login.headers["location"]).status_code == 200
    assert http.get(to_login.headers["location"]).status_code == 200
    kommunen.choose(to_login, person=PERSON)
    assert kommunen.choose(to_login, person=PERSON).status_code == 400


def test_second_service_is_let_through_on_the_same_session(kommunen: RelyingParty, skatten: RelyingParty) -> None:
    first = kommunen.log_in()
    second = skatten.claims(skatten.authorize())
    assert (first["pid"], first["sid"], first["auth_time"]) == (second["pid"], second["sid"], second["auth_time"])
    assert first["sub"] != second["sub"]


def test_higher_level_asks_again_and_keeps_the_session(kommunen: RelyingParty, http: httpx.Client) -> None:
    low = kommunen.log_in()
    to_login = kommunen.authorize(acr_values=HIGH)
    assert "krever høyt sikkerhetsnivå" in http.get(to_login.headers["location"]).text
    high = kommunen.claims(kommunen.choose(to_login, person=PERSON, nivaa=HIGH))
    assert (high["acr"], high["sid"]) == (HIGH, low["sid"])


def test_lower_level_than_required_cannot_be_chosen(kommunen: RelyingParty) -> None:
    page = kommunen.choose(kommunen.authorize(acr_values=HIGH), person=PERSON, nivaa=SUBSTANTIAL)
    assert (page.status_code, "krever et høyere sikkerhetsnivå" in page.text) == (400, True)


def test_lower_level_is_met_by_the_higher_session(kommunen: RelyingParty, skatten: RelyingParty) -> None:
    kommunen.log_in(level=HIGH, acr_values=HIGH)
    assert skatten.claims(skatten.authorize(acr_values=SUBSTANTIAL))["acr"] == HIGH


def test_prompt_login_asks_again_on_the_same_session(kommunen: RelyingParty, clock: Clock) -> None:
    first = kommunen.log_in()
    clock.ahead = 5
    second = kommunen.log_in(prompt="login")
    assert second["sid"] == first["sid"]
    assert int(str(second["auth_time"])) >= int(str(first["auth_time"])) + 5


def test_another_person_gets_another_session(kommunen: RelyingParty) -> None:
    first = kommunen.log_in()
    assert kommunen.log_in(person=OTHER_PERSON, prompt="login")["sid"] != first["sid"]


def test_prompt_none_never_asks(kommunen: RelyingParty) -> None:
    assert kommunen.answer(kommunen.authorize(prompt="none"))["error"] == "login_required"
    kommunen.log_in()
    assert "code" in kommunen.answer(kommunen.authorize(prompt="none"))


def test_idle_session_ends_after_half_an_hour(kommunen: RelyingParty, clock: Clock) -> None:
    kommunen.log_in()
    clock.ahead = 31 * 60
    assert "/logg-inn/" in kommunen.authorize().headers["location"]


def test_used_session_ends_after_two_hours(kommunen: RelyingParty, clock: Clock) -> None:
    kommunen.log_in()
    for minutes in range(20, 121, 20):
        clock.ahead = minutes * 60 - 5
        assert "code" in kommunen.answer(kommunen.authorize())
    clock.ahead = 121 * 60
    assert "/logg-inn/" in kommunen.authorize().headers["location"]
