"""The page of one application, which system it is, and what it hangs together with."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Applikasjon, Katalogsystem
from fiks.digiorden.tests.katalog import again, make_applikasjon, make_system, rows, text
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def url(page: str, applikasjon: Applikasjon) -> str:
    return reverse(f"digiorden:{page}", args=[applikasjon.pk])


@pytest.mark.parametrize("page", ["applikasjon", "applikasjon_system", "applikasjon_send_inn", "applikasjon_kobling"])
def test_strangers_are_sent_to_log_in_and_others_are_refused(client: Client, digiorden: World, page: str) -> None:
    address = url(page, make_applikasjon(digiorden, "Gerica"))
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))
    assert digiorden.log_in(client, digiorden.fredrik).get(address).status_code == 403
    assert digiorden.log_in(client, digiorden.vera).get(address).status_code == 403
    assert digiorden.log_in(client, digiorden.berit).get(address).status_code == 404
    expected = 200 if page == "applikasjon" else 403
    assert digiorden.log_in(client, digiorden.siri).get(address).status_code == expected


def test_an_undecided_one_suggests_and_links_nothing(client: Client, digiorden: World) -> None:
    make_system(digiorden, "Gerica")
    applikasjon = make_applikasjon(digiorden, "Gerika")
    shown = text(digiorden.log_in(client, digiorden.jonas).get(url("applikasjon", applikasjon)))
    assert "Det kan være: Gerica (Sørlandet Fagsystem)" in shown
    assert again(applikasjon).katalogsystem is None


def test_a_system_is_chosen_and_logged(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    applikasjon = make_applikasjon(digiorden, "Omsorg")
    address = url("applikasjon_system", applikasjon)
    digiorden.log_in(client, digiorden.jonas)
    assert "Gerica" in text(client.get(address, {"navn": "Gerica"}))
    client.post(address, {"navn": "Gerica", "versjon": "1", "katalogsystem": str(system.pk)})
    assert again(applikasjon).katalogsystem == system
    assert rows("digiorden.applikasjon_knyttet")[0].detaljer["katalogsystem"] == str(system.pk)


def test_a_choice_on_an_old_version_changes_nothing(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    applikasjon = make_applikasjon(digiorden, "Omsorg")
    address = url("applikasjon_system", applikasjon)
    for versjon in ("0", "rot"):
        digiorden.log_in(client, digiorden.jonas).post(
            address, {"navn": "Gerica", "versjon": versjon, "katalogsystem": str(system.pk)}
        )
    assert again(applikasjon).katalogsystem is None


def send_inn(client: Client, applikasjon: Applikasjon, **changes: object) -> str:
    sent = {"navn": "Brøytekart", "leverandoer_navn": "Sørlandet Fagsystem AS", "leverandoer_orgnr": "999999999"}
    extra = {"versjon": "1", "melding": "Fra Kari i teknisk", "alias": "BK\nBrøyte", "tema": ""}
    return text(client.post(url("applikasjon_send_inn", applikasjon), sent | extra | changes, follow=True))


def test_what_the_catalogue_lacks_is_sent_in(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Brøytekart")
    shown = send_inn(digiorden.log_in(client, digiorden.jonas), applikasjon)
    assert "Sendt inn til katalogen, ikke avgjort ennå." in shown
    system = again(applikasjon).katalogsystem
    assert system is not None
    assert (system.status, system.alias) == ("FORESLAATT", ["BK", "Brøyte"])
    assert len(rows("digiorden.katalog_sendt_inn")) == 1


def test_nobody_else_sees_who_sent_it_in(client: Client, digiorden: World) -> None:
    send_inn(digiorden.log_in(client, digiorden.jonas), make_applikasjon(digiorden, "Brøytekart"))
    with acting(OPERATOR):
        system = Katalogsystem.objects.get(navn="Brøytekart")
    for person in (digiorden.berit, digiorden.vera):
        shown = text(digiorden.log_in(client, person).get(f"/digiorden/katalog/{system.pk}/"))
        assert "Brøytekart" in shown
        for told in ("Lillesand", "Jonas", "Kari i teknisk"):
            assert told not in shown


def test_sending_in_takes_a_name_and_a_vendor(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Brøytekart")
    shown = send_inn(digiorden.log_in(client, digiorden.jonas), applikasjon, navn="", leverandoer_navn="")
    assert "Skriv navnet på systemet." in shown
    assert "Skriv hvem som leverer systemet." in shown
    assert again(applikasjon).katalogsystem is None


def test_two_applications_are_coupled_and_told_on_both(client: Client, digiorden: World) -> None:
    new, old = make_applikasjon(digiorden, "Ny journal"), make_applikasjon(digiorden, "Gammel journal")
    digiorden.log_in(client, digiorden.jonas)
    sent = {"slag": "ERSTATTER", "til": str(old.pk), "beskrivelse": "Fra nyttår"}
    client.post(url("applikasjon_kobling", new), sent)
    assert "Gammel journal" in text(client.get(url("applikasjon", new)))
    shown = text(client.get(url("applikasjon", old)))
    assert "Erstattes av" in shown
    assert "De to er koblet slik fra før." in text(client.post(url("applikasjon_kobling", new), sent))
    with acting(OPERATOR):
        kobling = new.koblinger.get()
    client.post(reverse("digiorden:applikasjon_kobling_fjern", args=[new.pk, kobling.pk]))
    assert "Erstattes av" not in text(client.get(url("applikasjon", old)))
    assert len(rows("digiorden.applikasjon_kobling_fjernet")) == 1


def test_an_application_of_another_organisation_cannot_be_coupled(client: Client, digiorden: World) -> None:
    mine, other = make_applikasjon(digiorden, "Min"), make_applikasjon(digiorden, "Deres", by=digiorden.berit)
    answer = digiorden.log_in(client, digiorden.jonas).post(
        url("applikasjon_kobling", mine), {"slag": "DEL_AV", "til": str(other.pk)}
    )
    assert answer.status_code == 200
    with acting(OPERATOR):
        assert not mine.koblinger.exists()
