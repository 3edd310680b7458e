"""Suggestions from the catalogue, on the labelled names."""

import csv
from pathlib import Path
from uuid import uuid4

import pytest

from fiks.digiorden.katalog.navnesoek import Navneindeks, Navneslag, Oppfoering

DATA = Path(__file__).parents[1] / "katalog/data/eksempelkatalog.csv"
LABELS = Path(__file__).parent / "navnefasit.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


@pytest.fixture(scope="module")
def indeks() -> Navneindeks:
    return Navneindeks(
        Oppfoering(
            uuid4(),
            row["navn"],
            several(row["tidligere_navn"]),
            several(row["alias"]),
            row["leverandoer_navn"],
            several(row["tidligere_leverandoerer"]),
            row["beskrivelse"],
        )
        for row in rows(DATA)
    )


def suggested(indeks: Navneindeks, skrevet: str) -> list[str]:
    names = {one.id: one.navn for one in indeks.oppfoeringer}
    return [names[one.id] for one in indeks.forslag(skrevet, most=3)]


def test_the_labels_are_as_many_as_they_should_be() -> None:
    labels = rows(LABELS)
    assert len({row["system"] for row in labels if row["system"]}) >= 150
    assert sum(not row["system"] for row in labels) >= 20


def test_the_right_system_is_among_three_in_ninety_five_of_a_hundred(indeks: Navneindeks) -> None:
    known = [row for row in rows(LABELS) if row["system"]]
    missed = [row["skrevet"] for row in known if row["system"] not in suggested(indeks, row["skrevet"])]
    assert len(missed) <= 0.05 * len(known), missed


def test_none_of_the_really_new_is_taken_for_the_same(indeks: Navneindeks) -> None:
    new = [row["skrevet"] for row in rows(LABELS) if not row["system"]]
    assert not [skrevet for skrevet in new if any(one.lik for one in indeks.forslag(skrevet))]


@pytest.mark.parametrize(
    ("skrevet", "navn", "slag", "grunn"),
    [
        ("Service Now", "ServiceNow", Navneslag.NAVN, "Navnet er det samme."),
        ("Agresso", "Unit4 ERP", Navneslag.TIDLIGERE, "Het før «Agresso»."),
        ("O365", "Microsoft 365", Navneslag.ALIAS, "Kalles også «O365»."),
        ("Gerika", "Gerica", Navneslag.NAVN, "Navnet ligner."),
    ],
)
def test_a_suggestion_says_why(indeks: Navneindeks, skrevet: str, navn: str, slag: Navneslag, grunn: str) -> None:
    first = indeks.forslag(skrevet)[0]
    assert suggested(indeks, skrevet)[0] == navn
    assert (first.slag, first.grunn) == (slag, grunn)


def test_first_letters_are_a_name(indeks: Navneindeks) -> None:
    index = Navneindeks([Oppfoering(uuid4(), "Kommunal Tolke Tjeneste")])
    assert index.forslag("KTT")[0].grunn == "Forbokstavene er de samme."


def test_half_a_word_is_enough_while_typing(indeks: Navneindeks) -> None:
    assert "Framsikt" in suggested(indeks, "framsi")


@pytest.mark.parametrize("skrevet", ["", "   ", "!!!", "a", "x" * 10_000, "% _ \\ '", "\x00"])
def test_nonsense_finds_nothing_and_breaks_nothing(indeks: Navneindeks, skrevet: str) -> None:
    assert indeks.forslag(skrevet) == []


def test_an_empty_catalogue_has_nothing_to_suggest() -> None:
    assert Navneindeks([]).forslag("Gerica") == []
