"""Schemas of what this service writes: names and order. Skatteetaten's own say more about the values."""

from collections.abc import Callable, Iterator

from starlette.responses import Response

from testmiljo.folkeregisteret import xml
from testmiljo.folkeregisteret.answers import Kind
from testmiljo.folkeregisteret.calls import Call


def schema(namespace: str, root: str) -> Callable[[Call], Response]:
    """The answer to a call for the schema of a document."""
    content = "".join(_written(namespace, root))

    def answer(_call: Call) -> Response:
        return Response(content, media_type=Kind.XML)

    return answer


def _written(namespace: str, root: str) -> Iterator[str]:
    yield "<?xml version='1.0' encoding='UTF-8'?>\n"
    yield f'<xsd:schema xmlns="{namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" '
    yield f'targetNamespace="{namespace}" elementFormDefault="qualified">\n'
    yield f'<xsd:element name="{root}" type="{root}"/>\n'
    for element in _within(root):
        yield f'<xsd:complexType name="{element}"><xsd:sequence>\n'
        for child in xml.children(element):
            kind = "xsd:string" if xml.is_text(child, element) else child
            yield f'<xsd:element name="{child}" type="{kind}" minOccurs="0" maxOccurs="unbounded"/>\n'
        yield "</xsd:sequence></xsd:complexType>\n"
    yield "</xsd:schema>\n"


def _within(root: str) -> list[str]:
    """The elements with children that a document may have."""
    found = [root]
    for element in found:
        found += [child for child in xml.children(element) if not xml.is_text(child, element) and child not in found]
    return found
