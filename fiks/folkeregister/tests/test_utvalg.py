from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.koder.kalender import age_on
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister.utvalg import Alder, Aldersmaate, Tilhoerighet, Utvalg, UtvalgError, from_json
from fiks.folkeregister.lister.utvalgsregler import check_allowed, open_criteria
from fiks.folkeregister.lister.utvalgstekst import describe, summary
from fiks.folkeregister.opplysninger import FULL_STATUS

PER = date(2026, 12, 31)
DAYS = st.dates(date(1995, 1, 1), date(2100, 1, 1))
AGES = st.one_of(st.none(), st.integers(0, 130))
EVERYTHING = Innsyn(frozenset({"foedsel", "kjoenn", "status", "sivilstand", "statsborgerskap", "bostedsadresse"}))


@given(fra=AGES, til=AGES, per=DAYS, birth=st.dates(date(1890, 1, 1), date(2100, 1, 1)))
def test_birth_dates_hold_exactly_those_of_the_age(fra: int | None, til: int | None, per: date, birth: date) -> None:
    first, last = Alder(Aldersmaate.PAA_DATO, fra, til, per).birth_dates()
    age = age_on(birth, per)
    assert (first <= birth <= last) == ((fra or 0) <= age <= (130 if til is None else til))


@given(fra=st.integers(0, 120), per=DAYS, birth=st.dates(date(1890, 1, 1), date(2100, 1, 1)))
def test_turning_an_age_in_a_year_asks_for_the_birth_year(fra: int, per: date, birth: date) -> None:
    first, last = Alder(Aldersmaate.FYLLER, fra, fra, per).birth_dates()
    assert (first <= birth <= last) == (per.year - birth.year == fra)


@given(
    st.builds(
        Utvalg,
        st.lists(st.sampled_from(["4215", "4216", "0301"]), min_size=1).map(tuple),
        tilhoerighet=st.sampled_from(Tilhoerighet),
        alder=st.one_of(st.none(), st.builds(Alder, st.just(Aldersmaate.PAA_DATO), AGES, AGES, DAYS)),
        postnumre=st.lists(st.sampled_from(["4790", "4760"])).map(tuple),
        grunnkretser=st.lists(st.integers(1, 9999)).map(tuple),
        husholdning_fra=st.one_of(st.none(), st.integers(1, 9)),
        innflyttet_siden=st.one_of(st.none(), DAYS),
    )
)
def test_criteria_are_stored_and_read_back_as_they_were(utvalg: Utvalg) -> None:
    assert from_json(utvalg.as_json()) == utvalg
    assert from_json(utvalg.as_json()).noekkel == utvalg.noekkel


def test_criteria_that_differ_in_the_date_only_can_be_compared() -> None:
    utvalg = Utvalg(("4215",), alder=Alder(Aldersmaate.PAA_DATO, 65, None, PER))
    assert utvalg.noekkel == utvalg.moved_to(date(2027, 12, 31)).noekkel
    assert utvalg.noekkel != replace(utvalg, kjoenn="mann").noekkel


def test_codes_come_in_a_settled_order() -> None:
    assert Utvalg(("4216", "4215", "4216")) == Utvalg(("4215", "4216"))


def test_old_municipality_numbers_become_todays() -> None:
    assert Utvalg(("0926",)).with_current_kommuner(on=PER).kommuner == ("4215",)
    with pytest.raises(UtvalgError, match="finnes ikke"):
        Utvalg(("9999",)).check()


@pytest.mark.parametrize(
    ("utvalg", "field"),
    [
        (Utvalg(()), "kommuner"),
        (Utvalg(("4215",), statuser=()), "statuser"),
        (Utvalg(("4215",), alder=Alder(Aldersmaate.PAA_DATO, None, None, PER)), "alder"),
        (Utvalg(("4215",), alder=Alder(Aldersmaate.PAA_DATO, 70, 65, PER)), "alder"),
        (Utvalg(("4215",), alder=Alder(Aldersmaate.PAA_DATO, 131, None, PER)), "alder"),
        (Utvalg(("4215",), alder=Alder(Aldersmaate.PAA_DATO, 65)), "per"),
        (Utvalg(("4215",), husholdning_fra=0), "husholdning"),
        (Utvalg(("4215",), tilhoerighet=Tilhoerighet.OPPHOLD, husholdning_fra=2), "tilhoerighet"),
    ],
)
def test_what_cannot_stand_together_is_told(utvalg: Utvalg, field: str) -> None:
    with pytest.raises(UtvalgError) as error:
        utvalg.check()
    assert error.value.field == field


