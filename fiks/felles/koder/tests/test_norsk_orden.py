import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.koder.norsk_orden import fold, norsk_key


def _in_order(*names: str) -> bool:
    """Byte order of the keys, as COLLATE "C" has it; equal keys may stand either way."""
    keys = [norsk_key(name).encode() for name in names]
    return keys == sorted(keys)


@pytest.mark.parametrize(
    "names",
    [
        ["Abel", "zoo", "ære", "Ærlig", "Ödegård", "øre", "Østby", "åre", "ås", "Aas", "Aasen"],
        ["Zahl", "Ærø", "Ørn", "Ås"],
        ["Berg", "Berg Hansen", "Berg-Nilsen", "Berg Olsen", "Bergan", "Berge"],
        ["Hansen", "Hansen Aas", "Hansen-Åsen", "Hansena"],
        ["Muda", "Myhre", "Müller", "Myrvold"],
        ["Dahl", "Đorđević", "Dyb"],
        ["Angel", "Aŋŋel", "Antonsen"],
        ["Obrien", "O'Brien", "O’Briena", "Obrienb"],
        ["Li", "Lie", "Lie, Per", "Lien"],
    ],
)
def test_names_stand_in_norwegian_order(names: list[str]) -> None:
    assert _in_order(*names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ås", "AAS"),
        ("Ödegård", "Ødegaard"),
        ("André", "ANDRE"),
        ("Golbmačiehka", "Golbmaciehka"),
        ("Berg-Hansen", "berg  hansen "),
        ("D'Angelo", "Dangelo"),
        ("Ǿrn", "Ørn"),
        ("Müller", "Myller"),
    ],
)
def test_names_that_differ_in_marks_or_capitals_only_get_the_same_key(one: str, other: str) -> None:
    assert norsk_key(one) == norsk_key(other)


def test_sami_letters_become_their_base_letters() -> None:
    assert fold("áčđŋšŧž") == "acdnstz"


def test_a_name_in_another_alphabet_keeps_a_key_and_comes_last() -> None:
    assert _in_order("Ås", "Кузнецов")
    assert norsk_key("Кузнецов")


@given(st.text(max_size=40))
def test_key_is_the_same_however_the_letters_are_composed(text: str) -> None:
    assert norsk_key(unicodedata.normalize("NFD", text)) == norsk_key(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="abcåøæABCÅØÆ -", max_size=12))
def test_key_of_an_everyday_name_is_plain_ascii_without_capitals(text: str) -> None:
    key = norsk_key(text)
    assert key.isascii()
    assert key == key.lower().strip()
