"""Maskinporten's published error codes.

Source: docs.digdir.no, «Feilsøking i Maskinporten». The codes and the OAuth errors are Digdir's, the sentences ours.
"""

from uuid import uuid4

from testmiljo.idporten.errors import OAuthError

HELP = "https://docs.digdir.no/docs/Maskinporten/maskinporten_feilsoking"
_CODES = {
    "MP-011": ("invalid_request", "Invalid assertion, a parameter has a value that is not accepted"),
    "MP-012": ("invalid_grant", "The grant is used before"),
    "MP-100": ("invalid_grant", "Client authentication failed, client not found"),
    "MP-110": ("invalid_grant", "Client authentication failed, invalid JWT claim aud"),
    "MP-120": ("invalid_grant", "Client authentication failed, signed with an invalid certificate"),
    "MP-121": ("invalid_grant", "Client authentication failed, expired key"),
    "MP-122": ("invalid_grant", "The client's organisation number is not the certificate's"),
    "MP-123": ("invalid_grant", "Invalid JWT header x5c"),
    "MP-124": ("invalid_grant", "Invalid JWT signature"),
    "MP-130": ("invalid_grant", "Client authentication failed, JWT is expired"),
    "MP-200": ("invalid_scope", "The token request contains scopes that the client does not have"),
    "MP-251": ("invalid_scope", "The consumer has not delegated access to the scope to the supplier"),
}
_FORBIDDEN = {"MP-251"}


def refused(code: str, detail: str = "") -> OAuthError:
    """The code stands in the description, with an id for those who ask Digdir's support."""
    error, sentence = _CODES[code]
    description = f"{code}: {sentence}{f' ({detail})' if detail else ''}. trace_id: {uuid4()}"
    return OAuthError(error, description, status=403 if code in _FORBIDDEN else 400, uri=f"{HELP}#{code.lower()}")
