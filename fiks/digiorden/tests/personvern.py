"""Requests and breaches for tests, made through the pages by Odd, the data protection officer."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from fiks.digiorden.models import Henvendelse, Personvernavvik
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from tests.world import World

HUB = "/digiorden/personvern/"
NY, AVVIK_NY = f"{HUB}henvendelser/ny/", f"{HUB}avvik/ny/"


def as_typed(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def today() -> date:
    return timezone.localdate()


def request_form(**more: str) -> dict[str, str]:
    return {
        "slag": "INNSYN",
        "mottatt_date": as_typed(today()),
        "navn": "Solveig Moen",
        "beskrivelse": "Vil se hva vi har.",
        **more,
    }


def take_in(client: Client, world: World, **more: str) -> Henvendelse:
    """A request written down through the page."""
    answer = world.log_in(client, world.odd).post(NY, request_form(**more))
    assert answer.status_code == 302, answer.text
    with acting(world.actor(world.odd)):
        return Henvendelse.objects.select_related("behandler").latest("created_at")


def breach_form(**more: str) -> dict[str, str | list[str]]:
    at = timezone.localtime() - timedelta(hours=2)
    return {
        "tittel": "Brev lagt i feil konvolutt",
        "arter": ["KONFIDENSIALITET"],
        "oppdaget": as_typed(at.date()),
        "oppdaget_kl": f"{at:%H.%M}",
        "beskrivelse": "To brev ble byttet om.",
        "underretning": "IKKE_VURDERT",
        **more,
    }


FILLED = {
    "registrerte": "Foreldre",
    "antall_registrerte": "2",
    "opplysninger": "Navn og adresse",
    "konsekvenser": "En fremmed fikk vite om søknaden.",
    "tiltak": "Brevene er hentet tilbake.",
    "risiko": "USANNSYNLIG",
    "risiko_grunn": "Mottakeren leste ikke brevet.",
    "ikke_meldt_grunn": "Lite trolig med risiko.",
    "underretning": "IKKE_HOEY",
    "underretning_grunn": "Risikoen er ikke høy.",
}


def register(client: Client, world: World, **more: str) -> Personvernavvik:
    """A breach written down through the page."""
    answer = world.log_in(client, world.odd).post(AVVIK_NY, breach_form(**more))
    assert answer.status_code == 302, answer.text
    with acting(world.actor(world.odd)):
        return Personvernavvik.objects.latest("created_at")


def fresh(world: World, row: Henvendelse | Personvernavvik) -> None:
    with acting(world.actor(world.odd)):
        row.refresh_from_db()


def acts(world: World) -> list[str]:
    """What was written to the log about Digiorden, in time."""
    with acting(world.actor(world.odd)):
        rows = Revisjonslinje.objects.filter(handling__startswith="digiorden.").order_by("at", "id")
        return [row.handling for row in rows]
