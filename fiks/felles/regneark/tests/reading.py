"""Reads books back, with readers that others wrote."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import openpyxl
from python_calamine import CalamineWorkbook

from fiks.felles.regneark import Format, Kolonne, Value, write_book

Cell = object
HOSTILE = [
    *(
        "back\\slash",
        "\\",
        "\\\\",
        "\\n",
        "\\N",
        "\\.",
        "a\\",
        "tab\there",
        "line\nbreak",
        "two\n\nbreaks",
        "cr\rlf\r\n.",
    ),
    *('"', '""', '";"', "'", "a;b,c", "\x01a\x08\x0b\x0c\x1f\x1e\x7f", "\x1f", "\x01", "\ufffe\uffff", "x" * 300),
    *("😀 🏳️‍🌈 𝕏", "\u202eRTL\u200f", "\u2028", "\u0085", "Å Æ Ø å æ ø é ž đ ŋ"),
    *("a & b < c > d", "]]>", "</t></is></c>", "</text:p>", "<!-- -->", "&amp;", "&#10;"),
    *(" leading", "trailing ", "  two  spaces  ", " ", "_x0041_", "_x005F_x0041_", "x_x0041"),
    *("00123", "0301", "+47 900 00 000", "-5", "1e5", "TRUE", "31.12.2026"),
    *("=cmd|' /C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1+1", "\ufeff=1"),
    *("＝1", "＋1+1", "－1+1", "＠x", '=HYPERLINK("http://x.example","y")', "=", "+", "-", "@"),
]


def written(format: Format, *sheets: tuple[str, Sequence[Kolonne], Iterable[Sequence[Value]]]) -> bytes:
    sink = io.BytesIO()
    write_book(format, sink, sheets)
    return sink.getvalue()


def calamine(content: bytes) -> dict[str, list[list[Cell]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def with_openpyxl(content: bytes) -> dict[str, list[list[Cell]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[_day(cell.value) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def _day(value: Cell) -> Cell:
    return value.date() if isinstance(value, datetime) else value


def with_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def kept(text: str) -> str:
    """What of a text a spreadsheet can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
