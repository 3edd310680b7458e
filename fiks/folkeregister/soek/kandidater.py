"""From a typed word to the words of the register that may be meant, each with how sure and why.

One read of the dictionary `navnetoken` finds them all: by phonetic key, by the neighbourhood of one edit (an index on the
database function `navn_naboer`), by the table of name variants, and by how the word begins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import connection

from fiks.folkeregister.registerkopi.norsk_key import norsk_noekkel
from fiks.folkeregister.soek.ordlikhet import edits, neighbours, one_edit, same_name

MOST = 64
_SHORT = 4
_PLAIN_FIRST = {"a": "åæ", "o": "ø", "e": "æ"}
_PREFIX = 3
# Each part reads by an index of its own and is bounded. Of the words that sound alike, those of like length come first.
_READ = """
    select asked.nr, found.token, found.noekkel
      from unnest(%(words)s::text[], %(keys)s::text[], %(key_nr)s::bigint[]) as asked (word, noekkel, nr),
      lateral ((select token, noekkel from navnetoken where noekkel = asked.noekkel
                order by abs(length(token) - length(asked.word)) limit 100)
        union (select token, noekkel from navnetoken where token >= asked.word and token < asked.word || chr(1114109)
               and length(asked.word) >= %(prefix)s order by length(token) limit 60)) found
    union select asked.nr, t.token, t.noekkel from unnest(%(near)s::text[], %(near_nr)s::bigint[]) as asked (near, nr)
        join navnetoken t on navn_naboer(t.token) @> array[asked.near]
    union select asked.nr, t.token, t.noekkel from unnest(%(same)s::text[], %(same_nr)s::bigint[]) as asked (token, nr)
        join navnetoken t on t.token = asked.token
"""
_READ_NEAR_KEYS = """
    select asked.nr, t.token, t.noekkel from unnest(%(near)s::text[], %(near_nr)s::bigint[]) as asked (near, nr)
        join navnetoken t on navn_naboer(t.noekkel) @> array[asked.near]
    limit 1500
