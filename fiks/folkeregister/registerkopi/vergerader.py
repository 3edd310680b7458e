"""Current guardians of a person, for finding whom somebody is guardian for."""

from typing import NamedTuple

from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Folkeregisterperson

LENGTH = 11  # of a national number; the column holds no more


class VergeRow(NamedTuple):
    """A row of `verge`: the person, and the guardian by the number that the document names."""

    person: str
    verge: str
    slag: str | None


def verge_rows(document: Folkeregisterperson, number: str) -> list[VergeRow]:
    """A row a guardian who has a number; few persons have one."""
    if not document.vergemaal_eller_fremtidsfullmakt:
        return []
    found: dict[str, VergeRow] = {}
    for row in rader.current(document.vergemaal_eller_fremtidsfullmakt):
        guardian = row.verge.foedsels_eller_d_nummer if row.verge else None
        if guardian and guardian != number and len(guardian) == LENGTH:
            found.setdefault(guardian, VergeRow(number, guardian, row.vergemaaltype))
    return list(found.values())
