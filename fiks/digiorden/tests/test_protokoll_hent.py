"""Getting the whole protocol as a file."""

import json
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from fiks.digiorden.tests.protokollen import approved, draft, drift, last_row, vaksinasjon
from fiks.felles.pdf.tests.reading import read_pdf
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/behandlinger/hent/"
KINDS = ("pdf", "xlsx", "ods", "csv", "json")


def body(client: Client, world: World, kind: str, query: str = "") -> bytes:
    answer = world.log_in(client, world.siri).get(f"{URL}{kind}/{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("url", [URL, *(f"{URL}{kind}/" for kind in KINDS)])
def test_a_stranger_is_sent_to_log_in(client: Client, url: str) -> None:
    assert client.get(url).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("url", [URL, f"{URL}pdf/"])
def test_one_without_a_role_is_refused(client: Client, digiorden: World, url: str) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(url).status_code == 403


def test_the_page_tells_how_many_records_there_are(client: Client, digiorden: World) -> None:
    approved(digiorden)
    draft(digiorden, drift(digiorden))
    pages = digiorden.log_in(client, digiorden.siri)
    assert "1 godkjent behandling" in pages.get(URL).content.decode()
    assert "2 behandlinger, med utkast" in pages.get(f"{URL}?omfang=i-bruk").content.decode()


def test_only_an_editor_is_offered_to_read_in(client: Client, digiorden: World) -> None:
    offer = "Les inn behandlinger fra en fil"
    assert offer not in digiorden.log_in(client, digiorden.siri).get(URL).content.decode()
    assert offer in digiorden.log_in(client, digiorden.jonas).get(URL).content.decode()


def test_the_pdf_holds_what_is_in_force_and_says_who_printed_it(client: Client, digiorden: World) -> None:
    approved(digiorden)
    draft(digiorden, drift(digiorden))
    pdf = read_pdf(body(client, digiorden, "pdf"))
    assert "1 Vaksinasjon av eldre" in pdf.flowing()
    assert "Drift av sakssystem" not in pdf.flowing()
    assert f"av {digiorden.siri.navn}" in pdf.flowing()
    assert f"Organisasjonsnummer {digiorden.lillesand.orgnr}" in pdf.flowing()


def test_drafts_come_along_when_they_are_asked_for(client: Client, digiorden: World) -> None:
    approved(digiorden)
    draft(digiorden, drift(digiorden))
    found = json.loads(body(client, digiorden, "json", "?omfang=i-bruk"))
    assert [(hit["title"], hit["status"]) for hit in found["hits"]] == [
        ("Vaksinasjon av eldre", "APPROVED"),
        ("Drift av sakssystem for Birkenes", "DRAFT"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_can_be_had_also_when_there_is_nothing(client: Client, digiorden: World, kind: str) -> None:
    answer = digiorden.log_in(client, digiorden.siri).get(f"{URL}{kind}/")
    assert answer.status_code == 200
    assert f'filename="behandlingsprotokoll-{digiorden.lillesand.orgnr}-' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')


def test_another_organisations_records_are_never_in_it(client: Client, digiorden: World) -> None:
    approved(digiorden)
    answer = digiorden.log_in(client, digiorden.berit).get(f"{URL}json/?omfang=i-bruk")
    assert json.loads(b"".join(answer.streaming_content))["hits"] == []  # type: ignore[attr-defined]


def test_the_spreadsheet_holds_the_record(client: Client, digiorden: World) -> None:
    approved(digiorden, vaksinasjon(digiorden, navn="=Vaksinasjon"))
    sheet = load_workbook(BytesIO(body(client, digiorden, "xlsx")))["Behandlinger"]
    row = dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True))
    assert (row["Nummer"], row["Navn"], row["Status"]) == (1, "=Vaksinasjon", "Godkjent")


def test_who_took_it_is_written_to_the_log(client: Client, digiorden: World) -> None:
    approved(digiorden)
    body(client, digiorden, "csv")
    row = last_row(digiorden, "digiorden.protokoll_hentet")
    assert row.detaljer == {"filslag": "csv", "omfang": "i-kraft", "antall": 1}
    assert row.aktoer_navn == digiorden.siri.navn


def test_a_kind_of_file_that_is_not_made_is_not_found(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.siri).get(f"{URL}exe/").status_code == 404
