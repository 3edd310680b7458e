import pytest

from fiks.felles.regneark import Format, Kolonne, Slag
from fiks.felles.regneark.tests.reading import with_csv, written

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1", "\r=1", "\n=1", " =1", "=", "+", "-", "@"),
    *("\xa0=1", "\u3000=1", "\u2003+a", "\ufeff=1", "\u200f=1", "＝1", "＋a", "－a", "−a", "＠a"),
    *("=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '=HYPERLINK("http://x.example";"y")'),
    *("+47 900 00 000\n=1", "-5=1", "\tOla"),
]
HARMLESS = [
    "+47 900 00 000",
    "+4790000000",
    "-5",
    "00123",
    "Ola",
    "Å",
    "a=b",
    "1-1",
    "Kari-Anne",
    " Ola",
    "",
    "'",
    '"',
    "‘",
]


def _cell(text: str) -> str:
    return with_csv(written(Format.CSV, ("Ark", [Kolonne("a")], [(text,)])))[1][0]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_become_a_formula_gets_an_apostrophe(text: str) -> None:
    assert _cell(text) == "'" + text.replace("\r", "\n")


@pytest.mark.parametrize("text", HARMLESS)
def test_names_and_telephone_numbers_are_left_as_they_are(text: str) -> None:
    assert _cell(text) == text


def test_headings_are_guarded_too() -> None:
    assert with_csv(written(Format.CSV, ("Ark", [Kolonne("=1")], []))) == [["'=1"]]


def test_quotes_are_doubled_so_that_no_text_opens_a_new_cell() -> None:
    text = '";=1+1;"'
    assert with_csv(written(Format.CSV, ("Ark", [Kolonne("a"), Kolonne("b", Slag.INTEGER)], [(text, 1)])))[1] == [
        text,
        "1",
    ]
