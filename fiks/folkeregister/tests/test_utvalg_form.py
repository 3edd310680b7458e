"""The questions of «Hvem skal være med?», without a database."""

from datetime import date

import pytest

from fiks.felles.koder.kommuner import kommuner
from fiks.folkeregister.forms.utvalg import UtvalgForm, initial_from
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister.utvalg import Alder, Aldersmaate, Tilhoerighet, Utvalg
from fiks.folkeregister.opplysninger import FULL_STATUS

TODAY = date(2026, 11, 23)
OPENS = frozenset({"foedsel", "kjoenn", "status", "sivilstand", "statsborgerskap", "bostedsadresse", "oppholdsadresse"})
AGE = {"kommuner": ["4215"], "alder": "PAA_DATO", "alder_fra": "65", "alder_per": "31.12.2026"}


def form(
    data: dict[str, object] | None, opens: frozenset[str] = OPENS, kommuner: tuple[str, ...] | None = ("4215", "4216")
) -> UtvalgForm:
    return UtvalgForm(data, kommuner=kommuner, innsyn=Innsyn(opens), today=TODAY)


def read(data: dict[str, object], **kwargs: object) -> Utvalg:
    filled = form(data, **kwargs)  # type: ignore[arg-type]
    assert filled.is_valid(), filled.errors
    assert filled.utvalg
    return filled.utvalg


def faults(data: dict[str, object], **kwargs: object) -> dict[str, list[str]]:
    filled = form(data, **kwargs)  # type: ignore[arg-type]
    filled.is_valid()
    return {name: list(map(str, errors)) for name, errors in filled.errors.items()}


def test_age_on_a_date_is_read_as_people_write_dates() -> None:
    assert read(AGE | {"alder_per": "1.2.27"}).alder == Alder(Aldersmaate.PAA_DATO, 65, None, date(2027, 2, 1))


def test_age_they_turn_in_a_year_is_read() -> None:
    data = AGE | {"alder": "FYLLER", "fyller_fra": "65", "fyller_til": "65", "fyller_aar": "2026"}
    assert read(data).alder == Alder(Aldersmaate.FYLLER, 65, 65, date(2026, 12, 31))


def test_birth_years_are_read() -> None:
    assert read(AGE | {"alder": "FOEDT", "foedt_fra": "2020", "foedt_til": "2021"}).alder == Alder(
        Aldersmaate.FOEDT, 2020, 2021
    )


def test_follow_ups_of_another_way_are_left_aside() -> None:
    assert read(AGE | {"foedt_fra": "tull", "fyller_aar": ""}).alder == Alder(
        Aldersmaate.PAA_DATO, 65, None, date(2026, 12, 31)
    )
    assert read(AGE | {"alder": "ALLE", "alder_fra": "tull"}).alder is None


@pytest.mark.parametrize(
    ("changed", "field", "text"),
    [
        ({"kommuner": []}, "kommuner", "Velg minst én kommune."),
        ({"alder": ""}, "alder", "Velg alder."),
        ({"alder_fra": ""}, "alder_fra", "Skriv fra, til eller begge."),
        ({"alder_fra": "seksti"}, "alder_fra", "Skriv et helt tall i «Fra alder»."),
        ({"alder_fra": "131"}, "alder_fra", "Skriv et tall fra 0 til 130."),
        ({"alder_per": "31.2.2026"}, "alder_per", "Datoen finnes ikke. Skriv den slik: 31.12.2026."),
        ({"alder_per": ""}, "alder_per", "Skriv datoen alderen skal regnes på."),
        ({"alder": "FYLLER", "fyller_fra": "65", "fyller_aar": "26"}, "fyller_aar", "Skriv året med fire sifre."),
        ({"postnumre": "4790, 479"}, "postnumre", "Skriv 4 sifre for hver, med komma mellom. Du skrev «479»."),
        ({"grunnkretser": "abc"}, "grunnkretser", "Skriv bare tall, med komma mellom. Du skrev «abc»."),
        ({"husholdning_fra": "3", "husholdning_til": "2"}, "husholdning_fra", "«Fra» kan ikke være større enn «til»."),
        ({"statsborgerskap": "Utopia"}, "statsborgerskap", "Fant ikke landet «Utopia». Skriv navnet på norsk."),
    ],
)
def test_a_fault_says_what_to_do(changed: dict[str, object], field: str, text: str) -> None:
    assert faults(AGE | changed) == {field: [text]}


