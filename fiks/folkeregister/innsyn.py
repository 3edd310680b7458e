"""What a role may see. The one place where a document is cut to a role; columns of lists follow from it too.

A case worker gets the pieces her task needs and no more (GDPR art. 5 no. 1 c; folkeregisterloven §§ 9-1, 10-1, 10-2): what
the role does not name is not there, current rows only unless she asks for history and the role has it, and graded
addresses only after a deliberate choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fiks.folkeregister import protection
from fiks.folkeregister.opplysninger import (
    ADDRESSES,
    CATALOGUE,
    FULL_STATUS,
    GRADERTE_ADRESSER,
    HISTORIKK,
    METADATA,
    OPEN_STATUSES,
)
from fiks.folkeregister.protection import Row

Dokument = dict[str, object]
_MATRIKKEL = frozenset("0123456789/")


@dataclass(frozen=True, slots=True)
class Innsyn:
    """What one role opens: its codes (see opplysninger)."""

    opplysninger: frozenset[str]

    @property
    def may_see_history(self) -> bool:
        return HISTORIKK in self.opplysninger

    @property
    def may_choose_graded(self) -> bool:
        return GRADERTE_ADRESSER in self.opplysninger

    def opens(self, element: str, field: str = "") -> bool:
        """Tell whether the role opens an element (any part of it), or one field of it."""
        if element == "identifikasjonsnummer":
            return True  # always given (plattform.md a.2)
        if not field:
            return any(kode == element or kode.startswith(f"{element}.") for kode in self.opplysninger)
        if f"{element}.{field}" in self.opplysninger:
            return True
        return element in self.opplysninger and field not in CATALOGUE[element].confidential_fields

    def opens_home(self, adresse: str) -> bool:
        """Tell whether the role opens a home as tables have it in words: by farm numbers («12/34»), or in a street."""
        form = "matrikkeladresse" if adresse and set(adresse) <= _MATRIKKEL else "vegadresse"
        return self.opens("bostedsadresse", form)

    @property
    def opens_some_home(self) -> bool:
        return any(self.opens("bostedsadresse", form) for form in ("vegadresse", "matrikkeladresse"))

    def missing(self) -> list[str]:
        """Elements that the role does not open, in the catalogue's order."""
        return [kode for kode in CATALOGUE if not self.opens(kode)]


def cut(document: Row, innsyn: Innsyn, *, history: bool = False, graded: bool = False) -> Dokument:
    """Return the part of a document that the role may see.

    Args:
        history: also rows that are no longer current; counts only when the role has history.
        graded: also addresses graded fortrolig or klientadresse, after a deliberate choice; counts only when the role
            has that choice. Strengt fortrolig is never shown.
    """
    person = protection.level(document)
    shown = graded and innsyn.may_choose_graded and person != protection.STRENGT
    past = history and innsyn.may_see_history
    result: Dokument = {}
    for element, value in document.items():
        if element not in CATALOGUE or not innsyn.opens(element) or _reveals_place(element, person, shown=shown):
            continue
        kept = [
            _fields(element, row, innsyn, hide_places=bool(person) and not shown)
            for row in protection.rows(document, element)
            if (protection.is_current(row) or (past and not _is_shielded(document, element, person, shown=shown)))
            and _address_allowed(element, row, person, shown=shown)
        ]
        if kept:
            result[element] = kept[0] if isinstance(value, Mapping) else kept
    return result


def hidden_addresses(document: Row, innsyn: Innsyn) -> list[str]:
    """Address elements with a current row that a deliberate choice would open for this role."""
    person = protection.level(document)
    if not innsyn.may_choose_graded:
        return []
    return [
        element
        for element in sorted(ADDRESSES)
        if innsyn.opens(element)
        and any(
            protection.is_current(row)
            and not protection.is_open_address(row, element=element, person=person)
            and protection.may_be_shown(row, person=person)
            for row in protection.rows(document, element)
        )
    ]


def _reveals_place(element: str, person: str, *, shown: bool) -> bool:
    return bool(person) and element in protection.PLACE_ELEMENTS and not shown


def _is_shielded(document: Row, element: str, person: str, *, shown: bool) -> bool:
    """Former addresses are hidden with the current one: a gap at the end would tell that there is a graded address."""
    return element in ADDRESSES and any(
        protection.is_current(row) and not _address_allowed(element, row, person, shown=shown)
        for row in protection.rows(document, element)
    )


def _address_allowed(element: str, row: Row, person: str, *, shown: bool) -> bool:
    if element not in ADDRESSES:
        return True
    return protection.is_open_address(row, element=element, person=person) or (
        shown and protection.may_be_shown(row, person=person)
    )


def _fields(element: str, row: Row, innsyn: Innsyn, *, hide_places: bool) -> Dokument:
    """The row's fields that the role opens, with its metadata."""
    places = protection.PLACE_FIELDS.get(element, frozenset()) if hide_places else frozenset()
    kept = {
        name: _nested(element, name, value, innsyn)
        for name, value in row.items()
        if name in METADATA or (name not in places and innsyn.opens(element, name))
    }
    if element == "status":
        kept["status"] = status_for(str(row.get("status", "")), innsyn)
    return kept


def _nested(element: str, name: str, value: object, innsyn: Innsyn) -> object:
    """A nested object without its confidential fields (the scope of a guardianship)."""
    closed = {
        field.partition(".")[2]
        for field in CATALOGUE[element].confidential_fields
        if field.startswith(f"{name}.") and f"{element}.{field}" not in innsyn.opplysninger
    }
    if not closed or not isinstance(value, Mapping):
        return value
    return {key: inner for key, inner in value.items() if key not in closed}


def status_for(value: str, innsyn: Innsyn) -> str:
    """Confidential statuses are shown as `aktiv` (folkeregister.md a.2)."""
    return value if value in OPEN_STATUSES or FULL_STATUS in innsyn.opplysninger else "aktiv"
