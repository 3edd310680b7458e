"""What a role may see of a document, and what protection takes away from everyone."""

import json
from pathlib import Path

import pytest

from fiks.folkeregister.innsyn import Innsyn, cut, hidden_addresses
from fiks.folkeregister.opplysninger import ADDRESSES, CATALOGUE, FULL_STATUS, GRADERTE_ADRESSER, HISTORIKK

EVERYTHING = Innsyn(
    frozenset(CATALOGUE) | {HISTORIKK, GRADERTE_ADRESSER, FULL_STATUS, "sivilstand.relatertVedSivilstand"}
)
OPEN_ONLY = Innsyn(
    frozenset({"navn", "foedsel", "bostedsadresse", "postadresse", "status", "sivilstand", "innflytting"})
)


def _address(gradering: str, *, current: bool = True) -> dict[str, object]:
    return {
        "adressegradering": gradering,
        "erGjeldende": current,
        "vegadresse": {"kommunenummer": "4215", "adressenavn": "Hemmeligveien"},
        "grunnkrets": 101,
    }


def _document(level: str = "", *, gradering: str = "ugradert") -> dict[str, object]:
    document: dict[str, object] = {
        "identifikasjonsnummer": [{"foedselsEllerDNummer": "12835844631", "erGjeldende": True}],
        "navn": [
            {"fornavn": "SOLVEIG", "etternavn": "HAUGLAND", "erGjeldende": True},
            {"fornavn": "SOLVEIG", "etternavn": "KRISTJANSEN", "erGjeldende": False},
        ],
        "status": [{"status": "ikkeBosatt"}],
        "foedsel": [{"foedselsdato": "1958-03-12", "foedselsaar": "1958"}],
        "sivilstand": [
            {"sivilstand": "gift", "relatertVedSivilstand": "12835844631", "kommune": "4215", "sted": "Hemmeligby"}
        ],
        "bostedsadresse": [_address(gradering), _address(gradering, current=False)],
        "oppholdsadresse": [_address(gradering)],
        "deltBosted": [_address(gradering)],
        "innflytting": [{"fraflyttingsland": "SWE", "fraflyttingsstedIUtlandet": "Hemmeligstad"}],
        "vergemaalEllerFremtidsfullmakt": [
            {"embete": "statsforvalterenIAgder", "verge": {"foedselsEllerDNummer": "1", "tjenesteomraade": [{"x": 1}]}}
        ],
    }
    if level:
        document["adressebeskyttelse"] = [{"graderingsnivaa": level, "erGjeldende": True}]
        document["postadresse"] = [_address("ugradert")]
    return document


def test_a_role_sees_only_what_it_names() -> None:
    assert set(cut(_document(), OPEN_ONLY)) == {
        "identifikasjonsnummer",
        "navn",
        "status",
        "foedsel",
        "sivilstand",
        "bostedsadresse",
        "innflytting",
    }


def test_a_single_field_can_be_opened() -> None:
    document = cut(_document(), Innsyn(frozenset({"foedsel.foedselsaar"})))
    assert document["foedsel"] == [{"foedselsaar": "1958"}]


def test_confidential_fields_stay_closed_when_the_element_is_open() -> None:
    document = cut(_document(), Innsyn(frozenset({"sivilstand", "vergemaalEllerFremtidsfullmakt"})))
    assert "relatertVedSivilstand" not in json.dumps(document)
    assert "tjenesteomraade" not in json.dumps(document)


def test_confidential_status_is_shown_as_active() -> None:
    assert cut(_document(), OPEN_ONLY)["status"] == [{"status": "aktiv"}]
    assert cut(_document(), EVERYTHING)["status"] == [{"status": "ikkeBosatt"}]


def test_history_needs_both_role_and_request() -> None:
    assert "KRISTJANSEN" not in json.dumps(cut(_document(), EVERYTHING))
    assert "KRISTJANSEN" not in json.dumps(cut(_document(), OPEN_ONLY, history=True))
    assert "KRISTJANSEN" in json.dumps(cut(_document(), EVERYTHING, history=True))


@pytest.mark.parametrize("gradering", ["klientadresse", "fortrolig", "noeNytt"])
def test_a_graded_address_is_hidden_until_chosen(gradering: str) -> None:
    document = _document(gradering=gradering)
    assert not ADDRESSES & set(cut(document, EVERYTHING, history=True))
    assert ("bostedsadresse" in cut(document, EVERYTHING, graded=True)) is (gradering != "noeNytt")


def test_a_role_without_the_choice_never_sees_a_graded_address() -> None:
    document = _document("fortrolig", gradering="fortrolig")
    assert not ADDRESSES & set(cut(document, OPEN_ONLY, history=True, graded=True))
    assert hidden_addresses(document, OPEN_ONLY) == []
    assert hidden_addresses(document, EVERYTHING) == ["bostedsadresse", "deltBosted", "oppholdsadresse", "postadresse"]


@pytest.mark.parametrize("graded", [False, True])
def test_strengt_fortrolig_reveals_no_place(graded: bool) -> None:
    document = _document("strengtFortrolig", gradering="fortrolig")
    document["postadresse"] = [{"adressegradering": "ugradert", "postboksadresse": {"postboks": "8163"}}]
    shown = cut(document, EVERYTHING, history=True, graded=graded)
    assert ADDRESSES & set(shown) == {"postadresse"}
    assert "Hemmelig" not in json.dumps(shown)
    if not graded:
        assert "4215" not in json.dumps(shown)
        assert "Agder" not in json.dumps(shown)


@pytest.mark.parametrize("level", ["fortrolig", "noeNytt"])
def test_protection_hides_every_place_without_a_choice(level: str) -> None:
    text = json.dumps(cut(_document(level), EVERYTHING, history=True) | {"postadresse": None})
    assert "Hemmelig" not in text
    assert "4215" not in text
    assert "Agder" not in text


def test_published_documents_keep_nothing_graded(shared: Path) -> None:
    document = json.loads((shared / "data/npr-persons/04834598502.json").read_text())
    text = json.dumps(cut(document, EVERYTHING, history=True))
    assert "Syltedalsvegen" not in text
    assert "Syltedalsvegen" in json.dumps(cut(document, EVERYTHING, graded=True))
