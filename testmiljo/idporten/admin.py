"""What Digdir's self-service does, for programs that set the test world up: clients, test persons, certificates."""

from typing import TypeVar

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from testmiljo.idporten.config import Client, Person
from testmiljo.idporten.errors import OAuthError
from testmiljo.idporten.provider import Provider

T = TypeVar("T")


class CertificateOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`public_key` is an RSA key as PEM."""

    orgnr: str
    public_key: str


async def register_client(provider: Provider, request: Request) -> Response:
    """Register a client, or replace the one with the same client_id."""
    client = await _read(request, Client)
    provider.store.clients[client.client_id] = client
    return JSONResponse({"client_id": client.client_id}, status_code=201)


async def register_person(provider: Provider, request: Request) -> Response:
    """Offer a person on the log-in page."""
    person = await _read(request, Person)
    provider.store.persons[person.fnr] = person
    return JSONResponse({"name": person.name}, status_code=201)


async def issue_certificate(provider: Provider, request: Request) -> Response:
    """An enterprise certificate as a chain for the x5c header."""
    order = await _read(request, CertificateOrder)
    try:
        key = load_pem_public_key(order.public_key.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise OAuthError("invalid_request", "public_key is not a public key as PEM") from error
    if not isinstance(key, RSAPublicKey):
        raise OAuthError("invalid_request", "public_key must be RSA")
    return JSONResponse({"x5c": provider.ca.issue(order.orgnr, key)}, status_code=201)


async def _read(request: Request, kind: type[T]) -> T:
    """Only application/json, which a page on another site cannot send without being let in."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise OAuthError("invalid_request", "Content-Type must be application/json", status=415)
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.DecodeError as error:
        raise OAuthError("invalid_request", str(error)) from error
