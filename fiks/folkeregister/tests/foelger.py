"""What the tests of following the source share: a reader over real HTTP, with a clock and a patience of its own."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from fiks.felles.kontekst import Actor, acting
from fiks.folkeregister.actions import hendelsesliste as liste
from fiks.folkeregister.actions.folging import Folger, Runde
from fiks.folkeregister.hendelsesliste import avvik
from fiks.folkeregister.models import Avstemming, Avviksslag, Hendelse, Hendelsesavvik, Hendelsesleser
from fiks.folkeregister.queries import hendelsesliste as queries
from fiks.folkeregister.registerkopi.documents import raw_documents
from fiks.folkeregister.tests.hendelseskilde import Kilde
from fiks.folkeregister.tests.persons import person
from fiks.integrasjoner.folkeregisteret import PAKKER, Folkeregisteret
from fiks.integrasjoner.hendelsesliste import Hendelsesliste
from fiks.integrasjoner.maskinporten import Token

OPERATOR = Actor.operator("drift", aarsak="Test")
PAKKE = "offentlig-med-hjemmel"


class _Tokens:
    def token(self, scope: str) -> Token:
        return Token("t", scope, datetime.now(UTC) + timedelta(hours=1))

    def forget(self, token: Token) -> None:
        pass


@dataclass
class Leser:
    """A reader of a source. `waited` are the seconds that its client would have slept."""

    kilde: Kilde
    register: Folkeregisteret
    waited: list[float]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def start(self, fra: int = 1) -> None:
        with acting(OPERATOR):
            liste.start_leser(fra=fra, pakke=PAKKE, by=OPERATOR, at=self.now)

    def runde(self, stop: Callable[[], bool] = lambda: False, pakke: str = PAKKE) -> Runde:
        return Folger(Hendelsesliste(self.register), self.register, pakke, OPERATOR, lambda: self.now, stop).runde()

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def person(self, number: str, **elements: object) -> None:
        """The source's document about a person, from now on."""
        self.kilde.dokumenter[number] = person(number, **elements)


@contextmanager
def leser(kilde: Kilde, timeout: float = 5) -> Iterator[Leser]:
    waited: list[float] = []
    with httpx.Client(timeout=timeout) as http:
        yield Leser(kilde, Folkeregisteret(kilde.url, PAKKER[PAKKE], http, _Tokens(), sleep=waited.append), waited)


def states() -> dict[int, str]:
    """The events by number, with what has become of each."""
    return dict(Hendelse.objects.order_by("sekvensnummer").values_list("sekvensnummer", "status"))


def troubles() -> dict[str, int]:
    """The open troubles, with how often."""
    return dict(Hendelsesavvik.objects.filter(lukket_at=None).values_list("slag", "antall"))


def neste() -> int:
    return Hendelsesleser.objects.get().neste_sekvensnummer


def minutes_behind(at: datetime) -> int | None:
    found = queries.tilstand()
    assert found is not None
    return found.minutter(at)


def in_the_copy(*numbers: str) -> dict[str, object]:
    return {number: json.loads(document) for number, document in raw_documents(numbers).items()}


def follow_with_troubles(at: datetime) -> None:
    """A reader that has troubles of every kind, and a reconciliation with differences: for the page."""
    with acting(OPERATOR):
        liste.start_leser(fra=183_204_411, pakke=PAKKE, by=OPERATOR, at=at - timedelta(days=2))
        liste.note_source(siste=183_204_470, at=at)
        for slag in Avviksslag:
            facts = {"grunn": "http_503", "referanse": "4839201847561029384", "hull": ["183204400–183204402"]}
            avvik.note(slag, at=at - timedelta(hours=1), antall=2, detaljer=facts)
        Avstemming.objects.create(
            startet_at=at, ferdig_at=at, utfoert_av="drift", antall=1000, like=996, ulike=2, borte=1, underveis=1, rettet=0,
            elementer={"bostedsadresse": 2, "navn": 1},
        )  # fmt: skip
