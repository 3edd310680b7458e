"""Which rows a document has in which table. This is the one place: what stands in TABLES is copied in with each document,
and taken away when the document is replaced or merged into another.

A new table of rows needs an entry here, and columns named by the number they belong to. Rows come from the projection,
which holds the document too. Values are text as COPY writes it, None for NULL; who makes them escapes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fiks.folkeregister.registerkopi import soekerader
from fiks.folkeregister.registerkopi.adresserader import AdresseRow, Row
from fiks.folkeregister.registerkopi.flyttinger import Avgang
from fiks.folkeregister.registerkopi.plassering import Plassering
from fiks.folkeregister.registerkopi.projection import PersonRow, Projection
from fiks.folkeregister.registerkopi.vergerader import VergeRow

_NULL = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows that follow from documents. `person` is the column with the number of whom a row is about."""

    name: str
    person: str
    columns: Sequence[str]
    rows: Callable[[Projection], Sequence[Row]]


DOCUMENTS = "persondokument"
TABLES = (
    Table("person", "identifikator", (*PersonRow._fields, *Plassering._fields), lambda made: (made.person,)),
    Table(
        "adresse",
        "person",
        (*AdresseRow._fields, *Plassering._fields, *Avgang._fields),
        lambda made: made.adresser,
    ),
    Table(
        "gradert_adresse",
        "person",
        (*AdresseRow._fields, *Plassering._fields, "gradering"),
        lambda made: made.graderte,
    ),
    Table(
        "annet_nummer", "person", soekerader.COLUMNS, lambda made: soekerader.other_numbers(made.document, made.number)
    ),
    Table("verge", "person", VergeRow._fields, lambda made: made.verger),
)


def copy_lines(rows: Iterable[Row], *, plain: bool) -> list[str]:
    """Rows as lines of COPY's text format. `plain`: no value holds a backslash or a control character."""
    return [
        "\t".join([_NULL if value is None else value for value in (row if plain else _escaped(row))]) for row in rows
    ]


def _escaped(row: Row) -> Row:
    return tuple([value and value.translate(_ESCAPES) for value in row])
