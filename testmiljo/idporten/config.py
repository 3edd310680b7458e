"""Who may log in, and which clients are registered. Field names are those of Digdir's self-service API."""

from pathlib import Path
from typing import Literal

import msgspec

SUBSTANTIAL = "idporten-loa-substantial"
HIGH = "idporten-loa-high"
LEVELS = (SUBSTANTIAL, HIGH)  # from low to high

Jwk = dict[str, str | int | list[str]]


class KeySet(msgspec.Struct, frozen=True):
    """Public keys. A key with `exp` in the past is refused, as Digdir's keys are a year after they were posted."""

    keys: list[Jwk] = []


class Client(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A registered client. It is known to ID-porten or to Maskinporten, never to both.

    `delegations` gives, by the consumer's organisation number, the scopes delegated to this client's organisation in
    Altinn.
    """

    client_id: str
    client_orgno: str
    integration_type: Literal["idporten", "maskinporten"]
    client_name: str = ""
    scopes: list[str] = []
    jwks: KeySet = KeySet()
    jwks_uri: str = ""
    redirect_uris: list[str] = []
    post_logout_redirect_uris: list[str] = []
    frontchannel_logout_uri: str = ""
    backchannel_logout_uri: str = ""
    require_pushed_authorization_requests: bool = True
    delegations: dict[str, list[str]] = {}


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone the log-in page offers: `description` is one line, such as «saksbehandler i Skien»."""

    fnr: str
    name: str
    description: str = ""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`base_url` is the origin of the player, without a path."""

    base_url: str = "http://localhost:8081"
    clients: list[Client] = []
    persons: list[Person] = []


class BadConfig(Exception):
    """The configuration cannot be read. The text names the file and what is wrong with it."""


def read_config(path: Path) -> Config:
    """Read a configuration from JSON; raises BadConfig."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Config)
    except (OSError, msgspec.DecodeError) as error:
        raise BadConfig(f"{path}: {error}") from error
