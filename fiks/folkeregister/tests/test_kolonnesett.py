"""Headings and letters are an interface that municipalities' scripts read."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from psycopg import sql

from fiks.felles.regneark import Kolonne
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister.kolonnesett import FELTER, SETT, check_chosen, choices, kolonner, opened_fields
from fiks.folkeregister.lister.kolonneuttrykk import Grunnlag, grunnkrets
from fiks.folkeregister.lister.utvalg import Tilhoerighet, UtvalgError
from fiks.folkeregister.models import Kolonnesett
from fiks.folkeregister.opplysninger import CATALOGUE, GRADERTE_ADRESSER

PUBLISHED = {
    "D": "Fornavn",
    "E": "Etternavn",
    "F": "Adresse",
    "G": "Postnummer",
    "H": "Poststed",
    "I": "Identifikasjonsnummer_foedselsEllerDNummer",
}
OURS = {"A": "Kommunenummer", "B": "Kommune", "C": "Foedselsdato", "J": "Alder", "K": "Kjoenn", "L": "Grunnkrets"}
OPEN = Innsyn(frozenset({"navn", "foedsel", "kjoenn", "bostedsadresse"}))
EVERYTHING = Innsyn(frozenset(CATALOGUE) | {GRADERTE_ADRESSER})
STANDARD = [sett for sett in Kolonnesett if sett != Kolonnesett.EGENDEFINERT]
DOCUMENTED = Path(__file__).resolve().parents[3] / "docs" / "bruk" / "kolonner.md"


def _columns(sett: Kolonnesett, innsyn: Innsyn = OPEN, chosen: tuple[str, ...] = ()) -> list[Kolonne]:
    return kolonner(sett, chosen, innsyn, Tilhoerighet.BOSTED, Grunnlag("p", ("4215",), date(2026, 12, 31)))


def test_the_vaccination_list_has_the_published_letters() -> None:
    headings = [column.overskrift for column in _columns(Kolonnesett.VAKSINE)]
    assert dict(zip("ABCDEFGHIJKL", headings, strict=True)) == PUBLISHED | OURS


@pytest.mark.parametrize("sett", STANDARD)
def test_every_set_keeps_the_published_letters(sett: Kolonnesett) -> None:
    headings = [column.overskrift for column in _columns(sett)]
    assert {letter: headings[ord(letter) - ord("A")] for letter in PUBLISHED} == PUBLISHED


@pytest.mark.parametrize("sett", STANDARD)
def test_a_column_the_role_lacks_stays_empty_where_it_stands(sett: Kolonnesett) -> None:
    lacking = _columns(sett, Innsyn(frozenset({"bostedsadresse"})))
    assert [column.overskrift for column in lacking] == [column.overskrift for column in _columns(sett)]
    empty = {column.overskrift for column in lacking if column.uttrykk is None}
    assert {"Fornavn", "Etternavn", "Foedselsdato", "Alder"} <= empty
    assert not empty & {"Kommunenummer", "Adresse", "Identifikasjonsnummer_foedselsEllerDNummer"}


@pytest.mark.parametrize("sett", STANDARD)
def test_no_set_of_ours_holds_anything_confidential(sett: Kolonnesett) -> None:
    fields = [felt for _heading, felt, _filled in opened_fields(sett, (), EVERYTHING, Tilhoerighet.BOSTED)]
    assert not any(felt.konfidensiell for felt in fields)


def test_confidential_columns_are_those_of_the_catalogue() -> None:
    confidential = {felt.kode for felt in FELTER.values() if felt.konfidensiell}
    assert confidential == {"Adressebeskyttelse_graderingsnivaa", "Sted_adressegradering"}
    offered = {felt.kode for felt in choices(OPEN, Tilhoerighet.BOSTED)}
    assert not offered & confidential


def test_own_columns_come_in_the_catalogues_order_with_the_registers_names() -> None:
    chosen = ("Sted_adresse", "Navn_etternavn", "Navn_fornavn")
    headings = [column.overskrift for column in _columns(Kolonnesett.EGENDEFINERT, chosen=chosen)]
    assert headings == ["Navn_fornavn", "Navn_etternavn", "Bostedsadresse_adresse"]


@pytest.mark.parametrize("chosen", [(), ("Finnes_ikke",), ("Sivilstand_sivilstand",)])
def test_own_columns_that_cannot_be_had_are_refused(chosen: tuple[str, ...]) -> None:
    with pytest.raises(UtvalgError):
        check_chosen(Kolonnesett.EGENDEFINERT, chosen, OPEN, Tilhoerighet.BOSTED)


def test_every_heading_is_documented_with_its_letter() -> None:
    text = DOCUMENTED.read_text("utf-8")
    for sett, columns in SETT.items():
        section = text.split(f"## {sett.value}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| ([A-Z]) \| `([^`]+)` \|", section, re.MULTILINE)
        assert rows == [(chr(ord("A") + place), heading) for place, (heading, _kode) in enumerate(columns)]
    for felt in FELTER.values():
        assert f"`{felt.overskrift(Tilhoerighet.BOSTED)}`" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "shown"), [(101, "0101"), (2318, "2318"), (42150101, "42150101")])
def test_a_district_number_loses_no_digits(number: int, shown: str) -> None:
    expression = grunnkrets(Grunnlag("s", ("4215",), date(2026, 12, 31)))
    query = sql.SQL("select {} from (select {}::int as grunnkrets) s").format(expression, sql.Literal(number))
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchone() == (shown,)


@pytest.mark.django_db
def test_homes_on_farms_stay_empty_for_a_role_that_opens_streets_alone() -> None:
    streets = Innsyn(frozenset({"navn", "bostedsadresse.vegadresse"}))
    places = [("12/34", "4790"), ("Gårdsveien 12", "4790")]
    for innsyn, shown in ((streets, [None, "Gårdsveien 12"]), (OPEN, ["12/34", "Gårdsveien 12"])):
        columns = {column.overskrift: column.uttrykk for column in _columns(Kolonnesett.VAKSINE, innsyn)}
        select = sql.SQL("select {adresse}, {postnummer} from unnest(%s::text[], %s::text[]) p (adresse, postnummer)")
        with connection.cursor() as cursor:
            statement = select.format(adresse=columns["Adresse"], postnummer=columns["Postnummer"])
            cursor.execute(statement, [list(column) for column in zip(*places, strict=True)])
            assert cursor.fetchall() == [(adresse, adresse and "4790") for adresse in shown]
