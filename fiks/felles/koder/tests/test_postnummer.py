from fiks.felles.koder.kommuner import kommuner
from fiks.felles.koder.postnummer import Postnummerslag, postnumre_in, poststed, poststeder

SVALBARD_AND_JAN_MAYEN = {"2100", "2211"}


def test_place_is_found_by_postal_code() -> None:
    found = poststed("0010")
    assert found is not None
    assert (found.navn, found.kommunenummer, found.slag) == ("OSLO", "0301", Postnummerslag.GATEADRESSER_OG_POSTBOKSER)
    assert poststed("0000") is None


def test_every_postal_code_lies_in_a_municipality_or_far_north() -> None:
    known = {*kommuner(), *SVALBARD_AND_JAN_MAYEN}
    assert len(poststeder()) > 5000
    assert all(sted.kommunenummer in known and len(sted.postnummer) == 4 for sted in poststeder().values())


def test_postal_codes_of_a_municipality_are_in_order() -> None:
    codes = postnumre_in("4215")
    assert "4790" in codes
    assert list(codes) == sorted(codes)
    assert postnumre_in("9999") == ()
