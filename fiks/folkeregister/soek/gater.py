"""Street names: from what is typed to the streets that are meant, and suggestions while one types.

The table `gate` is the streets of each municipality where somebody has had an ungraded home: it tells nothing of persons.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db import connection

from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.soek.kriterier import SoekError
from fiks.folkeregister.soek.ordlikhet import neighbours, one_edit

MOST_STREETS = 400
_SUGGESTED = 10
_LEAST = 3
# One kind of road, written in many ways; all are tried, in keys of Norwegian order.
_KINDS = (
    ("gata", "gaten", "gate", "gt.", "gt", "g."),
    ("veien", "vegen", "vei", "veg", "vn.", "vn", "v."),
    ("plassen", "plass", "pl.", "pl"),
    ("alléen", "allé", "alle"),
)
_EXACT = "select kommunenummer, noekkel from gate where noekkel = any(%s::text[])"
_BEGINS = "select kommunenummer, noekkel from gate where noekkel >= %s and noekkel < %s || '~'"
_NEAR = "select kommunenummer, noekkel from gate where navn_naboer(noekkel) && %s::text[]"
_INSIDE = " and kommunenummer = any(%s::text[])"
_SUGGEST = """
    select navn, count(*) from gate where noekkel >= %s and noekkel < %s || '~' {inside} group by navn, noekkel
    order by count(*) desc, noekkel limit %s
"""


def matching(key: str, kommuner: Iterable[str] | None) -> list[tuple[str, str]]:
    """Municipality and key of the streets that are meant: by name, else by how it begins, else one letter off.

    Raises:
        SoekError: the name is that of hundreds of streets, so a municipality must be chosen.
    """
    spelled = spellings(key)
    found = _read(_EXACT, [spelled], kommuner) or _read(_BEGINS, [key, key], kommuner)
    if not found:
        near = _read(_NEAR, [neighbours(key)], kommuner)
        found = [(kommune, other) for kommune, other in near if one_edit(key, other)]
    if len(found) > MOST_STREETS:
        raise SoekError("gate", "Mange gater heter noe slikt. Velg kommune, eller skriv mer av gatenavnet.")
    return found


def spellings(key: str) -> list[str]:
    """A street's key with every way of writing the kind of road it ends with."""
    for kinds in _KINDS:
        keys = sorted({norsk_key(kind) for kind in kinds} | set(kinds), key=len, reverse=True)
        for kind in keys:
            stem = re.fullmatch(rf"(.*?\S){re.escape(kind)}", key) if len(kind) > 1 else None
            if stem:
                return [f"{stem[1]}{norsk_key(other)}" for other in kinds if "." not in other] + [key]
    return [key]


def suggestions(typed: str, kommuner: Iterable[str] | None) -> list[str]:
    """Street names that begin so, those found in most municipalities first."""
    key = norsk_key(typed)
    if sum(letter.isalpha() for letter in typed) < _LEAST or len(key) > 100:
        return []
    inside = "" if kommuner is None else "and kommunenummer = any(%s::text[])"
    given: list[Any] = [key, key, *([] if kommuner is None else [list(kommuner)]), _SUGGESTED]
    with connection.cursor() as cursor:
        cursor.execute(_SUGGEST.format(inside=inside), given)
        return [navn for navn, _count in cursor.fetchall()]


def _read(query: str, given: list[Any], kommuner: Iterable[str] | None) -> list[tuple[str, str]]:
    inside = _INSIDE if kommuner is not None else ""
    values = [*given, *([list(kommuner)] if kommuner is not None else []), MOST_STREETS + 1]
    with connection.cursor() as cursor:
        cursor.execute(f"{query}{inside} limit %s", values)
        return list(cursor.fetchall())
