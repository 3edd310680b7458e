import pytest

from fiks.felles.koder.land import alle_land, land


@pytest.mark.parametrize(
    ("kode", "navn"),
    [
        ("NOR", "Norge"),
        ("NO", "Norge"),
        ("XUK", "Ukjent"),
        ("YY", "Ukjent"),
        ("XXX", "Statsløs"),
        ("XXK", "Kosovo"),
        ("XK", "Kosovo"),
        ("BIH", "Bosnia-Hercegovina"),
        ("REU", "Réunion"),
    ],
)
def test_country_is_found_by_either_code(kode: str, navn: str) -> None:
    found = land(kode)
    assert found is not None
    assert found.navn == navn


def test_new_code_is_unknown_and_not_an_error() -> None:
    assert land("QQQ") is None


def test_countries_are_in_norwegian_order_with_codes_of_their_own() -> None:
    names = [found.navn for found in alle_land().values()]
    assert names[-3:] == ["Øst-Timor", "Østerrike", "Åland"]
    assert len({found.alfa2 for found in alle_land().values()}) == len(names) == len(set(names)) > 250


def test_countries_that_are_no_more_are_marked() -> None:
    gone = {found.alfa3 for found in alle_land().values() if found.opphoert}
    assert gone == {"ANT", "CSK", "DDR", "SUN", "YUG"}
