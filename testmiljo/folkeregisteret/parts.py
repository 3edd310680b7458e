"""What a consumer gets of a document: the parts that were asked for, within the access package.

Sources: Skatteetaten's documentation on data minimisation (part), access packages and confidential information.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from testmiljo.befolkning import Document, Row


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON_BASIS = _names(
    "identifikasjonsnummer identitetsgrunnlag status doedsfall sivilstand foedsel statsborgerskap kjoenn navn "
    "bostedsadresse oppholdsadresse deltBosted postadresse postadresseIUtlandet adressebeskyttelse "
    "kontaktinformasjonForDoedsbo"
)
GROUPS = {
    "person-basis": PERSON_BASIS,
    "identitetsgrunnlag-utvidet": _names("falskIdentitet legitimasjonsdokument utenlandskPersonidentifikasjon"),
    "relasjon-utvidet": _names("familierelasjon foreldreansvar vergemaalEllerFremtidsfullmakt"),
}
HISTORY = "historikk"
ALWAYS = frozenset({"identifikasjonsnummer"})
ELEMENTS: frozenset[str] = frozenset[str]().union(*GROUPS.values()) | _names(
    "foedselINorge bibehold innflytting utflytting utlendingsmyndighetenesIdentifikasjonsnummer opphold "
    "oppholdPaaSvalbard brukAvSamiskSpraak forholdTilSametingetsValgmanntall rettsligHandleevne "
    "preferertKontaktadresse"
)
_CONFIDENTIAL = _names(
    "familierelasjon foreldreansvar adressebeskyttelse legitimasjonsdokument utenlandskPersonidentifikasjon bibehold "
    "utlendingsmyndighetenesIdentifikasjonsnummer opphold oppholdPaaSvalbard brukAvSamiskSpraak "
    "forholdTilSametingetsValgmanntall"
)
_ADDRESSES = _names("bostedsadresse oppholdsadresse deltBosted postadresse postadresseIUtlandet")
_OPEN_HISTORY = _ADDRESSES | {"identifikasjonsnummer", "navn"}
_SCOPE = _names("tjenesteomraade omfang omfangetErInnenPersonligOmraade")
_OPEN_STATUSES = {"bosatt", "utflyttet", "doed", "opphoert", "inaktiv"}


class UnknownPart(Exception):
    """The name is neither an element nor a group of elements."""


@dataclass(frozen=True, slots=True)
class Package:
    """An access package (rettighetspakke): its name in the address, the scope it needs, and whether confidential
    information is part of it."""

    name: str
    scope: str
    confidential: bool


PACKAGES = {
    package.name: package
    for package in (
        Package("offentlig-med-hjemmel", "folkeregister:deling/offentligmedhjemmel", confidential=True),
        Package("offentlig-uten-hjemmel", "folkeregister:deling/offentligutenhjemmel", confidential=False),
    )
}


@dataclass(frozen=True, slots=True)
class Selection:
    elements: frozenset[str]
    history: bool


def select(parts: Iterable[str]) -> Selection:
    """Person-basis when no part is named. The numbers always come along. Raises UnknownPart."""
    named = {part for value in parts for part in value.split(",") if part}
    elements: frozenset[str] = frozenset()
    for part in named - {HISTORY}:
        if part not in GROUPS and part not in ELEMENTS:
            raise UnknownPart(part)
        elements |= GROUPS.get(part, frozenset({part}))
    return Selection((elements or PERSON_BASIS) | ALWAYS, HISTORY in named)


def cut(document: Document, selection: Selection, package: Package) -> Document:
    """The document as the consumer sees it; elements without rows are left out."""
    seen: Document = {}
    for element in document:
        if element in selection.elements and (package.confidential or element not in _CONFIDENTIAL):
            history = selection.history and (package.confidential or element in _OPEN_HISTORY)
            _add(seen, document, element, history=history, package=package)
    return seen


def _add(seen: Document, document: Document, element: str, *, history: bool, package: Package) -> None:
    value = document[element]
    if not isinstance(value, list):
        seen[element] = value
        return
    rows = [row for row in value if isinstance(row, dict) and (history or row.get("erGjeldende", True))]
    if not package.confidential:
        rows = [_without_confidential(element, row) for row in rows if _is_open(element, row)]
    if rows:
        seen[element] = list(rows)


def _is_open(element: str, row: Row) -> bool:
    """Graded addresses are withheld from packages without legal basis."""
    return element not in _ADDRESSES or row.get("adressegradering") == "ugradert"


def _without_confidential(element: str, row: Row) -> Row:
    if element == "status" and row.get("status") not in _OPEN_STATUSES:
        return {**row, "status": "aktiv"}
    if element == "sivilstand":
        return _leave_out(row, {"relatertVedSivilstand"})
    verge = row.get("verge")
    if element == "vergemaalEllerFremtidsfullmakt" and isinstance(verge, dict):
        return {**row, "verge": _leave_out(verge, _SCOPE)}
    return row


def _leave_out(row: Row, names: Set[str]) -> Row:
    return {name: value for name, value in row.items() if name not in names}
