import pytest
from django.conf import LazySettings

from fiks.felles.innlogging import idporten, oidc


@pytest.mark.parametrize(
    ("issuer", "pages"),
    [
        ("https://idporten.no", "https://idporten.no https://*.idporten.no"),
        ("https://test.idporten.no", "https://test.idporten.no https://*.test.idporten.no"),
        ("http://localhost:8081/idporten", "http://localhost:8081"),
        ("http://127.0.0.1:8081/idporten", "http://127.0.0.1:8081"),
        ("", ""),
    ],
)
def test_content_policy_names_the_providers_pages(settings: LazySettings, issuer: str, pages: str) -> None:
    settings.IDPORTEN_ISSUER = issuer
    assert idporten.pages() == pages


def test_addresses_to_register_stand_on_our_own(settings: LazySettings, provider: str) -> None:
    client = idporten.client()
    assert client.redirect_uri == "http://localhost:8000/innlogging/tilbake"
    assert client.post_logout_redirect_uri == "http://localhost:8000/innlogging/"
    assert client.par


def test_provider_that_is_not_set_is_unavailable(settings: LazySettings) -> None:
    settings.IDPORTEN_ISSUER = ""
    with pytest.raises(oidc.ProviderUnavailable):
        idporten.provider()


@pytest.mark.parametrize("key", ["", "tull", "{}", '{"kty": "oct", "k": "AA"}', "[1]"])
def test_key_that_cannot_be_read_makes_the_provider_unavailable(settings: LazySettings, key: str) -> None:
    settings.IDPORTEN_KEY = key
    with pytest.raises(oidc.ProviderUnavailable):
        idporten.client()
