"""The columns of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from psycopg import sql

Value = str | int | date | None


class Slag(StrEnum):
    """What the cells of a column hold. Numbers that name something, such as a postal code, are TEXT."""

    TEXT = "TEXT"
    DATE = "DATE"
    INTEGER = "INTEGER"


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column: heading, kind, width in characters, and the SQL expression that its cells come from.

    A column without an expression stays empty in rows that the database sends, so that later columns keep their letters.
    """

    overskrift: str
    slag: Slag = Slag.TEXT
    bredde: int = 14
    uttrykk: sql.Composable | None = None


def select_list(key: sql.Composable, columns: Sequence[Kolonne]) -> sql.Composed:
    """The SELECT list that `stream_copy` wants: the key of the row first, then the columns in order."""
    return sql.SQL(", ").join([key, *(column.uttrykk or sql.NULL for column in columns)])
