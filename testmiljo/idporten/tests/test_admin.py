import httpx
import pytest

from testmiljo.idporten.provider import Provider
from testmiljo.idporten.tests.relying_party import OTHER_PERSON, RelyingParty, key_of


def test_client_registered_while_running_can_log_in(http: httpx.Client, provider: Provider) -> None:
    party = RelyingParty(http, provider.idporten, "ny")
    registration = {
        "client_id": "ny",
        "client_orgno": "910753614",
        "integration_type": "idporten",
        "redirect_uris": [party.redirect_uri],
        "jwks": {"keys": [key_of("ny").as_dict(private=False)]},
    }
    assert http.post("/klienter", json=registration).status_code == 201
    assert party.push().status_code == 201


@pytest.mark.parametrize("fault", [{"integration_type": "ansattporten"}, {"client_id": 7}, {"ukjent_felt": "x"}])
def test_fault_in_a_registration_is_pointed_out(http: httpx.Client, fault: dict[str, object]) -> None:
    right = {"client_id": "ny", "client_orgno": "910753614", "integration_type": "idporten"}
    answer = http.post("/klienter", json=right | fault)
    assert answer.status_code == 400
    assert next(iter(fault)) in answer.json()["error_description"]


def test_registration_from_a_plain_form_is_refused(http: httpx.Client) -> None:
    answer = http.post("/klienter", content="{}", headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_person_registered_while_running_is_offered(http: httpx.Client, kommunen: RelyingParty) -> None:
    person = {"fnr": OTHER_PERSON, "name": "Ola", "description": "leder"}
    assert http.post("/testpersoner", json=person).status_code == 201
    assert "Ola" in http.get(kommunen.authorize().headers["location"]).text


def test_certificate_is_issued_for_a_public_key(http: httpx.Client, provider: Provider) -> None:
    pem = key_of("maskin").as_pem(private=False).decode()
    chain = http.post("/virksomhetssertifikater", json={"orgnr": "910753614", "public_key": pem}).json()["x5c"]
    assert provider.ca.check(chain)[0] == "910753614"


def test_certificate_needs_a_public_key(http: httpx.Client) -> None:
    answer = http.post("/virksomhetssertifikater", json={"orgnr": "910753614", "public_key": "tull"})
    assert answer.status_code == 400
