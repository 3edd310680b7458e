"""Encryption of documents in chunks, and of the documents' keys.

The chunks follow the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015): AES-256-GCM with a nonce of
7 random bytes, a 4-byte chunk number and a byte that marks the last chunk, so that chunks can neither be moved, left out
nor cut off. A document's key is used for that document alone.

File: 1 byte version, 7 bytes nonce prefix, then chunks of `CHUNK` bytes of plaintext (the last may be shorter), each with
a tag of 16 bytes.
"""

import hashlib
import os
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 256 * 1024
_VERSION = b"\x01"
_PREFIX = 7
_TAG = 16


class Unreadable(Exception):
    """The content is damaged, cut off or changed, or the key does not fit."""


class MasterKey:
    """A 32-byte key that wraps documents' keys. `id` names it without revealing it."""

    def __init__(self, text: str) -> None:
        self._key = urlsafe_b64decode(text)
        if len(self._key) != 32:
            raise ValueError("Hovednøkkelen må være 32 byte, skrevet i base64.")
        self._aead = AESGCM(self._key)
        self.id = hashlib.sha256(b"fiks hovednoekkel" + self._key).hexdigest()[:16]

    def wrap(self, key: bytes, owner: str) -> bytes:
        """Encrypt a document's key; `owner` (the document's id) is bound to it."""
        nonce = os.urandom(12)
        return nonce + self._aead.encrypt(nonce, key, owner.encode())

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """Return the document's key.

        Raises:
            Unreadable: another master key wrapped it, or it belongs to another document.
        """
        try:
            return self._aead.decrypt(wrapped[:12], wrapped[12:], owner.encode())
        except InvalidTag as error:
            raise Unreadable(owner) from error


class EncryptingWriter:
    """Takes plaintext of any size, and writes full encrypted chunks as they fill."""

    def __init__(self, target: IO[bytes], key: bytes) -> None:
        self._target = target
        self._aead = AESGCM(key)
        self._prefix = os.urandom(_PREFIX)
        self._buffer = bytearray()
        self._count = 0
        self.size = 0
        target.write(_VERSION + self._prefix)

    def write(self, plaintext: bytes) -> None:
        """Add plaintext. A full chunk is kept back until more comes, since the last one is marked."""
        self.size += len(plaintext)
        self._buffer += plaintext
        while len(self._buffer) > CHUNK:
            self._seal(bytes(self._buffer[:CHUNK]), last=False)
            del self._buffer[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk, also when it is empty."""
        self._seal(bytes(self._buffer), last=True)

    def _seal(self, plaintext: bytes, *, last: bool) -> None:
        self._target.write(self._aead.encrypt(_nonce(self._prefix, self._count, last=last), plaintext, None))
        self._count += 1


def decrypt(source: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Yield the plaintext, chunk by chunk.

    Raises:
        Unreadable: before any plaintext of a chunk that does not verify.
    """
    header = source.read(1 + _PREFIX)
    if header[:1] != _VERSION or len(header) != 1 + _PREFIX:
        raise Unreadable("header")
    aead, count, chunk = AESGCM(key), 0, source.read(CHUNK + _TAG)
    while True:
        following = source.read(CHUNK + _TAG)
        try:
            yield aead.decrypt(_nonce(header[1:], count, last=not following), chunk, None)
        except InvalidTag as error:
            raise Unreadable(f"chunk {count}") from error
        if not following:
            return
        chunk, count = following, count + 1


def _nonce(prefix: bytes, count: int, *, last: bool) -> bytes:
    return prefix + count.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
