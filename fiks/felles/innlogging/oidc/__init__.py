"""The protocol of the log-in, OpenID Connect as ID-porten profiles it. Knows neither Django nor the database.

Sources: OpenID Connect Core, Discovery, RP-Initiated, Front-Channel and Back-Channel Logout 1.0; RFC 7523 (private_key_jwt),
RFC 7636 (PKCE), RFC 9126 (PAR), RFC 9207 (iss); docs.digdir.no/docs/idporten.
"""

from fiks.felles.innlogging.oidc.client import Client, PrivateKey, read_key
from fiks.felles.innlogging.oidc.errors import OidcError, ProviderRefused, ProviderUnavailable, TokenRejected
from fiks.felles.innlogging.oidc.flow import Answer, Pending, begin, finish, logout_url
from fiks.felles.innlogging.oidc.id_token import Login
from fiks.felles.innlogging.oidc.logout_token import LogoutClaims, read_logout_token
from fiks.felles.innlogging.oidc.provider import Provider

__all__ = [
    "Answer",
    "Client",
    "Login",
    "LogoutClaims",
    "OidcError",
    "Pending",
    "PrivateKey",
    "Provider",
    "ProviderRefused",
    "ProviderUnavailable",
    "TokenRejected",
    "begin",
    "finish",
    "logout_url",
    "read_key",
    "read_logout_token",
]
