import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.regneark import Format, Kolonne, Slag, ods, open_book, write_book, xlsx
from fiks.felles.regneark.tests.reading import HOSTILE, calamine, kept, with_csv, with_openpyxl, written

COLUMNS = [
    Kolonne("Identifikasjonsnummer", bredde=22),
    Kolonne("Foedselsdato", Slag.DATE),
    Kolonne("Alder", Slag.INTEGER, 6),
    Kolonne("Poststed"),
]
ROWS = [("01410000123", date(1950, 1, 31), 76, "ÅS"), ("07", None, None, None), (None, date(2026, 12, 31), -5, "")]
BOTH = [Format.XLSX, Format.ODS]


class Cut(Exception):
    pass


@pytest.mark.parametrize("format", BOTH)
def test_numbers_dates_and_empty_cells_are_read_back_in_their_columns(format: Format) -> None:
    assert calamine(written(format, ("Innbyggere", COLUMNS, ROWS)))["Innbyggere"] == [
        ["Identifikasjonsnummer", "Foedselsdato", "Alder", "Poststed"],
        ["01410000123", date(1950, 1, 31), 76, "ÅS"],
        ["07", "", "", ""],
        ["", date(2026, 12, 31), -5, ""],
    ]


def test_openpyxl_reads_the_same() -> None:
    assert with_openpyxl(written(Format.XLSX, ("Innbyggere", COLUMNS, ROWS)))["Innbyggere"][1:] == [
        ["01410000123", date(1950, 1, 31), 76, "ÅS"],
        ["07", None, None, None],
        [None, date(2026, 12, 31), -5, None],
    ]


