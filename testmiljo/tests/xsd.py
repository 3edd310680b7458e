"""A checker for the part of XML Schema that Skatteetaten's files use: sequences, choices, extensions and restrictions."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Set
from datetime import date, datetime
from pathlib import Path

_X = "{http://www.w3.org/2001/XMLSchema}"
_LENGTHS = {"length": "__eq__", "maxLength": "__le__", "minLength": "__ge__"}


class Schema:
    """`newer` are names that the service has and the file does not; they may stand last."""

    def __init__(self, path: Path, newer: Set[str] = frozenset()) -> None:
        root = ET.parse(path).getroot()
        self._space = root.get("targetNamespace", "")
        self._types = {node.get("name", ""): node for node in root if "Type" in node.tag}
        self._elements = {node.get("name", ""): node.get("type", "") for node in root.iter(f"{_X}element")}
        self._newer = newer

    def faults(self, document: bytes) -> list[str]:
        root = ET.fromstring(document)
        name = root.tag.removeprefix(f"{{{self._space}}}")
        kind = self._elements.get(name)
        return (
            list(self._check(root, kind, name)) if kind and name != root.tag else [f"{root.tag} is not in the schema"]
        )

    def _check(self, node: ET.Element, kind: str, where: str) -> Iterator[str]:
        declared = self._types.get(kind)
        if declared is None or declared.tag == f"{_X}simpleType":
            yield from self._check_text(node.text or "", kind, where)
            return
        children = [child for child in node if self._name(child) not in self._newer]
        rest = children[:]
        for part in self._parts(declared):
            yield from self._take(part, rest, where)
        yield from (f"{where}: {self._name(child)} does not belong here" for child in rest)

    def _name(self, node: ET.Element) -> str:
        return node.tag.removeprefix(f"{{{self._space}}}")

    def _parts(self, declared: ET.Element) -> Iterator[ET.Element]:
        """The sequence of a type, the sequence of what it extends first."""
        for extension in declared.iter(f"{_X}extension"):
            yield from self._parts(self._types[extension.get("base", "")])
            yield from extension.findall(f"{_X}sequence")
            return
        yield from declared.findall(f"{_X}sequence")

    def _take(self, part: ET.Element, rest: list[ET.Element], where: str) -> Iterator[str]:
        """Take what a part of a type describes off the children that are left."""
        if part.tag == f"{_X}sequence":
            for each in part:
                yield from self._take(each, rest, where)
        elif part.tag == f"{_X}choice":
            fitting = next((each for each in part if rest and self._begins(each, self._name(rest[0]))), None)
            if fitting is not None:
                yield from self._take(fitting, rest, where)
            elif part.get("minOccurs") != "0":
                yield f"{where}: none of the choices"
        elif part.tag == f"{_X}element":
            yield from self._take_element(part, rest, where)

    def _begins(self, part: ET.Element, name: str) -> bool:
        if part.tag == f"{_X}element":
            return part.get("name") == name
        return any(self._begins(each, name) for each in part)

    def _take_element(self, part: ET.Element, rest: list[ET.Element], where: str) -> Iterator[str]:
        name, most = part.get("name", ""), part.get("maxOccurs", "1")
        taken = 0
        while rest and self._name(rest[0]) == name and (most == "unbounded" or taken < int(most)):
            yield from self._check(rest.pop(0), part.get("type", ""), f"{where}/{name}")
            taken += 1
        if taken < int(part.get("minOccurs", "1")):
            yield f"{where}: {name} is missing"

    def _check_text(self, text: str, kind: str, where: str) -> Iterator[str]:
        declared = self._types.get(kind)
        if declared is None:
            if not _is_basic(text, kind):
                yield f"{where}: {text!r} is no {kind}"
            return
        for restriction in declared.iter(f"{_X}restriction"):
            yield from self._check_text(text, restriction.get("base", ""), where)
            allowed = {each.get("value") for each in restriction.findall(f"{_X}enumeration")}
            if allowed and text not in allowed:
                yield f"{where}: {text!r} is no {kind}"
            for facet in restriction:
                name, value = facet.tag.removeprefix(_X), facet.get("value", "")
                if name in _LENGTHS and not getattr(len(text), _LENGTHS[name])(int(value)):
                    yield f"{where}: {text!r} has not {name} {value}"
                if name == "pattern" and not re.fullmatch(value, text):
                    yield f"{where}: {text!r} is not like {value}"


def _is_basic(text: str, kind: str) -> bool:
    try:
        match kind:
            case "xsd:date":
                date.fromisoformat(text)
            case "xsd:dateTime":
                return datetime.fromisoformat(text).tzinfo is not None
            case "xsd:boolean":
                return text in {"true", "false", "0", "1"}
            case "xsd:long" | "xsd:gYear":
                int(text)
            case "xsd:string":
                return True
            case _:
                raise LookupError(kind)
    except ValueError:
        return False
    return True
