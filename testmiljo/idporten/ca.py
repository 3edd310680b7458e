"""A certificate authority for the test world's enterprise certificates (virksomhetssertifikat, SEID 2)."""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

_LIFE = timedelta(days=365)
_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Testmiljo virksomhetssertifikat CA")])


class BadChain(Exception):
    """The x5c header is not a list of certificates."""


class NotTrusted(Exception):
    """The certificate is not ours, or not valid now."""


class CertificateAuthority:
    """The authority; its key and root certificate are made when the first certificate is issued or checked."""

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @cached_property
    def root(self) -> x509.Certificate:
        now = datetime.now(UTC)
        return self._build(_NAME, self._key.public_key(), now - timedelta(days=1), now + _LIFE, is_ca=True)

    def issue(self, orgnr: str, key: rsa.RSAPublicKey, *, valid_from: datetime | None = None) -> list[str]:
        """A chain for the `x5c` header (base64 of DER, the enterprise first), valid for a year from `valid_from`."""
        start = valid_from or datetime.now(UTC) - timedelta(hours=1)
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, f"Testvirksomhet {orgnr}"),
                x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"NTRNO-{orgnr}"),
            ]
        )
        return [_encoded(certificate) for certificate in (self._build(subject, key, start, start + _LIFE), self.root)]

    def check(self, x5c: object) -> tuple[str, rsa.RSAPublicKey]:
        """The organisation number and key of the first certificate; raises BadChain or NotTrusted."""
        certificate = _decoded(x5c)[0]
        now = datetime.now(UTC)
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise NotTrusted("expired or not yet valid")
        try:
            certificate.verify_directly_issued_by(self.root)
        except (InvalidSignature, ValueError, TypeError) as error:
            raise NotTrusted("issued by someone else") from error
        key = certificate.public_key()
        names = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_IDENTIFIER)
        if not names or not isinstance(key, rsa.RSAPublicKey):
            raise NotTrusted("not an enterprise certificate")
        return str(names[0].value).removeprefix("NTRNO-"), key

    def _build(
        self, subject: x509.Name, key: rsa.RSAPublicKey, start: datetime, end: datetime, *, is_ca: bool = False
    ) -> x509.Certificate:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(_NAME)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256())
        )


def _encoded(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()


def _decoded(x5c: object) -> Sequence[x509.Certificate]:
    if not isinstance(x5c, list) or not x5c or not all(isinstance(item, str) for item in x5c):
        raise BadChain("x5c is not a list of texts")
    try:
        return [x509.load_der_x509_certificate(base64.b64decode(item, validate=True)) for item in x5c]
    except (binascii.Error, ValueError) as error:
        raise BadChain("x5c does not hold certificates") from error
