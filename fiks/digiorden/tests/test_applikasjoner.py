"""The list of applications."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.tests.katalog import make_applikasjon, make_system, text
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/applikasjoner/"


def listed(client: Client, digiorden: World, query: str = "", navn: str = "siri") -> str:
    return text(digiorden.log_in(client, getattr(digiorden, navn)).get(URL + query))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["fredrik", "vera"])
def test_one_without_a_role_and_a_vendor_are_refused(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(URL).status_code == 403


def test_an_empty_list_says_what_to_begin_with(client: Client, digiorden: World) -> None:
    shown = listed(client, digiorden)
    assert "Ingen applikasjoner er registrert ennå" in shown
    assert "Registrer en applikasjon" not in shown


def test_an_editor_is_offered_to_register(client: Client, digiorden: World) -> None:
    assert "Registrer en applikasjon" in listed(client, digiorden, navn="jonas")


def test_other_municipalities_are_never_in_the_list(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica", by=digiorden.berit)
    assert "Gerica" not in listed(client, digiorden)


def test_the_list_is_in_norwegian_order_and_leaves_out_what_has_ended(client: Client, digiorden: World) -> None:
    for navn in ("Ålesundkart", "Østkart", "Arkiv", "Zisson"):
        make_applikasjon(digiorden, navn)
    make_applikasjon(digiorden, "Gammelt arkiv", livsloep="AVSLUTTET")
    shown = listed(client, digiorden)
    assert [shown.index(navn) for navn in ("Arkiv", "Zisson", "Østkart", "Ålesundkart")] == sorted(
        shown.index(navn) for navn in ("Arkiv", "Zisson", "Østkart", "Ålesundkart")
    )
    assert "Gammelt arkiv" not in shown
    assert "Gammelt arkiv" in listed(client, digiorden, "?livsloep=ALLE")


def test_the_list_is_narrowed_by_name_vendor_theme_and_what_is_missing(client: Client, digiorden: World) -> None:
    system = make_system(digiorden, "Gerica", temaer=["omsorgstjenester"])
    make_applikasjon(digiorden, "Omsorgssystemet", system)
    make_applikasjon(digiorden, "Brøytekart", temaer=["veg-og-vegregulering"])
    for query, has, lacks in (
        ("?tekst=gerica", "Omsorgssystemet", "Brøytekart"),
        ("?tekst=sørlandet", "Omsorgssystemet", "Brøytekart"),
        ("?tema=helse-og-omsorg", "Omsorgssystemet", "Brøytekart"),
        ("?tema=veg-og-vegregulering", "Brøytekart", "Omsorgssystemet"),
        ("?mangler=katalog", "Brøytekart", "Omsorgssystemet"),
    ):
        shown = listed(client, digiorden, query)
        assert has in shown, query
        assert lacks not in shown, query


def test_mine_are_those_i_own(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Min", systemeier=digiorden.siri)
    make_applikasjon(digiorden, "Andres")
    shown = listed(client, digiorden, "?mine=on")
    assert "Min</a>" in shown
    assert "Andres" not in shown


def test_many_are_shown_a_page_at_a_time(client: Client, digiorden: World) -> None:
    for nr in range(53):
        make_applikasjon(digiorden, f"System {nr:02}")
    shown = listed(client, digiorden)
    assert "System 49" in shown
    assert "System 50" not in shown
    assert "53 applikasjoner" in shown


def test_a_filter_that_is_unknown_narrows_nothing(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica")
    assert "Gerica" in listed(client, digiorden, "?tema=finnes-ikke&livsloep=x&mangler=y&etter=%00rot")
