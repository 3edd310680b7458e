"""The overview as a file, and files read in."""

import json
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fiks.digiorden.forms.applikasjonsark import read_oversikt
from fiks.digiorden.katalog.arkkolonner import KOLONNER
from fiks.digiorden.models import Applikasjon
from fiks.digiorden.tests.katalog import again, make_applikasjon, make_system, rows, text
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
INN = "/digiorden/applikasjoner/les-inn/"
FORMATS = ("xlsx", "ods", "csv", "json")


def fil(slag: str) -> str:
    return f"/digiorden/applikasjoner/fil/{slag}/"


def at_work(client: Client, digiorden: World) -> Client:
    return digiorden.log_in(client, digiorden.jonas)


def fetched(client: Client, slag: str) -> bytes:
    return b"".join(client.get(fil(slag)).streaming_content)  # type: ignore[attr-defined]


def whole(digiorden: World) -> Applikasjon:
    """One with something in every column."""
    return make_applikasjon(
        digiorden,
        "=Gerica",
        make_system(digiorden, "Gerica, omsorg"),
        programversjon="9.10",
        beskrivelse="Journal.\nHele døgnet; «alltid»",
        temaer=["kultur-idrett-og-fritid", "omsorgstjenester"],
        felleskomponenter=["ID_PORTEN", "DSF"],
        systemeier=digiorden.ingrid,
        antall_brukere=0,
        avtale_orgnr="012345678",
        avtale_slutt_date=date(2027, 12, 31),
        aarlig_kostnad=1_250_000,
        databehandlere=[{"navn": "Journalhuset AS", "orgnr": "999999999", "avtalt": "2024-03-11"}, {"navn": "Uten"}],
        flerfaktor="NOEN",
        deles=False,
    )


def upload(client: Client, content: bytes) -> str:
    return text(client.post(INN, {"fil": SimpleUploadedFile("liste", content)}, follow=True))


def read_in(client: Client, content: bytes) -> str:
    answer = client.post(INN, {"fil": SimpleUploadedFile("liste", content)})
    assert answer.status_code == 302, text(answer)
    return text(client.post(answer.headers["Location"], {"handling": "les"}, follow=True))


def xlsx(headings: Sequence[object], *lines: Sequence[object], formulas: bool = True) -> bytes:
    book = Workbook()
    for line in (headings, *lines):
        book.active.append(list(line))
    for row in book.active.iter_rows() if not formulas else ():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def found() -> list[Applikasjon]:
    with acting(OPERATOR):
        return list(Applikasjon.objects.order_by("sortering"))


@pytest.mark.parametrize("address", [fil("xlsx"), INN])
def test_a_stranger_is_sent_to_log_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_reader_gets_files_and_reads_none_in(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.siri)
    assert client.get(fil("xlsx")).status_code == 200
    assert client.get(INN).status_code == 403
    assert digiorden.log_in(client, digiorden.vera).get(fil("xlsx")).status_code == 403
    assert digiorden.log_in(client, digiorden.jonas).get(fil("exe")).status_code == 404


