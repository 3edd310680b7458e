"""One row of the uploaded table, understood: whom it may be about, and what in it could not be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.innlesing.tabell import Ark, Celle
from fiks.felles.koder.identifikator import FeilNummer, Miljoe, classify, require_allowed
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.registerkopi.norsk_key import words
from fiks.folkeregister.soek.kriterier import Gateadresse, SoekError, gateadresse
from fiks.folkeregister.vask import celler
from fiks.folkeregister.vask.kolonner import Felt, Inndeling, letter

_LONGEST_NAME = 200
_MOST_WORDS = 8
_LONGEST_ADDRESS = 200
# Nobody in the register was born before.
_EARLIEST = date(1850, 1, 1)


@dataclass(frozen=True, slots=True)
class Feil:
    """What could not be read: where, and why in words. Never what stood there."""

    ark: str
    rad: int
    kolonne: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Rad:
    """What a row says of a person. `navn` are the words of a name whose parts nobody has told apart, given names first.

    `datoer` are the days that the birth date may mean; `aar` is set when it is a year only.
    """

    nr: int
    celler: tuple[Celle, ...] = ()
    nummer: str = ""
    fornavn: tuple[str, ...] = ()
    etternavn: tuple[str, ...] = ()
    navn: tuple[str, ...] = ()
    datoer: tuple[date, ...] = ()
    aar: int | None = None
    adresse: Gateadresse | None = None
    adressenoekkel: str = ""
    postnummer: str = ""
    feil: tuple[Feil, ...] = ()

    @property
    def ord(self) -> tuple[str, ...]:
        """Every word of the name."""
        return (*self.fornavn, *self.navn, *self.etternavn)

    @property
    def can_be_searched(self) -> bool:
        """Whether the name is enough to search by: two words, or one and something more."""
        long = [word for word in self.ord if len(word) > 1]
        return len(long) > 1 or bool(long and (self.datoer or self.adresse))


def rows(ark: Ark, inndeling: Inndeling, *, miljoe: Miljoe, today: date) -> Iterator[Rad]:
    """Every row below the headings."""
    reader = _Leser(ark, inndeling, miljoe, today)
    for nr, cells in inndeling.data(ark):
        yield reader.row(nr, cells)


@dataclass(frozen=True, slots=True)
class _Leser:
    ark: Ark
    inndeling: Inndeling
    miljoe: Miljoe
    today: date

    def row(self, nr: int, cells: Sequence[Celle]) -> Rad:
        rad = Rad(nr, tuple(cells))
        for column, felt in self.inndeling.felter.items():
            cell = cells[column] if column < len(cells) else None
            if cell is None:
                continue
            rad = self._read(rad, felt, column, cell)
        if not rad.nummer and not rad.can_be_searched and not rad.feil:
            rad = self._fault(rad, None, _("Raden mangler navn eller nummer å søke etter."))
        return rad

    def _read(self, rad: Rad, felt: Felt, column: int, cell: Celle) -> Rad:
        if felt is Felt.NUMMER:
            return self._number(rad, column, cell)
        if felt is Felt.FOEDSELSDATO:
            return self._born(rad, column, cell)
        if felt is Felt.ADRESSE:
            return _address(rad, cell)
        if felt is Felt.POSTNUMMER:
            return self._postal(rad, column, cell)
        return self._name(rad, felt, column, cell)

    def _number(self, rad: Rad, column: int, cell: Celle) -> Rad:
        try:
            found = classify(celler.digits(cell))
            require_allowed(found, miljoe=self.miljoe)
        except FeilNummer as error:
            return self._fault(rad, column, str(error))
        return replace(rad, nummer=found.verdi)

    def _born(self, rad: Rad, column: int, cell: Celle) -> Rad:
        datoer, aar = celler.dates(cell)
        datoer = tuple(day for day in datoer if _EARLIEST <= day <= self.today)
        if not datoer and aar is None:
            return self._fault(rad, column, _("Fødselsdatoen kan ikke leses. Skriv den slik: 31.12.1958."))
        return replace(rad, datoer=datoer, aar=aar)

    def _postal(self, rad: Rad, column: int, cell: Celle) -> Rad:
        code = celler.text(cell).partition(" ")[0].zfill(4)
        if not (code.isascii() and code.isdigit() and len(code) == 4):
            return self._fault(rad, column, _("Postnummeret skal ha fire sifre."))
        return replace(rad, postnummer=code)

    def _name(self, rad: Rad, felt: Felt, column: int, cell: Celle) -> Rad:
        written = celler.text(cell)
        found = words(written)
        if not found:
            return self._fault(rad, column, _("Navnet kan ikke leses."))
        if len(written) > _LONGEST_NAME or len(found) > _MOST_WORDS:
            return self._fault(rad, column, _("Navnet er for langt. Skriv høyst åtte ord."))
        if felt is Felt.ETTERNAVN:
            return replace(rad, etternavn=found)
        if felt in {Felt.FORNAVN, Felt.MELLOMNAVN}:
            return replace(rad, fornavn=(*rad.fornavn, *found) if felt is Felt.MELLOMNAVN else (*found, *rad.fornavn))
        family, comma, given = written.partition(",")
        if comma and words(family) and words(given):
            return replace(rad, fornavn=words(given), etternavn=words(family))
        return replace(rad, navn=found)

    def _fault(self, rad: Rad, column: int | None, text: str) -> Rad:
        where = "" if column is None else letter(column + 1)
        return replace(rad, feil=(*rad.feil, Feil(self.ark.navn, rad.nr, where, text)))


def _address(rad: Rad, cell: Celle) -> Rad:
    """An address that is no street counts for nothing: people write post boxes, farms and «hemmelig» too."""
    try:
        found = gateadresse(celler.text(cell)[:_LONGEST_ADDRESS].partition(",")[0])
    except SoekError:
        return rad
    return replace(rad, adresse=found, adressenoekkel=norsk_key(found.gate))
