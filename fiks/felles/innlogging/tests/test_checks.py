import pytest
from django.conf import LazySettings
from joserfc.jwk import RSAKey

from fiks.felles.innlogging.checks import check_idporten
from fiks.felles.innlogging.tests.browser import KEY


def _found() -> list[str]:
    return [str(found.id) for found in check_idporten()]


@pytest.fixture
def production(settings: LazySettings) -> LazySettings:
    """An installation that is sound."""
    settings.PRODUCTION = True
    settings.IDPORTEN_ISSUER = "https://idporten.no"
    settings.IDPORTEN_CLIENT_ID = "klient"
    settings.IDPORTEN_KEY = KEY.as_pem(private=True).decode()
    return settings


def test_sound_installation_has_nothing_to_mend(production: LazySettings) -> None:
    assert _found() == []


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("IDPORTEN_ISSUER", "", "innlogging.E002"),
        ("IDPORTEN_CLIENT_ID", "", "innlogging.E003"),
        ("IDPORTEN_KEY", "", "innlogging.E004"),
        ("IDPORTEN_KEY", "tull", "innlogging.E001"),
        ("IDPORTEN_KEY", RSAKey.generate_key(2048).as_pem(private=False).decode(), "innlogging.E001"),
        ("IDPORTEN_ISSUER", "http://idporten.no", "innlogging.E005"),
        ("IDPORTEN_ISSUER", "https://localhost:8081/idporten", "innlogging.E005"),
        ("IDPORTEN_ISSUER", "https://127.0.0.1/idporten", "innlogging.E005"),
        ("IDPORTEN_ISSUER", "https://[::1]/idporten", "innlogging.E005"),
        ("IDPORTEN_ISSUER", "https://testmiljo.kommunen.no", "innlogging.E005"),
    ],
)
def test_what_is_wrong_is_named(production: LazySettings, setting: str, value: str, code: str) -> None:
    setattr(production, setting, value)
    assert _found() == [code]


def test_test_mode_may_do_without_a_provider(settings: LazySettings) -> None:
    settings.IDPORTEN_ISSUER = settings.IDPORTEN_CLIENT_ID = settings.IDPORTEN_KEY = ""
    assert _found() == []