def test_a_file_tells_of_the_organisation_alone_and_is_logged(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Vår")
    make_applikasjon(digiorden, "Deres", by=digiorden.berit)
    content = fetched(at_work(client, digiorden), "xlsx")
    sheet = list(load_workbook(BytesIO(content))["Applikasjoner"].iter_rows(values_only=True))
    assert list(sheet[0]) == [one.navn for one in KOLONNER]
    assert [row[2] for row in sheet[1:]] == ["Vår"]
    [logged] = rows("digiorden.applikasjoner_hentet")
    assert logged.detaljer == {"filslag": "xlsx", "antall": 1}


@pytest.mark.parametrize("slag", FORMATS)
def test_what_is_taken_out_and_read_in_is_the_same(client: Client, digiorden: World, slag: str) -> None:
    applikasjon = whole(digiorden)
    content = fetched(at_work(client, digiorden), slag)
    assert "0 nye, 0 endret" in read_in(client, content)
    assert again(applikasjon).versjon == 1, "nothing was changed"


@pytest.mark.parametrize("slag", FORMATS)
def test_it_is_whole_also_in_another_organisation(client: Client, digiorden: World, slag: str) -> None:
    applikasjon = whole(digiorden)
    with acting(digiorden.actor(digiorden.jonas)):
        Applikasjon.objects.update(systemeier=None)
    content = fetched(at_work(client, digiorden), slag)
    if slag == "json":
        told = json.loads(content)
        told["applikasjoner"][0] |= {"id": "", "versjon": None}
        content = json.dumps(told).encode()
    else:
        content = as_new(content, slag)
    assert "1 nye, 0 endret" in read_in(digiorden.log_in(client, digiorden.berit), content)
    first, second = found()
    own = {"id", "virksomhet", "versjon", "created_at", "changed_at", "changed_by"}
    names = {field.name for field in Applikasjon._meta.concrete_fields} - own
    assert {name: getattr(first, name) for name in names} == {name: getattr(second, name) for name in names}
    assert applikasjon.navn == "=Gerica"


def as_new(content: bytes, slag: str) -> bytes:
    """The file without ids. What looks like a formula is text, as it was."""
    from fiks.felles.innlesing import tabell

    sheet = tabell.read(content)[0].rader
    return (
        xlsx(sheet[0], *([None, None, *row[2:]] for row in sheet[1:]), formulas=False)
        if slag != "csv"
        else content.replace(content.split(b"\r\n")[1].split(b";")[0], b"").replace(b"\r\n;1;", b"\r\n;;")
    )


def test_a_column_that_is_taken_away_stays_as_it_is(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica", enhet="Helse", programversjon="9")
    content = xlsx(
        ["Id", "Radversjon", "Navn", "Livsløp", "Versjon"], [str(applikasjon.pk), 1, "Gerica", "Fases ut", None]
    )
    assert "0 nye, 1 endret" in read_in(at_work(client, digiorden), content)
    changed = again(applikasjon)
    assert (changed.enhet, changed.programversjon, changed.livsloep) == ("Helse", "", "FASES_UT")


@pytest.mark.parametrize(
    ("line", "kolonne", "told"),
    [
        ({"Navn": None}, "Navn", "Skriv hva dere kaller applikasjonen."),
        ({"Livsløp": "Snart"}, "Livsløp", "«Snart» kan ikke brukes. Skriv en av disse: PLANLAGT, INNFOERES"),
        ({"Livsløp": None}, "Livsløp", "kan ikke brukes"),
        ({"System": "Finnes ikke"}, "System", "er ikke navnet på ett system"),
        ({"Katalog-id": "rot"}, "Katalog-id", "ikke noe system med denne id-en"),
        ({"Id": "00000000-0000-0000-0000-000000000001"}, "Id", "Dere har ingen applikasjon"),
        ({"Temaer": "Arbeid, Tull"}, "Temaer", "«Tull» er ukjent."),
        ({"Systemeier": "Berit Solås"}, "Systemeier", "Ingen bruker hos dere heter dette."),
        ({"Årlig kostnad": "12.5"}, "Årlig kostnad", "Skriv et helt tall"),
        ({"Avtale går ut": "31.2.2027"}, "Avtale går ut", "Datoen finnes ikke"),
        ({"Lenke til avtalen": "javascript:alert(1)"}, "Lenke til avtalen", "Skriv hele adressen"),
        ({"Databehandlere": "A; 12"}, "Databehandlere", "Skriv hver databehandler slik"),
        ({"Deles": "kanskje"}, "Deles", "Skriv ja eller nei."),
        ({"Avtale inngått": "1.1.2027", "Avtale går ut": "1.1.2026"}, "Avtale går ut", "Datoen må være etter"),
    ],
)
def test_a_fault_is_told_with_row_and_column_and_nothing_is_read_in(
    client: Client, digiorden: World, line: dict[str, object], kolonne: str, told: str
) -> None:
    bad = {"Navn": "Dårlig", "Livsløp": "I_BRUK", **line}
    headings = ["Navn", "Livsløp", *(name for name in bad if name not in {"Navn", "Livsløp"})]
    content = xlsx(headings, ["God", "I_BRUK"], [bad[name] for name in headings])
    shown = upload(at_work(client, digiorden), content)
    assert told in shown
    assert f'<td class="tall">3</td><td>{kolonne}</td>' in shown
    assert found() == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Filen er tom."),
        (b"%PDF-1.7", "ikke et regneark"),
        (b"PK\x03\x04rot", "kan ikke leses"),
        (b"{", "ikke JSON"),
        (b"[1, 2]", "ikke JSON"),
        (b'{"applikasjoner": 5}', "ikke JSON"),
        (b"[" * 100_000, "ikke JSON"),
        (b"[]", "Filen har ingen applikasjoner."),
        (b"Navn\nGerica\n", "Filen mangler kolonnen «Livsløp»."),
        ("Navn;Livsløp;Farge\nA;I_BRUK;Rød\n".encode(), "Kolonnen «Farge» er ukjent."),
        ("Navn;Livsløp;navn\nA;I_BRUK;B\n".encode(), "Kolonnen «navn» står flere ganger."),
        ("Navn;Livsløp\nA;I_BRUK\na;I_BRUK\n".encode(), "Det samme navnet står på en rad lenger oppe."),
        (xlsx(["Navn", "Livsløp"], ["=1+1", "I_BRUK"]), "har en formel"),
    ],
)
def test_a_file_that_will_not_do_is_told_of(client: Client, digiorden: World, content: bytes, told: str) -> None:
    assert told in upload(at_work(client, digiorden), content)
    assert found() == []


