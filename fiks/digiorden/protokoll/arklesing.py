"""Reading records from a spreadsheet. Every fault is noted with sheet, row and column; nothing stops at the first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.protokoll import innhold as innhold_
from fiks.digiorden.protokoll.ark import Tekstrad, assembled, longest
from fiks.digiorden.protokoll.celler import Celle, FeilCelle, from_cell
from fiks.digiorden.protokoll.funn import Feil, Funn, Lest
from fiks.digiorden.protokoll.innhold import SPRAAK, Erklaeringstekst
from fiks.digiorden.protokoll.kolonner import BARE_UT, NAVN, NUMMER, PROTOKOLL, Kolonne, by_name, slag_with
from fiks.felles.innlesing.grenser import Grenser
from fiks.felles.innlesing.tabell import Ark
from fiks.felles.regneark.csv_file import unguarded

GRENSER = Grenser(byte=10_000_000, rader=20_000, kolonner=120, celle=32_767, formler=True)
OM_FILEN = "Om filen"
CSV = "csv"
_FORMULA = gettext_lazy("Cellen har en formel. Lim inn verdien i stedet.")
_IGNORED = frozenset(navn.casefold() for navn, _hva in BARE_UT)
_SLAG = {"ansvarlig": "ANSVARLIG", "databehandler": "DATABEHANDLER", "": "ANSVARLIG"}
_MOST_HEADINGS_DOWN = 10
_BY_KEY = {"formaal", "mottakere"}


@dataclass(slots=True)
class _Post:
    """A record as its rows are read."""

    rad: int
    nummer: str
    slag: str
    navn: str
    single: dict[str, Any] = field(default_factory=dict)
    many: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def read_sheets(sheets: list[Ark]) -> Funn:
    """The records of a file's sheets, and what is wrong with them."""
    funn = Funn()
    for ark in sheets:
        if ark.navn != OM_FILEN:
            _Sheet(ark, funn).read()
    if not funn.lest and not funn.feil:
        funn.add(Feil("", 0, "", _("Filen har ingen behandlinger.")))
    return funn


