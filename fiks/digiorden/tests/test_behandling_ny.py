"""A new record by the short form."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Behandling, Behandlingsversjon
from fiks.digiorden.tests.protokollen import last_row
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/behandlinger/ny/"
FILLED = {
    "handling": "lagre",
    "navn": "Opptak i barnehage",
    "enhet": "Oppvekst",
    "formaal-0-tekst": "Fordele plasser",
    "formaal-0-artikkel_6": ["6.1.e"],
    "formaal-0-hjemler": "barnehageloven § 16",
    "grupper-0-registrerte": "barn i barnehage",
    "grupper-0-opplysninger": ["Navn", "Adresse"],
    "grupper-0-opplysninger_andre": "Ønsket oppstart,  søsken ",
    "mottakere-0-navn": "Ingen utenfor kommunen",
    "lagring-0-antall": "5",
    "lagring-0-enhet": "AAR",
    "lagring-0-fra": "barnet slutter",
    "overfoeres": "nei",
    "tiltak": ["Tilgangsstyring"],
}


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["siri", "ingrid", "fredrik"])
def test_one_who_does_not_write_is_refused(client: Client, digiorden: World, navn: str) -> None:
    digiorden.log_in(client, getattr(digiorden, navn))
    assert client.get(URL).status_code == 403
    assert client.post(URL, FILLED).status_code == 403


def test_the_short_form_asks_only_for_what_is_required(client: Client, digiorden: World) -> None:
    text = digiorden.log_in(client, digiorden.jonas).get(URL).text
    assert 'name="formaal-0-artikkel_6"' in text
    assert "begrunnelse_6" not in text
    assert "databehandlere" not in text
    assert "(valgfritt)" not in text.replace("Andre", "").split("id_grupper")[0]


def test_it_makes_a_draft_without_faults_that_stop_it(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    answer = client.post(URL, FILLED | {"ansvarlig_id": str(digiorden.jonas.pk)}, follow=True)
    assert "Utkastet er lagret. Det har nummer 1." in answer.text
    with acting(digiorden.actor(digiorden.jonas)):
        made = Behandling.objects.get()
        versions = list(Behandlingsversjon.objects.values_list("nr", "handling"))
    assert made.ansvarlig_id == digiorden.jonas.pk
    assert made.mangler == ["RISIKO_UBESVART"]
    assert versions == [(1, "OPPRETTET")]
    group = made.innhold["grupper"][0]
    assert group["registrerte"] == "Barn i barnehage"
    assert [one["navn"] for one in group["opplysninger"]] == ["Navn", "Adresse", "Ønsket oppstart", "søsken"]
    row = last_row(digiorden, "digiorden.behandling_opprettet")
    assert (row.gjelder, row.detaljer["nummer"]) == ("Opptak i barnehage", 1)


def test_a_name_is_all_it_takes(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    assert "Skriv hva behandlingen heter." in client.post(URL, {"handling": "lagre"}).text
    assert client.post(URL, {"handling": "lagre", "navn": "Bare navnet"}).status_code == 302


def test_a_row_is_added_without_saving(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    answer = client.post(URL, FILLED | {"handling": "legg-til:grupper", "grupper-antall": "1"})
    assert 'name="grupper-1-registrerte"' in answer.text
    assert "Fordele plasser" in answer.text
    with acting(digiorden.actor(digiorden.jonas)):
        assert not Behandling.objects.exists()


def test_a_processors_record_asks_for_other_things(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    assert "oppdragsgivere-0-kategorier" in client.get(URL + "?slag=DATABEHANDLER").text
    client.post(
        URL + "?slag=DATABEHANDLER",
        {
            "handling": "lagre",
            "navn": "Drift",
            "oppdragsgivere-0-navn": "KS",
            "oppdragsgivere-0-kategorier": ["LAGRING"],
        },
    )
    with acting(digiorden.actor(digiorden.jonas)):
        made = Behandling.objects.get()
    assert made.slag == "DATABEHANDLER"
    assert made.innhold["oppdragsgivere"][0]["kategorier"] == ["LAGRING"]


@pytest.mark.parametrize("antall", ["-1", "999999999", "x", "1e9"])
def test_a_number_of_rows_out_of_reason_is_bounded(client: Client, digiorden: World, antall: str) -> None:
    digiorden.log_in(client, digiorden.jonas)
    answer = client.post(URL, FILLED | {"handling": "legg-til:formaal", "formaal-antall": antall})
    assert answer.status_code == 200
    assert answer.text.count('name="formaal-') < 2000
