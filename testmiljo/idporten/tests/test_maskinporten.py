import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from testmiljo.idporten.ca import CertificateAuthority
from testmiljo.idporten.config import Client
from testmiljo.idporten.config import KeySet as RegisteredKeys
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.tests.conftest import Clock
from testmiljo.idporten.tests.relying_party import PERSON, key_of

ORGNR, CONSUMER = "910753614", "987654321"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass
class Machine:
    """A client of Maskinporten that can make right and wrong grants."""

    http: httpx.Client
    provider: Provider
    clock: Clock

    @property
    def key(self) -> RSAKey:
        return key_of("maskin")

    def registration(self, **changes: object) -> Client:
        fields: dict[str, object] = {
            "client_id": "maskin",
            "client_orgno": ORGNR,
            "integration_type": "maskinporten",
            "scopes": ["ks:fiks", "folkeregister:deling/offentligmedhjemmel"],
            "jwks": RegisteredKeys([self.key.as_dict(private=False)]),
            "delegations": {CONSUMER: ["ks:fiks"]},
        }
        return Client(**(fields | changes))  # type: ignore[arg-type]  # tests give the fields by name

    def claims(self, **changes: object) -> dict[str, object]:
        now = int(self.clock())
        right = {
            "aud": self.provider.maskinporten,
            "iss": "maskin",
            "scope": "ks:fiks",
            "iat": now,
            "exp": now + 120,
            "jti": secrets.token_urlsafe(16),
        }
        return {name: value for name, value in (right | changes).items() if value is not None}

    def grant(self, *, header: dict[str, object] | None = None, key: RSAKey | None = None, **changes: object) -> str:
        named = header if header is not None else {"kid": self.key.kid}
        return jwt.encode({"alg": "RS256"} | named, self.claims(**changes), key or self.key)

    def send(self, assertion: str, grant_type: str = JWT_BEARER) -> httpx.Response:
        return self.http.post("/maskinporten/token", data={"grant_type": grant_type, "assertion": assertion})

    def token(self, assertion: str) -> dict[str, object]:
        answer = self.send(assertion)
        assert answer.status_code == 200, answer.text
        keys = KeySet.import_key_set(self.http.get("/maskinporten/jwk").json())
        return jwt.decode(answer.json()["access_token"], keys, algorithms=["RS256"]).claims

    def refusal(self, assertion: str) -> tuple[int, str, str]:
        """Status, OAuth error and published code."""
        answer = self.send(assertion)
        body = answer.json()
        code = body["error_description"].partition(":")[0]
        assert body["error_uri"].endswith(f"#{code.lower()}")
        return answer.status_code, body["error"], code


@pytest.fixture
def machine(http: httpx.Client, provider: Provider, clock: Clock) -> Machine:
    machine = Machine(http, provider, clock)
    provider.store.clients["maskin"] = machine.registration()
    return machine


def test_grant_gives_a_token_for_the_organisation(machine: Machine) -> None:
    claims = machine.token(machine.grant())
    expected = {
        "iss": "http://localhost:8081/maskinporten",
        "client_id": "maskin",
        "client_amr": "private_key_jwt",
        "consumer": {"authority": "iso6523-actorid-upis", "ID": f"0192:{ORGNR}"},
        "scope": "ks:fiks",
        "token_type": "Bearer",
        "aud": "unspecified",
    }
    assert expected.items() <= claims.items()
    assert {"supplier", "pid"}.isdisjoint(claims)


def test_answer_names_scope_and_lifetime(machine: Machine) -> None:
    answer = machine.send(machine.grant())
    assert answer.headers["cache-control"] == "no-store"
    expected = {"token_type": "Bearer", "expires_in": 120, "scope": "ks:fiks"}
    assert expected.items() <= answer.json().items()


def test_metadata_is_found_in_all_three_places(http: httpx.Client) -> None:
    well_known = "/.well-known/oauth-authorization-server"
    for path in (f"/maskinporten{well_known}", f"{well_known}/maskinporten", well_known):
        metadata = http.get(path).json()
        assert metadata["issuer"] == "http://localhost:8081/maskinporten"
        assert metadata["token_endpoint"] == "http://localhost:8081/maskinporten/token"


def test_token_is_bound_to_a_resource_and_a_person_when_asked(machine: Machine) -> None:
    claims = machine.token(machine.grant(resource=["https://api.example"], pid=PERSON))
    assert (claims["aud"], claims["pid"]) == (["https://api.example"], PERSON)


def test_delegated_access_names_consumer_and_supplier(machine: Machine) -> None:
    claims = machine.token(machine.grant(consumer_org=CONSUMER))
    assert claims["consumer"] == {"authority": "iso6523-actorid-upis", "ID": f"0192:{CONSUMER}"}
    assert claims["supplier"] == {"authority": "iso6523-actorid-upis", "ID": f"0192:{ORGNR}"}
    assert claims["delegation_source"] == "https://altinn.no"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"iss": "ukjent"}, (400, "invalid_grant", "MP-100")),
        ({"aud": "http://localhost:8081/maskinporten/"}, (400, "invalid_grant", "MP-110")),
        ({"aud": "http://localhost:8081/idporten"}, (400, "invalid_grant", "MP-110")),
        ({"aud": None}, (400, "invalid_grant", "MP-110")),
        ({"exp": None}, (400, "invalid_request", "MP-011")),
        ({"scope": None}, (400, "invalid_request", "MP-011")),
        ({"pid": "123"}, (400, "invalid_request", "MP-011")),
        ({"scope": "ks:fiks skatt:alt"}, (400, "invalid_scope", "MP-200")),
        ({"consumer_org": "999999999"}, (403, "invalid_scope", "MP-251")),
    ],
)
def test_wrong_claim_is_refused_with_the_published_code(
    machine: Machine, change: dict[str, object], refusal: tuple[int, str, str]
) -> None:
    assert machine.refusal(machine.grant(**change)) == refusal


