"""«Min organisasjon»: how the organisation is reached, and its dated contacts."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.virksomhet import queries
from fiks.felles.virksomhet.models import Kontakt
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE, CHANGE, NEW = (
    "/digiorden/organisasjon/",
    "/digiorden/organisasjon/endre/",
    "/digiorden/organisasjon/kontakter/ny/",
)


def form(**more: str) -> dict[str, str]:
    return {"slag": "PERSONVERNOMBUD", "navn": "Sissel Dahl", "fra": "1.1.2026", **more}


def add(client: Client, world: World, **more: str) -> Kontakt:
    """A contact added through the page, by Ingrid."""
    answer = world.log_in(client, world.ingrid).post(NEW, form(**more))
    assert answer.status_code == 302, answer.text
    with acting(world.actor(world.ingrid)):
        return Kontakt.objects.get(navn=more.get("navn", "Sissel Dahl"))


def page_of(kontakt: Kontakt, what: str) -> str:
    return reverse(f"digiorden:kontakt_{what}", args=[kontakt.pk])


def acts(world: World) -> list[str]:
    with acting(world.actor(world.ingrid)):
        rows = Revisjonslinje.objects.filter(handling__startswith="virksomhet.").order_by("at", "id")
        return [row.handling for row in rows if row.aktoer_navn == "Ingrid Aas"]


@pytest.mark.parametrize("url", [PAGE, CHANGE, NEW])
def test_a_stranger_is_sent_to_log_in(client: Client, url: str) -> None:
    assert "/innlogging/" in client.get(url).headers["Location"]


@pytest.mark.parametrize(("navn", "url"), [("fredrik", PAGE), ("jonas", CHANGE), ("odd", NEW)])
def test_one_without_the_role_is_refused(client: Client, digiorden: World, navn: str, url: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(url).status_code == 403


def test_a_reader_sees_what_is_missing_and_may_not_change(client: Client, digiorden: World) -> None:
    text = digiorden.log_in(client, digiorden.siri).get(PAGE).text
    assert "964965404" in text
    assert "Ingen registrert" in text
    assert CHANGE not in text


def test_the_details_are_saved_and_logged(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    posted = {"versjon": "0", "epost": "post@lillesand.example", "nettsted": "www.lillesand.example"}
    answer = client.post(CHANGE, posted, follow=True)
    assert "post@lillesand.example" in answer.text
    assert "https://www.lillesand.example" in answer.text
    assert acts(digiorden) == ["virksomhet.opplysninger_endret"]
    with acting(digiorden.actor(digiorden.ingrid)):
        row = Revisjonslinje.objects.get(handling="virksomhet.opplysninger_endret")
    assert row.detaljer == {"felt": ["epost", "nettsted"]}


def test_who_saves_second_sees_both_texts_and_overwrites_nothing(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    same = "Postboks 23\r\n4791 Lillesand"
    client.post(CHANGE, {"versjon": "0", "telefon": "37 26 15 00", "postadresse": same})
    answer = client.post(CHANGE, {"versjon": "0", "telefon": "99 99 99 99", "postadresse": same})
    assert answer.status_code == 200
    assert "Ingrid Aas har lagret mens du skrev" in answer.text
    assert "37 26 15 00" in answer.text
    assert '<th scope="row">Postadresse' not in answer.text
    with acting(digiorden.actor(digiorden.ingrid)):
        assert queries.opplysninger_for(digiorden.actor(digiorden.ingrid)).telefon == "37 26 15 00"  # type: ignore[union-attr]
    assert 'name="versjon" value="1"' in answer.text
    again = client.post(CHANGE, {"versjon": "1", "telefon": "99 99 99 99"}, follow=True)
    assert "99 99 99 99" in again.text


def test_a_contact_stands_on_the_days_it_is_in_force(client: Client, digiorden: World) -> None:
    add(client, digiorden, til="31.1.2026")
    add(client, digiorden, navn="Ola Vik", fra="1.2.2026")
    actor = digiorden.actor(digiorden.ingrid)
    with acting(actor):
        for day, navn in (
            (date(2026, 1, 1), "Sissel Dahl"),
            (date(2026, 1, 31), "Sissel Dahl"),
            (date(2026, 2, 1), "Ola Vik"),
        ):
            assert [one.navn for one in queries.kontakter_for(actor, day)] == [navn]
        assert not queries.kontakter_for(actor, date(2025, 12, 31)).exists()


def test_one_who_is_relieved_ends_the_day_before(client: Client, digiorden: World) -> None:
    old = add(client, digiorden)
    today = timezone.localdate()
    answer = client.post(NEW, form(navn="Ola Vik", fra=f"{today:%d.%m.%Y}", avloeser=str(old.pk)), follow=True)
    assert "Ola Vik er lagt til." in answer.text
    with acting(digiorden.actor(digiorden.ingrid)):
        old.refresh_from_db()
    assert old.until_date == today - timedelta(days=1)
    assert "Tidligere kontakter" in answer.text
    assert sorted(acts(digiorden)) == [
        "virksomhet.kontakt_avsluttet",
        "virksomhet.kontakt_lagt_til",
        "virksomhet.kontakt_lagt_til",
    ]


def test_one_of_another_kind_is_not_relieved(client: Client, digiorden: World) -> None:
    old = add(client, digiorden)
    answer = client.post(NEW, form(slag="SIKKERHETSKONTAKT", navn="Ola Vik", fra="1.6.2026", avloeser=str(old.pk)))
    assert "Kontakten er for noe annet" in answer.text


def test_an_officer_may_be_shared(client: Client, digiorden: World) -> None:
    add(
        client,
        digiorden,
        felles_med="Birkenes kommune\nGrimstad kommune",
        organisasjon="IKT Agder",
        orgnr="985 359 385",
    )
    text = client.get(PAGE).text
    assert "Felles med Birkenes kommune, Grimstad kommune" in text
    assert "985359385" in text


def test_a_contact_is_mended_and_a_second_save_overwrites_nothing(client: Client, digiorden: World) -> None:
    kontakt = add(client, digiorden)
    url = page_of(kontakt, "endre")
    assert client.post(url, {"versjon": "1", "navn": "Sissel Dahl", "telefon": "37 00 00 11"}).status_code == 302
    answer = client.post(url, {"versjon": "1", "navn": "Sissel Dahle"})
    assert "Lagret nå" in answer.text
    with acting(digiorden.actor(digiorden.ingrid)):
        kontakt.refresh_from_db()
    assert (kontakt.navn, kontakt.telefon, kontakt.versjon) == ("Sissel Dahl", "37 00 00 11", 2)


def test_a_contact_is_ended_and_stays(client: Client, digiorden: World) -> None:
    kontakt = add(client, digiorden)
    url = page_of(kontakt, "avslutt")
    assert "Siste dag kan ikke komme før første dag" in client.post(url, {"til": "31.12.2025"}).text
    answer = client.post(url, {"til": "31.3.2026"}, follow=True)
    assert "Sissel Dahl er avsluttet." in answer.text
    assert "01.01.2026 – 31.03.2026" in answer.text
    assert "avsluttet på denne dagen eller før" in client.post(url, {"til": "31.3.2026"}).text


def test_a_national_number_is_not_taken(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    answer = client.post(NEW, form(navn=f"Sissel {digiorden.numbers['solveig']}"))
    assert "Skriv uten fødselsnummer" in answer.text


def test_another_organisations_contact_is_not_found(client: Client, digiorden: World) -> None:
    kontakt = add(client, digiorden)
    digiorden.log_in(client, digiorden.berit)
    assert client.get(page_of(kontakt, "endre")).status_code == 404
    assert client.get(page_of(kontakt, "avslutt")).status_code == 404
    assert "Sissel Dahl" not in client.get(PAGE).text


def test_an_organisation_number_has_ordinary_digits(client: Client, digiorden: World) -> None:
    answer = digiorden.log_in(client, digiorden.ingrid).post(NEW, form(orgnr="٩٦٤٩٦٥٤٠٤"))
    assert "Skriv organisasjonsnummeret med ni sifre." in answer.text


def test_those_who_share_a_contact_are_named_without_national_numbers(client: Client, digiorden: World) -> None:
    number = digiorden.numbers["solveig"]
    answer = digiorden.log_in(client, digiorden.ingrid).post(NEW, form(felles_med=f"Birkenes\n{number}"))
    assert "Skriv uten fødselsnummer." in answer.text
