"""Towns shared by the tests of the population; made once for each test process."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from testmiljo.befolkning import Town

SMALL = 200


@cache
def small_town() -> Town:
    return Town(7, SMALL, ["4215"])


@cache
def small_documents() -> tuple[Mapping[str, Any], ...]:
    return tuple(small_town().documents())


def current_number(document: Mapping[str, Any]) -> str:
    return str(document["identifikasjonsnummer"][0]["foedselsEllerDNummer"])


def current_status(document: Mapping[str, Any]) -> str:
    return next(row["status"] for row in document["status"] if row.get("erGjeldende", True))


def all_rows(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for element, value in document.items():
        for row in value if isinstance(value, list) else [value]:
            yield element, row
