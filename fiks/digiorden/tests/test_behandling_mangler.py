"""The list of faults, and the faults themselves."""

from datetime import date

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.innhold import (
    Ansvarlig,
    Automatisering,
    Databehandler,
    FellesAnsvarlig,
    Formaal,
    Gruppe,
    Innhold,
    Lagring,
    Opplysning,
    Overfoering,
)
from fiks.digiorden.tests.protokollen import approved, draft, drift, vaksinasjon
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/behandlinger/mangler/"


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(URL).status_code == 403


def test_each_fault_is_one_click_from_its_field(client: Client, digiorden: World) -> None:
    made = draft(digiorden, vaksinasjon(digiorden, lagring=[Lagring(kriterium="Så lenge det er nødvendig")]))
    approved(digiorden, vaksinasjon(digiorden, navn="Den forfalte"), dager=-1)
    draft(digiorden, vaksinasjon(digiorden, navn="Uten mangler"))
    text = digiorden.log_in(client, digiorden.jonas).get(URL).text
    address = reverse("digiorden:behandling_rediger", args=[made.pk])
    assert f'href="{address}?vis=mangler#id_lagring-0-kriterium"' in text
    assert "Fristen var" in text
    assert "2 behandlinger har noe som må rettes." in text
    assert "Uten mangler" not in text
    assert 'id="id_lagring-0-kriterium"' in client.get(f"{address}?vis=mangler").text


def test_readers_see_the_faults_without_links_to_write(client: Client, digiorden: World) -> None:
    draft(digiorden, vaksinasjon(digiorden, mottakere=[]))
    text = digiorden.log_in(client, digiorden.siri).get(URL).text
    assert "Skriv hvem som får opplysningene" in text
    assert "/rediger/" not in text


@pytest.mark.django_db(transaction=True)
def test_faults_of_another_organisation_are_never_shown(client: Client, digiorden: World) -> None:
    draft(digiorden, vaksinasjon(digiorden, mottakere=[]))
    assert "Ingen behandlinger har mangler." in digiorden.log_in(client, digiorden.berit).get(URL).text


def test_a_whole_record_lacks_nothing(digiorden: World) -> None:
    assert mangler.finn(vaksinasjon(digiorden)) == []
    assert mangler.finn(drift(digiorden)) == []


def test_an_empty_record_lacks_all_that_the_law_asks_for() -> None:
    found = {mangel.kode for mangel in mangler.stoppende(Ansvarlig(navn="Tom"))}
    assert found == {
        "UTEN_ANSVARLIG",
        "UTEN_FORMAAL",
        "UTEN_GRUPPER",
        "UTEN_MOTTAKERE",
        "UTEN_LAGRINGSTID",
        "UTEN_SIKKERHET",
        "OVERFOERING_UBESVART",
    }


_HEALTH = [Gruppe(registrerte="Elever", opplysninger=[Opplysning(navn="Helseopplysninger", art="SAERLIG")])]
_CRIME = [Gruppe(registrerte="Elever", opplysninger=[Opplysning(navn="Politiattest", art="STRAFF")])]
_PURPOSE = Formaal(tekst="Tilby vaksine", artikkel_6=["6.1.b"])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"formaal": [Formaal(tekst="Noe")]}, ("UTEN_GRUNNLAG", "formaal-0-artikkel_6", True)),
        ({"formaal": [Formaal(tekst="Noe", artikkel_6=["6.1.c"])]}, ("UTEN_HJEMMEL", "formaal-0-hjemler", False)),
        (
            {"formaal": [Formaal(tekst="Noe", artikkel_6=["6.1.f"])]},
            ("BERETTIGET_INTERESSE", "formaal-0-artikkel_6", False),
        ),
        ({"formaal": [_PURPOSE], "grupper": _HEALTH}, ("SAERLIG_UTEN_GRUNNLAG", "formaal-0-artikkel_9_10", True)),
        ({"formaal": [_PURPOSE], "grupper": _CRIME}, ("STRAFF_UTEN_GRUNNLAG", "formaal-0-artikkel_9_10", True)),
        ({"grupper": [Gruppe(registrerte="Elever")]}, ("UTEN_GRUPPER", "grupper-0-opplysninger", True)),
        ({"lagring": [Lagring(antall=10)]}, ("UTEN_LAGRINGSTID", "lagring-0-fra", True)),
        ({"lagring": [Lagring(kriterium="Ikke relevant")]}, ("UTEN_LAGRINGSTID", "lagring-0-antall", True)),
        ({"overfoeres": True}, ("OVERFOERING_UTEN_LAND", "overfoeringer-0-land", True)),
        (
            {"overfoeres": True, "overfoeringer": [Overfoering(land="USA")]},
            ("OVERFOERING_UTEN_GARANTI", "overfoeringer-0-garanti", True),
        ),
        ({"databehandlere": [Databehandler(navn="A")]}, ("UTEN_AVTALE", "databehandlere-0-avtale", False)),
        (
            {"databehandlere": [Databehandler(navn="A", avtale="OPPHOERT")]},
            ("UTEN_AVTALE", "databehandlere-0-avtale", False),
        ),
        (
            {"felles_ansvarlige": [FellesAnsvarlig(navn="B")]},
            ("UTEN_FORDELING", "felles_ansvarlige-0-fordeling", False),
        ),
        ({"hoey_risiko": True}, ("UTEN_DPIA", "dpia_ref", False)),
        ({"hoey_risiko": None}, ("RISIKO_UBESVART", "hoey_risiko", False)),
        (
            {"automatisering": Automatisering(profilering=True)},
            ("AUTOMATISERT_UTEN_FORKLARING", "automatisering.beskrivelse", False),
        ),
        ({"tiltak": [], "sikkerhet": "ikke aktuelt"}, ("UTEN_SIKKERHET", "tiltak", True)),
    ],
)
def test_each_fault_is_found_where_it_is(
    digiorden: World, change: dict[str, object], expected: tuple[str, str, bool]
) -> None:
    innhold: Innhold = msgspec.structs.replace(vaksinasjon(digiorden), **change)
    assert expected in [(mangel.kode, mangel.felt, mangel.stopper) for mangel in mangler.finn(innhold)]
    assert all(mangel.kode in mangler.NAVN for mangel in mangler.finn(innhold))


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Så lenge det er nødvendig", True),
        ("så lenge som nødvendig for formålet", True),
        ("Så  lenge vi har behov for dem", True),
        ("Inntil videre", True),
        ("As long as necessary", True),
        ("10 år etter siste dose", False),
        ("Når barnet slutter på skolen", False),
        ("Så lenge barnet går på skolen", False),
    ],
)
def test_as_long_as_necessary_is_not_a_period(text: str, vague: bool) -> None:
    assert mangler.is_vague(text) is vague


def test_a_record_is_overdue_the_day_after() -> None:
    due = date(2026, 3, 1)
    assert mangler.forfalt(due, today=due) is None
    assert mangler.forfalt(due, today=date(2026, 3, 2)) is not None
    assert mangler.forfalt(None, today=due) is None
