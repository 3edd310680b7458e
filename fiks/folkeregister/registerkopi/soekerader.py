"""What search needs beside the rows of `person`: streets, and numbers that others than the register have given.

Streets come from ungraded homes alone. Numbers are confidential in themselves; which roles may use them is for `soek`.
"""

import re

from fiks.folkeregister.registerkopi.adresserader import Row
from fiks.folkeregister.registerkopi.document import AnnetNummer, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import is_ungraded

COLUMNS = ("person", "nr", "slag", "nummer", "land", "gjeldende")
_SEPARATORS = re.compile(r"[^0-9A-Z]")
_LONGEST = 200
Gate = tuple[str, str]


def other_numbers(document: Folkeregisterperson, number: str) -> list[Row]:
    """Rows of `annet_nummer`: DUF numbers and foreign identifiers, as digits and capitals. Few persons have any."""
    duf, foreign = document.utlendingsmyndighetenes_identifikasjonsnummer, document.utenlandsk_personidentifikasjon
    rows = list[Row]()
    for slag, found in (("DUF", duf), ("UTENLANDSK", foreign)) if duf or foreign else ():
        for row in found:
            if plain := _plain(row):
                rows.append((number, str(len(rows)), slag, plain, row.utstederland, "t" if row.is_current else "f"))
    return rows


def streets(document: Folkeregisterperson, level: str) -> list[Gate]:
    """Municipality and street of ungraded homes; of a person who is protected none."""
    if level:
        return []
    return [
        (veg.kommunenummer, veg.adressenavn[:_LONGEST])
        for row in document.bostedsadresse
        if (veg := row.vegadresse) and veg.kommunenummer and veg.adressenavn and is_ungraded(row)
    ]


def _plain(row: AnnetNummer) -> str:
    return _SEPARATORS.sub("", (row.identifikasjonsnummer or "").upper())[:_LONGEST]