def test_csv_has_bom_semicolon_and_quotes_round_every_text() -> None:
    assert written(Format.CSV, ("Innbyggere", COLUMNS, ROWS)).decode() == (
        '\ufeff"Identifikasjonsnummer";"Foedselsdato";"Alder";"Poststed"\r\n'
        '"01410000123";1950-01-31;76;"ÅS"\r\n"07";;;""\r\n"";2026-12-31;-5;""\r\n'
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", BOTH)
def test_hostile_text_is_read_back_and_is_no_formula(format: Format, text: str) -> None:
    content = written(format, ("Ark", [Kolonne("a"), Kolonne("b")], [(text, "etter")]))
    expected = kept(text).replace("\t", " ") if format is Format.ODS else kept(text)
    assert calamine(content)["Ark"][1] == [expected, "etter"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(
            b"<f>" in archive.read(name) or b"table:formula" in archive.read(name) for name in archive.namelist()
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_openpyxl_takes_no_hostile_text_for_a_formula(text: str) -> None:
    content = written(Format.XLSX, ("Ark", [Kolonne("a"), Kolonne("b")], [(text, "etter")]))
    first, last = next(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2))
    assert first.data_type != "f"
    assert last.value == "etter"
    if "_x00" not in text:  # which openpyxl does not decode, as Excel does
        assert (first.value or "") == kept(text)


@given(st.lists(st.tuples(st.text(), st.dates(), st.none() | st.integers(-(10**18), 10**18), st.text()), max_size=5))
def test_any_text_date_and_number_is_read_back_from_xlsx(rows: list[tuple[str, date, int | None, str]]) -> None:
    read = calamine(written(Format.XLSX, ("Ark", COLUMNS, rows)))["Ark"][1:]
    assert read == [[kept(a), _day(b), _number(c), kept(d)] for a, b, c, d in rows]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_text_is_read_back_from_csv_with_at_most_an_apostrophe_in_front(rows: list[tuple[str, str]]) -> None:
    read = with_csv(written(Format.CSV, ("Ark", [Kolonne("a"), Kolonne("b")], rows)))[1:]
    assert len(read) == len(rows)
    for cells, texts in zip(read, rows, strict=True):
        assert all(cell in {kept(text), f"'{kept(text)}"} for cell, text in zip(cells, texts, strict=True))


def _day(value: date) -> date | str:
    return value if value >= date(1900, 3, 1) else f"{value.day:02}.{value.month:02}.{value.year:04}"


def _number(value: int | None) -> float | str:
    if value is None:
        return ""
    return value if len(str(value)) <= 15 else str(value)


@pytest.mark.parametrize(("format", "module"), [(Format.XLSX, xlsx), (Format.ODS, ods)])
def test_rows_that_do_not_fit_go_on_in_more_sheets(
    format: Format, module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 101)
    content = written(
        format, ("Innbyggere", COLUMNS, [(str(n), None, n, "") for n in range(1250)]), ("Om", COLUMNS, [])
    )
    sheets = calamine(content)
    assert list(sheets) == ["Innbyggere", *(f"Innbyggere {n}" for n in range(2, 14)), "Om"]
    assert {tuple(rows[0]) for rows in sheets.values()} == {tuple(column.overskrift for column in COLUMNS)}
    numbers = [row[0] for name, rows in sheets.items() if name != "Om" for row in rows[1:]]
    assert numbers == [str(n) for n in range(1250)]


def test_a_sheet_that_grows_too_big_in_bytes_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MAX_SHEET_BYTES", 50_000)
    sheets = calamine(written(Format.XLSX, ("Ark", [Kolonne("a")], [("x" * 100,)] * 1100)))
    assert [len(rows) for rows in sheets.values()] == [501, 501, 101]


def test_xlsx_has_frozen_headings_filter_widths_and_formats() -> None:
    content = written(Format.XLSX, ("Innbyggere", COLUMNS, ROWS))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D4")
    assert [sheet.column_dimensions[letter].width for letter in "AC"] == [22, 6]
    assert [sheet[cell].number_format for cell in ("A2", "B2", "C2")] == ["@", "dd\\.mm\\.yyyy", "General"]
    assert sheet["A1"].font.bold


def test_ods_has_frozen_headings_and_filter() -> None:
    with zipfile.ZipFile(io.BytesIO(written(Format.ODS, ("Innbyggere", COLUMNS, ROWS)))) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"'Innbyggere'.A1:'Innbyggere'.D4" in archive.read("content.xml")
        assert b'"VerticalSplitPosition" config:type="int">1<' in archive.read("settings.xml")


@pytest.mark.parametrize("format", BOTH)
def test_a_second_sheet_without_headings_tells_of_the_list(format: Format) -> None:
    sink = io.BytesIO()
    with open_book(format, sink) as book:
        book.sheet("Innbyggere", COLUMNS)
        book.write(ROWS)
        book.sheet("Om listen", [Kolonne("", bredde=28), Kolonne("", bredde=90)], headings=False)
        book.write([("Formål", "Vaksinasjon"), ("Trukket", "24.11.2026")])
    assert calamine(sink.getvalue())["Om listen"] == [["Formål", "Vaksinasjon"], ["Trukket", "24.11.2026"]]


def test_csv_holds_the_first_sheet_alone() -> None:
    assert len(with_csv(written(Format.CSV, ("En", COLUMNS, ROWS), ("To", COLUMNS, ROWS)))) == 4


@pytest.mark.parametrize("format", BOTH)
def test_a_sheet_without_rows_can_be_opened(format: Format) -> None:
    assert calamine(written(format, ("Innbyggere", COLUMNS, [])))["Innbyggere"] == [[c.overskrift for c in COLUMNS]]


@pytest.mark.parametrize("format", BOTH)
def test_a_file_says_neither_who_nor_when(format: Format) -> None:
    with zipfile.ZipFile(io.BytesIO(written(format, ("Ark", COLUMNS, ROWS)))) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert not any(word in everything for word in (b"creator", b"author", b"created", b"lastModifiedBy", b"dc:date"))


def _cut_off(format: Format, sink: io.BytesIO) -> None:
    with open_book(format, sink) as book:
        book.sheet("Innbyggere", COLUMNS)
        book.write(ROWS)
        raise Cut


@pytest.mark.parametrize("format", BOTH)
def test_a_file_that_was_cut_off_cannot_be_opened(format: Format) -> None:
    sink = io.BytesIO()
    with pytest.raises(Cut):
        _cut_off(format, sink)
    assert sink.getvalue()
    assert not zipfile.is_zipfile(sink)


@pytest.mark.parametrize("format", Format)
def test_the_first_bytes_come_before_the_first_row(format: Format) -> None:
    sink = io.BytesIO()
    with open_book(format, sink):
        assert sink.getvalue()


@pytest.mark.parametrize("name", ["", "x" * 28, "a/b", "a'b", "[a]"])
def test_a_sheet_name_that_spreadsheets_refuse_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a sheet"), open_book(Format.XLSX, io.BytesIO()) as book:
        book.sheet(name, COLUMNS)


def test_names_and_headings_may_hold_markup() -> None:
    for format in BOTH:
        sheets = calamine(written(format, ('Barn & "unge"', [Kolonne('<b> & "x"')], [("a",)])))
        assert sheets == {'Barn & "unge"': [['<b> & "x"'], ["a"]]}


def test_an_integer_column_refuses_text() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        write_book(Format.XLSX, io.BytesIO(), [("Ark", [Kolonne("Alder", Slag.INTEGER)], [("<f>",)])])


def test_many_different_dates_and_numbers_are_right_after_the_memory_of_them_is_emptied() -> None:
    columns = [Kolonne("d", Slag.DATE), Kolonne("n", Slag.INTEGER)]
    rows = [(date(1901, 1, 1) + timedelta(n), n) for n in range(51_000)]
    assert calamine(written(Format.XLSX, ("Ark", columns, rows)))["Ark"][1:] == [list(row) for row in rows]
