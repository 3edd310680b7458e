"""Reading an application overview: every fault is noted with sheet, row and column, and nothing is written.

Each cell is cleaned by the field of the page's own form, so that a file may hold what the page may, and no more.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from fiks.digiorden.actions.applikasjonsfil import Lestrad
from fiks.digiorden.forms.applikasjonsceller import Cellefeil, Celler
from fiks.digiorden.katalog.arkkolonner import (
    BY_FIELD,
    BY_NAME,
    ID,
    KATALOG_ID,
    OM_FILEN,
    RADVERSJON,
    REQUIRED,
    SYSTEM,
    Arkkolonne,
)
from fiks.digiorden.queries.applikasjoner import applikasjoner_for
from fiks.digiorden.queries.katalog import choosable, known_ids
from fiks.felles.innlesing import jsonfil, tabell
from fiks.felles.innlesing.grenser import Grenser
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import Ark, Celle
from fiks.felles.kontekst import Actor

GRENSER = Grenser(byte=10_000_000, rader=5_000, kolonner=60, celle=8_000, formler=True)
MOST_FAULTS = 200
_KEYS = frozenset({ID, RADVERSJON, SYSTEM, KATALOG_ID})
_ORDER = (("avtale_inngaatt_date", "avtale_slutt_date"), ("i_bruk_fra_date", "avsluttes_date"))


@dataclass(frozen=True, slots=True)
class Radfeil:
    """One fault: where, and what to do. `rad` is 0 when it is of the whole sheet."""

    ark: str
    rad: int
    kolonne: str
    tekst: str


@dataclass(slots=True)
class Oversiktsfunn:
    """What a file holds, and what is wrong with it. `utelatt` counts the faults past MOST_FAULTS."""

    rader: list[Lestrad] = field(default_factory=list)
    feil: list[Radfeil] = field(default_factory=list)
    utelatt: int = 0

    def add(self, fault: Radfeil) -> None:
        """Note a fault."""
        if len(self.feil) < MOST_FAULTS:
            self.feil.append(fault)
        else:
            self.utelatt += 1

    @property
    def nye(self) -> list[Lestrad]:
        """The rows that become new applications."""
        return [rad for rad in self.rader if rad.id is None]


def read_oversikt(content: bytes, *, by: Actor) -> Oversiktsfunn:
    """What is in a file, and everything that is wrong with it.

    Raises:
        LeseFeil: it is not a spreadsheet or JSON, or is broken or too large. The text is for whoever uploaded it.
    """
    funn = Oversiktsfunn()
    rader = _Rader(funn, by=by)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        rader.read("JSON", _from_json(content))
    else:
        for ark in tabell.read(content, GRENSER):
            if ark.navn != OM_FILEN and (found := _from_sheet(ark, funn)) is not None:
                rader.read(ark.navn, found)
    if not funn.rader and not funn.feil:
        funn.add(Radfeil("", 0, "", _("Filen har ingen applikasjoner.")))
    return funn


def _from_json(content: bytes) -> Iterator[tuple[int, dict[Arkkolonne, Any]]]:
    broken = _("Filen er ikke JSON med en liste som heter «applikasjoner».")
    try:
        whole = jsonfil.read(content)
    except (ValueError, RecursionError) as error:
        raise LeseFeil(broken) from error
    rows = whole.get("applikasjoner") if isinstance(whole, dict) else whole
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LeseFeil(broken)
    if len(rows) > GRENSER.rader:
        raise LeseFeil(_("Filen har flere enn 5 000 applikasjoner. Del den opp."))
    for nr, row in enumerate(rows, 1):
        yield nr, {BY_FIELD[felt]: value for felt, value in row.items() if felt in BY_FIELD}


def _from_sheet(ark: Ark, funn: Oversiktsfunn) -> Iterator[tuple[int, dict[Arkkolonne, Celle]]] | None:
    """The rows of a sheet by column; None when its headings will not do."""
    headings = ["" if cell is None else str(cell).strip() for cell in ark.rader[0]]
    told = Counter(heading.casefold() for heading in headings if heading)
    faults = [_("Filen mangler kolonnen «%(navn)s».") % {"navn": BY_FIELD[felt].navn} for felt in REQUIRED
              if BY_FIELD[felt].navn.casefold() not in told]  # fmt: skip
    faults += [
        _("Kolonnen «%(navn)s» står flere ganger.") % {"navn": navn} for navn, times in told.items() if times > 1
    ]
    unknown = [heading for heading in headings if heading and heading.casefold() not in BY_NAME]
    faults += [_("Kolonnen «%(navn)s» er ukjent. Ta den bort.") % {"navn": navn[:60]} for navn in unknown]
    faults += [_("Cellen %(celle)s har en formel. Lim inn verdien i stedet.") % {"celle": one} for one in ark.formler]
    for fault in faults:
        funn.add(Radfeil(ark.navn, 0, "", fault))
    if faults:
        return None
    columns = [BY_NAME.get(heading.casefold()) for heading in headings]
    return (
        (nr, {column: cell for column, cell in zip(columns, row, strict=False) if column})
        for nr, row in enumerate(ark.rader[1:], 2)
        if any(cell is not None for cell in row)
    )


class _Rader:
    """The rows of a file on their way into `funn`."""

    def __init__(self, funn: Oversiktsfunn, *, by: Actor) -> None:
        self._funn = funn
        self._celler = Celler(by)
        self._kjente = {
            pk: (versjon, navn) for pk, versjon, navn in applikasjoner_for(by).values_list("pk", "versjon", "navn")
        }
        self._navn = {navn.casefold() for _versjon, navn in self._kjente.values()}
        self._seen: set[object] = set()
        self._katalog = known_ids()
        self._systemer: dict[str, list[UUID]] = {}
        for pk, navn in choosable().values_list("pk", "navn"):
            self._systemer.setdefault(navn.casefold(), []).append(pk)

    def read(self, ark: str, rows: Iterator[tuple[int, Mapping[Arkkolonne, Any]]]) -> None:
        """Clean every row of a sheet; one with faults is left out."""
        for nr, cells in rows:
            lest, before = Lestrad(ark, nr), len(self._funn.feil) + self._funn.utelatt
            self._values(lest, cells)
            self._which(lest, {one.felt: cell for one, cell in cells.items() if one.felt in _KEYS})
            if len(self._funn.feil) + self._funn.utelatt == before:
                self._funn.rader.append(lest)

    def _fault(self, lest: Lestrad, felt: str, text: str) -> None:
        self._funn.add(Radfeil(lest.ark, lest.rad, BY_FIELD[felt].navn, text))

    def _values(self, lest: Lestrad, cells: Mapping[Arkkolonne, Any]) -> None:
        for kolonne, cell in cells.items():
            if kolonne.felt in _KEYS:
                continue
            try:
                lest.values[kolonne.felt] = self._celler.clean(kolonne, cell)
            except Cellefeil as fault:
                self._fault(lest, kolonne.felt, str(fault))
            except forms.ValidationError as error:
                self._fault(lest, kolonne.felt, " ".join(error.messages))
        for felt in REQUIRED:
            if felt not in {one.felt for one in cells}:
                self._fault(lest, felt, _("Må fylles ut."))
        for first, last in _ORDER:
            begins, ends = lest.values.get(first), lest.values.get(last)
            if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
                self._fault(lest, last, _("Datoen må være etter «%(felt)s».") % {"felt": BY_FIELD[first].navn})

    def _which(self, lest: Lestrad, keys: Mapping[str, Any]) -> None:
        """Which application the row is, and which system that is."""
        if _text(keys, ID):
            self._known(lest, _text(keys, ID), _text(keys, RADVERSJON))
        elif (navn := str(lest.values.get("navn", "")).casefold()) in self._navn:
            self._fault(lest, "navn", _("Dere har en applikasjon som heter dette. Ta med Id for å endre den."))
        elif navn in self._seen:
            self._fault(lest, "navn", _("Det samme navnet står på en rad lenger oppe."))
        else:
            self._seen.add(navn)
        if SYSTEM in keys or KATALOG_ID in keys:
            lest.system = True
            self._system(lest, _text(keys, KATALOG_ID), _text(keys, SYSTEM))

    def _known(self, lest: Lestrad, id: str, versjon: str) -> None:
        lest.id = _uuid(id)
        if lest.id not in self._kjente:
            self._fault(lest, ID, _("Dere har ingen applikasjon med denne id-en. La cellen stå tom for en ny."))
        elif lest.id in self._seen:
            self._fault(lest, ID, _("Den samme id-en står på en rad lenger oppe."))
        elif not versjon.isdecimal() or int(versjon) != self._kjente[lest.id][0]:
            said = _("Noen har endret applikasjonen siden filen ble laget. Hent oversikten på nytt.")
            self._fault(lest, RADVERSJON, said)
        else:
            lest.versjon = int(versjon)
        self._seen.add(lest.id)

    def _system(self, lest: Lestrad, id: str, navn: str) -> None:
        if id:
            lest.katalogsystem_id = _uuid(id)
            if lest.katalogsystem_id not in self._katalog:
                self._fault(lest, KATALOG_ID, _("Katalogen har ikke noe system med denne id-en."))
        elif navn:
            found: Sequence[UUID] = self._systemer.get(navn.casefold(), ())
            if len(found) == 1:
                lest.katalogsystem_id = found[0]
            else:
                said = _("«%(navn)s» er ikke navnet på ett system i katalogen. Rett navnet, eller la cellen stå tom.")
                self._fault(lest, SYSTEM, said % {"navn": navn[:60]})


def _text(keys: Mapping[str, Any], felt: str) -> str:
    value = keys.get(felt)
    return "" if value is None else str(value).strip()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
