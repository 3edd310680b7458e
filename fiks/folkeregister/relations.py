"""Persons that a document names, and what their protection takes away from it.

A child's, spouse's or estate's document must not tell where a protected person is (folkeregister.md b.6).
"""

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from fiks.felles.koder.identifikator import is_valid
from fiks.folkeregister.protection import FORTROLIG, PLACE_FIELDS, STRENGT, Row, rows

PERSON_FIELDS = frozenset(
    {
        "ansvarlig",
        "ansvarssubjekt",
        "foedselsEllerDNummer",
        "relatertPerson",
        "relatertVedSivilstand",
        "rettIdentitetVedIdentifikasjonsnummer",
    }
)
_OWN = frozenset({"identifikasjonsnummer"})
_PARENTS = frozenset({"familierelasjon", "foreldreansvar"})
_PLACES = PLACE_FIELDS | {"kontaktinformasjonForDoedsbo": frozenset({"adresse"})}


def named_in(document: Row) -> list[str]:
    """The numbers of other persons that a document names, each once, in its order."""
    found = (number for element in document for row in rows(document, element) for number in named_in_row(element, row))
    return list(dict.fromkeys(found))


def named_in_row(element: str, row: Row) -> list[str]:
    """The numbers of other persons in one row."""
    return [] if element in _OWN else list(dict.fromkeys(_numbers(row)))


def _numbers(part: Row) -> Iterator[str]:
    for key, value in part.items():
        if isinstance(value, Mapping):
            yield from _numbers(value)
        elif key in PERSON_FIELDS and isinstance(value, str) and is_valid(value):
            yield value


def shield(document: Row, levels: Mapping[str, str], *, open_homes: Collection[str]) -> Row:
    """The document without places that tell of the protected persons it names.

    Args:
        levels: protection by number, of those who have any.
        open_homes: numbers of those who are known, and whose home is open.

    Where a protected person is named, the row's places go: of a wedding, a guardian's office, an estate's contact.
    A shared home of a child is one parent's home. With a strengt fortrolig parent it is gone; with one who is fortrolig,
    lives at a graded address or is unknown here, it counts as fortrolig.
    """
    shielded = {element: _shield_element(element, value, levels) for element, value in document.items()}
    strictest = _parents_level(document, levels, open_homes)
    if strictest == STRENGT:
        shielded.pop("deltBosted", None)
    elif strictest:
        shielded["deltBosted"] = [_graded(row) for row in rows(document, "deltBosted")]
    return {element: value for element, value in shielded.items() if value != []}


def _shield_element(element: str, value: object, levels: Mapping[str, str]) -> object:
    closed = _PLACES.get(element)
    if not closed or not isinstance(value, list):
        return value
    return [
        {key: inner for key, inner in row.items() if key not in closed}
        if any(number in levels for number in named_in_row(element, row))
        else row
        for row in cast("list[dict[str, object]]", value)
    ]


def _parents_level(document: Row, levels: Mapping[str, str], open_homes: Collection[str]) -> str:
    found = {
        levels.get(number, FORTROLIG)
        for element in _PARENTS
        for row in rows(document, element)
        if row.get("relatertPersonsRolle", "far") in {"mor", "far", "medmor"}
        for number in named_in_row(element, row)
        if number in levels or number not in open_homes
    }
    return STRENGT if found - {FORTROLIG} else FORTROLIG if found else ""


def _graded(row: Row) -> Row:
    return dict(row) | {"adressegradering": FORTROLIG} if row.get("adressegradering", "ugradert") == "ugradert" else row
