"""Today's municipalities, and how their names are written in file names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fiks.felles.koder.norsk_orden import fold, norsk_key
from fiks.felles.koder.tabeller import rows

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Kommune:
    """A municipality of 2024. `navn` holds every official name, «Trondheim - Tråante»."""

    nummer: str
    navn: str
    fylkesnummer: str
    fylkesnavn: str
    folketall: int


@cache
def kommuner() -> Mapping[str, Kommune]:
    """All municipalities by number, in the order of their numbers."""
    found = (Kommune(folketall=int(row.pop("folketall")), **row) for row in rows("kommuner.csv"))
    return MappingProxyType({kommune.nummer: kommune for kommune in found})


def kommune(nummer: str) -> Kommune | None:
    """The municipality with a number of today; for older numbers see `kommuneendringer.current`."""
    return kommuner().get(nummer)


@cache
def kommuner_by_name() -> tuple[Kommune, ...]:
    """All municipalities in Norwegian order of name, for lists to choose from. Some share a name."""
    return tuple(sorted(kommuner().values(), key=lambda found: (norsk_key(found.navn), found.nummer)))


def file_slug(name: str) -> str:
    """A name as it stands in file names: lower case, æ→ae ø→oe å→aa, ASCII only, one hyphen between words."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name.casefold().translate(_ASCII))).strip("-")
