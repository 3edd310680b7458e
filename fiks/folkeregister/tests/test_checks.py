import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from fiks.folkeregister.checks import check_access, check_addresses, is_real
from fiks.integrasjoner.tests.world import a_key, pem_of


@pytest.mark.parametrize(
    "address",
    [
        "http://folkeregisteret.api.skatteetaten.no",
        "https://localhost:8082",
        "https://LOCALHOST.",
        "https://noe.localhost",
        "https://127.0.0.1",
        "https://127.1",
        "https://[::1]:8082",
        "https://10.0.0.4",
        "https://testmiljo.kommune.no",
        "https://",
        "https://[",
        "localhost:8082",
    ],
)
def test_production_refuses_what_is_here_or_not_encrypted(settings: Settings, address: str) -> None:
    settings.PRODUCTION = True
    settings.MASKINPORTEN_ISSUER = settings.FOLKEREGISTERET_URL = address
    refused = check_addresses()
    assert [error.id for error in refused] == ["folkeregister.E001"] * 2
    assert "FIKS_MASKINPORTEN_UTSTEDER" in refused[0].msg
    assert "FIKS_FOLKEREGISTERET_ADRESSE" in refused[1].msg


@pytest.mark.parametrize(
    "address", ["https://maskinporten.no/", "https://folkeregisteret.api.skatteetaten.no", "https://fd.no:8443/sti"]
)
def test_production_accepts_the_real_services(address: str) -> None:
    assert is_real(address)


def test_test_mode_and_what_is_not_set_are_left_alone(settings: Settings) -> None:
    settings.MASKINPORTEN_ISSUER = settings.FOLKEREGISTERET_URL = "http://localhost:8082"
    assert check_addresses() == []
    settings.PRODUCTION = True
    settings.MASKINPORTEN_ISSUER = settings.FOLKEREGISTERET_URL = ""
    assert check_addresses() == []


def test_key_and_package_must_be_usable(settings: Settings) -> None:
    settings.MASKINPORTEN_KEY, settings.FOLKEREGISTERET_PACKAGE = "", "offentlig-uten-hjemmel"
    assert check_access() == []
    settings.MASKINPORTEN_KEY = pem_of(a_key("fiks"))
    assert check_access() == []
    settings.MASKINPORTEN_KEY, settings.FOLKEREGISTERET_PACKAGE = "tull", "presse"
    assert [error.id for error in check_access()] == ["folkeregister.E002", "folkeregister.E003"]


def test_checks_are_run_at_start_up(settings: Settings) -> None:
    settings.PRODUCTION, settings.FOLKEREGISTERET_PACKAGE = True, "presse"
    settings.FOLKEREGISTERET_URL = "http://localhost:8082"
    assert {"folkeregister.E001", "folkeregister.E002"} <= {error.id for error in run_checks()}
