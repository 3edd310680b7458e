"""What whoever reads a file may ask for: limits of their own, and where the formulas are."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.grenser import Grenser
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.regneark import Format, Kolonne, write_book

LONG = "æ" * 9_000


def book(format: Format, *rows: list[str]) -> bytes:
    out = BytesIO()
    write_book(format, out, [("Behandlinger", [Kolonne("Navn"), Kolonne("Tekst")], rows)])
    return out.getvalue()


@pytest.mark.parametrize("format", list(Format))
def test_a_cell_is_as_long_as_the_reader_allows(format: Format) -> None:
    content = book(format, ["a", LONG])
    assert [tabell.read(content, Grenser(celle=most))[0].rader[1][1] for most in (2_000, 32_767)] == [
        LONG[:2_000],
        LONG,
    ]


@pytest.mark.parametrize(
    ("grenser", "told"),
    [(Grenser(byte=10), "for stor"), (Grenser(rader=1), "Del det opp"), (Grenser(kolonner=1), "2 kolonner")],
)
def test_each_limit_is_the_readers_own(grenser: Grenser, told: str) -> None:
    with pytest.raises(LeseFeil, match=told):
        tabell.read(book(Format.XLSX, *[["a", "b"]] * 60), grenser)


def test_formulas_of_xlsx_are_named_by_cell() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Navn", "Antall"])
    sheet.append(["a", "=1+1"])
    other = made.create_sheet("To")
    other["AB3"] = '=HYPERLINK("https://x.no";"x")'
    other["A1"] = "verdi"
    out = BytesIO()
    made.save(out)
    found = tabell.read(out.getvalue(), Grenser(formler=True))
    assert [(ark.navn, ark.formler) for ark in found] == [("Sheet", ("B2",)), ("To", ("AB3",))]
    assert tabell.read(out.getvalue())[0].formler == ()


def test_formulas_of_ods_are_named_by_cell() -> None:
    formula = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/></table:table-row>'
    )
    out = BytesIO()
    with ZipFile(BytesIO(book(Format.ODS, ["a", "b"]))) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</table:table>", formula.encode() + b"</table:table>"))
    [ark] = tabell.read(out.getvalue(), Grenser(formler=True))
    assert ark.formler == ("C6",)


def test_text_that_looks_like_a_formula_is_none() -> None:
    [ark] = tabell.read(book(Format.XLSX, ["=1+1", "<f>x</f>"]), Grenser(formler=True))
    assert ark.formler == ()
    assert ark.rader[1] == ["=1+1", "<f>x</f>"]
