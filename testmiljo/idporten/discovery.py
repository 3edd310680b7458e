"""Published metadata and keys of both issuers."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from testmiljo.idporten.client_auth import ALGORITHMS
from testmiljo.idporten.config import LEVELS
from testmiljo.idporten.jose import RSA_ALGORITHMS
from testmiljo.idporten.orders import LOCALES
from testmiljo.idporten.provider import Provider

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


async def idporten_metadata(provider: Provider, _request: Request) -> Response:
    """OpenID Connect Discovery 1.0."""
    issuer = provider.idporten
    return JSONResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "pushed_authorization_request_endpoint": f"{issuer}/par",
            "token_endpoint": f"{issuer}/token",
            "end_session_endpoint": f"{issuer}/logout",
            "jwks_uri": f"{issuer}/jwks.json",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
            "scopes_supported": ["openid", "profile"],
            "acr_values_supported": list(LEVELS),
            "prompt_values_supported": ["login", "none"],
            "ui_locales_supported": list(LOCALES),
            "frontchannel_logout_supported": True,
            "frontchannel_logout_session_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
            "authorization_response_iss_parameter_supported": True,
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
        }
    )


async def maskinporten_metadata(provider: Provider, _request: Request) -> Response:
    """OAuth 2.0 Authorization Server Metadata (RFC 8414)."""
    issuer = provider.maskinporten
    return JSONResponse(
        {
            "issuer": issuer,
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwk",
            "grant_types_supported": [JWT_BEARER],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": list(RSA_ALGORITHMS),
        }
    )


async def idporten_keys(provider: Provider, _request: Request) -> Response:
    return JSONResponse(provider.idporten_key.key_set())


async def maskinporten_keys(provider: Provider, _request: Request) -> Response:
    return JSONResponse(provider.maskinporten_key.key_set())