@pytest.mark.parametrize(
    ("criteria", "needs"),
    [
        ({"alder": Alder(Aldersmaate.PAA_DATO, 65, None, PER)}, "foedsel"),
        ({"alder": Alder(Aldersmaate.FOEDT, 1961, 1961)}, "foedsel"),
        ({"kjoenn": "kvinne"}, "kjoenn"),
        ({"sivilstander": ("gift",)}, "sivilstand"),
        ({"statsborgerskap": ("POL",)}, "statsborgerskap"),
        ({"statuser": ("bosatt", "aktiv")}, "status"),
        ({"postnumre": ("4790",)}, "bostedsadresse"),
        ({"grunnkretser": (101,)}, "bostedsadresse"),
        ({"husholdning_fra": 2}, "bostedsadresse"),
        ({"innflyttet_siden": PER}, "bostedsadresse"),
    ],
)
def test_a_field_the_role_does_not_open_cannot_be_asked_about(criteria: dict[str, object], needs: str) -> None:
    utvalg = Utvalg(("4215",), **criteria)  # type: ignore[arg-type]
    check_allowed(utvalg, EVERYTHING)
    with pytest.raises(UtvalgError, match="åpner ikke"):
        check_allowed(utvalg, Innsyn(EVERYTHING.opplysninger - {needs}))


def test_a_part_of_the_address_opens_that_part_only() -> None:
    opened = open_criteria(Innsyn(frozenset({"bostedsadresse.skolekrets"})))
    assert opened == {"kommuner", "skolekretser"}


def test_confidential_statuses_take_a_role_that_opens_them() -> None:
    utvalg = Utvalg(("4215",), statuser=("midlertidig",))
    with pytest.raises(UtvalgError, match="taushetsbelagt"):
        check_allowed(utvalg, EVERYTHING)
    check_allowed(utvalg, Innsyn(EVERYTHING.opplysninger | {FULL_STATUS}))


def test_those_who_have_left_take_a_role_with_history() -> None:
    utvalg = Utvalg(("4215",), statuser=("utflyttet",))
    with pytest.raises(UtvalgError, match="tidligere"):
        check_allowed(utvalg, EVERYTHING)
    check_allowed(utvalg, Innsyn(EVERYTHING.opplysninger | {"historikk"}))


def test_criteria_are_told_in_plain_sentences() -> None:
    utvalg = Utvalg(
        ("4215", "4216"),
        alder=Alder(Aldersmaate.PAA_DATO, 65, None, PER),
        kjoenn="kvinne",
        sivilstander=("gift", "skilt"),
        statsborgerskap=("POL",),
        postnumre=("4790",),
        husholdning_fra=1,
        husholdning_til=1,
        innflyttet_siden=date(2020, 1, 1),
    )
    assert [sentence.replace("\u00a0", " ") for sentence in describe(utvalg)] == [
        "Bosatt i Lillesand og Birkenes.",
        "65 år eller eldre 31. desember 2026.",
        "Kvinner.",
        "Sivilstand gift og skilt.",
        "Statsborgerskap Polen.",
        "Postnummer 4790.",
        "1 i husholdningen.",
        "Flyttet til kommunen 1. januar 2020 eller senere.",
    ]


@pytest.mark.parametrize(
    ("alder", "text"),
    [
        (Alder(Aldersmaate.PAA_DATO, None, 17, PER), "17 år eller yngre 31. desember 2026"),
        (Alder(Aldersmaate.PAA_DATO, 65, 79, PER), "fra 65 til 79 år 31. desember 2026"),
        (Alder(Aldersmaate.FYLLER, 65, 65, PER), "fyller 65 år i 2026"),
        (Alder(Aldersmaate.FYLLER, 65, None, PER), "fyller 65 år eller mer i 2026"),
        (Alder(Aldersmaate.FOEDT, 1961, 1961), "født i 1961"),
        (Alder(Aldersmaate.FOEDT, None, 1961), "født i 1961 eller tidligere"),
        (Alder(Aldersmaate.FOEDT, 1950, 1961), "født fra 1950 til 1961"),
    ],
)
def test_age_is_told_as_it_was_asked(alder: Alder, text: str) -> None:
    assert summary(Utvalg(("4215",), alder=alder)).replace("\u00a0", " ") == f"bosatt i Lillesand, {text}"
