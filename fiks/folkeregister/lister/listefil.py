"""A list as a file: from one SELECT to sheets, through whatever takes bytes.

The first sheet holds the persons. The second, «Om listen», says what the list is and always carries the same sentence, so
that nothing can be read from its being there or not. A third, when asked for, holds those who are new since the last draw.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg import Cursor, sql

from fiks.felles.regneark import Book, Kolonne, select_list, stream_copy
from fiks.folkeregister.lister.predikat import Predikat
from fiks.folkeregister.models.innbyggerliste import Sortering

BEGRENSNING = gettext_lazy(
    "Noen personer kan ikke stå på lister, blant annet når adressen er beskyttet. Regn derfor ikke med at alle er med."
)
_KEY = sql.SQL("p.identifikator")
_Row = TypeVar("_Row")
Linje = tuple[str | Promise, str | Promise]


@dataclass(frozen=True, slots=True)
class Listefil:
    """What is to be written: who, in which columns, in which order."""

    predikat: Predikat
    kolonner: Sequence[Kolonne]
    sortering: Sortering
    opens_names: bool
    one_kommune: bool

    def select(self) -> sql.Composed:
        """The list's own SELECT: the number of each person, then the columns."""
        return self.predikat.select(select_list(_KEY, self.kolonner)) + sql.SQL(" order by ") + self._order()

    def select_only(self, numbers: Iterable[str]) -> sql.Composed:
        """The same for some of the persons."""
        chosen = sql.SQL(" and p.identifikator = any({}::varchar[])").format(sql.Literal(list(numbers)))
        narrowed = Predikat(self.predikat.kilde, self.predikat.vilkaar + chosen, self.predikat.sted)
        return replace(self, predikat=narrowed).select()

    def _order(self) -> sql.Composed:
        """Norwegian order is in the keys already, and one municipality's rows come in the order of an index. Nothing that
        the role does not open is sorted by: without names, by number.
        """
        keys: list[sql.Identifier] = []
        if self.sortering == Sortering.ADRESSE:
            place = ["adressesortering"] if self.one_kommune else ["kommunenummer", "adressesortering"]
            keys = [sql.Identifier(self.predikat.sted, column) for column in place]
        elif self.opens_names:
            keys = [sql.Identifier("p", "sorteringsnavn")]
        return sql.SQL(", ").join([*keys, sql.Identifier("p", "identifikator")])


def write_persons(
    cursor: Cursor[_Row],
    book: Book,
    fil: Listefil,
    *,
    on_keys: Callable[[list[bytes]], None],
    on_rows: Callable[[int], None],
) -> int:
    """Write the first sheet, and return how many persons it holds."""
    book.sheet(_("Innbyggere"), fil.kolonner)
    return stream_copy(cursor, fil.select(), book, on_keys=on_keys, on_rows=on_rows)


def write_about(book: Book, lines: Iterable[Linje]) -> None:
    """Write the second sheet: a word and what it says on each line."""
    book.sheet(_("Om listen"), [Kolonne("", bredde=28), Kolonne("", bredde=90)], headings=False)
    book.write([(str(word), str(text)) for word, text in lines])


def write_new(cursor: Cursor[_Row], book: Book, fil: Listefil, numbers: Sequence[str]) -> None:
    """Write the sheet of those who are new, in the columns of the first."""
    book.sheet(_("Nye siden forrige"), fil.kolonner)
    if numbers:
        stream_copy(cursor, fil.select_only(numbers), book)
