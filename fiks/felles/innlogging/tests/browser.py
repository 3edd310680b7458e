"""A browser that goes between ID-porten in the test world, as a real server, and us."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs, urlsplit

import httpx
from django.http import HttpResponse
from django.test import Client
from joserfc.jwk import RSAKey

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.virksomhet.actions import add_bruker
from fiks.felles.virksomhet.models import Bruker
from testmiljo.befolkning.numbers import FEMALE, number_at
from tests.world import OPERATOR, World

OURS = "http://localhost:8000"
KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
SUBSTANTIAL, HIGH = "idporten-loa-substantial", "idporten-loa-high"


@dataclass
class Browser:
    """Our site through the test client, the provider over HTTP; each with its own cookies."""

    ours: Client
    theirs: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))

    def ask(self, neste: str = "", **form: str) -> str:
        """Press the button. The address at the provider that we send the browser to."""
        answer = self.ours.post("/innlogging/start", {"neste": neste, **form})
        assert answer.status_code == 302, answer.content
        return str(answer["Location"])

    def at_provider(self, url: str, person: str = "", level: str = SUBSTANTIAL, **form: str) -> str:
        """Log in there. The address it sends the browser back to, as path and query."""
        answer = self.theirs.get(url)
        if "/logg-inn/" in answer.headers.get("location", ""):
            answer = self.theirs.post(answer.headers["location"], data={"person": person, "nivaa": level, **form})
        back = answer.headers["location"]
        assert back.startswith(f"{OURS}/innlogging/tilbake?"), back
        return str(back.removeprefix(OURS))

    def log_in(self, person: str, neste: str = "", level: str = SUBSTANTIAL) -> HttpResponse:
        """All of it; the answer to the browser that has come back."""
        return self.ours.get(self.at_provider(self.ask(neste), person, level))

    def actor(self) -> Actor:
        """Who acts when the browser asks for a page."""
        return self.ours.get("/innlogging/frontkanal").wsgi_request.actor


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def register_client(server: str, **changes: object) -> None:
    """What an operator does in Digdir's self-service."""
    fields: dict[str, object] = {
        "client_id": "fiks-test",
        "client_orgno": "910753614",
        "integration_type": "idporten",
        "client_name": "Fiks",
        "jwks": {"keys": [KEY.as_dict(private=False)]},
        "redirect_uris": [f"{OURS}/innlogging/tilbake"],
        "post_logout_redirect_uris": [f"{OURS}/innlogging/"],
        "frontchannel_logout_uri": f"{OURS}/innlogging/frontkanal",
    }
    httpx.post(f"{server}/klienter", json=fields | changes).raise_for_status()


def give_numbers(world: World) -> dict[str, str]:
    """Give the world's people numbers with the control digits that ID-porten knows, and return them by name."""
    given = {}
    with acting(OPERATOR):
        for place, name in enumerate(("ingrid", "jonas", "siri", "odd", "fredrik", "berit")):
            given[name] = number_at(date(1976, 1, 1), FEMALE, place)
            Bruker.objects.filter(pk=getattr(world, name).pk).update(foedselsnummer=given[name])
    return given


def written(*handlinger: str) -> list[Revisjonslinje]:
    """Rows of the audit log, in order, of these acts or of all that this app writes."""
    with acting(OPERATOR):
        rows = Revisjonslinje.objects.filter(handling__startswith="innlogging.").order_by("at")
        return list(rows.filter(handling__in=handlinger) if handlinger else rows)


def add_to_birkenes(world: World, number: str) -> Bruker:
    """The same person as a user of another organisation."""
    with acting(OPERATOR):
        return add_bruker(
            virksomhet=world.birkenes, foedselsnummer=number, navn="Jonas L. Berg", by=OPERATOR, at=world.now
        )