class _Sheet:
    """One sheet on its way into `funn`."""

    def __init__(self, ark: Ark, funn: Funn) -> None:
        self._ark = ark
        self._funn = funn
        self._columns: dict[int, Kolonne] = {}
        self._nummer = self._protokoll = self._navn = -1
        self._faulty = False

    def read(self) -> None:
        """Read the sheet."""
        heading = self._find_heading()
        if heading < 0:
            said = _("Arket mangler kolonnen «%(navn)s». Ingenting er lest inn.") % {"navn": NAVN}
            self._fault(0, "", said)
            return
        for cell in self._ark.formler:
            self._fault(int("".join(filter(str.isdigit, cell)) or 0), cell, str(_FORMULA))
        if self._map_columns(heading):
            for post in self._posts(heading + 1):
                self._finish(post)

    def _find_heading(self) -> int:
        for nr, row in enumerate(self._ark.rader[:_MOST_HEADINGS_DOWN]):
            if any(_words(cell) == NAVN.casefold() for cell in row):
                return nr
        return -1

    def _map_columns(self, heading: int) -> bool:
        """Find out which column is what. False when one is unknown, or stands twice."""
        seen: set[str] = set()
        good = True
        for index, cell in enumerate(self._ark.rader[heading]):
            name = _words(cell)
            if not name or name in _IGNORED:
                continue
            if name in seen:
                self._fault(heading + 1, str(cell)[:60], _("Kolonnen står to ganger."))
                good = False
            elif not self._place(index, name):
                said = _("Kolonnen er ukjent. Ta den bort, eller gi den navnet den har i malen.")
                self._fault(heading + 1, str(cell)[:60], said)
                good = False
            seen.add(name)
        return good

    def _place(self, index: int, name: str) -> bool:
        if name == NUMMER.casefold():
            self._nummer = index
        elif name == PROTOKOLL.casefold():
            self._protokoll = index
        elif kolonne := by_name().get(name):
            self._columns[index] = kolonne
            if kolonne.sti == "navn":
                self._navn = index
        else:
            return False
        return True

    def _posts(self, first: int) -> Iterator[_Post]:
        """The records, row by row: a new number, or a name without a number, begins one."""
        current: _Post | None = None
        for nr, row in enumerate(self._ark.rader[first:], start=first + 1):
            if all(cell is None for cell in row):
                continue
            nummer, navn = _words(_at(row, self._nummer)), _plain(_at(row, self._navn))
            if current is None or self._begins(current, nummer, navn):
                if current is not None:
                    yield current
                current = _Post(nr, nummer, self._slag(nr, row), navn)
            self._row(current, nr, row)
        if current is not None:
            yield current

    @staticmethod
    def _begins(current: _Post, nummer: str, navn: str) -> bool:
        return nummer != current.nummer if nummer else bool(navn)

    def _slag(self, nr: int, row: list[Celle]) -> str:
        written = _words(_at(row, self._protokoll))
        if written not in _SLAG:
            self._fault(nr, PROTOKOLL, _("Skriv ANSVARLIG eller DATABEHANDLER."))
        return _SLAG.get(written, "ANSVARLIG")

    def _row(self, post: _Post, nr: int, row: list[Celle]) -> None:
        new: dict[str, dict[str, Any]] = {}
        for index, kolonne in self._columns.items():
            cell = self._cell(nr, row, index, kolonne)
            if cell is None:
                continue
            if post.slag not in slag_with(kolonne):
                self._fault(nr, kolonne.navn, _("Kolonnen gjelder ikke for denne protokollen. La cellen stå tom."))
                continue
            value = self._value(nr, kolonne, cell)
            if value is None:
                continue
            if kolonne.rekke:
                new.setdefault(kolonne.rekke, {})[kolonne.sti.partition(".")[2]] = value
            elif post.single.setdefault(kolonne.sti, value) != value:
                said = _("Raden sier noe annet enn rad %(rad)s, der behandlingen begynner.") % {"rad": post.rad}
                self._fault(nr, kolonne.navn, said)
        for rekke, found in new.items():
            if rekke != "tekster" or self._is_text(nr, found):
                post.many.setdefault(rekke, []).append(found)

    def _cell(self, nr: int, row: list[Celle], index: int, kolonne: Kolonne) -> Celle:
        """What stands in a cell. In csv a formula is nothing but its text, and ours are guarded by an apostrophe."""
        cell = _at(row, index)
        if self._ark.navn != CSV or not isinstance(cell, str):
            return cell
        if cell.lstrip().startswith("="):
            self._fault(nr, kolonne.navn, str(_FORMULA))
            return None
        return unguarded(cell)

    def _value(self, nr: int, kolonne: Kolonne, cell: Celle) -> Any:
        try:
            value = from_cell(kolonne, cell)
        except FeilCelle as error:
            self._fault(nr, kolonne.navn, str(error))
            return None
        for text in value if isinstance(value, list) else [value]:
            for path, part in text.items() if isinstance(text, dict) else [("", text)]:
                most = longest().get(f"{kolonne.sti}.{path}".rstrip("."), 0)
                if most and isinstance(part, str) and len(part) > most:
                    said = _("Teksten er for lang: %(antall)s tegn, og det er plass til %(most)s.")
                    self._fault(nr, kolonne.navn, said % {"antall": len(part), "most": most})
                    return None
        return value

    def _is_text(self, nr: int, found: dict[str, Any]) -> bool:
        """Whether one of the notice's texts says its language and what it is."""
        row = Tekstrad(**found)
        if row.spraak not in SPRAAK:
            self._fault(nr, "Tekst: språk", _("Skriv nb, nn eller en."))
            return False
        if row.felt not in Erklaeringstekst.__struct_fields__:
            said = _("Skriv en av disse: %(felt)s.") % {"felt": ", ".join(Erklaeringstekst.__struct_fields__)}
            self._fault(nr, "Tekst: felt", said)
            return False
        if (row.felt in _BY_KEY) != bool(row.gjelder):
            self._fault(nr, "Tekst: gjelder", _("Fylles ut for tekster om formål og mottakere, og ellers ikke."))
            return False
        return True

    def _finish(self, post: _Post) -> None:
        if not post.navn:
            self._fault(post.rad, NAVN, _("Skriv navnet på behandlingen."))
            return
        try:
            read = innhold_.les(assembled(post.slag, post.single, post.many))
        except innhold_.Uleselig as error:
            self._fault(post.rad, "", _("Behandlingen kan ikke leses: %(feil)s") % {"feil": str(error)})
            return
        self._funn.lest.append(Lest(read, self._ark.navn, post.rad))

    def _fault(self, nr: int, column: str, text: str) -> None:
        self._funn.add(Feil(self._ark.navn, nr, column, text))


def _at(row: list[Celle], index: int) -> Celle:
    return row[index] if 0 <= index < len(row) else None


def _plain(cell: Celle) -> str:
    return "" if cell is None else str(cell).strip()


def _words(cell: Celle) -> str:
    return " ".join(_plain(cell).casefold().split())
