"""Labelled misspellings: a name as somebody types it, and the pair of given name and surname that it was made from.

Made from the names of a population by edit operations and by lists of spellings, before the search that they measure was
tuned, and not changed since. Sources of the lists: SSB's and Store norske leksikon's accounts of spellings of one name, and
what Skatteetaten says of its phonetic search (reference/folkeregister.md b.4, f). They share no code with the search.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

LETTERS = "abcdefghijklmnoprstuvyæøå"
# How many of each kind. In all some 1 200.
EDITS, TWICE, SPELLINGS, NAMES, SHAPES = 110, 60, 300, 60, 160


@dataclass(frozen=True, slots=True)
class Navn:
    """A name as the register has it."""

    fornavn: str
    mellomnavn: str
    etternavn: str

    @property
    def par(self) -> tuple[str, str]:
        return par(self.fornavn, self.etternavn)


@dataclass(frozen=True, slots=True)
class Variant:
    """What is typed, how it came about, and the pair that it must lead to."""

    skrevet: str
    slag: str
    par: tuple[str, str]


def par(fornavn: str | None, etternavn: str | None) -> tuple[str, str]:
    """The pair of a person: the first given name, hyphens counted as part of it, and the whole surname."""
    return (fornavn or "").lower().partition(" ")[0], (etternavn or "").lower()


# One spelling for another, as regular expressions on lower-case words. Each is one variant; it must change the word.
SPELLING = (
    ("ch_k", r"ch", "k"),
    ("k_ch", r"k(?=[rlio])", "ch"),
    ("th_t", r"th", "t"),
    ("t_th", r"(?<=[aeiou])t(?=[aeiouær])|^t(?=[ho])", "th"),
    ("w_v", r"w", "v"),
    ("v_w", r"^v", "w"),
    ("aa_å", r"aa", "å"),
    ("å_aa", r"å", "aa"),
    ("å_a", r"å", "a"),
    ("ph_f", r"ph", "f"),
    ("f_ph", r"f(?=[aeiouf])", "ph"),
    ("z_s", r"z", "s"),
    ("s_z", r"s(?=[aeiou])", "z"),
    ("c_k", r"c(?=[aourlk])", "k"),
    ("k_c", r"^k(?=[alr])", "c"),
    ("x_ks", r"x", "ks"),
    ("ks_x", r"ks", "x"),
    ("ø_oe", r"ø", "oe"),
    ("ø_o", r"ø", "o"),
    ("æ_ae", r"æ", "ae"),
    ("æ_e", r"æ", "e"),
    ("ø_ö", r"ø", "ö"),
    ("enkel", r"([bdfgklmnprst])\1", r"\1"),
    ("dobbel", r"(?<=[aeiouyæøå])([dfgklmnprst])(?=[aeiouyæøå])", r"\1\1"),
    ("dt_t", r"dt", "t"),
    ("d_stum", r"(?<=[aeiouyæøå][ln])d$", ""),
    ("j_i", r"(?<=[tdnl])j(?=[aeo])", "i"),
    ("i_j", r"(?<=[tnl])i(?=a)", "j"),
    ("y_i", r"y", "i"),
    ("ie_i", r"ie", "i"),
    ("sen_son", r"sen$", "son"),
    ("d_t", r"(?<=[aeio])d(?=[aeior])", "t"),
    ("h_stum", r"(?<=[aeioutgk])h", ""),
    ("q_k", r"qu?", "k"),
    ("kj_ch", r"^kj", "k"),
    ("ei_ai", r"ei", "ai"),
)
# Names that are told apart in writing only, or are one name by custom; both ways.
SAME_NAME = (
    "kristian christian",
    "katrine cathrine kathrine catrine",
    "karl carl",
    "kristine christine kristin christin",
    "erik eirik eric",
    "jon john",
    "mathias mattias matias",
    "tor thor",
    "torbjørn thorbjørn",
    "elisabeth elisabet",
    "viktoria victoria",
    "henrik henrich",
    "oscar oskar",
    "lukas lucas",
    "jakob jacob",
    "marcus markus",
    "sofie sophie",
    "sara sarah",
    "hanna hannah",
    "anette annette",
    "camilla kamilla",
    "cecilie sesilie",
    "nikolai nicolai",
    "fredrik frederik",
    "alexander aleksander",
    "mohammed muhammad mohamed",
    "ragnhild ragnild",
    "øyvind eivind øivind",
    "bjørn björn",
    "gunhild gunnhild",
    "ole ola",
    "nils niels",
    "per peder",
    "lars laurits",
    "johan johannes",
    "kjell tjell",
    "sigurd sjur",
    "olav olaf",
    "margrethe margrete",
    "astrid astri",
    "ingebjørg ingeborg",
    "siv sif",
)


def varianter(navn: Sequence[Navn], *, froe: int = 1) -> list[Variant]:
    """Make them all from a population. The same names and seed give the same variants."""
    draw = Random(froe)
    return [*_edited(navn, draw), *_respelled(navn, draw), *_renamed(navn, draw), *_reshaped(navn, draw)]


# ── edit operations ──


def _insert(word: str, draw: Random) -> str:
    place = draw.randrange(1, len(word) + 1)
    return word[:place] + draw.choice(LETTERS) + word[place:]


def _delete(word: str, draw: Random) -> str:
    place = draw.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _replace(word: str, draw: Random) -> str:
    place = draw.randrange(1, len(word))
    return word[:place] + draw.choice(LETTERS) + word[place + 1 :]


def _swap(word: str, draw: Random) -> str:
    place = draw.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _double(word: str, draw: Random) -> str:
    place = draw.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _first(word: str, draw: Random) -> str:
    return draw.choice(LETTERS) + word[1:]


OPERATIONS: dict[str, Callable[[str, Random], str]] = {
    "innsatt": _insert, "utelatt": _delete, "byttet": _replace, "ombyttet": _swap, "doblet": _double, "foerste": _first,
}  # fmt: skip


def _edited(navn: Sequence[Navn], draw: Random) -> Iterator[Variant]:
    for slag, operation in OPERATIONS.items():
        yield from _some(
            navn,
            draw,
            EDITS if slag != "foerste" else EDITS // 2,
            lambda one, op=operation: _one_word(one, draw, op),
            slag,
        )
    yield from _some(navn, draw, TWICE, lambda one: _both_words(one, draw), "to_feil")


def _one_word(one: Navn, draw: Random, operation: Callable[[str, Random], str]) -> str | None:
    """One edit in the given name or the surname, the longer more often."""
    given, family = one.par
    in_family = draw.random() < len(family) / (len(given) + len(family))
    word = family if in_family else given
    if len(word) < 4 or (changed := operation(word, draw)) == word:
        return None
    return f"{given} {changed}" if in_family else f"{changed} {family}"


def _both_words(one: Navn, draw: Random) -> str | None:
    given, family = one.par
    if len(given) < 4 or len(family) < 4:
        return None
    first, second = (draw.choice(list(OPERATIONS.values())) for _ in range(2))
    return f"{first(given, draw)} {second(family, draw)}"


# ── lists of spellings ──


def _respelled(navn: Sequence[Navn], draw: Random) -> Iterator[Variant]:
    """As many of each rule as the names allow, up to an equal share."""
    taken: Counter[str] = Counter()
    share = -(-SPELLINGS // len(SPELLING)) + 3
    for one in _shuffled(navn, draw, 60 * SPELLINGS):
        if taken.total() == SPELLINGS:
            return
        rules = [rule for rule in SPELLING if taken[rule[0]] < share]
        for slag, pattern, replacement in draw.sample(rules, len(rules)):
            given, family = (re.sub(pattern, replacement, word, count=1) for word in one.par)
            if (given, family) == one.par:
                continue
            given = given if draw.random() < 0.5 or family == one.par[1] else one.par[0]
            taken[slag] += 1
            yield Variant(f"{given} {family}", f"skrivemaate_{slag}", one.par)
            break


def _renamed(navn: Sequence[Navn], draw: Random) -> Iterator[Variant]:
    """Another name by which the same is meant."""
    groups = {name: group.split() for group in SAME_NAME for name in group.split()}
    taken: Counter[str] = Counter()
    for one in _shuffled(navn, draw, 60 * SPELLINGS):
        given, family = one.par
        others = [name for name in groups.get(given, ()) if name != given]
        if others and taken[given] < 3:
            taken[given] += 1
            yield Variant(f"{draw.choice(others)} {family}", "samme_navn", one.par)
        if taken.total() == NAMES:
            return


# ── the shape of the name ──


def _reshaped(navn: Sequence[Navn], draw: Random) -> Iterator[Variant]:
    share = SHAPES // len(FORMS)
    for slag, form in FORMS.items():
        yield from _some(navn, draw, share, form, slag)


def _initial(one: Navn) -> str | None:
    first, *others = one.fornavn.split()
    if not others and not one.mellomnavn:
        return None
    return " ".join([first, *(f"{other[0]}." for other in [*others, *one.mellomnavn.split()][:1]), one.etternavn])


def _without_middle(one: Navn) -> str | None:
    return f"{one.fornavn} {one.etternavn}" if one.mellomnavn else None


def _half_given(one: Navn) -> str | None:
    first = one.fornavn.split()[0]
    return f"{first.split('-')[0]} {one.etternavn}" if "-" in first else None


def _half_family(one: Navn) -> str | None:
    return f"{one.fornavn} {one.etternavn.split('-')[0]}" if "-" in one.etternavn else None


def _without_hyphen(one: Navn) -> str | None:
    return f"{one.fornavn} {one.etternavn}".replace("-", " ") if "-" in one.fornavn + one.etternavn else None


def _joined(one: Navn) -> str | None:
    first = one.fornavn.split()[0]
    return f"{first.replace('-', '').title()} {one.etternavn}" if "-" in first else None


def _plain(one: Navn) -> str | None:
    from unicodedata import combining, normalize

    whole = f"{one.fornavn} {one.etternavn}"
    plain = "".join(
        letter
        for letter in normalize("NFKD", whole.translate(str.maketrans("ØøÆæÐđĐŊŋ", "OoEeDdDNn")))
        if not combining(letter)
    )
    return plain if plain != whole else None


FORMS: dict[str, Callable[[Navn], str | None]] = {
    "motsatt": lambda one: f"{one.etternavn} {one.fornavn}", "komma": lambda one: f"{one.etternavn}, {one.fornavn}",
    "initial": _initial, "uten_mellomnavn": _without_middle, "halvt_fornavn": _half_given, "halvt_etternavn": _half_family,
    "uten_bindestrek": _without_hyphen, "sammenskrevet": _joined, "uten_tegn": _plain,
    "smaa": lambda one: f"  {one.fornavn.lower()}   {one.etternavn.lower()} ",
}  # fmt: skip


def _some(
    navn: Sequence[Navn], draw: Random, most: int, make: Callable[[Navn], str | None], slag: str
) -> Iterator[Variant]:
    """So many variants of one kind, from persons drawn in turn."""
    made: Iterable[Variant] = (
        Variant(text, slag, one.par) for one in _shuffled(navn, draw, 200 * most) if (text := make(one)) is not None
    )
    for _number, variant in zip(range(most), made, strict=False):
        yield variant


def _shuffled(navn: Sequence[Navn], draw: Random, most: int) -> Iterator[Navn]:
    """Persons with both names, as often as their names are borne."""
    for _ in range(most):
        one = draw.choice(navn)
        if one.fornavn.strip() and one.etternavn.strip():
            yield one
