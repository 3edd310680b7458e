"""What the tests of the list pages have in common."""

from typing import TYPE_CHECKING

from django.test import Client

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.models import Innbyggerliste

if TYPE_CHECKING:
    from tests.world import World

LISTER = "/folkeregister/innbyggerlister/"
NY = f"{LISTER}ny/"


def filled(world: "World", **changes: object) -> dict[str, object]:
    """A form that is filled in: those who are 20 or older in Lillesand."""
    return {
        "kommuner": ["4215"],
        "alder": "PAA_DATO",
        "alder_fra": "20",
        "alder_per": "31.12.2026",
        "kjoenn": "",
        "kolonnesett": "VAKSINE",
        "sortering": "NAVN",
        "formaal": world.vaksine.formaal[0],
        "sak": "2026/1432",
        "filformat": "xlsx",
        "handling": "lag",
    } | changes


def at_work(client: Client, world: "World") -> Client:
    """Jonas in the role for vaccination."""
    return world.log_in(client, world.jonas, world.vaksine)


def text(answer: object) -> str:
    """The page, with ordinary spaces."""
    content: bytes = answer.content  # type: ignore[attr-defined]  # the test client's answer
    return content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def rows(world: "World", handling: str) -> list[Revisjonslinje]:
    """The audit rows of Lillesand, oldest first."""
    with acting(world.actor(world.jonas)):
        return list(Revisjonslinje.objects.filter(handling=handling).order_by("at"))


def lister(world: "World") -> list[Innbyggerliste]:
    """Every list in Lillesand, oldest first."""
    with acting(world.actor(world.jonas)):
        return list(Innbyggerliste.objects.order_by("bestilt_at"))