def test_what_is_changed_since_is_never_overwritten(client: Client, digiorden: World) -> None:
    applikasjon = make_applikasjon(digiorden, "Gerica")
    content = fetched(at_work(client, digiorden), "csv")
    answer = client.post(INN, {"fil": SimpleUploadedFile("liste", content)})
    with acting(OPERATOR):
        Applikasjon.objects.filter(pk=applikasjon.pk).update(versjon=2, enhet="Helse")
    shown = client.post(answer.headers["Location"], {"handling": "les"})
    assert shown.status_code == 409
    assert "Noen har endret applikasjonen siden filen ble laget." in text(shown)


def test_a_name_that_is_in_use_is_not_made_twice(client: Client, digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica")
    shown = upload(at_work(client, digiorden), "Navn;Livsløp\ngerica;I_BRUK\n".encode())
    assert "Dere har en applikasjon som heter dette." in shown


def test_a_file_that_was_tried_is_forgotten_when_asked(client: Client, digiorden: World) -> None:
    answer = at_work(client, digiorden).post(INN, {"fil": SimpleUploadedFile("l", "Navn;Livsløp\nA;I_BRUK\n".encode())})
    tried = answer.headers["Location"]
    assert digiorden.log_in(client, digiorden.berit).get(tried).headers["Location"] == INN, "another's file"
    at_work(client, digiorden).post(tried, {"handling": "forkast"})
    assert client.get(tried).headers["Location"] == INN
    assert found() == []


def test_five_thousand_rows_are_tried_in_a_few_seconds(digiorden: World) -> None:
    headings = [one.navn for one in KOLONNER][2:]
    full = {"Livsløp": "I_BRUK", "Avtale går ut": "31.12.2027", "Årlig kostnad": "120 000", "Enhet": "Helse"}
    lines = ([full.get(name, f"System {nr}" if name == "Navn" else None) for name in headings] for nr in range(5_000))
    content = xlsx(headings, *lines)
    by = digiorden.actor(digiorden.jonas)
    started = perf_counter()
    with acting(by):
        funn = read_oversikt(content, by=by)
    taken = perf_counter() - started
    assert (len(funn.rader), funn.feil) == (5_000, [])
    assert taken < 10, f"{taken:.1f} s"
