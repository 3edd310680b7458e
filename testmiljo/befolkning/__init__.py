"""A synthetic population in the wire format of Folkeregisteret."""

from testmiljo.befolkning.documents import Document, Row, person_document
from testmiljo.befolkning.examples import examples, former_numbers
from testmiljo.befolkning.town import Town

__all__ = ["Document", "Row", "Town", "examples", "former_numbers", "person_document"]
