"""From one document to the rows that are searched and listed.

Protection is decided here for everything that has a place (folkeregister.md b.6): what is graded goes to rows of its own,
and of a person who is strengt fortrolig no place is kept in any row. What stands in the document is cut by `innsyn`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from fiks.felles.koder.feil import gettext_noop
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.protection import FORTROLIG, STRENGT
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.adresserader import Row, address_rows
from fiks.folkeregister.registerkopi.document import (
    Adresse,
    Foedsel,
    Folkeregisterperson,
    Identifikasjonsnummer,
    Kjoenn,
    Navn,
    Sivilstand,
    Status,
)
from fiks.folkeregister.registerkopi.flyttinger import UNGRADERT, is_ungraded, moved_in
from fiks.folkeregister.registerkopi.norsk_key import words
from fiks.folkeregister.registerkopi.plassering import NOWHERE, kommunenummer, plassering
from fiks.folkeregister.registerkopi.vergerader import VergeRow, verge_rows

_LONGEST_KEY = 300
_NO_NAVN, _NO_FOEDSEL, _NO_STATUS, _NO_KJOENN, _NO_SIVILSTAND = Navn(), Foedsel(), Status(), Kjoenn(), Sivilstand()


class BadDocument(ValueError):
    """The document cannot be used. The sentence tells why, in Bokmål, and never about whom; `felt` names a field.

    It is translated by whoever shows it, as that of `koder.feil`: the processes that find it out do without Django.
    """

    def __init__(self, sentence: str, felt: str = "") -> None:
        super().__init__(sentence % {"felt": felt})
        self.sentence, self.felt = sentence, felt

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the reader's language."""
        return translate(self.sentence) % {"felt": self.felt}


class PersonRow(NamedTuple):
    """A row of `person`, the place apart, each value as COPY writes it."""

    identifikator: str
    identifikatortype: str | None
    status: str | None
    fornavn: str | None
    mellomnavn: str | None
    etternavn: str | None
    sorteringsnavn: str
    navnetokener: str
    tidligere_navnetokener: str
    foedselsdato: str | None
    foedselsaar: str | None
    kjoenn: str | None
    doedsdato: str | None
    sivilstand: str | None
    statsborgerskap: str
    graderingsnivaa: str | None
    skjoldet: str
    oppholdskommune: str | None
    innflyttet_kommune_date: str | None


_STATUS = PersonRow._fields.index("status")


class Projection(msgspec.Struct, gc=False):
    """What is known of one document, and the rows made of it. `tables` tells which table takes which rows.

    Place columns follow each row; an address ends with how it ended, or its grading.
    """

    document: Folkeregisterperson
    number: str
    level: str
    person: Row
    adresser: list[Row]
    graderte: list[Row]
    tokens: frozenset[str]
    verger: list[VergeRow]


class Numbers(msgspec.Struct, gc=False):
    """The current number of a person, and those that lead to it."""

    current: Identifikasjonsnummer
    former: tuple[str, ...]


class _Names(msgspec.Struct, gc=False):
    """The current name, its key to sort by and its words, and those with the words of former ones too."""

    name: Navn
    key: str
    current: frozenset[str]
    every: frozenset[str]


class _Folded(msgspec.Struct, gc=False):
    """A part of a name as words to search by, and as a key to sort by."""

    words: tuple[str, ...]
    key: str


def numbers(document: Folkeregisterperson) -> Numbers:
    """Find the current number: one in use before one that has ended, a fødselsnummer before a d-number.

    Raises:
        BadDocument: there is none, or the document does not tell which.
    """
    every = document.identifikasjonsnummer
    if len(every) == 1 and every[0].is_current:
        return Numbers(every[0], ())
    rows = rader.current(every)
    rows = [row for row in rows if row.status == "iBruk"] or rows
    rows = [row for row in rows if row.identifikatortype == "foedselsnummer"] or rows
    if len({row.foedsels_eller_d_nummer for row in rows}) != 1:
        raise BadDocument(
            gettext_noop("Dokumentet har flere gjeldende numre.")
            if rows
            else gettext_noop("Dokumentet mangler gjeldende nummer.")
        )
    current = rows[0].foedsels_eller_d_nummer
    former = dict.fromkeys(row.foedsels_eller_d_nummer for row in every)
    return Numbers(rows[0], tuple(number for number in former if number != current))


def check(document: Folkeregisterperson) -> Numbers:
    """Find out whether a document can be trusted.

    Raises:
        BadDocument: two current names, or no certain number.
    """
    if len(document.navn) > 1 and len(rader.current(document.navn)) > 1:
        raise BadDocument(gettext_noop("Dokumentet har to gjeldende navn."))
    return numbers(document)


