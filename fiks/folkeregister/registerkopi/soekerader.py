"""What search needs beside the rows of `person`: streets, and numbers that others than the register have given.

Streets come from ungraded homes alone. Numbers are confidential in themselves; which roles may use them is for `soek`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.backends.utils import CursorWrapper

from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.registerkopi.document import AnnetNummer, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import is_ungraded

COLUMNS = ("person", "nr", "slag", "nummer", "land", "gjeldende")
_NEW_STREETS = (
    "insert into gate (kommunenummer, navn, noekkel) select * from unnest(%s::text[], %s::text[], %s::text[])"
    " on conflict do nothing"
)
_SEPARATORS = re.compile(r"[^0-9A-Z]")
_LONGEST = 200
Gate = tuple[str, str]


def other_numbers(document: Folkeregisterperson, number: str) -> Iterator[tuple[object, ...]]:
    """Rows of `annet_nummer`: DUF numbers and foreign identifiers, as digits and capitals."""
    kinds = (
        ("DUF", document.utlendingsmyndighetenes_identifikasjonsnummer),
        ("UTENLANDSK", document.utenlandsk_personidentifikasjon),
    )
    rows = ((slag, row, _plain(row)) for slag, found in kinds for row in found)
    for nr, (slag, row, plain) in enumerate((slag, row, plain) for slag, row, plain in rows if plain):
        yield (number, nr, slag, plain, row.utstederland, row.is_current)


def streets(document: Folkeregisterperson, level: str) -> Iterator[Gate]:
    """Municipality and street of ungraded homes; of a person who is protected none."""
    if level:
        return
    for row in document.bostedsadresse:
        veg = row.vegadresse
        if veg and veg.kommunenummer and veg.adressenavn and is_ungraded(row):
            yield veg.kommunenummer, veg.adressenavn[:_LONGEST]


def _plain(row: AnnetNummer) -> str:
    return _SEPARATORS.sub("", (row.identifikasjonsnummer or "").upper())[:_LONGEST]


@dataclass
class Gateregister:
    """Puts new streets into `gate`, and remembers those that are there."""

    _known: set[Gate] = field(default_factory=set)

    def add(self, cursor: CursorWrapper, found: Iterable[Gate]) -> None:
        """Add those that are new. In order, so that two loaders never wait for each other."""
        new: Sequence[Gate] = sorted(set(found) - self._known)
        if new:
            kommuner, names = ([gate[place] for gate in new] for place in (0, 1))
            cursor.execute(_NEW_STREETS, [kommuner, names, [norsk_key(name) for name in names]])
            self._known.update(new)

    def forget(self) -> None:
        """Forget what was remembered, after a batch that was rolled back."""
        self._known.clear()
