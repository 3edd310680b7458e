"""Reads back just enough of a PDF to check its tags: objects, structure tree and text, without the library that wrote it."""

import re
import zlib
from dataclasses import dataclass, field

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_STRING = rb"\((?:\\.|[^\\)])*\)|<[^>]*>"
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\[((?:[^\[\]()<>]|" + _STRING + rb")*)\]\s*TJ|(" + _STRING + rb")\s*Tj|\b(ET)\b", re.DOTALL
)
_PART = re.compile(rb"\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]*)>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class Node:
    """An element of the structure tree."""

    kind: str
    children: list["Node"] = field(default_factory=list)

    def kinds(self) -> list[str]:
        """The kinds of this element and everything in it, in reading order."""
        return [self.kind, *(kind for child in self.children for kind in child.kinds())]


@dataclass
class Pdf:
    """The objects of a file by number, with packed ones unpacked."""

    raw: bytes
    objects: dict[int, bytes]

    @property
    def catalogue(self) -> bytes:
        return next(text for text in self.objects.values() if re.search(rb"/Type\s*/Catalog", text))

    @property
    def metadata(self) -> str:
        return next(text for text in self.objects.values() if b"<rdf:RDF" in text).decode("utf-8")

    @property
    def pages(self) -> int:
        return sum(bool(re.search(rb"/Type\s*/Page\b(?!s)", text)) for text in self.objects.values())

    @property
    def fonts(self) -> set[str]:
        names = (re.findall(rb"/BaseFont\s*/([^\s/>]+)", text) for text in self.objects.values())
        return {name.decode().split("+")[-1] for found in names for name in found}

    def text(self) -> str:
        """What is printed, line by line, headers and footers included."""
        pages = [text for text in self.objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", text)]
        return "\n".join(
            _printed(self._at(page, b"Contents"), self._fonts(self._at(page, b"Resources"))) for page in pages
        )

    def flowing(self) -> str:
        """The text with every line break as a space, for what may be broken over lines."""
        return " ".join(self.text().split())

    def _at(self, holder: bytes, name: bytes) -> bytes:
        found = re.search(rb"/" + name + rb"\s+(\d+) 0 R", holder)
        assert found, name
        return self.objects[int(found[1])]

    def _fonts(self, resources: bytes) -> dict[bytes, dict[int, str]]:
        return {
            name: {
                int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
                for glyph, letters in _CHARACTER.findall(self._at(self.objects[int(number)], b"ToUnicode"))
            }
            for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
        }

    def tree(self) -> Node:
        """The structure tree from its root."""
        root = next(text for text in self.objects.values() if re.search(rb"/Type\s*/StructTreeRoot", text))
        return Node("Root", self._children(root))

    def _children(self, element: bytes) -> list[Node]:
        kids = re.search(rb"/K\s*(\[.*?\]|\d+ 0 R)", element, re.DOTALL)
        numbers = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []
        found = [self.objects[number] for number in numbers]
        return [
            Node(kind[1].decode(), self._children(text)) for text in found if (kind := re.search(rb"/S\s*/(\w+)", text))
        ]


def read_pdf(raw: bytes) -> Pdf:
    """Read a file."""
    objects = {}
    for number, body in _OBJECT.findall(raw):
        stream = _STREAM.match(body)
        objects[int(number)] = body if stream is None else stream[1] + _unpacked(stream[1], stream[2])
        if stream and re.search(rb"/Type\s*/ObjStm", stream[1]):
            objects |= _packed(stream[1], _unpacked(stream[1], stream[2]))
    return Pdf(raw, objects)


def _unpacked(head: bytes, body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body) if b"FlateDecode" in head else body


def _packed(head: bytes, body: bytes) -> dict[int, bytes]:
    first = int(re.search(rb"/First\s+(\d+)", head)[1])  # type: ignore[index]
    numbers = [int(part) for part in body[:first].split()]
    places = [*numbers[1::2], len(body) - first]
    return {
        number: body[first + start : first + end]
        for number, start, end in zip(numbers[::2], places, places[1:], strict=True)
    }


def _printed(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    printed = ""
    for font, several, one, end in _SHOWN.findall(stream):
        if font:
            letters = fonts[font]
        elif end:
            printed += "\n"
        else:
            codes = b"".join(_bytes(literal, digits) for literal, digits in _PART.findall(several or one))
            printed += "".join(letters.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))
    return printed


def _bytes(literal: bytes, digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode()) if digits else _ESCAPE.sub(_unescaped, literal)


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if found[1].isdigit() else _LETTERS.get(found[1], found[1])
