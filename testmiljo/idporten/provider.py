"""The two issuers and what they share."""

import time
from dataclasses import dataclass

from testmiljo.idporten.ca import CertificateAuthority
from testmiljo.idporten.config import Config
from testmiljo.idporten.jose import SigningKey
from testmiljo.idporten.store import Clock, Store


@dataclass(frozen=True, slots=True)
class Provider:
    """`idporten` and `maskinporten` are the issuers; each has a key of its own, so that tokens cannot be mixed up."""

    idporten: str
    maskinporten: str
    store: Store
    idporten_key: SigningKey
    maskinporten_key: SigningKey
    ca: CertificateAuthority

    def now(self) -> int:
        return int(self.store.clock())


def make_provider(config: Config, clock: Clock = time.time) -> Provider:
    base = config.base_url.rstrip("/")
    return Provider(
        f"{base}/idporten",
        f"{base}/maskinporten",
        Store(config, clock),
        SigningKey(),
        SigningKey(),
        CertificateAuthority(),
    )