def test_every_fault_in_the_age_is_told_at_once() -> None:
    assert set(faults(AGE | {"alder_fra": "", "alder_per": "31.2.2026"})) == {"alder_fra", "alder_per"}


def test_more_criteria_are_read() -> None:
    found = read(
        AGE
        | {
            "kjoenn": "kvinne",
            "statuser": ["bosatt"],
            "sivilstander": ["gift", "ugift"],
            "statsborgerskap": "polen, UKR",
            "postnumre": "4790 4770",
            "grunnkretser": "42150101",
            "husholdning_til": "2",
            "innflyttet_siden": "1.1.2026",
        }
    )
    assert (found.kjoenn, found.sivilstander, found.statsborgerskap) == ("kvinne", ("gift", "ugift"), ("POL", "UKR"))
    assert (found.postnumre, found.grunnkretser, found.husholdning_til) == (("4770", "4790"), (42150101,), 2)
    assert found.innflyttet_siden == date(2026, 1, 1)


def test_what_the_role_does_not_open_is_not_asked_about() -> None:
    asked = set(form(None, frozenset({"foedsel.foedselsaar", "bostedsadresse"})).fields)
    assert not asked & {"kjoenn", "sivilstander", "statsborgerskap", "statuser", "alder_fra", "tilhoerighet"}
    assert "foedt_fra" in asked


def test_what_the_role_does_not_open_cannot_be_posted() -> None:
    assert read(AGE | {"sivilstander": ["gift"]}, opens=OPENS - {"sivilstand"}).sivilstander == ()
    assert "kommuner" in faults(AGE | {"kommuner": ["0301"]})


def test_confidential_statuses_are_offered_only_to_roles_that_open_them() -> None:
    def offered(opens: frozenset[str]) -> set[str]:
        return {str(kode) for kode, _navn in form(None, opens).fields["statuser"].choices}  # type: ignore[attr-defined]

    assert "forsvunnet" not in offered(OPENS)
    assert "forsvunnet" in offered(OPENS | {FULL_STATUS})


def test_wide_geography_is_asked_for_by_name_or_number() -> None:
    found = read(AGE | {"kommuner": "lillesand, 4216, Trondheim"}, kommuner=None)
    assert found.kommuner == ("4215", "4216", "5001")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Herøy", "Flere kommuner heter «Herøy». Skriv nummeret: 1515 (Møre og Romsdal) og 1818 (Nordland)."),
        ("Lilleby", "Vi fant ingen kommune som heter «Lilleby»."),
    ],
)
def test_a_municipality_that_is_not_found_by_name_is_told(typed: str, text: str) -> None:
    assert faults(AGE | {"kommuner": typed}, kommuner=None) == {"kommuner": [text]}


def test_a_municipality_outside_a_wide_role_is_told_by_name() -> None:
    wide = tuple(sorted(kommuner()))[:30]
    assert faults(AGE | {"kommuner": "Lillesand"}, kommuner=wide) == {"kommuner": ["Rollen dekker ikke Lillesand."]}


def test_criteria_from_before_come_back_as_they_were() -> None:
    before = Utvalg(
        ("4215",),
        tilhoerighet=Tilhoerighet.BOSTED,
        alder=Alder(Aldersmaate.FYLLER, 65, 65, date(2026, 12, 31)),
        statsborgerskap=("NOR",),
        postnumre=("4790",),
        skolekretser=(3,),
        innflyttet_siden=date(2026, 1, 1),
    )
    unbound = UtvalgForm(
        kommuner=("4215",), innsyn=Innsyn(OPENS), today=TODAY, initial=initial_from(before, today=TODAY)
    )
    shown = {name: unbound[name].value() for name in unbound.fields}
    assert read({name: value for name, value in shown.items() if value is not None}) == before
    assert unbound.has_more


def test_more_criteria_are_folded_away_until_used() -> None:
    assert not form(None).has_more
    assert not form(AGE | {"statuser": ["bosatt"], "tilhoerighet": "BOSTED"}).has_more
    assert form(AGE | {"postnumre": "479"}).has_more


def test_ages_of_a_former_year_are_asked_about_on_the_same_day_this_year() -> None:
    before = Utvalg(("4215",), alder=Alder(Aldersmaate.PAA_DATO, 65, None, date(2024, 2, 29)))
    assert initial_from(before, today=TODAY)["alder_per"] == date(2026, 2, 28)
