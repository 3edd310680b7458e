"""Requests from data subjects: who sees them, their deadlines, and how they end."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Henvendelse
from fiks.digiorden.personvern.frister import answer_due, latest_extension
from fiks.digiorden.tests.personvern import HUB, NY, acts, as_typed, fresh, request_form, take_in, today
from fiks.felles.kontekst import acting
from fiks.felles.meldinger.models import Melding
from fiks.felles.revisjon.models import Revisjonslinje
from tests.world import World

pytestmark = pytest.mark.django_db
NOBODYS = UUID(int=1)
ALL = f"{HUB}henvendelser/"


def page(henvendelse: Henvendelse, what: str = "") -> str:
    return reverse(f"digiorden:henvendelse{what and '_'}{what}", args=[henvendelse.pk])


PAGES = ("", "endre", "forleng", "avslutt")


@pytest.mark.parametrize("url", [HUB, NY, ALL, *(f"{ALL}{NOBODYS}/{what and what + '/'}" for what in PAGES)])
def test_a_stranger_is_sent_to_log_in(client: Client, url: str) -> None:
    assert "/innlogging/" in client.get(url).headers["Location"]


@pytest.mark.parametrize(("navn", "url"), [("fredrik", HUB), ("fredrik", ALL), ("ingrid", NY), ("jonas", NY)])
def test_one_without_the_role_is_refused(client: Client, digiorden: World, navn: str, url: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(url).status_code == 403


def test_a_request_gets_a_number_and_a_month(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden)
    assert henvendelse.frist_date == answer_due(today())
    assert str(henvendelse) == f"{today().year}-1"
    assert str(take_in(client, digiorden)) == f"{today().year}-2"
    text = client.get(page(henvendelse)).text
    assert "Solveig Moen" in text
    title = text[text.index("<title>") : text.index("</title>")]
    assert "Solveig" not in title
    assert acts(digiorden) == ["digiorden.henvendelse_mottatt"] * 2


def test_the_log_does_not_tell_who_has_asked(client: Client, digiorden: World) -> None:
    take_in(client, digiorden)
    with acting(digiorden.actor(digiorden.ingrid)):
        row = Revisjonslinje.objects.get(handling="digiorden.henvendelse_mottatt")
    told = f"{row.gjelder} {row.detaljer} {row.aarsak} {row.subjekter}"
    assert "Solveig" not in told
    assert row.detaljer["slag"] == "INNSYN"


def test_a_national_number_is_not_taken(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.odd)
    number = digiorden.numbers["solveig"]
    for field in ("navn", "beskrivelse", "kontaktvei", "saksnummer"):
        assert "Skriv uten fødselsnummer" in client.post(NY, request_form(**{field: f"Fnr {number}"})).text


def test_a_day_to_come_is_not_taken(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.odd)
    text = client.post(NY, request_form(mottatt_date=as_typed(today() + timedelta(days=1)))).text
    assert "Datoen er ikke kommet ennå." in text


def test_only_the_officer_and_the_handler_see_it(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden, behandler=str(digiorden.jonas.pk))
    for navn, status in (("jonas", 200), ("ingrid", 404), ("siri", 404), ("berit", 404)):
        digiorden.log_in(client, getattr(digiorden, navn))
        assert [client.get(page(henvendelse, what)).status_code for what in PAGES] == [status] * 4, navn
        assert (str(henvendelse.pk) in client.get(ALL).text) == (status == 200)
        assert (str(henvendelse.pk) in client.get(HUB).text) == (status == 200)
    with acting(digiorden.actor(digiorden.jonas)):
        melding = Melding.objects.get(bruker=digiorden.jonas)
    assert "Solveig" not in melding.tittel + melding.tekst


def test_a_handler_changes_his_own_but_does_not_hand_it_on(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden, behandler=str(digiorden.jonas.pk))
    digiorden.log_in(client, digiorden.jonas)
    changed = request_form(status="VENTER", versjon="1", saksnummer="2026/14", behandler=str(digiorden.siri.pk))
    assert client.post(page(henvendelse, "endre"), changed).status_code == 302
    fresh(digiorden, henvendelse)
    assert (henvendelse.status, henvendelse.saksnummer) == ("VENTER", "2026/14")
    assert henvendelse.behandler_id == digiorden.jonas.pk
    assert client.post(page(henvendelse, "aapne")).status_code == 403


def test_who_saves_second_sees_both_texts_and_overwrites_nothing(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden)
    url = page(henvendelse, "endre")
    client.post(url, request_form(status="UNDER_ARBEID", versjon="1", saksnummer="2026/14"))
    text = client.post(url, request_form(status="UNDER_ARBEID", versjon="1", saksnummer="2026/99")).text
    assert "Lagret nå" in text
    assert "2026/14" in text
    fresh(digiorden, henvendelse)
    assert henvendelse.saksnummer == "2026/14"


def test_another_day_of_receipt_moves_the_deadline(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden)
    earlier = today() - timedelta(days=10)
    moved = request_form(status="MOTTATT", versjon="1", mottatt_date=as_typed(earlier))
    client.post(page(henvendelse, "endre"), moved)
    fresh(digiorden, henvendelse)
    assert henvendelse.frist_date == answer_due(earlier)


def test_a_deadline_is_extended_with_a_reason_told_in_time(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden, mottatt_date=as_typed(today() - timedelta(days=20)))
    url, latest = page(henvendelse, "forleng"), latest_extension(henvendelse.mottatt_date)
    good = {"versjon": "1", "til": as_typed(latest), "grunn": "Mange arkiver", "fortalt": as_typed(today())}
    assert "mer enn to måneder" in client.post(url, good | {"til": as_typed(latest + timedelta(days=1))}).text
    assert "etter den første" in client.post(url, good | {"til": as_typed(henvendelse.frist_date)}).text
    assert "Skriv hvorfor dere trenger mer tid" in client.post(url, good | {"grunn": ""}).text
    early = as_typed(henvendelse.mottatt_date - timedelta(days=1))
    assert "innen den første fristen" in client.post(url, good | {"fortalt": early}).text
    assert client.post(url, good).status_code == 302
    fresh(digiorden, henvendelse)
    assert henvendelse.gjeldende_frist == latest
    moved = request_form(status="MOTTATT", versjon="2", mottatt_date=as_typed(today()))
    assert "dagen den kom kan ikke endres" in client.post(page(henvendelse, "endre"), moved).text
    assert "forlenget fra før" in client.post(url, good | {"versjon": "2"}).text
    assert "digiorden.henvendelse_forlenget" in acts(digiorden)


def test_a_person_told_too_late_gets_no_extension(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden, mottatt_date=as_typed(today() - timedelta(days=40)))
    latest = as_typed(latest_extension(henvendelse.mottatt_date))
    posted = {"versjon": "1", "til": latest, "grunn": "Mange arkiver", "fortalt": as_typed(today())}
    assert "innen den første fristen" in client.post(page(henvendelse, "forleng"), posted).text
    assert "Fristen var" in client.get(page(henvendelse)).text


def test_an_answer_closes_it_and_it_can_be_opened_again(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden)
    url = page(henvendelse, "avslutt")
    before = as_typed(today() - timedelta(days=1))
    answer = {"versjon": "1", "status": "BESVART", "svar": "Sendte kopi.", "svar_dato": as_typed(today())}
    assert "før henvendelsen kom" in client.post(url, answer | {"svar_dato": before}).text
    assert client.post(url, answer).status_code == 302
    assert "Besvart" in client.get(page(henvendelse)).text
    again = request_form(status="MOTTATT", versjon="2")
    assert "Henvendelsen er avsluttet." in client.post(page(henvendelse, "endre"), again).text
    assert client.post(page(henvendelse, "aapne")).status_code == 302
    fresh(digiorden, henvendelse)
    assert henvendelse.is_open
    assert acts(digiorden) == [
        "digiorden.henvendelse_mottatt",
        "digiorden.henvendelse_avsluttet",
        "digiorden.henvendelse_aapnet",
    ]


def test_the_database_keeps_the_deadline_rules(client: Client, digiorden: World) -> None:
    henvendelse = take_in(client, digiorden)
    with acting(digiorden.actor(digiorden.odd)):
        for wrong in (
            {"forlenget_til": today() + timedelta(days=80)},
            {"status": "BESVART"},
            {"frist_date": henvendelse.mottatt_date},
            {"behandler_id": digiorden.berit.pk},
        ):
            with pytest.raises(DatabaseError):
                _set(henvendelse, wrong)


@transaction.atomic
def _set(henvendelse: Henvendelse, values: dict[str, object]) -> None:
    Henvendelse.objects.filter(pk=henvendelse.pk).update(**values)
    connection.check_constraints()
