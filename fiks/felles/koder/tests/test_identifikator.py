"""National numbers, against Skatteetaten's rows and against what npm's @navikt/fnrvalidator says.

Every whole number here is synthetic (month + 80) or broken; those of the real series are made while the test runs.
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.koder.identifikator import (
    FeilNummer,
    Identifikator,
    Miljoe,
    Regel,
    Serie,
    Slag,
    allowed,
    classify,
    holds_number,
    is_valid,
    issued,
    parse,
    require_allowed,
    valid_many,
)

SYNTHETIC = "03851598730"
SYNTHETIC_2032 = "30908299902"
TODAY = date(2026, 11, 24)
# fnrvalidator's names, as we say them.
KINDS = {
    "tnr": (Slag.FOEDSELSNUMMER, Serie.SKATTEETATEN),
    "dnr-and-tnr": (Slag.DNUMMER, Serie.SKATTEETATEN),
    "hnr": (Slag.FOEDSELSNUMMER, Serie.DOLLY),
    "dnr-and-hnr": (Slag.DNUMMER, Serie.DOLLY),
}
K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _with_control(nine: str, rest: int = 0) -> str | None:
    first = (rest - _weighted(nine, K1)) % 11
    second = -_weighted(f"{nine}{first}", K2) % 11 if first < 10 else 10
    return None if second == 10 else f"{nine}{first}{second}"


def _first_rest(number: str) -> int:
    return (_weighted(number[:9], K1) + int(number[9])) % 11


@st.composite
def numbers(draw: st.DrawFn, serie: Serie | None = None, rests: tuple[int, ...] = (0,)) -> str:
    """Numbers whose digits agree, of any kind."""
    born = draw(st.dates(date(1940, 1, 1), date(1999, 12, 31)))
    chosen = draw(st.sampled_from(Serie)) if serie is None else serie
    day = born.day + draw(st.sampled_from((0, 40)))
    rest = draw(st.sampled_from(rests))
    within = st.integers(0, 499).map(lambda i: f"{day:02}{born.month + chosen:02}{born.year % 100:02}{i:03}")
    made = draw(within.map(lambda nine: _with_control(nine, rest)).filter(lambda number: number is not None))
    assert made is not None
    return made


def _verdicts() -> list[dict[str, str]]:
    with (Path(__file__).parent / "nummerfasit.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _is_of_nav(number: str) -> bool:
    """Month + 20 or + 60: series that fnrvalidator does not know, so it calls the date wrong."""
    return number[2:4].isdigit() and int(number[2:4]) % 40 in range(21, 33) and number[2] in "2367"


def test_there_are_enough_verdicts_of_every_kind() -> None:
    verdicts = [row["verdict"] for row in _verdicts()]
    assert len(verdicts) >= 2000
    assert all(verdicts.count(kind) >= 50 for kind in [*KINDS, "checksums don't match", "invalid date"])


def test_fnrvalidator_is_followed_in_every_series_that_it_knows() -> None:
    differing = [
        row
        for row in _verdicts()
        if is_valid(row["number"]) != (row["verdict"] in KINDS) and not _is_of_nav(row["number"])
    ]
    assert differing == []


def test_kind_and_series_are_those_of_fnrvalidator() -> None:
    for row in _verdicts():
        if row["verdict"] in KINDS:
            found = classify(row["number"])
            assert (found.slag, found.serie) == KINDS[row["verdict"]]


def test_navs_own_series_are_known_where_fnrvalidator_sees_a_wrong_date() -> None:
    rows = [row for row in _verdicts() if _is_of_nav(row["number"])]
    assert len(rows) >= 200
    for row in rows:
        assert row["verdict"] == "invalid date"
        assert classify(row["number"]).serie in {Serie.NAV_BOST, Serie.DOLLY_BOST}


def test_strict_reading_refuses_the_2032_digits_that_fnrvalidator_lets_pass_for_everyone() -> None:
    rows = [row["number"] for row in _verdicts() if row["verdict"] in {"tnr", "dnr-and-tnr"}]
    new = [number for number in rows if _first_rest(number) != 0]
    assert len(new) >= 500
    for number in new:
        with pytest.raises(FeilNummer):
            parse(number, strict=TODAY)
        assert parse(number, strict=date(2032, 1, 1)).regel is Regel.FRA_2032


def test_strict_reading_takes_old_digits_in_the_series_given_out_to_that_year() -> None:
    rows = [row["number"] for row in _verdicts() if row["verdict"] == "tnr" and _first_rest(row["number"]) == 0]
    for number in rows:
        year, individual = int(number[4:6]), int(number[6:9])
        fits = (
            individual < 500
            or individual >= 900
            or (500 <= individual <= 749 and year >= 54)
            or (500 <= individual <= 899 and year < 40)
        )
        if (number[:2], number[3], number[4:6]) == ("29", "2", "00"):
            fits = individual >= 500
        assert issued(classify(number), by=TODAY) == fits


def test_skatteetatens_own_rows_are_read_as_they_say(shared: Path) -> None:
    with (shared / "spec/freg/foedselsnummer.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 10
    for row in rows:
        assert is_valid(row["fødselsnummer"]) == (row["erGyldig"] == "true")
        if row["erGyldig"] == "true":
            found = classify(row["fødselsnummer"])
            assert (found.serie is Serie.SKATTEETATEN) == (row["erSyntetisk"] == "true")
            assert (found.slag is Slag.DNUMMER) == ("D-nummer" in row["beskrivelse"])
            assert (found.regel is Regel.FRA_2032) == ("2032" in row["beskrivelse"])


@pytest.mark.parametrize(
    "typed", ["03851598730", " 038515 98730 ", "03.85.15 98730", "038515-98730", "038515\u00a098730"]
)
def test_number_is_read_as_people_type_it(typed: str) -> None:
    assert parse(typed) == Identifikator(SYNTHETIC, Slag.FOEDSELSNUMMER, Serie.SKATTEETATEN, Regel.FRA_1964)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Skriv et fødselsnummer eller d-nummer."),
        ("   ", "Skriv et fødselsnummer eller d-nummer."),
        ("0385159873", "Skriv fødselsnummeret med 11 sifre. Du skrev 10."),
        ("038515987301", "Skriv fødselsnummeret med 11 sifre. Du skrev 12."),
        ("0385159873O", "Skriv fødselsnummeret med bare sifre."),
        ("０３８５１５９８７３０", "Skriv fødselsnummeret med bare sifre."),
        ("31841598730", "De seks første sifrene er ikke en dato. Se etter om noen sifre er feil eller byttet om."),
        ("03851598731", "Sifrene passer ikke sammen. Se etter om noen sifre er feil eller byttet om."),
    ],
)
def test_person_who_typed_wrong_is_told_what_to_do(typed: str, message: str) -> None:
    with pytest.raises(FeilNummer) as caught:
        parse(typed)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (f"Gjelder {SYNTHETIC}.", True),
        ("038515 98730", True),
        ("038515-98730", True),
        ("038 515 987 30", True),
        ("03.85.15.987 30", True),
        ("038 515 987 31", False),
        ("038515 98731", True),
        ("Fra 25.11.2026 til 20.12.2026", False),
        ("Sak 2026/14325, telefon 22 33 44 55", False),
        ("konto 1234 56 78901", True),
        ("", False),
    ],
)
def test_text_that_holds_a_number_is_found_however_it_is_grouped(text: str, holds: bool) -> None:
    assert holds_number(text) is holds


def test_message_can_be_shown_in_another_language() -> None:
    english = {"Skriv fødselsnummeret med 11 sifre. Du skrev %(antall)d.": "Write 11 digits. You wrote %(antall)d."}
    with pytest.raises(FeilNummer) as caught:
        parse("038515")
    assert caught.value.text(english.__getitem__) == "Write 11 digits. You wrote 6."


@given(st.from_regex(r"\A[0-9]{5}[0-9 .x-]{0,9}[0-9]\Z"))
def test_message_never_holds_what_was_typed(typed: str) -> None:
    assert typed not in _message(typed)


def _message(typed: str) -> str:
    try:
        return repr(parse(typed))
    except FeilNummer as error:
        return str(error)


@given(numbers(rests=(0, 1, 2, 3)))
def test_every_number_with_right_digits_is_accepted(number: str) -> None:
    assert is_valid(number)
    assert parse(number).verdi == number


@given(numbers(rests=(0, 1, 2, 3)), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, added: int) -> None:
    wrong = number[:place] + str((int(number[place]) + added) % 10) + number[place + 1 :]
    assert not is_valid(wrong)


@given(numbers(serie=Serie.SKATTEETATEN), st.integers(0, 9))
def test_two_digits_side_by_side_that_differ_cannot_be_swapped_in_strict_reading(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(FeilNummer):
            parse(swapped, strict=TODAY)


@given(st.lists(st.one_of(numbers(rests=(0, 2)), st.text(max_size=12), st.from_regex(r"\A[0-9]{11}\Z"))))
def test_batch_says_the_same_as_reading_one_by_one(texts: list[str]) -> None:
    def reads(text: str) -> bool:
        try:
            classify(text)
        except FeilNummer:
            return False
        return True

    assert list(valid_many(texts)) == [reads(text) for text in texts]


@given(numbers(serie=Serie.REELL))
def test_real_number_is_for_production_only(number: str) -> None:
    found = classify(number)
    assert allowed(found, miljoe=Miljoe.PRODUKSJON)
    assert not allowed(found, miljoe=Miljoe.TEST)
    with pytest.raises(FeilNummer, match="ikke et testnummer"):
        require_allowed(found, miljoe=Miljoe.TEST)


@pytest.mark.parametrize("serie", [serie for serie in Serie if serie is not Serie.REELL])
def test_production_refuses_every_synthetic_series(serie: Serie) -> None:
    found = Identifikator(SYNTHETIC, Slag.DNUMMER, serie, Regel.FRA_1964)
    assert not allowed(found, miljoe=Miljoe.PRODUKSJON)
    require_allowed(found, miljoe=Miljoe.TEST)
    with pytest.raises(FeilNummer, match="Dette er et testnummer"):
        require_allowed(found, miljoe=Miljoe.PRODUKSJON)


def test_register_cannot_have_issued_navs_series() -> None:
    assert not issued(Identifikator(SYNTHETIC, Slag.DNUMMER, Serie.DOLLY, Regel.FRA_1964), by=date(2040, 1, 1))


@pytest.mark.parametrize(
    ("born", "individual", "fits"),
    [
        ("698200", range(200), False),  # 29 February of 1900, which had none
        ("698200", range(200, 1000), True),
        ("418145", range(500, 600), False),
        ("418145", range(600, 900), True),
        ("418158", range(500, 600), True),
    ],
)
def test_d_numbers_have_the_series_of_2021(born: str, individual: range, fits: bool) -> None:
    made = (_with_control(f"{born}{number:03}") for number in individual)
    rules = {classify(number).regel for number in made if number}
    assert rules == {Regel.FRA_1964 if fits else Regel.FRA_2032}
