"""Sealing what lies in a session and must not be read from the database: the national number and the ID token."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


def seal(text: str, owner: str) -> str:
    """Encrypt with a key made from the installation's secret key; `owner` (the session's id) is bound to it."""
    nonce = os.urandom(_NONCE)
    sealed = nonce + _aead(settings.SECRET_KEY).encrypt(nonce, text.encode(), owner.encode())
    return urlsafe_b64encode(sealed).decode()


def unseal(sealed: str, owner: str) -> str:
    """Return the text, or nothing when it was sealed with another key or for another session."""
    if not sealed:
        return ""
    raw = urlsafe_b64decode(sealed)
    try:
        return _aead(settings.SECRET_KEY).decrypt(raw[:_NONCE], raw[_NONCE:], owner.encode()).decode()
    except InvalidTag:
        return ""


@lru_cache(maxsize=2)
def _aead(secret: str) -> AESGCM:
    derived = HKDF(SHA256(), 32, salt=None, info=b"fiks.felles.innlogging.forsegling").derive(secret.encode())
    return AESGCM(derived)
