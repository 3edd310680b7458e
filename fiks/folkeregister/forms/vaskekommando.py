"""What is typed after `fiks vask`, as the way a table is understood."""

import re
from pathlib import Path

from django.utils.translation import gettext as _

from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.folkeregister.actions.vask import Vaskevalg, suggest
from fiks.folkeregister.models import Filformat, Registerrolle
from fiks.folkeregister.vask.kolonner import Felt

_COLUMN = re.compile(r"([A-Za-z]{1,2})\s*=\s*([A-Za-zøåæØÅÆ]+)")


def valg(
    content: bytes,
    *,
    rolle: Registerrolle,
    ut: Path,
    ark: str = "",
    kolonne: tuple[str, ...] = (),
    overskriftsrad: int | None = None,
    aarsak: str = "",
) -> Vaskevalg:
    """The guess, with what was typed in its place.

    Raises:
        LeseFeil: the file or an option cannot be read, or the sheet is not there.
    """
    sheets = tabell.read(content)
    names = [one.navn for one in sheets]
    if ark and ark not in names:
        text = _("Arket «%(ark)s» finnes ikke. Filen har: %(finnes)s.")
        raise LeseFeil(text % {"ark": ark, "finnes": ", ".join(names)})
    place = names.index(ark) if ark else 0
    guess = suggest(sheets[place], rolle)
    felter = dict(map(_column, kolonne)) or guess.felter
    row = (guess.overskriftsrad or 0) if overskriftsrad is None else overskriftsrad
    return Vaskevalg(felter, row, place + 1, filformat(ut), aarsak)


def filformat(path: Path) -> Filformat:
    """The format that a file's name tells."""
    text = path.suffix.removeprefix(".").lower() or Filformat.XLSX
    if text not in Filformat:
        raise LeseFeil(_("Filen som lages, må ende på xlsx, ods eller csv."))
    return Filformat(text)


def _column(text: str) -> tuple[int, Felt]:
    found = _COLUMN.fullmatch(text.strip())
    felt = found[2].upper().replace("Ø", "OE") if found else ""
    if found is None or felt not in Felt:
        names = ", ".join(Felt.values)
        raise LeseFeil(_("Skriv --kolonne slik: A=ETTERNAVN. Feltene er %(navn)s.") % {"navn": names})
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - 64
    return number - 1, Felt(felt)
