"""Putting one word in place of another in a record, when two words of a register have been merged."""

from typing import Any

import msgspec

from fiks.digiorden.protokoll.innhold import Ansvarlig, Innhold, les

# Where each register's words stand: the row's list (or the list of words itself), and the field that holds the word.
_PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "REGISTRERT": (("grupper", "registrerte"),),
    "MOTTAKER": (("mottakere", "navn"),),
    "KILDE": (("kilder", "navn"),),
    "DATABEHANDLER": (("databehandlere", "navn"), ("underdatabehandlere", "navn")),
    "TILTAK": (("tiltak", ""),),
}


def ord_i(innhold: Innhold, slag: str) -> set[str]:
    """The words of one register that a record uses."""
    if slag == "OPPLYSNING":
        return {en.navn for gruppe in _grupper(innhold) for en in gruppe.opplysninger if en.navn.strip()}
    found = set()
    for liste, felt in _PLACES[slag]:
        for rad in getattr(innhold, liste, ()):
            found.add(getattr(rad, felt) if felt else rad)
    return {one for one in found if one.strip()}


def uses(innhold: Innhold, slag: str, ordet: str) -> bool:
    """Whether a record uses a word, however it is capitalised."""
    return ordet.casefold() in {one.casefold() for one in ord_i(innhold, slag)}


def erstatt(innhold: Innhold, slag: str, *, gammelt: str, nytt: str, art: str = "VANLIG", orgnr: str = "") -> Innhold:
    """The record with the new word in place of the old. Rows that come to be alike are made one.

    `art` is the new word's, for categories of data; `orgnr` the new processor's.
    """
    data: dict[str, Any] = msgspec.to_builtins(innhold)
    old = gammelt.casefold()
    if slag == "OPPLYSNING":
        for gruppe in data.get("grupper", []):
            words = [{"navn": nytt, "art": art} if o["navn"].casefold() == old else o for o in gruppe["opplysninger"]]
            gruppe["opplysninger"] = _unique(words, "navn")
        return les(data)
    for liste, felt in _PLACES[slag]:
        rows = data.get(liste, [])
        if not felt:
            data[liste] = list(dict.fromkeys(nytt if word.casefold() == old else word for word in rows))
            continue
        for rad in rows:
            if rad[felt].casefold() == old:
                rad[felt] = nytt
                if orgnr:
                    rad["orgnr"] = orgnr
        if slag == "REGISTRERT":
            data[liste] = _one_group_each(rows)
        elif liste in data:
            data[liste] = _unique_rows(rows)
    return les(data)


def _grupper(innhold: Innhold) -> list[Any]:
    return list(innhold.grupper) if isinstance(innhold, Ansvarlig) else []


def _unique(rows: list[dict[str, Any]], felt: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row[felt].casefold(), row)
    return list(found.values())


def _unique_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out rows that say the very same twice; rows that differ in anything stay."""
    found: list[dict[str, Any]] = []
    for row in rows:
        if row not in found:
            found.append(row)
    return found


def _one_group_each(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One group for each category of data subjects, with the data of all that had its name."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        same = found.setdefault(row["registrerte"].casefold(), {**row, "opplysninger": []})
        same["opplysninger"] = _unique([*same["opplysninger"], *row["opplysninger"]], "navn")
    return list(found.values())
