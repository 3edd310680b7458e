"""Systems and applications for tests, made through the actions."""

from datetime import timedelta
from html import unescape
from pathlib import Path

from django.http import HttpResponse

from fiks.digiorden.actions.applikasjoner import registrer_applikasjon
from fiks.digiorden.actions.katalog import les_inn
from fiks.digiorden.forms.katalogfil import read_katalogfil
from fiks.digiorden.models import Applikasjon, Katalogsystem
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.virksomhet.models import Bruker
from tests.world import OPERATOR, World

EXAMPLES = Path(__file__).parents[1] / "katalog/data/eksempelkatalog.csv"
VENDOR = "999999999"


def text(answer: HttpResponse) -> str:
    """What is on the page, entities read."""
    return unescape(answer.content.decode()).replace("\xa0", " ")


def make_system(world: World, navn: str, **values: object) -> Katalogsystem:
    """A published system."""
    row: dict[str, object] = {"navn": navn, "leverandoer_navn": "Sørlandet Fagsystem", **values}
    with acting(OPERATOR):
        assert les_inn([row], by=OPERATOR, at=world.now) == (1, 0)
        return Katalogsystem.objects.get(navn=navn)


def fill_catalogue(world: World) -> None:
    """All the example systems."""
    with acting(OPERATOR):
        les_inn(read_katalogfil(EXAMPLES.read_bytes()), by=OPERATOR, at=world.now)


def make_applikasjon(
    world: World, navn: str, system: Katalogsystem | None = None, *, by: Bruker | None = None, **values: object
) -> Applikasjon:
    """An application of Lillesand, or of whoever makes it."""
    actor = world.actor(by or world.jonas)
    with acting(actor):
        return registrer_applikasjon(
            katalogsystem=system, values={"navn": navn, **values}, by=actor, at=world.now + timedelta(minutes=1)
        )


def again(applikasjon: Applikasjon) -> Applikasjon:
    """As it stands."""
    with acting(OPERATOR):
        return Applikasjon.objects.select_related("katalogsystem", "systemeier").get(pk=applikasjon.pk)


def system_again(system: Katalogsystem) -> Katalogsystem:
    """As it stands."""
    with acting(OPERATOR):
        return Katalogsystem.objects.get(pk=system.pk)


def rows(handling: str) -> list[Revisjonslinje]:
    """The audit rows of all organisations, oldest first."""
    with acting(OPERATOR):
        return list(Revisjonslinje.objects.filter(handling=handling).order_by("at", "id"))
