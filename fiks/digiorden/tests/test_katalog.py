"""The catalogue: its list, a system's page, and the vendor's work with its own."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions.katalog import send_inn
from fiks.digiorden.models import Katalogsystem
from fiks.digiorden.tests.katalog import (
    VENDOR,
    fill_catalogue,
    make_applikasjon,
    make_system,
    rows,
    system_again,
    text,
)
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
KATALOG, VENTER = "/digiorden/katalog/", "/digiorden/katalog/venter/"
_PAGES = ("katalogsystem_endre", "katalogsystem_avvis", "katalogsystem_utgaatt")


def url(page: str, system: Katalogsystem) -> str:
    return reverse(f"digiorden:{page}", args=[system.pk])


def propose(digiorden: World, navn: str = "Brøytekart", orgnr: str = VENDOR) -> Katalogsystem:
    """A system that Lillesand has sent in."""
    applikasjon = make_applikasjon(digiorden, navn)
    values = {"navn": navn, "leverandoer_navn": "Sørlandet Fagsystem", "leverandoer_orgnr": orgnr}
    by = digiorden.actor(digiorden.jonas)
    with acting(by):
        return send_inn(applikasjon=applikasjon, values=values, melding="", versjon=1, by=by, at=digiorden.now)


def vendor(client: Client, digiorden: World) -> Client:
    return digiorden.log_in(client, digiorden.vera)


@pytest.mark.parametrize("address", [KATALOG, VENTER])
def test_a_stranger_is_sent_to_log_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    digiorden.log_in(client, digiorden.fredrik)
    for address in (KATALOG, VENTER, url("katalogsystem", system)):
        assert client.get(address).status_code == 403


def test_all_who_read_see_the_catalogue_and_find_by_old_names(client: Client, digiorden: World) -> None:
    fill_catalogue(digiorden)
    shown = text(digiorden.log_in(client, digiorden.siri).get(KATALOG))
    assert "183 systemer" in shown
    found = text(client.get(KATALOG, {"tekst": "Agresso"}))
    assert "Unit4 ERP" in found
    assert "Gerica" not in found
    assert "Visma Familia" in text(client.get(KATALOG, {"tema": "familie-og-barn"}))


def test_a_system_that_does_not_exist_is_not_found(client: Client, digiorden: World) -> None:
    missing = "/digiorden/katalog/00000000-0000-0000-0000-000000000001/"
    assert digiorden.log_in(client, digiorden.siri).get(missing).status_code == 404


@pytest.mark.parametrize("page", _PAGES)
def test_no_municipality_reaches_the_vendors_pages(client: Client, digiorden: World, page: str) -> None:
    address = url(page, make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR))
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))
    assert digiorden.log_in(client, digiorden.berit).get(address).status_code == 403


@pytest.mark.parametrize("page", _PAGES)
def test_a_vendor_reaches_no_system_but_its_own(client: Client, digiorden: World, page: str) -> None:
    address = url(page, make_system(digiorden, "Gerica", leverandoer_orgnr="888888888"))
    assert vendor(client, digiorden).get(address).status_code == 403
    assert client.post(address, {"begrunnelse": "Nei", "navn": "Vårt"}).status_code == 403


def test_a_vendor_sees_what_waits_and_takes_it_in(client: Client, digiorden: World) -> None:
    system = propose(digiorden)
    assert "Brøytekart" in text(vendor(client, digiorden).get(VENTER))
    shown = text(client.post(url("katalogsystem_godkjenn", system), follow=True))
    assert "Systemet er tatt inn i katalogen." in shown
    assert system_again(system).status == "PUBLISERT"
    [logged] = rows("digiorden.katalog_godkjent")
    assert (logged.aktoer_navn, logged.gjelder) == ("Vera Moen", "Brøytekart")
    again = text(client.post(url("katalogsystem_godkjenn", system), follow=True))
    assert "endret eller avgjort av noen andre" in again


def test_a_vendor_does_not_see_what_belongs_to_others(client: Client, digiorden: World) -> None:
    propose(digiorden, "Andres", orgnr="888888888")
    assert "Andres" not in text(vendor(client, digiorden).get(VENTER))


def test_a_refusal_takes_a_reason_that_those_who_sent_it_in_read(client: Client, digiorden: World) -> None:
    system = propose(digiorden)
    vendor(client, digiorden)
    assert "Skriv en begrunnelse." in text(client.post(url("katalogsystem_avvis", system), {"begrunnelse": ""}))
    client.post(url("katalogsystem_avvis", system), {"begrunnelse": "Er en del av Veikart"})
    assert system_again(system).status == "AVVIST"
    with acting(digiorden.actor(digiorden.jonas)):
        applikasjon = system.applikasjon_set.get()
    shown = text(digiorden.log_in(client, digiorden.jonas).get(f"/digiorden/applikasjoner/{applikasjon.pk}/"))
    assert "Systemet ble ikke tatt inn i katalogen: Er en del av Veikart" in shown


def test_what_a_vendor_writes_is_confirmed(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR)
    sent = {"navn": "Gerica", "leverandoer_navn": "Sørlandet Fagsystem", "versjon": "1", "versjoner": "9.1\n9.0"}
    vendor(client, digiorden).post(url("katalogsystem_endre", system), sent)
    changed = system_again(system)
    assert (changed.versjoner, changed.bekreftet_felter) == (["9.1", "9.0"], ["versjoner"])
    assert "Bekreftet av leverandøren" in text(client.get(url("katalogsystem", system)))
    client.post(url("katalogsystem_bekreft", system), {"versjon": "2"})
    assert "navn" in system_again(system).bekreftet_felter
    assert system_again(system).bekreftet_av == "Sørlandet Fagsystem AS"


def test_an_old_version_of_a_system_is_never_written_over_a_new(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR)
    sent = {"navn": "Gerica", "leverandoer_navn": "Sørlandet Fagsystem", "versjon": "1", "beskrivelse": "Journal"}
    vendor(client, digiorden).post(url("katalogsystem_endre", system), sent)
    answer = client.post(url("katalogsystem_endre", system), sent | {"beskrivelse": "Noe annet"})
    assert answer.status_code == 409
    assert "Journal" in text(answer)
    assert "Noe annet" in text(answer)
    assert system_again(system).beskrivelse == "Journal"


def test_a_retired_system_stays_with_its_uses_and_says_why(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "DocuLive", leverandoer_orgnr=VENDOR)
    applikasjon = make_applikasjon(digiorden, "Arkivet", system)
    vendor(client, digiorden).post(url("katalogsystem_utgaatt", system), {"begrunnelse": "Selges ikke lenger"})
    shown = text(digiorden.log_in(client, digiorden.siri).get(f"/digiorden/applikasjoner/{applikasjon.pk}/"))
    assert "Systemet er utgått i katalogen: Selges ikke lenger" in shown
    assert "DocuLive" in text(client.get(KATALOG, {"status": "UTGAATT"}))


def test_a_vendor_never_sees_who_uses_its_system(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR)
    make_applikasjon(digiorden, "Omsorg i Lillesand", system)
    digiorden.log_in(client, digiorden.ingrid).post("/digiorden/deling/", {"deler_applikasjoner": "on", "versjon": "0"})
    assert "Lillesand" in text(digiorden.log_in(client, digiorden.berit).get(url("katalogsystem", system)))
    assert "Lillesand" not in text(vendor(client, digiorden).get(url("katalogsystem", system)))


def test_a_vendors_people_are_led_to_what_is_theirs(client: Client, digiorden: World) -> None:
    assert vendor(client, digiorden).get("/digiorden/").headers["Location"] == VENTER
