import pytest

from fiks.felles.koder import kommuneendringer
from fiks.felles.koder.kommuner import kommuner
from fiks.felles.koder.kommunesoek import DeltKommune, FlereKommuner, UkjentKommune, find, name_of, of_today


@pytest.mark.parametrize(
    ("typed", "nummer"),
    [
        ("4215", "4215"),
        ("lillesand", "4215"),
        ("Lillesand kommune", "4215"),
        ("Tråante", "5001"),
        ("0602", "3301"),
        ("3005", "3301"),
        ("Drammen", "3301"),
        ("Nedre Eiker", "3301"),
        ("0704", "3905"),
        ("Lindesnes", "4205"),
        ("1029", "4205"),
        ("Marnardal", "4205"),
        ("Haram", "1580"),
        ("Ålesund", "1508"),
        ("Hobøl", "3118"),
        ("Os", "3430"),  # the other Os is in Bjørnafjorden now
    ],
)
def test_a_name_or_a_number_of_any_time_leads_to_today(typed: str, nummer: str) -> None:
    assert find(typed) == nummer


def test_what_was_divided_is_told_with_a_choice() -> None:
    with pytest.raises(DeltKommune, match=r"Ålesund ble delt 1\.\s?januar\s2024") as told:
        find("1507")
    assert told.value.numre == ("1508", "1580")
    assert "1508 (Ålesund) og 1580 (Haram)" in str(told.value)
    with pytest.raises(DeltKommune, match="Haram ble en del av Ålesund, som ble delt"):
        find("1534")
    with pytest.raises(DeltKommune, match="Tysfjord") as told:
        find("Tysfjord")
    assert told.value.numre == ("1806", "1875")


@pytest.mark.parametrize("typed", ["Våler", "Herøy"])
def test_a_name_that_several_have_takes_its_number(typed: str) -> None:
    with pytest.raises(FlereKommuner, match="Skriv nummeret"):
        find(typed)


@pytest.mark.parametrize("typed", ["", "Atlantis", "9999", "01010112345", "42150"])
def test_what_never_was_a_municipality_is_unknown(typed: str) -> None:
    with pytest.raises(UkjentKommune):
        find(typed)


def test_every_old_number_leads_somewhere_or_is_told_about() -> None:
    divided = set()
    for change in kommuneendringer.endringer():
        if kommuneendringer.divided(change.nummer) is None:
            assert of_today(change.nummer) in kommuner()
            continue
        divided.add(change.nummer)
        with pytest.raises(DeltKommune) as told:
            of_today(change.nummer)
        assert len(told.value.numre) > 1
        assert set(told.value.numre) <= set(kommuner())
    assert divided == {"0720", "1504", "1507", "1523", "1529", "1534", "1546", "1613", "1850", "5012"}


def test_a_number_has_a_name_also_when_it_is_old() -> None:
    assert [name_of(number) for number in ("3005", "1507", "5001", "9999")] == [
        "Drammen",
        "Ålesund",
        "Trondheim",
        "9999",
    ]
