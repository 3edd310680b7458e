"""One order of what is chosen from lists, so that two versions differ only when something else is chosen."""

from collections.abc import Iterable, Sequence

import msgspec

from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.innhold import Ansvarlig, Formaal, Gruppe, Innhold
from fiks.digiorden.protokoll.standardord import OPPLYSNING, TILTAK


def in_order(innhold: Innhold) -> Innhold:
    """The record with words and codes in the order they are offered: standard ones first, own words by alphabet."""
    tiltak = _sorted(innhold.tiltak, TILTAK)
    if isinstance(innhold, Ansvarlig):
        return msgspec.structs.replace(
            innhold,
            tiltak=tiltak,
            formaal=[_purpose(one) for one in innhold.formaal],
            grupper=[_group(one) for one in innhold.grupper],
        )
    clients = [
        msgspec.structs.replace(one, kategorier=_sorted(one.kategorier, grunnlag.KATEGORIER))
        for one in innhold.oppdragsgivere
    ]
    return msgspec.structs.replace(innhold, tiltak=tiltak, oppdragsgivere=clients)


def _purpose(one: Formaal) -> Formaal:
    return msgspec.structs.replace(
        one,
        artikkel_6=_sorted(one.artikkel_6, grunnlag.ARTIKKEL_6),
        artikkel_9_10=_sorted(one.artikkel_9_10, grunnlag.ARTIKKEL_9_10),
    )


def _group(one: Gruppe) -> Gruppe:
    by_name = {datum.navn: datum for datum in one.opplysninger}
    found = [by_name[navn] for navn in _sorted(list(by_name), OPPLYSNING)]
    return msgspec.structs.replace(one, opplysninger=found)


def _sorted(given: Sequence[str], order: Iterable[str]) -> list[str]:
    place = {word: nr for nr, word in enumerate(order)}
    return sorted(dict.fromkeys(given), key=lambda word: (place.get(word, len(place)), word.casefold()))