def project(document: Folkeregisterperson, current: Identifikasjonsnummer) -> Projection:
    """Make the rows of a document that has been checked."""
    number = current.foedsels_eller_d_nummer
    level = protection_level(document)
    homes = rader.newest_first(document.bostedsadresse)
    shielded = bool(level) or _is_hidden(homes)
    home = homes[0] if homes and not shielded and homes[0].is_current else None
    place = plassering(home) if home else NOWHERE
    names = _names(document.navn)
    person = _person_row(document, current, names, level, moved_in(homes) if home else None, shielded=shielded)
    # The dead who had emigrated are not told apart by their status.
    emigrated = bool(document.utflytting and document.doedsfall) or person[_STATUS] == "utflyttet"
    # Where the municipality is not told, lists look for the last home among the rows.
    in_person = home if place.kommunenummer else None
    adresser, graderte = address_rows(document, homes, level, in_person, number=number, emigrated=emigrated)
    verger = verge_rows(document, number)
    return Projection(document, number, level, person + place, adresser, graderte, names.every, verger)


def protection_level(document: Folkeregisterperson) -> str:
    """As `protection.level`, of the typed document: '' or fortrolig, and for all else the strictest."""
    if not document.adressebeskyttelse:
        return ""
    found = {row.graderingsnivaa for row in rader.current(document.adressebeskyttelse)} - {"ugradert", None}
    if not found:
        return ""
    return FORTROLIG if found == {FORTROLIG} else STRENGT


def _is_hidden(homes: Sequence[Adresse]) -> bool:
    """Whether a grading hides the home, of all homes, newest first.

    Two homes at once are a fault in the register; when one of them is graded, both are hidden. The dead and the emigrated
    have no home any more; where the last one was graded, it stays hidden.
    """
    graded = [row for row in homes if row.adressegradering != UNGRADERT]
    return bool(graded) and (graded[0] is homes[0] or graded[0].is_current)


def _person_row(
    document: Folkeregisterperson,
    current: Identifikasjonsnummer,
    names: _Names,
    level: str,
    moved: date | None,
    *,
    shielded: bool,
) -> Row:
    """In the order of PersonRow, and no PersonRow: to name the columns would take as long as to find the values."""
    latest = rader.latest
    name = names.name
    foedsel = latest(document.foedsel) or _NO_FOEDSEL
    stay = None if shielded else latest(document.oppholdsadresse)
    citizen = [
        row.statsborgerskap for row in document.statsborgerskap if row.er_gjeldende is not False and row.statsborgerskap
    ]
    return (
        current.foedsels_eller_d_nummer,
        current.identifikatortype,
        (latest(document.status) or _NO_STATUS).status,
        name.fornavn,
        name.mellomnavn,
        name.etternavn,
        names.key,
        _words_array(names.current),
        _words_array(names.every - names.current) if names.every is not names.current else "{}",
        rader.iso(foedsel.foedselsdato),
        _year(foedsel),
        (latest(document.kjoenn) or _NO_KJOENN).kjoenn,
        rader.iso(document.doedsfall.doedsdato) if document.doedsfall else None,
        (latest(document.sivilstand) or _NO_SIVILSTAND).sivilstand,
        _array(*citizen),
        level or None,
        "t" if shielded else "f",
        kommunenummer(stay) if stay and is_ungraded(stay) else None,
        rader.iso(moved),
    )


def _year(foedsel: Foedsel) -> str | None:
    if foedsel.foedselsaar:
        return foedsel.foedselsaar
    return str(foedsel.foedselsdato.year) if foedsel.foedselsdato else None


def _names(names: list[Navn]) -> _Names:
    """Two spaces part the names in the key, so that Hansen comes before Hansen Berg whatever the first names are."""
    name = rader.latest(names) or _NO_NAVN
    parts = [_folded(part) for part in (name.etternavn, name.fornavn, name.mellomnavn) if part]
    current = frozenset([word for part in parts for word in part.words])
    former = [name for name in names if name.er_gjeldende is False]
    every = current.union(*[_words_of(name) for name in former]) if former else current
    return _Names(name, "  ".join([part.key for part in parts])[:_LONGEST_KEY], current, every)


def _words_of(name: Navn) -> list[str]:
    return [word for part in (name.fornavn, name.mellomnavn, name.etternavn) if part for word in _folded(part).words]


@lru_cache(maxsize=100_000)
def _folded(name: str) -> _Folded:
    return _Folded(words(name), norsk_key(name))


def _words_array(tokens: frozenset[str]) -> str:
    """A PostgreSQL array as text. Folded words are letters and digits alone."""
    return '{"' + '","'.join(sorted(tokens)) + '"}' if tokens else "{}"


@lru_cache(maxsize=10_000)
def _array(*values: str) -> str:
    """A PostgreSQL array as text, of anything."""
    quoted = (value.replace("\\", r"\\").replace('"', r"\"") for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"
