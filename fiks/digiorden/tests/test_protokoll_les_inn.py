"""Reading records in from a file: tried first, then all of it or nothing."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from fiks.digiorden.actions.protokollfiler import Filslag, hent_protokoll
from fiks.digiorden.actions.protokollimport import KIND
from fiks.digiorden.models import Behandling
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries.protokollutvalg import Omfang
from fiks.digiorden.tests.protokollen import approved, draft, drift, last_row, vaksinasjon
from fiks.felles.kontekst import acting
from fiks.felles.lager.models import Dokument
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/behandlinger/les-inn/"


def upload(client: Client, world: World, content: bytes, *, who: str = "jonas") -> HttpResponse:
    file = SimpleUploadedFile("fil.xlsx", content)
    return world.log_in(client, getattr(world, who)).post(URL, {"fil": file})


def sheet(*rows: tuple[Any, ...]) -> bytes:
    book, out = Workbook(), BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def titles(world: World, who: str = "jonas") -> list[str]:
    by = world.actor(getattr(world, who))
    with acting(by):
        return list(
            Behandling.objects.filter(virksomhet_id=by.tenant).order_by("nummer").values_list("tittel", flat=True)
        )


def uploads(world: World) -> list[Dokument]:
    with acting(world.actor(world.jonas)):
        return list(Dokument.objects.filter(medietype=KIND))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["fredrik", "siri", "odd"])
def test_only_an_editor_may_read_in(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(URL).status_code == 403
    assert upload(client, digiorden, b"Navn\nSkole\n", who=navn).status_code == 403
    assert uploads(digiorden) == []


def test_a_file_is_tried_shown_and_then_read_in(client: Client, digiorden: World) -> None:
    tried = upload(
        client,
        digiorden,
        sheet(("Navn", "Formål", "Ansvarlig enhet"), ("Skole", "Undervise", "Oppvekst"), ("Bibliotek", "Låne ut", "")),
    )
    shown = client.get(tried.headers["Location"]).content.decode()
    assert "2 behandlinger kan leses inn" in shown
    assert "Oppvekst" in shown
    assert titles(digiorden) == []
    done = client.post(tried.headers["Location"], {"handling": "les"}, follow=True).content.decode()
    assert "2 behandlinger er lest inn som utkast." in done
    assert titles(digiorden) == ["Skole", "Bibliotek"]
    assert last_row(digiorden, "digiorden.protokoll_innlest").detaljer == {"antall": 2}
    assert [one.is_deleted for one in uploads(digiorden)] == [True]


def test_reading_in_twice_reads_in_once(client: Client, digiorden: World) -> None:
    address = upload(client, digiorden, b"Navn;Form\xc3\xa5l\nSkole;Undervise\n").headers["Location"]
    client.post(address, {"handling": "les"})
    again = client.post(address, {"handling": "les"}, follow=True).content.decode()
    assert "Velg den på nytt" in again
    assert titles(digiorden) == ["Skole"]


def test_going_back_destroys_the_file(client: Client, digiorden: World) -> None:
    address = upload(client, digiorden, b"Navn;Form\xc3\xa5l\nSkole;Undervise\n").headers["Location"]
    client.post(address, {"handling": "forkast"})
    assert titles(digiorden) == []
    assert [one.is_deleted for one in uploads(digiorden)] == [True]


def test_a_file_is_kept_for_an_hour_and_swept_by_the_next(client: Client, digiorden: World) -> None:
    address = upload(client, digiorden, b"Navn;x\nSkole;\n".replace(b";x", b";Notater")).headers["Location"]
    with acting(digiorden.actor(digiorden.jonas)):
        Dokument.objects.filter(medietype=KIND).update(delete_at=timezone.now() - timedelta(minutes=1))
    assert client.get(address).headers["Location"] == URL
    upload(client, digiorden, b"Navn;Notater\nBibliotek;\n")
    assert sorted(one.is_deleted for one in uploads(digiorden)) == [False, True]


def test_another_organisation_does_not_find_the_file(client: Client, digiorden: World) -> None:
    address = upload(client, digiorden, b"Navn;Notater\nSkole;\n").headers["Location"]
    digiorden.log_in(client, digiorden.berit).post(address, {"handling": "les"})
    assert titles(digiorden) == titles(digiorden, "berit") == []


def test_faults_are_told_by_place_and_nothing_is_read_in(client: Client, digiorden: World) -> None:
    rows = (("Navn", "Formål", "Høy risiko"), ("Skole", "Undervise", "ja"), ("Bibliotek", "=1+1", "kanskje"))
    page = upload(client, digiorden, sheet(*rows)).content.decode()
    assert "2 feil i filen" in page
    for expected in ("<td>Sheet</td>", "B3", "Cellen har en formel", "Høy risiko", "Skriv ja eller nei."):
        assert expected in page
    assert titles(digiorden) == []
    assert uploads(digiorden) == []


def test_names_in_use_and_names_that_stand_twice_are_faults(client: Client, digiorden: World) -> None:
    draft(digiorden)
    page = upload(
        client, digiorden, sheet(("Nummer", "Navn"), (1, "vaksinasjon av ELDRE"), (2, "Skole"), (3, "Skole"))
    ).content.decode()
    assert "finnes fra før som nummer 1" in page
    assert "Det samme navnet står på rad 3" in page
    assert titles(digiorden) == ["Vaksinasjon av eldre"]


def test_what_has_come_since_it_was_tried_stops_all_of_it(client: Client, digiorden: World) -> None:
    address = upload(client, digiorden, sheet(("Navn",), ("Skole",), ("Vaksinasjon av eldre",))).headers["Location"]
    draft(digiorden)
    refused = client.post(address, {"handling": "les"})
    assert refused.status_code == 409
    assert "finnes fra før" in refused.content.decode()
    assert titles(digiorden) == ["Vaksinasjon av eldre"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Filen er tom"),
        (b"PK\x03\x04" + b"x" * 99, "kan ikke leses"),
        (b"%PDF-1.7", "ikke et regneark"),
        (b"{", "ikke gyldig JSON"),
        (b"Navn;" * 200_000 + b"\n" + b"x" * 10_000_001, "for stor"),
        (b"Tittel;Notater\nSkole;x\n", "mangler kolonnen «Navn»"),
    ],
    ids=["empty", "broken", "pdf", "json", "large", "columns"],
)
def test_a_file_that_cannot_be_used_says_why(client: Client, digiorden: World, content: bytes, told: str) -> None:
    page = upload(client, digiorden, content).content.decode()
    assert told in page
    assert titles(digiorden) == []


def test_no_file_at_all_is_said(client: Client, digiorden: World) -> None:
    page = digiorden.log_in(client, digiorden.jonas).post(URL, {}).content.decode()
    assert "Velg filen du vil lese inn." in page


@pytest.mark.parametrize("slag", [Filslag.XLSX, Filslag.ODS, Filslag.CSV, Filslag.JSON])
def test_a_protocol_goes_from_one_municipality_to_another_without_loss(
    client: Client, digiorden: World, slag: Filslag
) -> None:
    approved(digiorden)
    draft(digiorden, drift(digiorden))
    by = digiorden.actor(digiorden.ingrid)
    with acting(by):
        fil = hent_protokoll(slag, Omfang.I_BRUK, by=by, at=digiorden.now)
        sent = [les(one.innhold) for one in Behandling.objects.filter(virksomhet_id=by.tenant).order_by("nummer")]
    tried = upload(client, digiorden, fil.innhold, who="berit")
    assert "Internt ansvarlig finnes ikke hos dere" in client.get(tried.headers["Location"]).content.decode()
    client.post(tried.headers["Location"], {"handling": "les"})
    with acting(digiorden.actor(digiorden.berit)):
        kept = [les(one.innhold) for one in Behandling.objects.filter(virksomhet=digiorden.birkenes).order_by("nummer")]
    nobody = {"ansvarlig_id": "", "ansvarlig_navn": ""}
    assert kept == [
        type(one)(**{**{name: getattr(one, name) for name in one.__struct_fields__}, **nobody}) for one in sent
    ]


def test_someone_with_the_same_name_here_becomes_responsible(client: Client, digiorden: World) -> None:
    hit = {
        "title": "Skole",
        "fiks": {
            "innhold": {
                "slag": "ANSVARLIG",
                "navn": "Skole",
                "ansvarlig_id": "ukjent",
                "ansvarlig_navn": f"{digiorden.jonas.navn}, rådgiver",
            }
        },
    }
    tried = upload(client, digiorden, json.dumps({"hits": [hit]}).encode())
    client.post(tried.headers["Location"], {"handling": "les"})
    with acting(digiorden.actor(digiorden.jonas)):
        assert Behandling.objects.get(tittel="Skole").ansvarlig_id == digiorden.jonas.pk


def test_a_responsible_person_of_ours_is_kept_by_id(client: Client, digiorden: World) -> None:
    made = vaksinasjon(digiorden)
    hit = {"fiks": {"innhold": {"slag": "ANSVARLIG", "navn": "Skole", "ansvarlig_id": made.ansvarlig_id}}}
    tried = upload(client, digiorden, json.dumps([hit]).encode())
    assert "Dette blir ikke med" not in client.get(tried.headers["Location"]).content.decode()