"""


class Hvorfor(StrEnum):
    """Why a word of the register may be the one that was typed."""

    LIKT = "LIKT"
    SAMME_NAVN = "SAMME_NAVN"
    LYDER = "LYDER"
    LIGNER = "LIGNER"
    BEGYNNER = "BEGYNNER"
    INITIAL = "INITIAL"


@dataclass(frozen=True, slots=True)
class Kandidat:
    """A word of the register. `poeng` is from 0 to 1; `trinn` is how far one had to go to find it."""

    token: str
    poeng: float
    hvorfor: Hvorfor
    trinn: int


Kandidater = dict[str, Kandidat]


def find(typed: Sequence[str], *, wide: bool = False) -> list[Kandidater]:
    """The candidates of each word, by token, the word itself included. `wide`: also those whose key is one edit away."""
    near = [(near, nr) for nr, word in enumerate(typed, start=1) for near in near_spellings(word)]
    same = [(other, nr) for nr, word in enumerate(typed, start=1) for other in same_name(word)]
    keys = [sounds_of(word) for word in typed]
    sounds = [(word, key, nr) for nr, word in enumerate(typed, start=1) for key in keys[nr - 1]]
    asked: dict[str, Any] = {
        "words": [word for word, _key, _nr in sounds],
        "keys": [key for _word, key, _nr in sounds],
        "key_nr": [nr for _word, _key, nr in sounds],
        "near": [word for word, _nr in near],
        "near_nr": [nr for _word, nr in near],
        "same": [word for word, _nr in same],
        "same_nr": [nr for _word, nr in same],
        "prefix": _PREFIX,
    }
    found = [{word: Kandidat(word, 1.0, Hvorfor.LIKT, 0)} for word in typed]
    _add(found, _rows(_READ, asked), typed, keys)
    if wide:
        around = [(near, nr) for _word, key, nr in sounds if len(key) >= _PREFIX for near in neighbours(key)]
        asked |= {"near": [key for key, _nr in around], "near_nr": [nr for _key, nr in around]}
        _add(found, _rows(_READ_NEAR_KEYS, asked), typed, keys)
    return [_best(candidates) for candidates in found]


def sounds_of(word: str) -> set[str]:
    """The phonetic keys of a word: its own, with k where ch is written for the sound before i and y (Chirsten), and with
    æ, ø or å first where it may have been typed plainly (Odegard). Vowels after the first are in no key.
    """
    firsts = _PLAIN_FIRST.get(word[:1], "")
    return {norsk_noekkel(one) for one in (word, word.replace("ch", "k"), *(first + word[1:] for first in firsts))}


def near_spellings(word: str) -> list[str]:
    """The neighbours of a word, aa taken both as å, as words are kept, and as the two letters that were typed."""
    every = [*neighbours(word), *(neighbours(word.replace("å", "aa")) if "å" in word else ())]
    return list(dict.fromkeys([*every, *(one.replace("aa", "å") for one in every if "aa" in one)]))


def _rows(query: str, asked: dict[str, Any]) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return list(cursor.fetchall())


def _add(
    found: list[Kandidater], rows: Iterable[tuple[int, str, str]], typed: Sequence[str], keys: Sequence[set[str]]
) -> None:
    for nr, token, key in rows:
        candidates = found[nr - 1]
        if token not in candidates and (judged := _judge_both(typed[nr - 1], token, sounds=key in keys[nr - 1])):
            candidates[token] = judged


def _judge_both(typed: str, token: str, *, sounds: bool) -> Kandidat | None:
    """The better of å as one letter and as two."""
    found = judge(typed, token, sounds=sounds)
    if "å" not in typed + token:
        return found
    spelled = judge(typed.replace("å", "aa"), token.replace("å", "aa"), sounds=sounds)
    better = spelled if spelled and (found is None or spelled.poeng > found.poeng) else found
    return replace(better, token=token) if better else None


def judge(typed: str, token: str, *, sounds: bool) -> Kandidat | None:
    """How sure one may be that a word of the register is the one that was typed; None when not at all.

    Args:
        sounds: the two have the same phonetic key.
    """
    if typed == token:
        return Kandidat(token, 1.0, Hvorfor.LIKT, 0)
    if how := same_name(typed).get(token):
        return Kandidat(token, 0.93 if how == "skrivemaate" else 0.82, Hvorfor.SAMME_NAVN, 1)
    if one_edit(typed, token) and (sounds or min(len(typed), len(token)) >= _PREFIX):
        if sounds:
            return Kandidat(token, 0.92, Hvorfor.LYDER, 1)
        return Kandidat(
            token, (0.84 if typed[:1] == token[:1] else 0.78) - (0.04 if len(typed) < _SHORT else 0), Hvorfor.LIGNER, 2
        )
    if token.startswith(typed) and len(typed) >= _PREFIX:
        return Kandidat(token, 0.62 + 0.2 * len(typed) / len(token), Hvorfor.BEGYNNER, 3)
    return _further(typed, token, sounds=sounds)


def _further(typed: str, token: str, *, sounds: bool) -> Kandidat | None:
    """Several edits away: as many as the length allows, and nearer when the two sound alike."""
    longest = max(len(typed), len(token))
    allowed = max(2 if sounds or longest > _SHORT else 1, longest // 3)
    if abs(len(typed) - len(token)) > allowed or (apart := edits(typed, token)) > allowed:
        return None
    if sounds:
        return Kandidat(token, 0.96 - 0.06 * apart, Hvorfor.LYDER, 1)
    if min(len(typed), len(token)) < _PREFIX:
        return None
    if apart == 2 and longest > _SHORT:
        return Kandidat(token, 0.66 if typed[:1] == token[:1] else 0.6, Hvorfor.LIGNER, 3)
    if apart <= longest // 3:
        return Kandidat(token, 0.62 - 0.04 * apart, Hvorfor.LIGNER, 3)
    return None


def _best(candidates: Kandidater) -> Kandidater:
    if len(candidates) <= MOST:
        return candidates
    return dict(sorted(candidates.items(), key=lambda item: -item[1].poeng)[:MOST])


def known(tokens: Iterable[str]) -> set[str]:
    """Those of the words that stand in some name."""
    with connection.cursor() as cursor:
        cursor.execute("select token from navnetoken where token = any(%s::text[])", [list(tokens)])
        return {token for (token,) in cursor.fetchall()}
