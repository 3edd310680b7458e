from datetime import date

import pytest

from fiks.folkeregister.lister.filnavn import filnavn

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("kommuner", "nummer", "expected"),
    [
        (("4215",), 1, "innbyggerliste-lillesand-03.11.2026.xlsx"),
        (("4215",), 2, "innbyggerliste-lillesand-03.11.2026-2.xlsx"),
        (("4215", "4216"), 1, "innbyggerliste-flere-03.11.2026.xlsx"),
        (("5001",), 1, "innbyggerliste-trondheim-03.11.2026.xlsx"),
        (("5501",), 1, "innbyggerliste-tromsoe-03.11.2026.xlsx"),
        (("1508",), 1, "innbyggerliste-aalesund-03.11.2026.xlsx"),
        (("3911",), 1, "innbyggerliste-faerder-03.11.2026.xlsx"),
    ],
)
def test_a_file_is_named_by_municipality_day_and_number(kommuner: tuple[str, ...], nummer: int, expected: str) -> None:
    assert filnavn(kommuner, DAY, nummer, "xlsx") == expected
