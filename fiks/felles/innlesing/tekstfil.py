"""Reading csv as spreadsheets write it: UTF-8, UTF-16 or Windows' own letters, parted by semicolon, comma or tab."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from io import StringIO
from statistics import median

from django.utils.translation import gettext as _

from fiks.felles.innlesing.lesefeil import LeseFeil, too_wide

_SEPARATORS = (";", "\t", ",")
_LOOKED_AT = 50
_MOST_ROWS = 25_000
# Rows may end in many empty fields, but they take room until they are cut away.
_MOST_FIELDS = 500
_LONGEST_LOOKED_AT = 10_000


def rows(content: bytes, *, most_columns: int) -> list[list[str]]:
    """The rows of the file.

    Raises:
        LeseFeil: it is not text, its quotes never end, or it is far wider than the columns that a list may have.
    """
    text = _decoded(content)
    separator = _separator(text)
    found: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=False):
            if len(row) > _MOST_FIELDS:
                raise LeseFeil(too_wide("csv", len(row), most_columns))
            found.append(row)
            if len(found) > _MOST_ROWS:
                break
    except csv.Error as error:
        text = _("Rad %(rad)s i filen kan ikke leses. Se etter om et anførselstegn mangler.") % {"rad": len(found) + 1}
        raise LeseFeil(text) from error
    if text[:4].lower() == "sep=" and found:
        found[0] = []
    return found


def _decoded(content: bytes) -> str:
    text = _text(content)
    if "\0" in text:
        raise LeseFeil(_not_text())
    return text


def _text(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _or_fail(content, "utf-16")
    if content.startswith(BOM_UTF8):
        return _or_fail(content, "utf-8-sig")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _or_fail(content, "cp1252")


def _or_fail(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise LeseFeil(_not_text()) from error


def _not_text() -> str:
    return _("Filen er ikke et regneark. Lagre listen som xlsx, ods eller csv.")


def _separator(text: str) -> str:
    """The sign that parts the first rows into the same number of columns, and most of them."""
    lines = [line[:_LONGEST_LOOKED_AT] for line in text[: _LOOKED_AT * _LONGEST_LOOKED_AT].splitlines()[:_LOOKED_AT]]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    best, most = ";", 1.0
    for separator in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            continue
        if widths and median(widths) > most:
            best, most = separator, median(widths)
    return best
