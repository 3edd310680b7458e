"""Start-up checks of the log-in, for `fiks sjekk` and before the site starts."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from fiks.felles.innlogging.oidc import read_key


@register(Tags.security)
def check_idporten(**kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """In production: everything set, and a provider that is the real one. Everywhere: a key that can be read."""
    found = [(_readable(settings.IDPORTEN_KEY), "FIKS_IDPORTEN_NOEKKEL er ikke en privat nøkkel som PEM eller JWK.", 1)]
    if settings.PRODUCTION:
        found += _production()
    return [Error(text, id=f"innlogging.E00{number}") for sound, text, number in found if not sound]


def _production() -> list[tuple[bool, str, int]]:
    issuer = urlsplit(settings.IDPORTEN_ISSUER)
    own = issuer.hostname in {"localhost", None} or str(issuer.hostname).startswith("127.") or issuer.hostname == "::1"
    played = "testmiljo" in settings.IDPORTEN_ISSUER
    return [
        (bool(settings.IDPORTEN_ISSUER), "FIKS_IDPORTEN_UTSTEDER mangler: ingen kan logge inn.", 2),
        (bool(settings.IDPORTEN_CLIENT_ID), "FIKS_IDPORTEN_KLIENT mangler: ingen kan logge inn.", 3),
        (bool(settings.IDPORTEN_KEY), "FIKS_IDPORTEN_NOEKKEL mangler: ingen kan logge inn.", 4),
        (
            not settings.IDPORTEN_ISSUER or (issuer.scheme == "https" and not own and not played),
            "FIKS_IDPORTEN_UTSTEDER må være ID-porten selv, med https, ikke et testmiljø.",
            5,
        ),
    ]


def _readable(text: str) -> bool:
    try:
        return not text or bool(read_key(text))
    except ValueError:
        return False
