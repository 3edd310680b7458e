"""Reading uploaded spreadsheets: every kind, every way of writing, and files that are broken."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from fiks.felles.innlesing import arkfil, tabell
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.koder.identifikator import Miljoe
from fiks.felles.regneark import Format, Kolonne, write_book
from fiks.folkeregister.tests.persons import NUMBERS
from fiks.folkeregister.tests.vasker import row, xlsx
from fiks.folkeregister.vask import celler, rader
from fiks.folkeregister.vask.kolonner import Felt, Inndeling, recognise
from fiks.folkeregister.vask.rader import Rad

TODAY = date(2026, 11, 25)
_LINES = [["Fornavn", "Etternavn", "Født"], ["Åse", "Øren", "12.03.1958"]]


def understood(content: bytes) -> list[Rad]:
    [ark] = tabell.read(content)
    return list(rader.rows(ark, recognise(ark), miljoe=Miljoe.TEST, today=TODAY))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_separator(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(line) for line in _LINES)
    [rad] = understood(text.encode(encoding))
    assert (rad.nr, rad.fornavn, rad.etternavn, rad.datoer) == (2, ("åse",), ("øren",), (date(1958, 3, 12),))


@pytest.mark.parametrize("format", [Format.XLSX, Format.ODS])
def test_spreadsheets_are_read(format: Format) -> None:
    out = BytesIO()
    write_book(format, out, [("Liste", [Kolonne(name) for name in _LINES[0]], [_LINES[1]])])
    [rad] = understood(out.getvalue())
    assert (rad.fornavn, rad.etternavn, rad.datoer) == (("åse",), ("øren",), (date(1958, 3, 12),))


def test_a_title_above_the_headings_and_empty_columns_are_stepped_over() -> None:
    content = xlsx(
        ("Liste over barn",),
        (),
        (None, "Etternavn", None, "Fornavn"),
        (None, "Lund", None, "Lise"),
        (None, None, None, None),
        (None, "Moen", None, "Mads"),
        headings=None,
    )
    found = understood(content)
    assert [(rad.nr, rad.fornavn, rad.etternavn) for rad in found] == [
        (4, ("lise",), ("lund",)),
        (6, ("mads",), ("moen",)),
    ]


def test_without_headings_the_columns_are_known_by_what_stands_in_them() -> None:
    content = xlsx(
        (NUMBERS[0], "Solveig Lie Berg", date(1958, 3, 12), "Strandgata 14B"),
        (NUMBERS[1], "Per Christiansen", date(1955, 8, 1), "Åsveien 2"),
        headings=None,
    )
    [ark] = tabell.read(content)
    found = recognise(ark)
    assert found == Inndeling(None, {0: Felt.NUMMER, 1: Felt.NAVN, 2: Felt.FOEDSELSDATO, 3: Felt.ADRESSE})
    assert [rad.nr for rad in understood(content)] == [1, 2]


def test_merged_cells_count_for_each_row_and_errors_are_empty() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Etternavn", "Fornavn"], ["Lund", "Mona"], [None, "Lise"], ["#N/A", "Per"]):
        sheet.append(line)
    sheet["A4"].data_type = "e"
    sheet.merge_cells("A2:A3")
    out = BytesIO()
    book.save(out)
    found = understood(out.getvalue())
    assert [rad.etternavn for rad in found] == [("lund",), ("lund",), ()]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (NUMBERS[0], NUMBERS[0]),
        (f"{NUMBERS[0][:6]} {NUMBERS[0][6:]}", NUMBERS[0]),
        (int("01" + "2" * 9), "01222222222"),
        ("tekst", "tekst"),
    ],
)
def test_numbers_get_back_the_zero_that_was_lost(cell: celler.Celle, expected: str) -> None:
    assert celler.digits(cell) == expected


@pytest.mark.parametrize(
    ("cell", "days", "year"),
    [
        ("12.03.1958", (date(1958, 3, 12),), None),
        ("1958-03-12", (date(1958, 3, 12),), None),
        ("12. mars 1958", (date(1958, 3, 12),), None),
        ("19580312", (date(1958, 3, 12),), None),
        (12031958, (date(1958, 3, 12),), None),
        (120358, (date(1958, 3, 12), date(2058, 3, 12)), None),
        (10258, (date(1958, 2, 1), date(2058, 2, 1)), None),
        ("29.02.00", (date(2000, 2, 29),), None),
        (1958, (), 1958),
        ("31.02.1980", (), None),
        ("i fjor", (), None),
    ],
)
def test_birth_dates_are_read_as_people_write_them(
    cell: celler.Celle, days: tuple[date, ...], year: int | None
) -> None:
    assert celler.dates(cell) == (days, year)


def test_faults_say_sheet_row_and_column_and_never_what_stood_there() -> None:
    [rad] = understood(xlsx(row("12345", "Ole", "Hansen", "31.02.1980", None, "479"), title="Elever"))
    assert [(one.ark, one.rad, one.kolonne) for one in rad.feil] == [("Elever", 2, "A"), ("Elever", 2, "D")]
    assert not any("12345" in one.tekst or "1980" in one.tekst for one in rad.feil)
    assert rad.postnummer == "0479"
    assert rad.can_be_searched


def _bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 410_000_000)
    return out.getvalue()


def _sheet_xml(first: str, last: str) -> bytes:
    """An xlsx with these two cells, in the first row and the last that a sheet can have."""
    rows = f'<row r="1">{first}</row><row r="1048576">{last}</row>'
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    made = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (namespace, rows.encode())
    return _with(xlsx(), "xl/worksheets/sheet1.xml", lambda _old: made)


_NAMED = '<table:table-cell office:value-type="string"><text:p>Lise Lund</text:p></table:table-cell>'
_FAR = (
    '<table:table-row table:number-rows-repeated="1000000">'
    f'<table:table-cell table:number-columns-repeated="16000"/>{_NAMED}</table:table-row>'
)
# As LibreOffice ends every sheet.
_EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def _ods(more: str) -> bytes:
    """An ods with a heading, a name, and more rows."""
    out = BytesIO()
    write_book(Format.ODS, out, [("Liste", [Kolonne("Navn")], [["Lise Lund"]])])
    end = b"</table:table>"
    return _with(out.getvalue(), "content.xml", lambda old: old.replace(end, more.encode() + end))


def _with(packed: bytes, name: str, changed: Callable[[bytes], bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, changed(old.read(entry)) if entry == name else old.read(entry))
    return out.getvalue()


def test_the_empty_rows_that_spreadsheets_end_with_are_nothing() -> None:
    [rad] = understood(_ods(_EMPTY_END))
    assert rad.navn == ("lise", "lund")


def test_a_file_that_takes_all_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arkfil, "_MOST_SECONDS", 0)
    with pytest.raises(LeseFeil, match="for stor"):
        tabell.read(xlsx(row("1")))


def test_empty_fields_at_the_end_of_lines_are_no_columns() -> None:
    [ark] = tabell.read(b"navn;dato" + b";" * 300 + b"\nLise Lund;1958\n")
    assert ark.bredde == 2


def test_long_cells_are_recognised_at_once() -> None:
    long = "a" * 1000 + " 1" * 400
    began = perf_counter()
    recognise(tabell.Ark("a", [[None, f"{long}{nr}!"] for nr in range(200)]))
    assert perf_counter() - began < 1


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "Filen er tom."),
    "only space": (lambda: b" \r\n ", "Filen er tom."),
    "half a file": (lambda: xlsx(row("1"))[:900], "kan ikke leses"),
    "another zip": (lambda: b"PK\x03\x04" + b"x" * 99, "kan ikke leses"),
    "old or locked": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "låst med passord"),
    "pdf": (lambda: b"%PDF-1.7 ...", "ikke et regneark"),
    "page": (lambda: b"<html><table>", "ikke et regneark"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ikke et regneark"),
    "headings only, none below": (lambda: xlsx(headings=None), "ingen rader"),
    "too big": (lambda: b"a;b\n" * 5_000_001, "for stor"),
    "too big unpacked": (_bomb, "for stor når den pakkes ut"),
    "too many rows": (lambda: b"navn;dato\n" + b"a b;1958\n" * 20_200, "Del det opp"),
    "too wide to be read": (lambda: b"navn;dato\n" + b";" * 501 + b"x", "502 kolonner"),
    "huge rectangle": (lambda: _sheet_xml('<c r="A1"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>'), "for stor"),
    "huge repeats": (lambda: _ods(_FAR), "kan ikke leses"),
    "too many columns": (lambda: b";".join([b"x"] * 61), "60 kolonner"),
    "quote that never ends": (lambda: b'navn;dato\n"' + b"x" * 200_000, "anførselstegn"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_used_says_why(name: str) -> None:
    made, told = BROKEN[name]
    with pytest.raises(LeseFeil, match=told):
        tabell.read(made())


@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda tail: b"PK\x03\x04" + tail))
@settings(max_examples=150, deadline=None)
def test_whatever_is_uploaded_is_read_or_refused_in_words(content: bytes) -> None:
    try:
        sheets = tabell.read(content)
    except LeseFeil:
        return
    for ark in sheets:
        list(rader.rows(ark, recognise(ark), miljoe=Miljoe.TEST, today=TODAY))


def test_columns_that_nobody_can_be_found_by_are_refused() -> None:
    [ark] = tabell.read(xlsx(row(None, "Ole", "Hansen")))
    for felter in ({}, {3: Felt.FOEDSELSDATO}, {1: Felt.FORNAVN}):
        with pytest.raises(LeseFeil):
            Inndeling(1, felter).check(ark)
    Inndeling(1, {1: Felt.FORNAVN, 2: Felt.ETTERNAVN}).check(ark)
    with pytest.raises(LeseFeil, match="ingen rader under"):
        Inndeling(2, {0: Felt.NUMMER}).check(ark)
