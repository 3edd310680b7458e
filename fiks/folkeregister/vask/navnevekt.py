"""What a name tells for or against a person: word by word, whatever order they stand in.

How alike two words are is the search engine's (`soek.kandidater.judge`), so that washing and search agree on names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from django.utils.translation import gettext as _

from fiks.folkeregister.registerkopi.norsk_key import norsk_noekkel
from fiks.folkeregister.soek import kandidater
from fiks.folkeregister.soek.kandidater import Hvorfor
from fiks.folkeregister.vask.bevis import Bevis, Grad, Trekk
from fiks.folkeregister.vask.frekvens import Frekvenser

_SAME = 0.9
_LESS = {
    Hvorfor.LIKT: 0.0,
    Hvorfor.SAMME_NAVN: 3.5,
    Hvorfor.LYDER: 4.0,
    Hvorfor.LIGNER: 5.5,
    Hvorfor.BEGYNNER: 5.0,
}
_FAR = 9.0
_INITIAL_BITS = 2.5
_TURNED, _MIDDLE, _FORMER = 2.0, 2.0, 3.0
_OTHER_GIVEN, _OTHER_FAMILY, _LACKING = -7.0, -4.0, -1.0
_SHORT = 4
# So much at most from one word: what is rarer than one in a hundred thousand is often a slip of the register's own.
_MOST_BITS = 16.0


@dataclass(frozen=True, slots=True)
class Likhet:
    """How a written word and a word of the register agree: bits less than had they been equal. An initial has its own."""

    hvorfor: Hvorfor
    fratrekk: float


@dataclass(frozen=True, slots=True)
class Navneord:
    """A person's name as words. Former names are empty for a role that does not see them."""

    fornavn: tuple[str, ...]
    mellomnavn: tuple[str, ...]
    etternavn: tuple[str, ...]
    tidligere: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each word, and which part of the name it is in."""
        for part in ("fornavn", "etternavn", "mellomnavn", "tidligere"):
            for word in getattr(self, part):
                yield word, part


@dataclass(frozen=True, slots=True)
class _Par:
    """A written word (its part: given, family or unknown) that met a word of the register."""

    skrevet: str
    del_: str
    token: str
    funnet: str
    likhet: Likhet


@lru_cache(maxsize=200_000)
def likhet(skrevet: str, token: str) -> Likhet | None:
    """How alike two words are; None when they have nothing in common."""
    if skrevet == token:
        return Likhet(Hvorfor.LIKT, 0.0)
    if len(skrevet) == 1:
        return Likhet(Hvorfor.INITIAL, 0.0) if token.startswith(skrevet) else None
    found = kandidater.judge(skrevet, token, sounds=norsk_noekkel(skrevet) == norsk_noekkel(token))
    if found is None:
        return None
    return Likhet(found.hvorfor, _FAR if found.trinn > 2 else _LESS.get(found.hvorfor, _FAR))


def weigh(
    fornavn: Sequence[str], etternavn: Sequence[str], udelt: Sequence[str], navn: Navneord, frekvenser: Frekvenser
) -> list[Bevis]:
    """The evidence of a name. `udelt` are words of a name whose parts nobody has told apart."""
    written = [(word, "fornavn") for word in fornavn] + [(word, "etternavn") for word in etternavn]
    written += [(word, _part_of(nr, len(udelt))) for nr, word in enumerate(udelt)]
    if not written:
        return []
    pairs = _paired(written, navn)
    met = {id_ for id_, _pair in pairs}
    missing = [part for nr, (_word, part) in enumerate(written) if nr not in met]
    found = [pair for _id, pair in pairs]
    turned = _is_turned(found)
    evidence = [_evidence(pair, frekvenser, turned=turned) for pair in found]
    return [*evidence, *_lacking(missing, found, turned=turned)]


def _part_of(nr: int, count: int) -> str:
    """Of a whole name the first word is a given name and the last a surname; those between may be either."""
    return "fornavn" if nr == 0 else "etternavn" if nr == count - 1 else "mellom"


def _paired(written: Sequence[tuple[str, str]], navn: Navneord) -> list[tuple[int, _Par]]:
    """Written words with the register's, the most alike first, each once; its own part of the name before another."""
    possible = []
    for nr, (word, part) in enumerate(written):
        for at, (token, where) in enumerate(navn):
            how = likhet(word, token)
            if how is None or (how.hvorfor is Hvorfor.INITIAL and where == "tidligere"):
                continue
            initial = how.hvorfor is Hvorfor.INITIAL
            order = (how.fratrekk + (20 if initial else 0) + _distance(part, where), nr, at)
            possible.append((order, nr, at, _Par(word, part, token, where, how)))
    taken_words: set[int] = set()
    taken_tokens: set[int] = set()
    pairs = []
    for _order, nr, at, pair in sorted(possible, key=lambda one: one[0]):
        if nr not in taken_words and at not in taken_tokens:
            taken_words.add(nr)
            taken_tokens.add(at)
            pairs.append((nr, pair))
    return pairs


