import io
import zipfile

import pytest

from fiks.felles.regneark import Format, Kolonne
from fiks.felles.regneark.tests.reading import calamine, with_openpyxl, written
from fiks.felles.regneark.xlsx_cells import MAX_TEXT


@pytest.mark.parametrize("letter", ["a", "å", "€", "😀", "&", "\\"])
def test_a_text_longer_than_excel_takes_is_cut_and_shows_it(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits, too_long = letter * (MAX_TEXT // units), letter * (MAX_TEXT // units + 1)
    content = written(Format.XLSX, ("Ark", [Kolonne("a"), Kolonne("b")], [(fits, "1"), (too_long, "2")]))
    for rows in (calamine(content)["Ark"], with_openpyxl(content)["Ark"]):
        assert rows[1] == [fits, "1"]
        assert rows[2] == [letter * ((MAX_TEXT - 1) // units) + "…", "2"]


def test_a_text_cell_stays_text_when_it_is_edited() -> None:
    """Style 1 has the text format."""
    assert b'<c s="1" t="inlineStr"><is><t>00123</t></is></c>' in _sheet("00123")


def test_space_is_marked_only_where_it_would_be_dropped() -> None:
    assert b"xml:space" not in _sheet("Ola Nordmann")
    assert b'<t xml:space="preserve"> Ola</t>' in _sheet(" Ola")
    assert b'<t xml:space="preserve">Ola </t>' in _sheet("Ola ")


def _sheet(text: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(written(Format.XLSX, ("Ark", [Kolonne("a")], [(text,)])))) as archive:
        return archive.read("xl/worksheets/sheet1.xml")
