"""What is to stand in a sheet, and what a finished one covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from fiks.felles.regneark.kolonne import Kolonne


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet to write. With headings come a frozen first row and a filter; without, long text wraps."""

    name: str
    columns: Sequence[Kolonne]
    headings: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A finished sheet: its cells from A1, headings included."""

    plan: Plan
    height: int

    @property
    def corner(self) -> tuple[str, int]:
        """Letter and row of the last cell."""
        return letter(len(self.plan.columns)), max(self.height, 1)


def letter(number: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters
