"""Countries as the register codes them: alpha-3, and alpha-2 in foreign addresses (folkeregister.md a.1).

The register's own codes are here too: XUK (YY) unknown, XXX (XX) stateless, XXK (XK) Kosovo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fiks.felles.koder.norsk_orden import norsk_key
from fiks.felles.koder.tabeller import rows

UKJENT = "XUK"
STATSLOES = "XXX"
KOSOVO = "XXK"


@dataclass(frozen=True, slots=True)
class Land:
    """A country with its Norwegian name. `opphoert`: it is no more, but persons are registered as born there."""

    alfa3: str
    alfa2: str
    navn: str
    opphoert: bool


@cache
def alle_land() -> Mapping[str, Land]:
    """All countries by alpha-3, in Norwegian order of name."""
    found = (Land(row["alfa3"], row["alfa2"], row["navn"], row["opphoert"] == "ja") for row in rows("land.csv"))
    return MappingProxyType({land.alfa3: land for land in sorted(found, key=lambda land: norsk_key(land.navn))})


def land(kode: str) -> Land | None:
    """The country of an alpha-3 or alpha-2 code. New codes come without notice: show the code itself for None."""
    return alle_land().get(kode) or _by_alfa2().get(kode)


@cache
def _by_alfa2() -> Mapping[str, Land]:
    return MappingProxyType({found.alfa2: found for found in alle_land().values()})
