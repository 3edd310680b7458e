"""A register role and its history in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from fiks.felles.koder import hjemler, kommuner
from fiks.felles.koder.kommunesoek import name_of
from fiks.folkeregister.models.rolle import Bruksomraade, RolleSlag
from fiks.folkeregister.opplysninger import codes, is_confidential, label


class Rolle(Protocol):
    """What is read of a role."""

    tjenesteomraade: str
    slag: str
    bruksomraader: list[str]
    opplysninger: list[str]
    landsdekkende: bool

    @property
    def kommuner_now(self) -> list[str]: ...


class Rad(Protocol):
    """What is read of an audit row."""

    at: datetime
    handling: str
    aktoer_navn: str
    aarsak: str
    detaljer: Any


@dataclass(frozen=True, slots=True)
class Beskrivelse:
    """A role in words. Pieces of information are in the catalogue's order, open and confidential apart."""

    omraade: str
    slag: str
    bruk: list[str]
    aapne: list[str]
    taushetsbelagte: list[str]
    geografi: str


@dataclass(frozen=True, slots=True)
class Endring:
    """One line of a role's history. `detaljer` are sentences about what became different."""

    at: datetime
    handling: str
    hvem: str
    aarsak: str
    detaljer: list[str]


def area_name(kode: str) -> str:
    """What a service area is called."""
    found = hjemler.tjenesteomraader().get(kode)
    return found.navn if found else kode


def described(rolle: Rolle) -> Beskrivelse:
    """The role in words."""
    order = {kode: place for place, kode in enumerate(codes())}
    opens = sorted(rolle.opplysninger, key=lambda kode: (order.get(kode, len(order)), kode))
    return Beskrivelse(
        omraade=area_name(rolle.tjenesteomraade),
        slag=str(RolleSlag(rolle.slag).label),
        bruk=[str(Bruksomraade(bruk).label) for bruk in rolle.bruksomraader],
        aapne=[label(kode) for kode in opens if not is_confidential(kode)],
        taushetsbelagte=[label(kode) for kode in opens if is_confidential(kode)],
        geografi=_("Hele landet") if rolle.landsdekkende else _municipalities(rolle.kommuner_now),
    )


def change(rad: Rad) -> Endring:
    """One audit row about the role, and what it changed."""
    facts: Mapping[str, Any] = rad.detaljer
    details = [facts["til"]] if "til" in facts else _differences(facts.get("foer", {}), facts.get("etter", {}))
    return Endring(rad.at, rad.handling, rad.aktoer_navn, rad.aarsak, details)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    if not before:
        return []
    found = []
    for name, (heading, words) in _parts().items():
        had, has = _as_list(before.get(name)), _as_list(after.get(name))
        added, gone = [one for one in has if one not in had], [one for one in had if one not in has]
        if added:
            found.append(_("%(del)s lagt til: %(hva)s") % {"del": heading, "hva": ", ".join(words(added))})
        if gone:
            found.append(_("%(del)s tatt bort: %(hva)s") % {"del": heading, "hva": ", ".join(words(gone))})
    return found


def _parts() -> dict[str, tuple[str, Any]]:
    return {
        "navn": (_("Navn"), _as_they_are),
        "hjemmel": (_("Hjemmel"), _as_they_are),
        "formaal": (_("Formål"), _as_they_are),
        "behandling": (_("Behandling"), _as_they_are),
        "opplysninger": (_("Opplysninger"), lambda found: [label(kode) for kode in found]),
        "bruksomraader": (_("Bruksområder"), lambda found: [str(Bruksomraade(kode).label) for kode in found]),
        "kommuner": (_("Kommuner"), lambda found: [_municipality(nummer) for nummer in found]),
    }


def _as_they_are(found: Iterable[str]) -> list[str]:
    return list(found)


def _as_list(value: object) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _municipalities(numbers: Iterable[str]) -> str:
    return ", ".join(_municipality(nummer) for nummer in numbers)


def _municipality(nummer: str) -> str:
    found = kommuner.kommune(nummer)
    return found.navn if found else name_of(nummer)
