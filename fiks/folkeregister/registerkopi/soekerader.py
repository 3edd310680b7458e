"""What search needs beside the rows of `person`: streets, and numbers that others than the register have given.

Streets come from ungraded homes alone. Numbers are confidential in themselves; which roles may use them is for `soek`.
"""

import re
from collections.abc import Iterator

from fiks.folkeregister.registerkopi.adresserader import Row
from fiks.folkeregister.registerkopi.document import AnnetNummer, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import is_ungraded

COLUMNS = ("person", "nr", "slag", "nummer", "land", "gjeldende")
_SEPARATORS = re.compile(r"[^0-9A-Z]")
_LONGEST = 200
Gate = tuple[str, str]


def other_numbers(document: Folkeregisterperson, number: str) -> Iterator[Row]:
    """Rows of `annet_nummer`: DUF numbers and foreign identifiers, as digits and capitals."""
    kinds = (
        ("DUF", document.utlendingsmyndighetenes_identifikasjonsnummer),
        ("UTENLANDSK", document.utenlandsk_personidentifikasjon),
    )
    rows = ((slag, row, _plain(row)) for slag, found in kinds for row in found)
    for nr, (slag, row, plain) in enumerate((slag, row, plain) for slag, row, plain in rows if plain):
        yield number, str(nr), slag, plain, row.utstederland, "t" if row.is_current else "f"


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
