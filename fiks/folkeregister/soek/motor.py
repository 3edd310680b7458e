"""The search: from the very words to those that may be meant, a step at a time, until enough are found.

Each step is one statement with a bound on its rows, and the steps are few, so that the work is bounded whatever is typed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations
from math import log10

from fiks.folkeregister.soek import frist, kandidater, rangering, skjerming, spoerring
from fiks.folkeregister.soek.kandidater import Kandidater
from fiks.folkeregister.soek.kriterier import Ramme, Soek
from fiks.folkeregister.soek.rangering import Navnetreff
from fiks.folkeregister.soek.spoerring import Rad, Vei

MOST = 200
# Read in each step, so that the best are among them also when too many fit to be shown.
_READ = (500, 500, 1000, 1000)
_ENOUGH_NAMES = 12
_COMMON = 0.012
# From here a hit is surely meant: the very name; and below this another spelling may be.
_SURE, _GOOD, _BEGINS = 1.0, 0.86, 0.6
Par = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Treff:
    """A person who fits, how well, and by which way. `navn` tells how the name fits; None when none was asked for."""

    rad: Rad
    poeng: float = 0.0
    vei: Vei = Vei.NAA
    navn: Navnetreff | None = None

    @property
    def par(self) -> Par:
        return (self.rad.fornavn or "").lower().partition(" ")[0], (self.rad.etternavn or "").lower()


@dataclass(frozen=True, slots=True)
class Funn:
    """The best first. With `mange`, more than MOST fit: then there is one for each name, the nearest names first."""

    treff: list[Treff] = field(default_factory=list)
    mange: bool = False


def search(soek: Soek, ramme: Ramme) -> Funn:
    """Find who fits. The criteria have been checked, and what the role opens of them.

    Raises:
        SoekError: the street is that of too many.
        TooSlow
    """
    with frist.bounded():
        found = list(_by_name(soek, ramme) if soek.ord else _without_name(soek, ramme))
    ranked = _ranked(found, by_age=ramme.by_age)
    if len(ranked) <= MOST:
        return Funn(ranked)
    return Funn(_one_of_each(ranked) if soek.ord else [], mange=True)


def _without_name(soek: Soek, ramme: Ramme) -> Iterable[Treff]:
    spenn = spoerring.adressespenn(soek, ramme)
    for vei in spoerring.ways(soek):
        for rad in spoerring.read(soek, ramme, (), limit=MOST + 1, vei=vei, spenn=spenn):
            yield Treff(rad, vei=vei)


def _by_name(soek: Soek, ramme: Ramme) -> Iterable[Treff]:
    found: dict[str, Treff] = {}
    typed = soek.ord
    narrow, spenn = kandidater.find(_whole(typed)), spoerring.adressespenn(soek, ramme)
    for vei in spoerring.ways(soek):
        _steps(_Work(soek, ramme, vei, found, spenn), typed, _of_all(typed, narrow))
    # One word alone is often a beginning, which is never as sure as a whole name.
    if max((treff.poeng for treff in found.values()), default=0) < (_GOOD if len(typed) > 1 else _BEGINS):
        _elsewhere(_Work(soek, ramme, Vei.NAA, found, spenn), typed)
    return found.values()


@dataclass
class _Work:
    """One way of a search, and what all of them have found."""

    soek: Soek
    ramme: Ramme
    vei: Vei
    found: dict[str, Treff]
    spenn: Sequence[spoerring.Spenn]

    def read(self, typed: tuple[str, ...], candidates: Sequence[Kandidater], *, step: int) -> bool:
        """Read those whose words are among the candidates of this step, and keep each by where she fits best.

        Gives whether there were more than are read.
        """
        groups = [
            [token for token, candidate in words.items() if candidate.trinn <= step]
            for word, words in zip(typed, candidates, strict=True)
            if len(word) > 1
        ]
        most = _READ[step] if len(typed) > 1 else MOST + 1
        found = spoerring.read(self.soek, self.ramme, groups, limit=most, vei=self.vei, spenn=self.spenn)
        judged: dict[rangering.Navn, Navnetreff | None] = {}
        for rad in found:
            if not self._may_be_found(rad, groups):
                continue
            name = _name_of(rad)
            if name not in judged:
                judged[name] = rangering.judge(typed, candidates, name)
            self._keep(rad, judged[name])
        return len(found) == most

    def already_too_many(self, typed: tuple[str, ...], candidates: Sequence[Kandidater]) -> bool:
        """Whether more than may be shown have a surname that begins so, or the very name. Keeps them."""
        begin = spoerring.begin_with(self.soek, limit=MOST + 1) if self.vei is Vei.NAA else []
        for rad in begin:
            self._keep(rad, rangering.judge(typed, candidates, _name_of(rad)))
        return len(begin) > MOST or self.read(typed, candidates, step=0)

    def is_enough(self) -> bool:
        """Whether what is found makes it needless to look further off."""
        found = self.found.values()
        return any(treff.poeng >= _SURE for treff in found) or len(_names(found)) >= _ENOUGH_NAMES

    def _may_be_found(self, rad: Rad, groups: spoerring.Groups) -> bool:
        soek = self.soek
        if not rad.skjoldet or soek.foedselsdato or soek.duf or soek.utenlandsk:
            return True
        former = rad.tidligere_navnetokener or ()
        return skjerming.is_whole_name(groups, rad.fornavn, rad.etternavn, former)

    def _keep(self, rad: Rad, fits: Navnetreff | None) -> None:
        if fits is None:
            return
        before = self.found.get(rad.identifikator)
        if before is None or before.poeng < fits.poeng:
            self.found[rad.identifikator] = Treff(rad, fits.poeng, self.vei, fits)


def _name_of(rad: Rad) -> rangering.Navn:
    return rangering.navn_av(rad.fornavn, rad.mellomnavn, rad.etternavn, rad.tidligere_navnetokener or ())


def _steps(work: _Work, typed: tuple[str, ...], candidates: Sequence[Kandidater]) -> None:
    """Those that sound alike or are one edit away, and the nearer ones for themselves when that is too many; where there
    are few names, those further off. One name alone can be borne by so many that no more need be asked.
    """
    if len(typed) == 1 and work.already_too_many(typed, candidates):
        return
    sizes = [sum(one.trinn <= step for words in candidates for one in words.values()) for step in range(4)]
    if work.read(typed, candidates, step=2):
        for step in (0, 1) if len(typed) > 1 else (1,):
            if sizes[step] < sizes[step + 1]:
                work.read(typed, candidates, step=step)
    elif sizes[2] < sizes[3] and not work.is_enough():
        work.read(typed, candidates, step=3)


def _elsewhere(work: _Work, typed: tuple[str, ...]) -> None:
    """Words written together or apart, a word too many, and keys that are one sound off."""
    for other in _rejoined(typed):
        work.read(other, _of_all(other, kandidater.find(_whole(other))), step=1)
    wide = _of_all(typed, kandidater.find(_whole(typed), wide=True))
    work.read(typed, wide, step=3)
    if len(typed) > 2 and not work.found:
        for kept in combinations(range(len(typed)), len(typed) - 1):
            part = tuple(typed[nr] for nr in kept)
            work.read(part, [wide[nr] for nr in kept], step=1)


def _rejoined(typed: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words with two of them in one, or with one in two."""
    joined = [(*typed[:nr], typed[nr] + typed[nr + 1], *typed[nr + 2 :]) for nr in range(len(typed) - 1)]
    halves = [(nr, word[:at], word[at:]) for nr, word in enumerate(typed) for at in range(2, len(word) - 1)]
    known = kandidater.known({half for _nr, *both in halves for half in both})
    apart = [
        (*typed[:nr], left, right, *typed[nr + 1 :]) for nr, left, right in halves if left in known and right in known
    ]
    return [*joined, *apart][:6]