def _distance(part: str, where: str) -> float:
    if part in {where, "mellom"}:
        return 0.0
    return {"mellomnavn": 0.5, "tidligere": 1.5}.get(where, 1.0)


def _is_turned(pairs: Sequence[_Par]) -> bool:
    """Whether given name and surname have changed places."""
    crossed = {(pair.del_, pair.funnet) for pair in pairs}
    return {("fornavn", "etternavn"), ("etternavn", "fornavn")} <= crossed


def _evidence(pair: _Par, frekvenser: Frekvenser, *, turned: bool) -> Bevis:
    part = pair.del_ if pair.del_ != "mellom" else "etternavn" if pair.funnet == "etternavn" else "fornavn"
    trekk = Trekk.FORNAVN if (part == "fornavn") is not turned else Trekk.ETTERNAVN
    if pair.likhet.hvorfor is Hvorfor.INITIAL:
        text = _("Bare forbokstaven «%(bokstav)s» står i filen") % {"bokstav": pair.skrevet.upper()}
        return Bevis(trekk, Grad.SAAVIDT, _INITIAL_BITS, text)
    bits = min(_MOST_BITS, log2(_SAME / frekvenser.of(pair.token))) - pair.likhet.fratrekk
    grad, text = _degree(pair, trekk)
    if pair.funnet == "tidligere":
        name = _("fornavn") if trekk is Trekk.FORNAVN else _("etternavn")
        grad, bits = Grad.NESTEN if grad is Grad.HELT else grad, bits - _FORMER
        text = _("Tidligere %(navn)s") % {"navn": name}
    elif pair.funnet == "mellomnavn" and part == "etternavn":
        grad, bits = Grad.NESTEN if grad is Grad.HELT else grad, bits - _MIDDLE
        text = text or _("Etternavnet i filen er mellomnavn i registeret")
    elif turned:
        bits -= _TURNED / 2
        text = text or _("Fornavn og etternavn er byttet om")
    elif pair.funnet != part and pair.funnet in {"fornavn", "etternavn"} and pair.del_ != "mellom":
        grad, bits = Grad.SAAVIDT, bits - _TURNED
        text = text or _("Navnet står et annet sted i registeret")
    return Bevis(trekk, grad, bits, text)


def _degree(pair: _Par, trekk: Trekk) -> tuple[Grad, str]:
    """How well two words agree, and the sentence about it."""
    how = pair.likhet
    if how.hvorfor is Hvorfor.LIKT:
        return Grad.HELT, ""
    words = {"skrevet": pair.skrevet.title(), "register": pair.token.title()}
    if how.hvorfor is Hvorfor.BEGYNNER:
        text = _("Navnet er forkortet: %(skrevet)s/%(register)s")
    elif trekk is Trekk.FORNAVN:
        text = _("Fornavnet er stavet annerledes: %(skrevet)s/%(register)s")
    else:
        text = _("Etternavnet er stavet annerledes: %(skrevet)s/%(register)s")
    # Of short names one letter makes another name: Anna and Anne, Jan and Jon.
    short = how.hvorfor is Hvorfor.LIGNER and min(len(pair.skrevet), len(pair.token)) <= _SHORT
    far = short or how.fratrekk >= _FAR or how.hvorfor is Hvorfor.BEGYNNER
    return Grad.SAAVIDT if far else Grad.NESTEN, text % words


def _lacking(missing: Sequence[str], pairs: Sequence[_Par], *, turned: bool) -> Iterator[Bevis]:
    """Against: written words that the person's name lacks. Worst when none of a part is met."""
    met = {
        Trekk.FORNAVN: any((pair.del_ == "fornavn") is not turned for pair in pairs if pair.del_ != "mellom"),
        Trekk.ETTERNAVN: any((pair.del_ == "etternavn") is not turned for pair in pairs if pair.del_ != "mellom"),
    }
    for part in missing:
        trekk = Trekk.ETTERNAVN if part == "etternavn" else Trekk.FORNAVN
        if met[trekk] or part == "mellom":
            yield Bevis(trekk, Grad.SAAVIDT, _LACKING, _("Et av navnene i filen står ikke i registeret"))
        elif trekk is Trekk.FORNAVN:
            met[trekk] = True
            yield Bevis(trekk, Grad.IKKE, _OTHER_GIVEN, _("Fornavnet er et annet"))
        else:
            met[trekk] = True
            yield Bevis(trekk, Grad.IKKE, _OTHER_FAMILY, _("Etternavnet er et annet"))