@pytest.mark.parametrize(
    ("iat", "exp", "code"),
    [(-20, 60, "MP-130"), (20, 60, "MP-011"), (-5, -1, "MP-130"), (0, 125, "MP-011")],
)
def test_times_outside_the_limits_are_refused(machine: Machine, iat: int, exp: int, code: str) -> None:
    now = int(machine.clock())
    assert machine.refusal(machine.grant(iat=now + iat, exp=now + exp))[2] == code


def test_grant_and_jti_are_good_for_one_use(machine: Machine) -> None:
    grant = machine.grant(jti="en-gang")
    machine.token(grant)
    assert machine.refusal(grant) == (400, "invalid_grant", "MP-012")
    assert machine.refusal(machine.grant(jti="en-gang")) == (400, "invalid_grant", "MP-012")


def test_grant_without_jti_is_good_for_one_use(machine: Machine) -> None:
    grant = machine.grant(jti=None)
    machine.token(grant)
    assert machine.refusal(grant)[2] == "MP-012"


def test_client_of_idporten_is_unknown_to_maskinporten(machine: Machine) -> None:
    machine.provider.store.clients["maskin"] = machine.registration(integration_type="idporten")
    assert machine.refusal(machine.grant())[2] == "MP-100"


def test_expired_key_is_refused(machine: Machine) -> None:
    expired = machine.key.as_dict(private=False) | {"exp": int(machine.clock()) - 1}
    machine.provider.store.clients["maskin"] = machine.registration(jwks=RegisteredKeys([expired]))
    assert machine.refusal(machine.grant())[2] == "MP-121"


def test_unknown_key_or_signature_is_refused(machine: Machine) -> None:
    assert machine.refusal(machine.grant(header={"kid": "ukjent"}))[2] == "MP-124"
    assert machine.refusal(machine.grant(key=key_of("en annen")))[2] == "MP-124"
    unsigned = machine.grant().rpartition(".")[0] + "."
    assert machine.refusal(unsigned)[2] == "MP-124"


def test_grant_needs_one_of_kid_and_certificate(machine: Machine) -> None:
    assert machine.refusal(machine.grant(header={}))[2] == "MP-011"
    both = {"kid": machine.key.kid, "x5c": ["AAAA"]}
    assert machine.refusal(machine.grant(header=both))[2] == "MP-011"


def test_text_that_is_not_a_grant_is_refused(machine: Machine) -> None:
    assert machine.refusal("tull")[2] == "MP-011"


def test_consumer_that_is_the_client_itself_is_refused(machine: Machine) -> None:
    answer = machine.send(machine.grant(consumer_org=ORGNR))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_other_grant_type_is_refused(machine: Machine) -> None:
    answer = machine.send(machine.grant(), grant_type="client_credentials")
    assert answer.json()["error"] == "unsupported_grant_type"


def _certified(ca: CertificateAuthority, machine: Machine, orgnr: str = ORGNR, **when: datetime) -> dict[str, object]:
    public = machine.key.public_key
    assert isinstance(public, rsa.RSAPublicKey)
    return {"x5c": ca.issue(orgnr, public, **when)}


def test_certificate_proves_the_organisation(machine: Machine) -> None:
    claims = machine.token(machine.grant(header=_certified(machine.provider.ca, machine)))
    assert claims["client_amr"] == "virksomhetssertifikat"


def test_certificate_of_another_organisation_is_refused(machine: Machine) -> None:
    header = _certified(machine.provider.ca, machine, CONSUMER)
    assert machine.refusal(machine.grant(header=header))[2] == "MP-122"


def test_certificate_from_another_issuer_is_refused(machine: Machine) -> None:
    assert machine.refusal(machine.grant(header=_certified(CertificateAuthority(), machine)))[2] == "MP-120"


def test_expired_certificate_is_refused(machine: Machine) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=400)
    header = _certified(machine.provider.ca, machine, valid_from=long_ago)
    assert machine.refusal(machine.grant(header=header))[2] == "MP-120"


@pytest.mark.parametrize("x5c", [[], ["ikke et sertifikat"], ["AAAA"]])
def test_certificate_that_cannot_be_read_is_refused(machine: Machine, x5c: list[str]) -> None:
    assert machine.refusal(machine.grant(header={"x5c": x5c}))[2] == "MP-123"


def test_certificate_with_another_key_is_refused(machine: Machine) -> None:
    header = _certified(machine.provider.ca, machine)
    assert machine.refusal(machine.grant(header=header, key=key_of("en annen")))[2] == "MP-124"
