"""What an event changed, element by element: the difference between the document before and after it."""

from testmiljo.befolkning import Document, Row
from testmiljo.befolkning.documents.rows import Json
from testmiljo.liv.events import BURST_TYPE

_ENTITIES = {"postadresse": "kontaktadresse", "postadresseIUtlandet": "kontaktadresseIUtlandet"}
"""Elements that the event documents name otherwise."""
_NO_ENTITY = {"rettsligHandleevne", "oppholdPaaSvalbard", "preferertKontaktadresse"}
_STATE = {"erGjeldende", "opphoerstidspunkt"}


def egenskapshendelser(kind: str, before: Document, after: Document) -> list[Document]:
    """A machine correction tells nothing: the person is to be fetched again."""
    if kind == BURST_TYPE:
        return []
    elements = [element for element in {**after, **before} if element not in _NO_ENTITY]
    return [
        change for element in elements for change in _changes(element, _rows(before, element), _rows(after, element))
    ]


def _rows(document: Document, element: str) -> list[Row]:
    value = document.get(element)
    if isinstance(value, dict):
        return [value]
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _changes(element: str, before: list[Row], after: list[Row]) -> list[Document]:
    """Something new where a row has disappeared is a correction; a row that has only disappeared was annulled."""
    old = [_identity(row) for row in before]
    new = [_identity(row) for row in after]
    vanished = [identity for identity in old if identity not in new]
    added = [row for row, identity in zip(after, new, strict=True) if identity not in old]
    ended = [row for row in after if "opphoerstidspunkt" in row and row not in before and row not in added]
    kind = "korrigere" if vanished else "registrereNy"
    changes = [_change(element, kind, row) for row in added] + [_change(element, "registrereNy", row) for row in ended]
    if vanished and not added:
        changes.append(_change(element, "annullere", None))
    return changes


def _identity(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _STATE}


def _change(element: str, kind: str, row: Row | None) -> Document:
    change: Document = {"entitet": _ENTITIES.get(element, element), "entitetsendring": kind}
    return change if row is None else {element: _body(element, row), **change}


def _body(element: str, row: Row) -> Json:
    """A row as event documents have it: without erGjeldende, and the identity check under its older name."""
    body = {name: value for name, value in row.items() if name != "erGjeldende"}
    if element == "identitetsgrunnlag":
        body["legitimasjonskontroll"] = body.pop("identitetsgrunnlagstatus", "ingenStatus")
    return body
