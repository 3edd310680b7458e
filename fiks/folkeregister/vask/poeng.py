"""How sure one may be that a row is about a person, and why.

Fellegi and Sunter's model as Splink has it (reference/folkeregister.md f): the odds before anything is known, times how much
each agreement or disagreement says. Of all who may be meant, and nobody, the chances make one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from fiks.folkeregister.registerkopi.norsk_key import words
from fiks.folkeregister.vask import foedtvekt, navnevekt, stedvekt
from fiks.folkeregister.vask.bevis import Bevis, Vekt, summed
from fiks.folkeregister.vask.frekvens import Frekvenser
from fiks.folkeregister.vask.kandidatsoek import Grenser, Kandidat
from fiks.folkeregister.vask.navnevekt import Navneord
from fiks.folkeregister.vask.rader import Rad
from fiks.folkeregister.vask.stedvekt import Sted

# Nine of ten who stand in somebody's list are taken to be in the register.
_KNOWN_ODDS = log2(9)
_MOST = 60.0


@dataclass(frozen=True, slots=True)
class Sammenligning:
    """What of a row is compared: what the role opens, and how common names are."""

    frekvenser: Frekvenser
    navn: bool = True
    foedt: bool = True
    sted: bool = True
    historikk: bool = False

    @property
    def start(self) -> float:
        """Bits before anything is known of a person: one of all who are in the register, wherever the role searches."""
        return _KNOWN_ODDS - log2(self.frekvenser.personer)


@dataclass(frozen=True, slots=True)
class Vurdert:
    """A person, what speaks for and against, and the chance that she is the one among all who may be."""

    person: Kandidat
    vekt: Vekt
    sjanse: float = 0.0

    @property
    def poeng(self) -> int:
        """From 0 to 100, as whole numbers that never say more than is known."""
        return int(self.sjanse * 100)


def judge(
    rad: Rad,
    persons: Sequence[Kandidat],
    sammenligning: Sammenligning,
    grenser: Grenser,
    homes: dict[str, list[tuple[str, str]]],
) -> list[Vurdert]:
    """All who may be meant, the most likely first."""
    unique = {person.identifikator: person for person in persons}
    found = [
        Vurdert(one, weigh(rad, one, sammenligning, homes.get(one.identifikator, ()), near=grenser.is_inside(one)))
        for one in unique.values()
    ]
    ranked = sorted(found, key=lambda one: (-one.vekt.bit, one.person.identifikator))
    odds = [2 ** min(one.vekt.bit, _MOST) for one in ranked]
    total = 1 + sum(odds)
    return [Vurdert(one.person, one.vekt, own / total) for one, own in zip(ranked, odds, strict=True)]


def weigh(
    rad: Rad, person: Kandidat, sammenligning: Sammenligning, homes: Sequence[tuple[str, str]] = (), *, near: bool
) -> Vekt:
    """What speaks for and against one person. Unless `near`, her address does neither: it would tell if a guess is right."""
    evidence: list[Bevis] = []
    if sammenligning.navn:
        navn = _navneord(person, historikk=sammenligning.historikk)
        evidence += navnevekt.weigh(rad.fornavn, rad.etternavn, rad.navn, navn, sammenligning.frekvenser)
    if sammenligning.foedt:
        evidence += foedtvekt.weigh(rad.datoer, rad.aar, person.foedselsdato, person.foedselsaar)
    if near and sammenligning.sted and not person.skjoldet and person.adressesortering:
        now = Sted(person.adressesortering, person.postnummer or "")
        former = [Sted(*home) for home in homes]
        evidence += stedvekt.weigh(rad.adresse, rad.adressenoekkel, rad.postnummer, now, former)
    return summed(sammenligning.start, evidence)


def _navneord(person: Kandidat, *, historikk: bool) -> Navneord:
    former = tuple(person.tidligere_navnetokener) if historikk else ()
    return Navneord(_words(person.fornavn), _words(person.mellomnavn), _words(person.etternavn), former)


@lru_cache(maxsize=100_000)
def _words(text: str | None) -> tuple[str, ...]:
    return words(text) if text else ()
