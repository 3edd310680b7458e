"""Our registration with ID-porten, from the settings."""

from functools import lru_cache
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.urls import reverse

from fiks.felles.innlogging import oidc

_TIMEOUT = httpx.Timeout(10, connect=3)


def provider() -> oidc.Provider:
    """The provider; its metadata and keys are shared by all threads of the process.

    Raises:
        ProviderUnavailable: no provider is set.
    """
    if not settings.IDPORTEN_ISSUER:
        raise oidc.ProviderUnavailable("not_set")
    return _provider(settings.IDPORTEN_ISSUER)


def client() -> oidc.Client:
    """Who we are to the provider. The addresses are those to register with it.

    Raises:
        ProviderUnavailable: the key is not set or cannot be read, so that the provider would not know us.
    """
    return oidc.Client(
        client_id=settings.IDPORTEN_CLIENT_ID,
        key=_key(settings.IDPORTEN_KEY),
        redirect_uri=settings.BASE_URL + reverse("innlogging:tilbake"),
        post_logout_redirect_uri=settings.BASE_URL + reverse("innlogging:logg_inn"),
        par=settings.IDPORTEN_PAR,
    )


def pages() -> str:
    """The provider's own pages, as sources for a content policy: its origin and those below it.

    ID-porten's issuer is idporten.no, and its pages lie at login.idporten.no.
    """
    return _pages(settings.IDPORTEN_ISSUER)


@lru_cache(maxsize=2)
def _pages(issuer: str) -> str:
    parts = urlsplit(issuer)
    if not parts.hostname:
        return ""
    origin = f"{parts.scheme}://{parts.netloc}"
    is_name = parts.hostname.count(".") > 0 and not parts.hostname.replace(".", "").isdecimal()
    return f"{origin} {parts.scheme}://*.{parts.netloc}" if is_name else origin


@lru_cache(maxsize=2)
def _provider(issuer: str) -> oidc.Provider:
    return oidc.Provider(issuer, httpx.Client(timeout=_TIMEOUT))


@lru_cache(maxsize=2)
def _key(text: str) -> oidc.PrivateKey:
    try:
        return oidc.read_key(text)
    except ValueError as error:
        raise oidc.ProviderUnavailable("key") from error
