import pytest

from fiks.folkeregister.registerkopi.norsk_key import LONGEST_WORD, MOST_WORDS, norsk_noekkel, words


@pytest.mark.parametrize(
    "spellings",
    [
        "Kristian Christian Cristian Kristjan",
        "Kristjansen Christiansen Kristiansen",
        "Pettersen Pedersen Petersen",
        "Håkon Haakon",
        "Aase Åse",
        "Nilsen Nielsen Nilssen",
        "Wiik Vik",
        "Thorbjørn Torbjørn Torbjoern",
        "Mohammed Muhammad",
        "Schjøtt Skjøt",
        "Christophersen Kristofersen",
        "Golbmačiehka Golbmaciehka",
        "Ødegård Ødegaard Oedegaard",
    ],
)
def test_words_that_sound_alike_share_a_key(spellings: str) -> None:
    assert len({norsk_noekkel(word) for word in words(spellings)}) == 1


@pytest.mark.parametrize("pair", ["Hansen Jensen", "Berit Marit", "Berg Vik", "Ola Kari"])
def test_words_that_sound_different_do_not(pair: str) -> None:
    assert len({norsk_noekkel(word) for word in words(pair)}) == 2


def test_a_name_is_folded_into_its_words() -> None:
    assert words("Anne-Grethe  ÖDEGAARD d’Angelo Čeaggá") == ("anne", "grethe", "ødegård", "dangelo", "ceagga")


def test_words_are_bounded_whatever_the_name_is() -> None:
    found = words("x" * 1000 + " y" * 1000)
    assert len(found) == MOST_WORDS
    assert len(found[0]) == LONGEST_WORD


@pytest.mark.parametrize("name", ["", " - ", "42", "王", "h"])
def test_odd_names_give_a_key_for_each_word(name: str) -> None:
    assert all(norsk_noekkel(word) for word in words(name))
