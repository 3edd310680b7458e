"""Personal data breaches: who sees them, the 72 hours, and what must be told before one is closed."""

import zipfile
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fiks.digiorden.models import Personvernavvik
from fiks.digiorden.tests.personvern import AVVIK_NY, FILLED, HUB, acts, as_typed, breach_form, fresh, register
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
NOBODYS = UUID(int=1)
ALL, FILE = f"{HUB}avvik/", f"{HUB}avvik/last-ned/"


def page(avvik: Personvernavvik, what: str = "") -> str:
    return reverse(f"digiorden:avvik{what and '_'}{what}", args=[avvik.pk])


def moment(hours_ago: float) -> dict[str, str]:
    at = timezone.localtime() - timedelta(hours=hours_ago)
    return {"oppdaget": as_typed(at.date()), "oppdaget_kl": f"{at:%H.%M}"}


@pytest.mark.parametrize("url", [AVVIK_NY, ALL, FILE, *(f"{ALL}{NOBODYS}/{what}" for what in ("", "endre/", "lukk/"))])
def test_a_stranger_is_sent_to_log_in(client: Client, url: str) -> None:
    assert "/innlogging/" in client.get(url).headers["Location"]


@pytest.mark.parametrize(("navn", "url"), [("fredrik", ALL), ("ingrid", AVVIK_NY), ("jonas", FILE)])
def test_one_without_the_role_is_refused(client: Client, digiorden: World, navn: str, url: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(url).status_code == 403


def test_a_breach_is_written_down_and_the_clock_runs(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden)
    text = client.get(page(avvik)).text
    assert "Meldes til Datatilsynet innen" in text
    assert "Skriv hva avviket kan føre til" in text
    assert acts(digiorden) == ["digiorden.avvik_registrert"]


def test_past_72_hours_the_page_says_so(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden, **moment(80))
    assert "Skulle vært meldt til Datatilsynet" in client.get(page(avvik)).text


def test_only_the_officer_and_the_handler_see_it(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden, behandler=str(digiorden.jonas.pk))
    for navn, status in (("jonas", 200), ("ingrid", 404), ("siri", 404), ("berit", 404)):
        digiorden.log_in(client, getattr(digiorden, navn))
        assert client.get(page(avvik)).status_code == status
        assert client.get(page(avvik, "endre")).status_code == status
        assert (str(avvik.pk) in client.get(ALL).text) == (status == 200)
    digiorden.log_in(client, digiorden.jonas)
    assert client.get(page(avvik, "lukk")).status_code == 403


def test_telling_late_asks_for_a_reason(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden, **moment(80))
    told = {**moment(80), "versjon": "1", "meldt": as_typed(timezone.localdate()), "meldt_kl": "00.00"}
    told["meldt_kl"] = f"{timezone.localtime() - timedelta(minutes=1):%H.%M}"
    text = client.post(page(avvik, "endre"), breach_form(**told)).text
    assert "mer enn 72 timer etter at det ble oppdaget" in text
    late = breach_form(**told, forsinket_grunn="Helgen kom i mellom.")
    assert client.post(page(avvik, "endre"), late).status_code == 302


def test_it_cannot_be_told_before_it_was_discovered(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden, **moment(2))
    told = {
        **moment(2),
        "versjon": "1",
        "meldt": as_typed(timezone.localdate() - timedelta(days=2)),
        "meldt_kl": "10.00",
    }
    assert "før det ble oppdaget" in client.post(page(avvik, "endre"), breach_form(**told)).text


def test_it_is_not_closed_before_all_is_told(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden)
    assert "Noe mangler før avviket kan lukkes" in client.get(page(avvik, "lukk")).text
    assert "Noe mangler" in client.post(page(avvik, "lukk"), {"versjon": "1"}, follow=True).text
    fresh(digiorden, avvik)
    assert avvik.is_open


def test_a_full_breach_is_closed_locked_and_opened_again(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden)
    assert client.post(page(avvik, "endre"), breach_form(**FILLED, versjon="1")).status_code == 302
    assert "Dette mangler før avviket kan lukkes" not in client.get(page(avvik)).text
    assert "Avviket er lukket." in client.post(page(avvik, "lukk"), {"versjon": "2"}, follow=True).text
    assert (
        "Åpne det igjen for å endre det" in client.post(page(avvik, "endre"), breach_form(**FILLED, versjon="3")).text
    )
    client.post(page(avvik, "aapne"))
    fresh(digiorden, avvik)
    assert avvik.is_open
    assert acts(digiorden)[-3:] == ["digiorden.avvik_endret", "digiorden.avvik_lukket", "digiorden.avvik_aapnet"]


def test_high_risk_without_telling_the_people_is_not_closed(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden, **FILLED | {"risiko": "HOEY"})
    text = client.get(page(avvik)).text
    assert "Meld avviket til Datatilsynet" in text
    assert "Da skal de registrerte underrettes" in text


def test_who_saves_second_sees_both_texts_and_overwrites_nothing(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden)
    client.post(page(avvik, "endre"), breach_form(versjon="1", tiltak="Ringte mottakeren"))
    text = client.post(page(avvik, "endre"), breach_form(versjon="1", tiltak="Sendte brev")).text
    assert "Ringte mottakeren" in text
    fresh(digiorden, avvik)
    assert avvik.tiltak == "Ringte mottakeren"


def test_the_register_is_taken_out_as_a_file_and_logged(client: Client, digiorden: World) -> None:
    register(client, digiorden, **FILLED)
    answer = client.get(FILE)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="avviksregister-')
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    for told in ("Brev lagt i feil konvolutt", "En fremmed fikk vite om søknaden.", "BegrunnelseIkkeMeldt"):
        assert told in text
    assert acts(digiorden)[-1] == "digiorden.avviksregister_lastet_ned"


def test_the_database_keeps_the_rules_of_closing(client: Client, digiorden: World) -> None:
    avvik = register(client, digiorden)
    rows = Personvernavvik.objects.filter(pk=avvik.pk)
    with acting(digiorden.actor(digiorden.odd)):
        for wrong in (
            {"lukket_at": timezone.now()},
            {"meldt_at": avvik.oppdaget_at + timedelta(hours=73)},
            {"underrettet_date": timezone.localdate()},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**wrong)
        rows.update(meldt_at=avvik.oppdaget_at + timedelta(hours=71))
