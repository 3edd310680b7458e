"""Start-up checks: production fetches persons from the real services only, and over an encrypted connection."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from fiks.integrasjoner.folkeregisteret import PAKKER
from fiks.integrasjoner.maskinporten import UgyldigNoekkel, read_key

_ADDRESSES = {
    "FIKS_MASKINPORTEN_UTSTEDER": "MASKINPORTEN_ISSUER",
    "FIKS_FOLKEREGISTERET_ADRESSE": "FOLKEREGISTERET_URL",
}


@register
def check_addresses(**kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Refuse, in production, an address that is not https or is on this machine, as the test world's are."""
    if not settings.PRODUCTION:
        return []
    given = {name: getattr(settings, setting) for name, setting in _ADDRESSES.items()}
    text = "{} må begynne med https:// og kan ikke være på denne maskinen eller i testmiljøet."
    return [
        Error(text.format(name), id="folkeregister.E001")
        for name, address in given.items()
        if address and not is_real(address)
    ]


@register
def check_access(**kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Refuse a key that cannot be read and a package that is unknown. What is not set is not used."""
    found = []
    if settings.FOLKEREGISTERET_PACKAGE not in PAKKER:
        text = f"FIKS_FOLKEREGISTERET_PAKKE må være en av disse: {', '.join(PAKKER)}."
        found.append(Error(text, id="folkeregister.E002"))
    if settings.MASKINPORTEN_KEY and not _is_key(settings.MASKINPORTEN_KEY):
        text = "FIKS_MASKINPORTEN_NOEKKEL er ikke en privat RSA-nøkkel som PEM eller JWK."
        found.append(Error(text, id="folkeregister.E003"))
    return [*found]


def is_real(address: str) -> bool:
    """Whether production may use the address."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    return parts.scheme == "https" and bool(host) and "testmiljo" not in host and not _is_here(host)


def _is_here(host: str) -> bool:
    """This machine by name or number; 127.1 and the like are numbers to the network, and names to nobody."""
    if host == "localhost" or host.endswith(".localhost") or host.replace(".", "").isdecimal():
        return not _is_public(host)
    return ":" in host and not _is_public(host)


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return False


def _is_key(text: str) -> bool:
    try:
        read_key(text)
    except UgyldigNoekkel:
        return False
    return True
