"""Changing an application: who may, what is kept, and two who write at the same time."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.access import SYSTEMEIER
from fiks.digiorden.models import Applikasjon
from fiks.digiorden.tests.katalog import again, make_applikasjon, rows, text
from tests.world import World
from tests.world_digiorden import give_role

pytestmark = pytest.mark.django_db


def url(applikasjon: Applikasjon) -> str:
    return reverse("digiorden:applikasjon_endre", args=[applikasjon.pk])


def form(**changes: object) -> dict[str, object]:
    """What a browser sends."""
    rows = {"db-TOTAL_FORMS": "2", "db-INITIAL_FORMS": "0"}
    return {"versjon": "1", "navn": "Gerica", "livsloep": "I_BRUK", "deles": "on", **rows, **changes}


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    answer = client.get(url(make_applikasjon(digiorden, "Gerica")))
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["siri", "odd", "ingrid", "vera"])
def test_a_reader_is_refused(client: Client, digiorden: World, navn: str) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    answer = digiorden.log_in(client, getattr(digiorden, navn)).post(url(applikasjon), form(navn="Endret"))
    assert answer.status_code == 403
    assert again(applikasjon).navn == "Gerica"


def test_another_municipality_does_not_find_it(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    assert digiorden.log_in(client, digiorden.berit).get(url(applikasjon)).status_code == 404


def test_a_system_owner_changes_her_own_and_no_other(client: Client, digiorden: World) -> None:
    give_role(digiorden, digiorden.siri, SYSTEMEIER)
    own = make_applikasjon(digiorden, "Gerica", systemeier=digiorden.siri)
    other = make_applikasjon(digiorden, "Oscar")
    digiorden.log_in(client, digiorden.siri)
    assert client.post(url(own), form(systemeier=str(digiorden.siri.pk), enhet="Helse")).status_code == 302
    assert again(own).enhet == "Helse"
    assert client.post(url(other), form(navn="Oscar", enhet="Skole")).status_code == 403


def test_all_fields_are_kept_and_shown(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    sent = form(
        tema="omsorgstjenester",
        felleskomponenter=["ID_PORTEN"],
        systemeier=str(digiorden.ingrid.pk),
        aarlig_kostnad="1 200 000 kr",
        avtale_inngaatt_date="1.2.24",
        avtale_slutt_date="31.12.2027",
        innlogging="ENTRA_ID",
        gjenopprettet_date="2026-09-02",
        avtale_lenke="https://example.no/avtale",
        **{"db-0-navn": "Journalhuset AS", "db-0-orgnr": "999 999 999", "db-0-avtalt": "11.3.2024"},
    )
    answer = digiorden.log_in(client, digiorden.jonas).post(url(applikasjon), sent)
    assert answer.status_code == 302, text(answer)
    kept = again(applikasjon)
    assert (kept.aarlig_kostnad, kept.avtale_slutt_date) == (1_200_000, date(2027, 12, 31))
    assert kept.databehandlere == [{"navn": "Journalhuset AS", "orgnr": "999999999", "avtalt": "2024-03-11"}]
    shown = text(client.get(answer.headers["Location"]))
    for told in (
        "1 200 000 kroner",
        "31. desember 2027",
        "Ingrid Aas",
        "Omsorgstjenester",
        "Journalhuset AS",
        "ID-porten",
    ):
        assert told in shown, told


def test_the_log_tells_which_fields_and_no_texts(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    digiorden.log_in(client, digiorden.jonas).post(
        url(applikasjon), form(livsloep="FASES_UT", sikkerhet_merknad="Nøkkelen ligger hos Kari")
    )
    [logged] = rows("digiorden.applikasjon_endret")
    assert logged.detaljer["felter"] == ["livsloep", "sikkerhet_merknad"]
    assert logged.detaljer["livsloep"] == ["I_BRUK", "FASES_UT"]
    assert "Kari" not in str(logged.detaljer)


def test_who_was_first_is_never_overwritten_unseen(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    digiorden.log_in(client, digiorden.jonas)
    client.post(url(applikasjon), form(enhet="Helse og omsorg"))
    answer = client.post(url(applikasjon), form(enhet="Hjemmetjenesten"))
    shown = text(answer)
    assert answer.status_code == 409
    assert "Helse og omsorg" in shown
    assert "Hjemmetjenesten" in shown
    assert again(applikasjon).enhet == "Helse og omsorg"
    assert 'value="2"' in shown
    assert client.post(url(applikasjon), form(versjon="2", enhet="Hjemmetjenesten")).status_code == 302
    assert again(applikasjon).enhet == "Hjemmetjenesten"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"navn": ""}, "Skriv hva dere kaller applikasjonen."),
        ({"avtale_slutt_date": "31.2.2027"}, "Datoen finnes ikke"),
        ({"avtale_inngaatt_date": "1.1.2027", "avtale_slutt_date": "1.1.2026"}, "Datoen må være etter"),
        ({"aarlig_kostnad": "mye"}, "Skriv et helt tall"),
        ({"aarlig_kostnad": "9" * 29}, "Tallet er for stort."),
        ({"aarlig_kostnad": "-5"}, "Skriv et helt tall"),
        ({"avtale_orgnr": "12"}, "9 sifre"),
        ({"avtale_lenke": "javascript:alert(1)"}, "Skriv hele adressen"),
        ({"beskrivelse": "x" * 4001}, "Skriv høyst"),
        ({"db-0-orgnr": "999999999"}, "Skriv navnet på databehandleren."),
    ],
)
def test_what_will_not_do_is_told_at_the_field_and_nothing_is_kept(
    client: Client, digiorden: World, changes: dict[str, object], told: str
) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    answer = digiorden.log_in(client, digiorden.jonas).post(url(applikasjon), form(**changes))
    assert answer.status_code == 200
    assert told in text(answer)
    assert again(applikasjon).versjon == 1


def test_somebody_of_another_organisation_cannot_be_the_owner(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    digiorden.log_in(client, digiorden.jonas).post(url(applikasjon), form(systemeier=str(digiorden.berit.pk)))
    assert again(applikasjon).systemeier is None
