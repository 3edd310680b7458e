"""A person as a register document in the wire format of Folkeregisteret."""

from testmiljo.befolkning.documents.addresses import addresses
from testmiljo.befolkning.documents.identity import ended, identity
from testmiljo.befolkning.documents.relations import relations
from testmiljo.befolkning.documents.rows import Document, Row, Rows
from testmiljo.befolkning.person import Person, Status

__all__ = ["Document", "Row", "person_document"]


def person_document(person: Person) -> Document:
    """The whole document, history included; the same person always gives the same document."""
    rows = Rows(person.key)
    if person.status is Status.OPPHOERT:
        return ended(rows, person)
    document = identity(rows, person)
    document.update(relations(rows, person))
    document.update(addresses(rows, person))
    return document
