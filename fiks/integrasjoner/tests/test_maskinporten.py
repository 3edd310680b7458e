"""Grants and tokens, against the test world's Maskinporten."""

import json

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from fiks.integrasjoner.maskinporten import (
    MaskinportenAvvist,
    MaskinportenUtilgjengelig,
    Noekkel,
    UgyldigNoekkel,
    read_key,
)
from fiks.integrasjoner.tests.world import MED, SCOPES, Outside, a_key, pem_of


def _claims(token: str) -> dict[str, object]:
    claims: dict[str, object] = json.loads(jws.extract_compact(token.encode()).payload)
    return claims


def _certified_pem(outside: Outside, name: str, orgnr: str = "910753614") -> str:
    """A key and its chain as one PEM, the root first to see that order does not matter."""
    order = {"orgnr": orgnr, "public_key": a_key(name).as_pem(private=False).decode()}
    chain = httpx.post(f"{outside.idporten}/virksomhetssertifikater", json=order).json()["x5c"]
    blocks = [f"-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n" for der in reversed(chain)]
    return "".join([*blocks, pem_of(a_key(name))])


def test_grant_gives_a_token_with_the_scope(outside: Outside) -> None:
    token = outside.maskinporten().token(MED.scope)
    assert _claims(token.verdi)["scope"] == MED.scope
    assert 100 < (token.expires_at - outside.clock()).total_seconds() <= 120


def test_several_scopes_are_asked_for_in_one_token(outside: Outside) -> None:
    assert _claims(outside.maskinporten().token(" ".join(SCOPES)).verdi)["scope"] == " ".join(SCOPES)


def test_issuer_may_be_written_with_a_slash_at_the_end(outside: Outside) -> None:
    assert outside.maskinporten(issuer=f"{outside.issuer}/").token(MED.scope)


def test_token_is_kept_until_shortly_before_it_expires(outside: Outside) -> None:
    maskinporten = outside.maskinporten()
    first = maskinporten.token(MED.scope)
    outside.clock.ahead = 100
    assert maskinporten.token(MED.scope) is first
    outside.clock.ahead = 110
    assert maskinporten.token(MED.scope).verdi != first.verdi


def test_forgotten_token_is_replaced_but_only_once(outside: Outside) -> None:
    maskinporten = outside.maskinporten()
    first = maskinporten.token(MED.scope)
    maskinporten.forget(first)
    second = maskinporten.token(MED.scope)
    assert second.verdi != first.verdi
    maskinporten.forget(first)
    assert maskinporten.token(MED.scope) is second


def test_pem_is_known_by_its_thumbprint(outside: Outside) -> None:
    assert (
        _claims(outside.maskinporten(key=pem_of(a_key("pem"))).token(MED.scope).verdi)["client_amr"]
        == "private_key_jwt"
    )


def test_pem_with_certificate_is_known_by_the_certificate(outside: Outside) -> None:
    maskinporten = outside.maskinporten(client_id="sertifikat", key=_certified_pem(outside, "virksomhet"))
    assert _claims(maskinporten.token(MED.scope).verdi)["client_amr"] == "virksomhetssertifikat"


def test_jwk_without_kid_is_known_by_its_certificate(outside: Outside) -> None:
    chain = read_key(_certified_pem(outside, "virksomhet")).x5c
    jwk = {name: value for name, value in a_key("virksomhet").as_dict(private=True).items() if name != "kid"}
    maskinporten = outside.maskinporten(client_id="sertifikat", key=json.dumps(jwk | {"x5c": chain}))
    assert _claims(maskinporten.token(MED.scope).verdi)["client_amr"] == "virksomhetssertifikat"


@pytest.mark.parametrize(
    ("change", "scope", "kode"),
    [
        ({"client_id": "ukjent"}, MED.scope, "MP-100"),
        ({"key": "annen"}, MED.scope, "MP-124"),
        ({}, "skatt:alt", "MP-200"),
    ],
)
def test_refusal_has_the_published_code(outside: Outside, change: dict[str, str], scope: str, kode: str) -> None:
    if "key" in change:
        change = {"key": pem_of(a_key("annen"))}
    with pytest.raises(MaskinportenAvvist, match=kode) as refused:
        outside.maskinporten(**change).token(scope)
    assert refused.value.kode == kode


def test_certificate_of_another_organisation_is_refused(outside: Outside) -> None:
    key = _certified_pem(outside, "virksomhet", "999999999")
    with pytest.raises(MaskinportenAvvist, match="MP-122"):
        outside.maskinporten(client_id="sertifikat", key=key).token(MED.scope)


@pytest.mark.parametrize(
    ("issuer", "reason"),
    [("http://127.0.0.1:1", "ConnectError"), ("{base}/ingen", "metadata_http_404"), ("{base}", "metadata_issuer")],
)
def test_no_answer_and_another_issuer_is_unavailable(outside: Outside, issuer: str, reason: str) -> None:
    with pytest.raises(MaskinportenUtilgjengelig, match=reason):
        outside.maskinporten(issuer=issuer.format(base=outside.idporten)).token(MED.scope)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tull",
        "{",
        '{"kty": "RSA"}',
        a_key("fiks").as_pem(private=False).decode(),
        json.dumps(a_key("fiks").as_dict(private=False)),
        json.dumps(ECKey.generate_key("P-256").as_dict(private=True)),
        ECKey.generate_key("P-256").as_pem(private=True).decode(),
    ],
)
def test_what_is_not_a_private_rsa_key_is_refused(text: str) -> None:
    with pytest.raises(UgyldigNoekkel):
        read_key(text)


def test_certificate_of_another_key_is_refused(outside: Outside) -> None:
    certificates = _certified_pem(outside, "virksomhet").partition("-----BEGIN PRIVATE")[0]
    with pytest.raises(UgyldigNoekkel):
        read_key(certificates + pem_of(a_key("fiks")))


def test_secrets_are_left_out_of_repr(outside: Outside) -> None:
    token = outside.maskinporten().token(MED.scope)
    assert token.verdi not in repr(token)
    assert "RSAKey" not in repr(Noekkel(a_key("fiks"), kid="fiks"))
