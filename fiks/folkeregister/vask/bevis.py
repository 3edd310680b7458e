"""Evidence for or against one person: in bits, as Fellegi and Sunter weigh it, and in words.

A bit is a doubling of the odds. For an agreement it is log2 of how often the same person agrees so (m) over how often
somebody else does (u); `u` of a name is how common it is, of a birth date one in some thirty thousand.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Trekk(StrEnum):
    """What a piece of evidence is about."""

    NUMMER = "NUMMER"
    FORNAVN = "FORNAVN"
    ETTERNAVN = "ETTERNAVN"
    FOEDT = "FOEDT"
    STED = "STED"


class Grad(StrEnum):
    """How well it agrees: wholly, nearly, hardly, not at all."""

    HELT = "HELT"
    NESTEN = "NESTEN"
    SAAVIDT = "SAAVIDT"
    IKKE = "IKKE"


@dataclass(frozen=True, slots=True)
class Bevis:
    """One piece of evidence. `tekst` is empty where the whole agreement is told in one sentence."""

    trekk: Trekk
    grad: Grad
    bit: float
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Vekt:
    """All that is known for and against a person."""

    bit: float
    bevis: tuple[Bevis, ...] = field(default=())

    def agrees(self, trekk: Trekk, *grader: Grad) -> bool:
        """Whether there is evidence of this kind, of one of these degrees."""
        return any(one.trekk is trekk and one.grad in grader for one in self.bevis)


def summed(start: float, evidence: Iterable[Bevis]) -> Vekt:
    """Evidence on top of the odds that somebody drawn at random is the one."""
    every = tuple(evidence)
    return Vekt(start + sum(one.bit for one in every), every)
