"""Dwellings: invented streets in real municipalities with real postal codes.

There is no open address register to take streets from, so a street is a place name or a nature word with a suffix.
Street and dwelling are counted, and the two counts give name, house, unit, districts and matrikkel identifier.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.tables import Kommune, Poststed, kommuner, poststeder, street_stems

_SUFFIXES = ("veien", "gata", "vegen", "stien", "bakken", "svingen", "lia", "haugen", "tunet", "kroken", "ringen")
_PREFIXES = ("", "Øvre ", "Nedre ", "Nordre ", "Søndre ", "Vestre ", "Østre ", "Gamle ", "Indre ", "Ytre ")

# One street: detached houses 1–30, five terraced houses with four letters each, and a block with twelve flats.
_DETACHED, _TERRACED, _FLATS = 30, 20, 12
DWELLINGS_A_STREET = _DETACHED + _TERRACED + _FLATS
_RURAL_EVERY = 9


@dataclass(frozen=True, slots=True)
class Street:
    kommune: Kommune
    count: int
    name: str
    poststed: Poststed
    rural: bool


@dataclass(frozen=True, slots=True)
class Address:
    """A dwelling. `house` is the street number, or the gårdsnummer where `street.rural`; `unit` like H0101."""

    street: Street
    house: int
    letter: str | None
    unit: str
    identifier: int
    unit_type: str = "bolig"


def dwelling(kommunenummer: str, street: int, place: int) -> Address:
    """A dwelling by its street's number and its own, both from 0; a street has `DWELLINGS_A_STREET`."""
    house, letter, unit = _house((place * 37 + street) % DWELLINGS_A_STREET)
    identifier = 10_000_000 + mix(int(kommunenummer), street, house, ord(letter or "0")) % 589_999_999
    return Address(street_at(kommunenummer, street), house, letter, unit, identifier)


def basement(address: Address, unit: int) -> Address:
    """The flat in the basement of a house, with a unit number of its own (U0101 …)."""
    return replace(address, unit=f"U01{unit:02}")


def institution(address: Address) -> Address:
    return replace(address, unit="H0101", unit_type="annetEnnBolig")


@lru_cache(maxsize=1 << 14)
def street_at(kommunenummer: str, count: int) -> Street:
    kommune = kommuner()[kommunenummer]
    codes = poststeder(kommunenummer, "GB") or poststeder(kommunenummer, "P")
    poststed = codes[mix(int(kommunenummer), count) % len(codes)]
    rural = count % _RURAL_EVERY == 3 and kommune.residents < 100_000
    return Street(kommune, count, _street_name(kommune, poststed, count), poststed, rural)


def districts(address: Address) -> tuple[int, int, int, int]:
    """grunnkrets, stemmekrets, skolekrets, kirkekrets: neighbouring streets share them."""
    street = address.street.count
    return 101 + 100 * (street // 24) + street // 4 % 6, 1 + street // 12, 1 + street // 16, 1 + street // 40


def _house(place: int) -> tuple[int, str | None, str]:
    if place < _DETACHED:
        return place + 1, None, "H0101"
    if place < _DETACHED + _TERRACED:
        row, letter = divmod(place - _DETACHED, 4)
        return _DETACHED + 1 + row, "ABCD"[letter], "H0101"
    floor, door = divmod(place - _DETACHED - _TERRACED, 4)
    return _DETACHED + 6, None, f"H{floor + 1:02}{door + 1:02}"


def _street_name(kommune: Kommune, poststed: Poststed, count: int) -> str:
    """Unique within the municipality for 8 000 streets; the first few are named after their postal town."""
    if count % 4 == 0 and count < 4 * len(_SUFFIXES) and " " not in poststed.name:
        return poststed.name.title() + _SUFFIXES[count // 4]
    stems = street_stems()
    names = len(stems) * len(_SUFFIXES)
    stem, suffix = divmod((mix(int(kommune.number), 31) + count * 7919) % names, len(_SUFFIXES))
    return _PREFIXES[count // names % len(_PREFIXES)] + stems[stem] + _SUFFIXES[suffix]
