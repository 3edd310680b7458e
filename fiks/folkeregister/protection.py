"""Address protection: what nobody, or only a deliberate choice, may see.

Two things are kept apart (folkeregister.md b.6): the person's `adressebeskyttelse` (fortrolig, strengtFortrolig), and each
address's own `adressegradering` (ugradert, klientadresse, fortrolig). An unknown value is treated as the strictest one:
the register's enumerations are open, and protection must fail closed.
"""

from collections.abc import Mapping

FORTROLIG = "fortrolig"
STRENGT = "strengtFortrolig"

Row = Mapping[str, object]

# Places that another element tells of: they reveal where a protected person has been, or the county.
PLACE_FIELDS: dict[str, frozenset[str]] = {
    "sivilstand": frozenset({"kommune", "sted", "myndighet"}),
    "vergemaalEllerFremtidsfullmakt": frozenset({"embete"}),
}
PLACE_ELEMENTS = frozenset({"innflytting", "utflytting", "oppholdPaaSvalbard"})


def rows(document: Row, element: str) -> list[Row]:
    """The rows of an element; the two single objects count as one row."""
    value = document.get(element)
    if isinstance(value, Mapping):
        return [value]
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def is_current(row: Row) -> bool:
    """Rows without metadata are current (folkeregister.md a.1)."""
    return row.get("erGjeldende", True) is not False


def level(document: Row) -> str:
    """The person's protection: '' (none), fortrolig or strengtFortrolig; the strictest of the current rows."""
    found = {str(row.get("graderingsnivaa")) for row in rows(document, "adressebeskyttelse") if is_current(row)}
    found -= {"ugradert", "None"}
    if not found:
        return ""
    return FORTROLIG if found == {FORTROLIG} else STRENGT


def is_open_address(row: Row, *, element: str, person: str) -> bool:
    """Tell whether an address may be shown to everyone the role lets see addresses.

    Of a person with strengt fortrolig only the open postal address that the register gives to all; of a person with
    fortrolig none; of others the ungraded ones. A postal address abroad tells which country, so it is not open either.
    """
    ungraded = row.get("adressegradering", "ugradert") == "ugradert"
    if person == STRENGT:
        return ungraded and element == "postadresse" and is_current(row)
    return ungraded and not person


def may_be_shown(row: Row, *, person: str) -> bool:
    """Tell whether a deliberate choice opens a graded address: never for strengt fortrolig."""
    return person in {"", FORTROLIG} and row.get("adressegradering") in {"ugradert", "klientadresse", FORTROLIG}
