"""A small town that lives, for tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from testmiljo.befolkning import Document, Town, examples
from testmiljo.liv import Akt, LivingRegister, order
from testmiljo.liv.line import Line
from testmiljo.liv.register import Event

TOWN = Town(3, 300, ["4215"])
EXAMPLES = examples(TOWN)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = "2026-11-20"


def act(register: LivingRegister, slag: str, **fields: Any) -> list[Line]:
    return order(register, Akt(slag, dato=fields.pop("dato", DAY), **fields), fields.pop("at", NOW))


def feed(register: LivingRegister, *, confidential: bool = True) -> list[Event]:
    """The whole feed, page by page as a consumer reads it."""
    found: list[Event] = []
    while page := register.page(len(found) + 1, confidential=confidential):
        found += page
    return found


def types(lines: list[Line]) -> list[str]:
    return [kind for line in lines for _, kind in line.hendelser]


def current(document: Document | None, element: str) -> dict[str, Any]:
    """The one current row of an element."""
    assert document is not None
    rows: Any = document[element]
    (row,) = [row for row in rows if row.get("erGjeldende", True)]
    assert isinstance(row, dict)
    return row


def rows(document: Document | None, element: str) -> list[dict[str, Any]]:
    assert document is not None
    found: Any = document.get(element, [])
    return list(found)


def married() -> str:
    """Somebody who is married to somebody who lives here."""
    found = (person for person in TOWN.persons() if person.status == "bosatt" and person.couple)
    for person in found:
        row, spouse = current(TOWN.document(person.number), "sivilstand"), person.spouse
        if row["sivilstand"] == "gift" and spouse and spouse.status == "bosatt":
            return person.number
    raise LookupError("nobody is married")


@pytest.fixture
def register() -> Iterator[LivingRegister]:
    living = LivingRegister(TOWN)
    yield living
    living.close()
