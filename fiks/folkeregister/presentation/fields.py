"""One row of the register as text: a first line, and details with labels. Nothing in the row is left out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from fiks.felles.design import tekst
from fiks.felles.koder.identifikator import is_valid
from fiks.felles.koder.kommuner import kommune
from fiks.felles.koder.kommunesoek import name_of
from fiks.felles.koder.land import land
from fiks.folkeregister.opplysninger import ADDRESSES, METADATA
from fiks.folkeregister.presentation import addresses, words
from fiks.folkeregister.presentation.names import NAME_PARTS, full_name, nice
from fiks.folkeregister.protection import Row
from fiks.folkeregister.registerkopi.rader import norwegian_date
from fiks.folkeregister.relations import PERSON_FIELDS, named_in_row

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HUMP = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Detalj:
    """A part of a row with its label."""

    navn: str
    verdi: str


@dataclass(frozen=True, slots=True)
class Verdi:
    """One row. `linjer` are what one reads first; `personer` the numbers it names; `siden` when it began to hold."""

    linjer: list[str]
    detaljer: list[Detalj] = field(default_factory=list)
    personer: list[str] = field(default_factory=list)
    siden: date | None = None

    @property
    def on_one_line(self) -> str:
        """The row as one text, as in a table's cell."""
        return ", ".join([*self.linjer, *(f"{detalj.navn}: {detalj.verdi}" for detalj in self.detaljer)])


def render(element: str, row: Row) -> Verdi:
    """Put a row into words."""
    first, rest = _address(element, row) if element in ADDRESSES else _plain(element, row)
    details = [
        Detalj(label(path), text)
        for path, value in rest
        if (text := format_value(path[-1], value, element=element)) != ""
    ]
    return Verdi(first or [details.pop(0).verdi] if details else first, details, named_in_row(element, row), began(row))


def began(row: Row) -> date | None:
    """The day that a row holds from."""
    return _day(row.get("gyldighetstidspunkt"))


def ended(row: Row) -> date | None:
    """The day that a row ended without another in its place."""
    return _day(row.get("opphoerstidspunkt"))


def label(path: tuple[str, ...]) -> str:
    """What a field is called; of one we do not know, its own name put into words."""
    own = str(words.FIELDS.get(path[-1]) or spell_out(path[-1]))
    outer = words.FIELDS.get(path[-2]) if len(path) > 1 and path[-1] in {*NAME_PARTS, "status"} else None
    return f"{outer}, {own.lower()}" if outer else own


def format_value(name: str, value: object, *, element: str = "") -> str:
    """One value as text."""
    if isinstance(value, Mapping):
        return full_name(value) if _is_name(value) else _group(value)
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(format_value(name, one, element=element) for one in value))
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if value is None:
        return ""
    return _text(name, str(value), element)


def spell_out(code: str) -> str:
    """`arvPrivatSkifteOgUskifte` as «Arv privat skifte og uskifte»."""
    text = _HUMP.sub(" ", code).replace("_", " ").lower()
    for ascii_form, letter in (("aa", "å"), ("oe", "ø"), ("ae", "æ")):
        text = text.replace(ascii_form, letter)
    return text[:1].upper() + text[1:]


def _text(name: str, value: str, element: str) -> str:
    known = words.values_of(element, name)
    if value in known:
        return str(known[value])
    if name in words.COUNTRIES or name in words.MUNICIPALITIES:
        return _place(name, value)
    if name in PERSON_FIELDS and is_valid(value):
        return tekst.nummer(value)
    if _DATE.match(value):
        return _moment(value)
    if name in words.SPELLED_OUT and " " not in value:
        return _office(value) if name == "embete" else spell_out(value)
    return nice(value) if name in words.NAMES else value


def _place(name: str, value: str) -> str:
    """A country by name, a municipality by name and number; a code we do not know as it is."""
    if name in words.MUNICIPALITIES:
        municipality = kommune(value)
        return (
            f"{municipality.navn if municipality else name_of(value)} ({value})" if value != name_of(value) else value
        )
    country = land(value)
    return country.navn if country else value


def _office(value: str) -> str:
    """`statsforvalterenITromsOgFinnmark` with the county's name in capitals: «Statsforvalteren i Troms og Finnmark»."""
    start, split, county = value.partition("I")
    if not split or not county:
        return spell_out(value)
    parts = [part if part == "Og" else spell_out(part) for part in _HUMP.split(county)]
    return f"{spell_out(start)} i {' '.join(parts).replace(' Og ', ' og ')}"


def _moment(value: str) -> str:
    try:
        if len(value) == 10:
            return tekst.dato(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return tekst.tidspunkt(moment) if moment.tzinfo else tekst.dato(moment.date())


def _day(value: object) -> date | None:
    try:
        return norwegian_date(datetime.fromisoformat(str(value))) if value else None
    except ValueError:
        return None


def _plain(element: str, row: Row) -> tuple[list[str], list[tuple[tuple[str, ...], object]]]:
    if element == "navn" and (name := full_name(row)):
        return [name], [(path, value) for path, value in leaves(row) if path[0] not in NAME_PARTS]
    chosen = [(key, row[key]) for key in words.FIRST.get(element, ()) if row.get(key) not in (None, "", [])]
    line = " ".join(format_value(key, value, element=element) for key, value in chosen)
    taken = {key for key, _value in chosen}
    return [line] if line else [], [(path, value) for path, value in leaves(row) if path[0] not in taken]


def _address(element: str, row: Row) -> tuple[list[str], list[tuple[tuple[str, ...], object]]]:
    lines, taken = addresses.lines(row)
    every = [(path, value) for path, value in leaves(row) if path not in taken]
    if element == "preferertKontaktadresse" and not lines and row.get("valg"):
        lines, every = [format_value("valg", row["valg"])], [one for one in every if one[0] != ("valg",)]
    return lines, every


def leaves(row: Row, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """The row's values with the path to each. Names, and lists, stay together; metadata is left out."""
    for key, value in row.items():
        path = (*above, key)
        if not above and key in METADATA:
            continue
        if isinstance(value, Mapping) and not _is_name(value):
            yield from leaves(value, path)
        else:
            yield path, value


def _is_name(value: Mapping[str, object]) -> bool:
    return bool(value) and set(value) <= set(NAME_PARTS)


def _group(value: Mapping[str, object]) -> str:
    """An object in a list: its values after each other, «NAV: Arbeid»."""
    return ": ".join(format_value(path[-1], inner) for path, inner in leaves(value))
