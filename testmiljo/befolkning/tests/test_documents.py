"""The shape of the documents: the published schema, and the rules that the schema does not tell."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from testmiljo.befolkning import Town
from testmiljo.befolkning.tests.towns import all_rows, current_status, small_documents
from testmiljo.tests.spec import NEWER_THAN_THE_FILE, published, validator

PERSON = "folkeregisteret.tilgjengeliggjoering.person.v1.Folkeregisterperson"
ADDRESSES = ("bostedsadresse", "oppholdsadresse", "deltBosted", "postadresse", "postadresseIUtlandet")


def test_documents_follow_the_published_schema(shared: Path) -> None:
    person = validator(published(shared), PERSON)
    for document in small_documents():
        for error in person.iter_errors(document):
            unknown = set(re.findall(r"'(\w+)' was unexpected", error.message))
            assert unknown, error
            assert unknown <= NEWER_THAN_THE_FILE, error


def _of_status(status: str) -> list[Mapping[str, Any]]:
    found = [document for document in small_documents() if current_status(document) == status]
    assert found
    return found


def _current(document: Mapping[str, Any], element: str) -> list[Mapping[str, Any]]:
    return [row for row in document.get(element, []) if row.get("erGjeldende", True)]


def test_resident_has_one_current_address_of_exactly_one_form() -> None:
    for document in _of_status("bosatt"):
        if _protection(document) == "strengtFortrolig":
            continue
        (address,) = _current(document, "bostedsadresse")
        assert len({"vegadresse", "matrikkeladresse", "ukjentBosted"} & set(address)) == 1


def test_d_number_holder_has_no_bostedsadresse_and_day_plus_40() -> None:
    for document in _of_status("midlertidig") + _of_status("inaktiv"):
        assert "bostedsadresse" not in document
        (number,) = document["identifikasjonsnummer"]
        assert number["identifikatortype"] == "dNummer"
        assert int(number["foedselsEllerDNummer"][:2]) > 40


@pytest.mark.parametrize("status", ["doed", "utflyttet"])
def test_who_has_died_or_left_has_no_current_address_and_the_last_one_has_an_end(status: str) -> None:
    for document in _of_status(status):
        assert not _current(document, "bostedsadresse")
        assert "opphoerstidspunkt" in document["bostedsadresse"][0]


def test_replaced_rows_have_no_end() -> None:
    for document in _of_status("bosatt"):
        assert all("opphoerstidspunkt" not in row for row in document.get("bostedsadresse", [])[1:])


def test_ended_number_has_only_three_elements() -> None:
    for document in _of_status("opphoert"):
        assert set(document) == {"identifikasjonsnummer", "status", "sivilstand"}


def _protection(document: Mapping[str, Any]) -> str | None:
    rows = document.get("adressebeskyttelse", [])
    return rows[0]["graderingsnivaa"] if rows else None


def test_fortrolig_grades_every_address_old_ones_too() -> None:
    protected = [d for d in small_documents() if _protection(d) == "fortrolig"]
    assert len(protected) >= 3
    for document in protected:
        assert {row["adressegradering"] for row in document["bostedsadresse"]} == {"fortrolig"}
        assert "deltBosted" not in document


def test_strengt_fortrolig_leaves_only_an_open_postal_address() -> None:
    protected = [d for d in small_documents() if _protection(d) == "strengtFortrolig"]
    assert len(protected) >= 3
    for document in protected:
        assert set(ADDRESSES) & set(document) == {"postadresse"}
        assert document["postadresse"][0]["adressegradering"] == "ugradert"
        assert "foedekommuneINorge" not in document["foedsel"][0]
        assert not any("kommune" in row for _, row in all_rows(document))


def test_klientadresse_grades_one_address_of_a_person_without_protection() -> None:
    clients = [
        d
        for d in small_documents()
        if any(r["adressegradering"] == "klientadresse" for r in d.get("bostedsadresse", []))
    ]
    assert len(clients) >= 3
    for document in clients:
        assert _protection(document) is None
        assert [r["adressegradering"] for r in document["bostedsadresse"]].count("klientadresse") == 1


def test_guardianship_comes_in_the_old_and_the_new_form() -> None:
    rows = [row for d in small_documents() for row in d.get("vergemaalEllerFremtidsfullmakt", [])]
    assert any("omfang" in row["verge"] for row in rows)
    assert any("tjenesteomraade" in row["verge"] for row in rows)


def test_relations_point_both_ways() -> None:
    relations = {
        (document["identifikasjonsnummer"][0]["foedselsEllerDNummer"], row["relatertPerson"], row["minRolleForPerson"])
        for document in small_documents()
        for row in document.get("familierelasjon", [])
        if "relatertPerson" in row
    }
    pairs = {(mine, theirs) for mine, theirs, _ in relations}
    assert pairs
    assert all((theirs, mine) in pairs for mine, theirs in pairs)
    assert {role for _, _, role in relations} >= {"mor", "far", "barn", "ektefelleEllerPartner"}


def test_parents_are_at_least_sixteen_years_older_and_alive_at_birth() -> None:
    for person in Town(2, 1000, ["4215"]).persons():
        for parent in person.parents:
            assert (person.born - parent.born).days > 16 * 365
            assert parent.died is None or parent.died >= person.born


def test_times_have_two_to_nine_fraction_digits_and_an_offset() -> None:
    stamps = [
        row["ajourholdstidspunkt"]
        for document in small_documents()
        for _, row in all_rows(document)
        if "ajourholdstidspunkt" in row
    ]
    fractions = {len(match[1]) for stamp in stamps if (match := re.search(r"\.(\d+)\+0[12]:00$", stamp))}
    assert fractions == set(range(2, 10))


def test_some_rows_have_no_metadata() -> None:
    rows = [row for document in small_documents() for _, row in all_rows(document)]
    assert any("erGjeldende" not in row for row in rows)
    assert any("erGjeldende" in row and "gyldighetstidspunkt" not in row for row in rows)


def test_newest_row_comes_first_and_only_it_is_current() -> None:
    for document in small_documents():
        for element in ("navn", "sivilstand", "status", "identifikasjonsnummer"):
            rows = document.get(element, [])
            assert [row["erGjeldende"] for row in rows] == [True, *[False] * (len(rows) - 1)][: len(rows)]