def _whole(typed: tuple[str, ...]) -> list[str]:
    return [word for word in typed if len(word) > 1]


def _of_all(typed: tuple[str, ...], candidates: Sequence[Kandidater]) -> list[Kandidater]:
    """Candidates of every word, initials included, which have none."""
    left = iter(candidates)
    return [next(left) if len(word) > 1 else {} for word in typed]


def _names(found: Iterable[Treff]) -> set[Par]:
    return {treff.par for treff in found}


def _ranked(found: Iterable[Treff], *, by_age: bool) -> list[Treff]:
    """The best first. Among those that fit about as well, the name that more bear; then by name, and the oldest first where
    the role opens birth dates, else in an order that tells nothing.
    """
    unique = {treff.rad.identifikator: treff for treff in found}
    bearers = Counter(treff.par for treff in unique.values())
    return sorted(
        unique.values(),
        key=lambda treff: (
            -(treff.poeng + (_COMMON * log10(bearers[treff.par]) if treff.navn else 0)),
            treff.rad.sorteringsnavn,
            str(treff.rad.foedselsdato or "") if by_age else "",
            # A number begins with the day of birth.
            treff.rad.identifikator if by_age else sha256(treff.rad.identifikator.encode()).hexdigest(),
        ),
    )


def _one_of_each(ranked: Sequence[Treff]) -> list[Treff]:
    kept: dict[Par, Treff] = {}
    for treff in ranked:
        kept.setdefault(treff.par, treff)
        if len(kept) == _ENOUGH_NAMES:
            break
    return list(kept.values())
