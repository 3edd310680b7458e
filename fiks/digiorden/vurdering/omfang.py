"""What an assessment, or a screening, is about."""

from dataclasses import dataclass
from enum import StrEnum


class Omfangsslag(StrEnum):
    """The kinds of things that are assessed."""

    TJENESTE = "TJENESTE"
    BEHANDLING = "BEHANDLING"
    APPLIKASJON = "APPLIKASJON"


@dataclass(frozen=True, slots=True)
class Omfang:
    """One thing: a service by its code, a processing record or an application by its id."""

    slag: Omfangsslag
    id: str

    @property
    def column(self) -> str:
        """The column that a row about it has filled."""
        return f"{self.slag.lower()}_id"

    @property
    def key(self) -> str:
        """How a form carries it."""
        return f"{self.slag}:{self.id}"

    @classmethod
    def from_key(cls, key: str) -> "Omfang":
        """Read what a form carried. Raises ValueError."""
        slag, _colon, identifier = key.partition(":")
        return cls(Omfangsslag(slag), identifier)
