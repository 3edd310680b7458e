"""The protocol as files: nothing is lost on the way out and in, and what is wrong with a file is told by its place."""

import json
import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
import yaml
from django.utils.translation import override
from jsonschema import Draft4Validator
from openpyxl import load_workbook

from fiks.digiorden.actions.protokollfiler import ARK, spreadsheet
from fiks.digiorden.protokoll import ropa
from fiks.digiorden.protokoll.arklesing import GRENSER, read_sheets
from fiks.digiorden.protokoll.funn import Funn
from fiks.digiorden.protokoll.innhold import Innhold, skriv
from fiks.digiorden.protokoll.kolonner import KOLONNER, headings
from fiks.digiorden.protokoll.ropalesing import read_json
from fiks.digiorden.protokoll.utskrift import one, whole
from fiks.digiorden.tests.protokollposter import ALLE, HODE, TOM, VAKSINASJON, posts
from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.tabell import Ark, Celle
from fiks.felles.pdf.sats import set_pdf
from fiks.felles.pdf.tests.reading import read_pdf
from fiks.felles.regneark import Format

AT = datetime(2026, 11, 25, 10, 48, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
IDS = [UUID(int=nr) for nr in range(1, len(ALLE) + 1)]


def read(*rows: list[Celle], name: str = "Behandlinger") -> Funn:
    return read_sheets([Ark(name, list(rows))])


def contents(funn: Funn) -> list[dict[str, object]]:
    assert funn.feil == []
    return [skriv(lest.innhold) for lest in funn.lest]


def written(records: tuple[Innhold, ...] = ALLE) -> list[dict[str, object]]:
    return [skriv(one) for one in records]


@pytest.mark.parametrize("format", list(Format))
def test_a_spreadsheet_that_was_taken_out_is_read_in_without_loss(format: Format) -> None:
    made = spreadsheet(format, posts(), HODE)
    assert contents(read_sheets(tabell.read(made, GRENSER))) == written()


def test_a_spreadsheet_is_the_same_whatever_the_language() -> None:
    with override("en"):
        english = spreadsheet(Format.CSV, posts(), HODE)
    assert english == spreadsheet(Format.CSV, posts(), HODE)


def test_another_reader_finds_the_columns_and_what_they_mean() -> None:
    book = load_workbook(BytesIO(spreadsheet(Format.XLSX, posts(), HODE)))
    assert [cell.value for cell in book[ARK][1]] == [name for name, _told in headings()]
    about = [row[0].value for row in book["Om filen"].iter_rows()]
    assert about[:2] == ["Virksomhet", "Personvernombud"]
    assert {kolonne.navn for kolonne in KOLONNER} < set(about)


def test_the_columns_stand_in_the_documentation_in_order() -> None:
    text = (ROOT / "docs/bruk/protokoll-formater.md").read_text(encoding="utf-8")
    table = [line.split(" | ") for line in text.splitlines() if line.startswith("| ") and line.count(" | ") == 2]
    told = [(cells[1], cells[2].removesuffix(" |")) for cells in table if re.fullmatch(r"\| [A-Z]{1,2}", cells[0])]
    assert told == headings()


def test_json_that_was_taken_out_is_read_in_without_loss() -> None:
    made = json.dumps(ropa.document(list(zip(IDS, posts(), strict=True)), HODE)).encode()
    assert contents(read_json(made, most=10)) == written()


def test_json_has_the_published_shape(shared: Path) -> None:
    spec = yaml.safe_load((shared / "spec/digiorden/fdk-ropa-specification.yaml").read_text(encoding="utf-8"))
    schema = {"$ref": "#/components/schemas/PagedResource", "components": spec["components"]}
    made = json.loads(json.dumps(ropa.document(list(zip(IDS, posts(), strict=True)), HODE)))
    Draft4Validator(schema).validate(made)
    assert set(made["hits"][0]) - {"fiks"} == set(spec["components"]["schemas"]["Record"]["properties"])
    organization = {"$ref": "#/components/schemas/Organization", "components": spec["components"]}
    Draft4Validator(organization).validate(made["organization"])


def test_json_tells_the_published_fields_of_a_record() -> None:
    found = ropa.record(IDS[0], posts()[0], HODE.eier)
    assert (found["title"], found["status"], found["organizationId"]) == (VAKSINASJON.navn, "APPROVED", "964965404")
    assert found["purpose"] == "Gi vaksiner\nMelde til SYSVAK"
    assert found["articleSixBasis"][0] == {
        "legality": "6.1.e",
        "referenceUrl": "https://lovdata.no/lov/1994-08-05-55/§3-8",
    }
    assert found["plannedDeletion"].startswith("Journal: 10 år fra siste kontakt; bevares etter arkivlova")
    assert found["dataTransfers"]["transferred"] is True


def test_json_from_others_is_read_as_far_as_its_shape_goes() -> None:
    hit = {
        "title": "Barnehage",
        "purpose": "Tildele plass\nKreve betaling",
        "articleSixBasis": [{"legality": "Art. 6(1)(e)", "referenceUrl": "https://lovdata.no/lov/2005-06-17-64"}],
        "otherArticles": {"articleNine": {"checked": True, "referenceUrl": "9.2.g"}},
        "dataSubjectCategories": ["Barn"],
        "personalDataCategories": ["Navn", "Helse"],
        "plannedDeletion": "Fem år etter at barnet slutter",
        "dataTransfers": {"transferred": False},
        "dataProtectionImpactAssessment": {"conducted": True, "assessmentReportUrl": "24/1"},
    }
    [lest] = read_json(json.dumps({"hits": [hit]}).encode(), most=10).lest
    assert [formaal.tekst for formaal in lest.innhold.formaal] == ["Tildele plass", "Kreve betaling"]
    assert {tuple(formaal.artikkel_6) for formaal in lest.innhold.formaal} == {("6.1.e",)}
    assert lest.innhold.grupper[0].opplysninger[1].navn == "Helse"
    assert (lest.innhold.overfoeres, lest.innhold.dpia_ref) == (False, "24/1")


@pytest.mark.parametrize(
    ("content", "field", "told"),
    [
        (b"{", "", "ikke gyldig JSON"),
        (b"[" * 100_000, "", "ikke gyldig JSON"),
        (b'{"hits": [{"title": NaN}]}', "", "ikke gyldig JSON"),
        (b'{"hits": []}', "hits", "ingen behandlinger"),
        (b'{"hits": [1]}', "", "ikke en behandling"),
        (b'{"hits": [{"purpose": "x"}]}', "title", "navnet"),
        (b'{"hits": [{"title": ["x"]}]}', "title", "feil slag"),
        (b'{"hits": [{"title": "x", "articleSixBasis": [{"legality": "7.1"}]}]}', "articleSixBasis", "ukjent"),
        (b'{"hits": [{"title": "x"}], "pagesTotal": 3}', "pagesTotal", "flere sider"),
        (b'{"hits": [{"title": "x", "fiks": 1}]}', "fiks", "ikke slik vi skriver"),
        (b'{"hits": [{"title": "x", "fiks": {"innhold": {"slag": "ANNET"}}}]}', "", "kan ikke leses"),
        (b'{"hits": [{"title": "y", "fiks": {"innhold": {"slag": "ANSVARLIG", "navn": "x"}}}]}', "title", "er endret"),
        (json.dumps({"hits": [{"title": f"{nr}"} for nr in range(11)]}).encode(), "", "Del den opp"),
    ],
)
def test_json_that_cannot_be_used_says_why(content: bytes, field: str, told: str) -> None:
    [feil] = read_json(content, most=10).feil
    assert feil.kolonne == field
    assert told in feil.tekst


def test_a_file_of_your_own_needs_no_numbers_and_few_columns() -> None:
    funn = read(
        ["Protokoll 2026"],
        ["navn", "FORMÅL", "Formål: artikkel 6", "Lagring: tid", "Lagring: enhet", "Databehandler: avtale signert"],
        ["Skole", "Undervise", "6.1.e, 6.1.c", "10", "år", date(2024, 2, 29)],
        [None, "Vurdere", "6.1.c", None, None, None],
        ["Barnehage", "Tildele plass", None, None, None, None],
    )
    skole, barnehage = (lest.innhold for lest in funn.lest)
    assert [formaal.tekst for formaal in skole.formaal] == ["Undervise", "Vurdere"]
    assert skole.formaal[0].artikkel_6 == ["6.1.e", "6.1.c"]
    assert (skole.lagring[0].antall, skole.lagring[0].enhet) == (10, "AAR")
    assert skole.databehandlere[0].avtale_date == "2024-02-29"
    assert (barnehage.navn, funn.lest[1].rad) == ("Barnehage", 5)


_HEAD: list[Celle] = ["Nummer", "Protokoll", "Navn"]


@pytest.mark.parametrize(
    ("rows", "place", "told"),
    [
        ([["Tittel"], ["Skole"]], (0, ""), "mangler kolonnen «Navn»"),
        ([["Navn", "Farge"], ["Skole", "rød"]], (1, "Farge"), "ukjent"),
        ([["Navn", "Navn"], ["Skole", "rød"]], (1, "Navn"), "to ganger"),
        ([["Navn", "Formål: artikkel 6"], ["Skole", "6.1.g"]], (2, "Formål: artikkel 6"), "6.1.e"),
        ([["Navn", "Lagring: tid"], ["Skole", "lenge"]], (2, "Lagring: tid"), "helt tall"),
        ([["Navn", "Høy risiko"], ["Skole", "kanskje"]], (2, "Høy risiko"), "ja eller nei"),
        (
            [["Navn", "Databehandler: avtale signert"], ["Skole", "31.02.2026"]],
            (2, "Databehandler: avtale signert"),
            "31.12",
        ),
        ([["Navn", "Databehandler: orgnr"], ["Skole", "12"]], (2, "Databehandler: orgnr"), "ni siffer"),
        ([["Navn", "Erklæring: lenke"], ["Skole", "javascript:alert(1)"]], (2, "Erklæring: lenke"), "https"),
        ([["Navn", "Formål"], ["Skole", "x" * 301]], (2, "Formål"), "301 tegn"),
        ([["Navn", "Personopplysninger"], ["Skole", "x" * 201]], (2, "Personopplysninger"), "201 tegn"),
        ([_HEAD, [1, "EIER", "Skole"]], (2, "Protokoll"), "DATABEHANDLER"),
        ([_HEAD, [1, None, None]], (2, "Navn"), "Skriv navnet"),
        ([[*_HEAD, "Formål"], [1, "DATABEHANDLER", "Skole", "x"]], (2, "Formål"), "gjelder ikke"),
        ([[*_HEAD, "Notater"], [1, None, "A", "x"], [1, None, "A", "y"]], (3, "Notater"), "noe annet enn rad 2"),
        ([["Navn", "Tekst: språk", "Tekst: felt", "Tekst"], ["A", "fr", "tittel", "x"]], (2, "Tekst: språk"), "nb, nn"),
        (
            [["Navn", "Tekst: språk", "Tekst: felt", "Tekst"], ["A", "nb", "farge", "x"]],
            (2, "Tekst: felt"),
            "innledning",
        ),
    ],
)
def test_a_fault_says_row_column_and_what_to_write(rows: list[list[Celle]], place: tuple[int, str], told: str) -> None:
    [feil] = read(*rows).feil
    assert (feil.ark, feil.rad, feil.kolonne) == ("Behandlinger", *place)
    assert told in feil.tekst


def test_formulas_are_refused_by_cell() -> None:
    funn = read_sheets([Ark("A", [["Navn"], ["x"]], ("A2",)), Ark("csv", [["Navn", "Notater"], ["y", "=1+1"]])])
    assert [(feil.ark, feil.rad, feil.kolonne) for feil in funn.feil] == [("A", 2, "A2"), ("csv", 2, "Notater")]
    assert all("formel" in feil.tekst for feil in funn.feil)


def test_every_fault_is_told_up_to_a_limit() -> None:
    funn = read(["Navn", "Høy risiko"], *[[f"{nr}", "?"] for nr in range(250)])
    assert (len(funn.feil), funn.utelatt) == (200, 50)


def test_the_whole_protocol_is_printed_with_contents_and_tags() -> None:
    pdf = read_pdf(set_pdf(whole(posts(), HODE), at=AT))
    text = pdf.flowing()
    for expected in (
        "Protokoll over behandlingsaktiviteter",
        "1 Vaksinasjon av barn og unge",
        "Personvernombud",
        "Odd Moen",
    ):
        assert expected in text
    assert "10 år fra siste kontakt" in text
    assert "Vaksiner (særlig kategori)" in text
    assert "#ikke *fet*" in text
    kinds = pdf.tree().kinds()
    assert kinds.count("TOCI") == 3 + 3, "who is responsible, two parts, three records"
    assert {"H1", "H2", "H3", "H4", "L", "Lbl", "TH"} <= set(kinds)


def test_one_record_is_printed_with_who_is_responsible() -> None:
    pdf = read_pdf(set_pdf(one(posts()[0], HODE), at=AT))
    assert ">Vaksinasjon av barn og unge<" in pdf.metadata
    for expected in ("Organisasjonsnummer 964965404", "ombud@lillesand.test", "versjon 2", "Side 1 av"):
        assert expected in pdf.flowing()


def test_what_the_law_asks_for_and_is_missing_is_said_on_the_print() -> None:
    text = read_pdf(set_pdf(one(posts((TOM,))[0], HODE), at=AT)).flowing()
    assert text.count("Ikke fylt ut") >= 5
