"""The rows of a document. The search columns keep what the register wrote; what is protected has no place in them."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.folkeregister import protection
from fiks.folkeregister.registerkopi.adresserader import AdresseRow
from fiks.folkeregister.registerkopi.document import parse
from fiks.folkeregister.registerkopi.flyttinger import Avgang
from fiks.folkeregister.registerkopi.plassering import Plassering
from fiks.folkeregister.registerkopi.projection import (
    BadDocument,
    PersonRow,
    Projection,
    check,
    project,
    protection_level,
)
from fiks.folkeregister.tests.persons import NUMBERS, Rad, line, merged, past, person, rad, veg

PERSON = (*PersonRow._fields, *Plassering._fields)
ADRESSE = (*AdresseRow._fields, *Plassering._fields, *Avgang._fields)


def _project(document: dict[str, object]) -> Projection:
    parsed = parse(line(document))
    return project(parsed, check(parsed).current)


def _person(document: dict[str, object]) -> dict[str, object]:
    return dict(zip(PERSON, _project(document).person, strict=True))


def _addresses(document: dict[str, object]) -> list[dict[str, object]]:
    return [dict(zip(ADRESSE, row, strict=True)) for row in _project(document).adresser]


def test_columns_keep_names_as_received() -> None:
    found = _person(person())
    assert (found["fornavn"], found["etternavn"], found["sorteringsnavn"]) == ("SOLVEIG", "ÅSEN", "}sen  solveig  berg")
    assert found["navnetokener"] == '{"berg","solveig","åsen"}'
    assert found["tidligere_navnetokener"] == '{"lie"}'


def test_birth_comes_from_the_register_and_never_from_the_number() -> None:
    assert _person(person())["foedselsdato"] == "1958-05-12"
    found = _person(person(foedsel=None, kjoenn=None))
    assert (found["foedselsdato"], found["foedselsaar"], found["kjoenn"]) == (None, None, None)
    assert _person(person(foedsel=[rad(foedselsaar="1958")]))["foedselsaar"] == "1958"


def test_unknown_values_of_enumerations_are_kept() -> None:
    assert _person(person(status=[rad(status="noeNytt")]))["status"] == "noeNytt"


def test_rows_without_metadata_are_current() -> None:
    found = _person(person(navn=[{"fornavn": "A", "etternavn": "B"}], bostedsadresse=[veg()]))
    assert (found["fornavn"], found["kommunenummer"]) == ("A", "4215")


def test_a_person_can_lack_everything_but_a_number() -> None:
    found = _person({"identifikasjonsnummer": [{"foedselsEllerDNummer": NUMBERS[0], "status": "opphoert"}]})
    assert (found["sorteringsnavn"], found["statsborgerskap"], found["skjoldet"]) == ("", "{}", "f")


def test_two_current_names_are_refused() -> None:
    with pytest.raises(BadDocument, match="to gjeldende navn"):
        _project(person(navn=[rad(fornavn="A", etternavn="B"), rad(fornavn="C", etternavn="D")]))


@pytest.mark.parametrize(
    "rows", [[], [past(foedselsEllerDNummer=NUMBERS[0])], [rad(foedselsEllerDNummer=n) for n in NUMBERS[:2]]]
)
def test_a_document_without_one_current_number_is_refused(rows: list[Rad]) -> None:
    with pytest.raises(BadDocument, match="gjeldende num"):
        _project(person(identifikasjonsnummer=rows))


def test_a_number_in_use_comes_before_an_ended_one_and_fnr_before_dnr() -> None:
    ended = {"foedselsEllerDNummer": NUMBERS[1], "status": "opphoert", "identifikatortype": "foedselsnummer"}
    dnr = {"foedselsEllerDNummer": NUMBERS[2], "status": "iBruk", "identifikatortype": "dNummer"}
    fnr = {"foedselsEllerDNummer": NUMBERS[3], "status": "iBruk", "identifikatortype": "foedselsnummer"}
    found = check(parse(line(person(identifikasjonsnummer=[ended, dnr, fnr]))))
    assert found.current.foedsels_eller_d_nummer == NUMBERS[3]
    assert set(found.former) == set(NUMBERS[1:3])


def test_former_numbers_lead_to_the_person() -> None:
    found = check(parse(line(person(identifikasjonsnummer=merged(NUMBERS[0], NUMBERS[1])))))
    assert found.former == (NUMBERS[1],)


@pytest.mark.parametrize("level", ["fortrolig", "strengtFortrolig", "noeNytt"])
def test_a_protected_person_has_no_place(level: str) -> None:
    document = person(
        adressebeskyttelse=[rad(graderingsnivaa=level)],
        bostedsadresse=[rad(**veg("Hemmeligveien")), past(**veg("Hemmeliggata"))],
        oppholdsadresse=[rad(**veg("Hemmeligstien", kommune="0301"))],
    )
    found = _project(document)
    assert "Hemmelig" not in repr(found.person)
    assert not {"4215", "0301"} & set(map(str, found.person))
    assert found.adresser == []
    assert len(found.graderte) == (3 if level == "fortrolig" else 0)
    assert _person(document)["skjoldet"] == "t"


def test_protection_that_has_ended_hides_nothing() -> None:
    found = _person(person(adressebeskyttelse=[past(graderingsnivaa="fortrolig")]))
    assert (found["graderingsnivaa"], found["kommunenummer"]) == (None, "4215")


@pytest.mark.parametrize("grading", ["klientadresse", "fortrolig", "noeNytt", None])
def test_a_graded_address_is_kept_apart(grading: str | None) -> None:
    document = person(bostedsadresse=[rad(**veg("Hemmeligveien") | {"adressegradering": grading}), past(**veg())])
    found = _project(document)
    assert "Hemmelig" not in repr((found.person, found.adresser))
    assert [row["adresse"] for row in _addresses(document)] == ["Strandgata 14 B"]
    assert [row[-1] for row in found.graderte] == [grading or "ukjent"]
    assert _person(document)["skjoldet"] == "t"


def test_ends_and_numbering_show_no_gap_where_a_graded_address_was() -> None:
    rows = [
        rad(**veg("Nyveien", flyttedato="2020-01-01")),
        past(**veg("Hemmeligveien", grading="klientadresse"))
        | {"gyldighetstidspunkt": "2015-06-01T00:00:00+02:00", "erGjeldende": False},
        past(**veg("Gamleveien")),
    ]
    found = _addresses(person(bostedsadresse=rows))
    assert [(row["nr"], row["from_date"], row["until_date"]) for row in found] == [
        ("1", "2010-01-01", "2020-01-01"),
    ]


def test_the_home_of_a_person_has_no_row_beside() -> None:
    document = person(
        bostedsadresse=[rad(**veg("Nyveien")), past(**veg("Gamleveien"))], postadresse=[rad(**veg("Post"))]
    )
    assert _person(document)["adresse"] == "Nyveien 14 B"
    assert [row["adresse"] for row in _addresses(document)] == ["Gamleveien 14 B", "Post 14 B"]


def test_a_home_that_death_ended_has_a_row_that_tells_so() -> None:
    dead = {"doedsdato": "2024-03-01", "erGjeldende": True, "ajourholdstidspunkt": "2024-03-04T10:00:00+01:00"}
    found = _project(person(status=[rad(status="doed")], doedsfall=dead))
    assert [row[-3:] for row in found.adresser] == [("DOED", "2024-03-01", "2024-03-04T10:00:00+01:00")]


def test_a_home_without_a_municipality_has_a_row_for_lists_to_pass_over() -> None:
    unknown = rad(**veg("Nyveien")) | {"vegadresse": {"adressenavn": "NYVEIEN"}}
    assert [row["adresse"] for row in _addresses(person(bostedsadresse=[unknown]))] == ["NYVEIEN"]


def test_moved_in_counts_from_the_first_row_in_the_municipality() -> None:
    rows = [rad(**veg("B")), past(**veg("A")), past(**veg("C", kommune="0301")) | {"gyldighetstidspunkt": None}]
    assert _person(person(bostedsadresse=rows))["innflyttet_kommune_date"] == "2010-01-01"


def test_a_new_municipality_number_is_no_move() -> None:
    rows = [rad(**veg(kommune="3301"), aarsak="Kommuneregulering"), past(**veg(kommune="3005"))]
    assert _person(person(bostedsadresse=rows))["innflyttet_kommune_date"] == "2010-01-01"


def test_who_comes_back_from_abroad_has_moved_in_again() -> None:
    gone = past(**veg("A")) | {"opphoerstidspunkt": "2012-01-01T00:00:00+01:00"}
    assert _person(person(bostedsadresse=[rad(**veg("B")), gone]))["innflyttet_kommune_date"] == "2020-01-01"


def test_dates_in_utc_become_norwegian() -> None:
    row = rad(**veg()) | {"gyldighetstidspunkt": "2020-05-31T22:00:00Z"}
    assert _person(person(bostedsadresse=[row]))["innflyttet_kommune_date"] == "2020-06-01"


_LEVELS = st.sampled_from(["ugradert", "fortrolig", "strengtFortrolig", "noeNytt", None])
_WHEN = st.none() | st.dates(min_value=date(1850, 1, 1)).map(lambda day: f"{day}T12:00:00+01:00")


@st.composite
def _rows(draw: st.DrawFn, *, protected: bool) -> list[Rad]:
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        grading = draw(st.sampled_from(["ugradert", "klientadresse", "fortrolig", "noeNytt"]))
        street = "Hemmeligveien" if protected or grading != "ugradert" else "Aapenveien"
        kommune = "9999" if street == "Hemmeligveien" else "4215"
        row = veg(street, kommune=kommune, grading=grading) | {
            "erGjeldende": draw(st.sampled_from([True, False, None])),
            "gyldighetstidspunkt": draw(_WHEN),
            "opphoerstidspunkt": draw(_WHEN),
        }
        rows.append({name: value for name, value in row.items() if value is not None})
    return rows


@given(st.data())
def test_no_place_of_a_protected_person_or_address_reaches_open_columns(data: st.DataObject) -> None:
    levels = [
        {"graderingsnivaa": level, "erGjeldende": data.draw(st.booleans())} for level in data.draw(st.lists(_LEVELS))
    ]
    protected = protection.level({"adressebeskyttelse": levels}) != ""
    elements = ("bostedsadresse", "oppholdsadresse", "deltBosted", "postadresse")
    addresses = {name: data.draw(_rows(protected=protected)) for name in elements}
    document = person(adressebeskyttelse=levels, **addresses)
    found = _project(document)
    assert protection_level(parse(line(document))) == protection.level(json.loads(line(document)))
    assert "Hemmelig" not in repr((found.person, found.adresser))
    assert "9999" not in repr((found.person, found.adresser))
    rows = [row for name in elements for row in addresses[name]]
    expected = [] if protected else [row for row in rows if row["adressegradering"] == "ugradert"]
    home = dict(zip(PERSON, found.person, strict=True))["kommunenummer"]
    assert len(found.adresser) + bool(home) == len(expected)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["navn", "status", "foedsel", "postadresse", "postadresseIUtlandet", "noeNytt", "foreldreansvar"]
        ),
        st.lists(
            st.dictionaries(
                st.sampled_from(["fornavn", "etternavn", "status", "erGjeldende", "adresselinje", "nytt"]), _JSON
            )
        ),
    )
)
def test_any_document_is_projected_or_refused(elements: dict[str, object]) -> None:
    try:
        found = _project(person(**elements))
    except (BadDocument, msgspec.ValidationError):
        return
    assert len(found.person) == len(PERSON)


@pytest.mark.parametrize("grading", ["klientadresse", "fortrolig", "noeNytt"])
def test_who_has_a_graded_home_stays_nowhere(grading: str) -> None:
    """Else whoever finds her by name learns where."""
    stay = [rad(**veg("Oppholdsveien", kommune="0301"))]
    graded = _person(person(bostedsadresse=[rad(**veg(grading=grading))], oppholdsadresse=stay))
    assert (graded["skjoldet"], graded["oppholdskommune"]) == ("t", None)
    assert _person(person(oppholdsadresse=stay))["oppholdskommune"] == "0301"
