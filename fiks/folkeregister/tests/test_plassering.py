import msgspec
import pytest

from fiks.folkeregister.registerkopi.document import Adresse
from fiks.folkeregister.registerkopi.plassering import plassering
from fiks.folkeregister.tests.persons import veg


def _row(fields: dict[str, object]) -> Adresse:
    return msgspec.convert(fields, Adresse)


def _veg(street: str, house: str | None, letter: str | None = None) -> Adresse:
    number = {"husnummer": house, "husbokstav": letter} if house else None
    return _row({"vegadresse": {"kommunenummer": "4215", "adressenavn": street, "adressenummer": number}})


def test_a_street_address_is_one_line() -> None:
    found = plassering(_row(veg()))
    assert (found.adresse, found.kommunenummer, found.postnummer) == ("Strandgata 14 B", "4215", "4790")
    assert found.husholdning == "id-Strandgata-4215-H0101"


def test_a_house_number_can_be_absent() -> None:
    assert plassering(_veg("Kågsundveien", None)).adresse == "Kågsundveien"


@pytest.mark.parametrize(
    ("numbers", "line"),
    [((11, 4, 0, 0), "11/4"), ((12, 34, 5, 0), "12/34/5"), ((12, 34, 0, 1), "12/34/0/1")],
)
def test_a_matrikkel_address_is_printed_without_zeros_at_the_end(numbers: tuple[int, ...], line: str) -> None:
    farm = dict(zip(("gaardsnummer", "bruksnummer", "festenummer"), numbers, strict=False)) | {"kommunenummer": "5630"}
    found = plassering(_row({"matrikkeladresse": {"matrikkelnummer": farm, "undernummer": numbers[3]}}))
    assert (found.adresse, found.kommunenummer) == (line, "5630")


def test_unknown_residence_has_a_municipality_and_no_address() -> None:
    found = plassering(_row({"ukjentBosted": {"bostedskommune": "3112"}}))
    assert (found.kommunenummer, found.adresse, found.husholdning) == ("3112", None, None)


def test_a_dwelling_that_is_not_told_is_no_household() -> None:
    row = veg() | {"vegadresse": {"kommunenummer": "4215", "adressenavn": "Strandgata"}}
    assert plassering(_row(row)).husholdning is None


def test_addresses_sort_by_street_house_and_letter() -> None:
    farm = {"matrikkelnummer": {"kommunenummer": "4215", "gaardsnummer": 1, "bruksnummer": 2}}
    expected = [
        _veg("Storgata", "2"),
        _veg("Storgata", "10"),
        _veg("Storgata", "10", "A"),
        _veg("Storgata Nord", "1"),
        _veg("Ærfuglveien", "1"),
        _veg("Ålesundgata", "1"),
        _row({"matrikkeladresse": farm}),
        _row({"ukjentBosted": {"bostedskommune": "4215"}}),
    ]
    keys = [plassering(row).adressesortering for row in expected]
    assert keys == sorted(key for key in keys if key)


def test_postal_addresses_are_one_line_without_municipality() -> None:
    boks = plassering(_row({"postboksadresse": {"postboks": "95", "poststed": {"postnummer": "8890"}}}))
    assert (boks.adresse, boks.postnummer, boks.kommunenummer) == ("Postboks 95", "8890", None)
    abroad = plassering(
        _row({"utenlandskAdresse": {"adressenavn": "Test Street 1", "postkode": "123", "landkode": "SV"}})
    )
    assert (abroad.adresse, abroad.postnummer) == ("Test Street 1, 123, SV", None)
    assert plassering(_row({"postadresseIFrittFormat": {"adresselinje": ["c/o A", "Vei 1"]}})).adresse == "c/o A, Vei 1"
