"""Checking a token's signature, before anything in it is believed."""

from joserfc import jws
from joserfc.errors import JoseError

from fiks.felles.innlogging.oidc.errors import TokenRejected
from fiks.felles.innlogging.oidc.provider import Provider, PublicKey

# What a provider may sign with. Never `none`, never a shared secret: the public key must not become the secret.
_ALGORITHMS = {"RSA": ("RS256", "RS384", "RS512", "PS256"), "EC": ("ES256",)}
_ALL = frozenset(name for names in _ALGORITHMS.values() for name in names)
_LONGEST = 16_384  # characters; ID-porten's tokens are about 1 500
_REGISTRY = jws.JWSRegistry(algorithms=sorted(_ALL), strict_check_header=False)


def verified_payload(token: str, provider: Provider, *, types: frozenset[str]) -> bytes:
    """Return the payload of a token that the provider has signed. `types` are the `typ` it may have, besides none.

    The key is found by `kid` among the provider's published keys and nowhere else: `jku`, `jwk`, `x5u` and `x5c` in the
    header are never read.

    Raises:
        TokenRejected: it is not a token, or not the provider's.
        ProviderUnavailable: the keys cannot be fetched.
    """
    kid, alg = _header(token, types)
    key = provider.key(kid)
    if alg not in _ALGORITHMS[key.key_type] or _declared(key) not in {alg, ""}:
        raise TokenRejected("alg")
    try:
        return jws.deserialize_compact(token, key, algorithms=[alg], registry=_REGISTRY).payload
    except (JoseError, ValueError) as error:
        raise TokenRejected("signature") from error


def _header(token: str, types: frozenset[str]) -> tuple[str | None, str]:
    if len(token) > _LONGEST:
        raise TokenRejected("format")
    try:
        header = jws.extract_compact(token.encode("ascii"), registry=_REGISTRY).headers()
    except (JoseError, ValueError) as error:
        raise TokenRejected("format") from error
    kid, alg, typ = header.get("kid"), header.get("alg"), header.get("typ", "JWT")
    if not isinstance(alg, str) or alg not in _ALL:
        raise TokenRejected("alg")
    if not isinstance(kid, str | None) or "crit" in header or "b64" in header:
        raise TokenRejected("header")
    if not isinstance(typ, str) or typ.lower() not in types:
        raise TokenRejected("typ")
    return kid, alg


def _declared(key: PublicKey) -> str:
    """The algorithm that the published key is for; empty when it does not say."""
    return str(key.get("alg") or "")
