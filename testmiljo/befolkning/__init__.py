"""A synthetic population in the wire format of Folkeregisteret."""

from testmiljo.befolkning.documents import Document, Row, person_document
from testmiljo.befolkning.examples import examples, former_numbers
from testmiljo.befolkning.town import LARGEST, SMALLEST, BadSize, Town, UnknownKommune

__all__ = [
    "LARGEST",
    "SMALLEST",
    "BadSize",
    "Document",
    "Row",
    "Town",
    "UnknownKommune",
    "examples",
    "former_numbers",
    "person_document",
]
