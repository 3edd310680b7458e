"""A result as a file: every row, those who are about as likely, and what the wash was."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fiks.felles.regneark import Book, Kolonne
from fiks.folkeregister.vask import om_vasken, resultat
from fiks.folkeregister.vask.dom import Dom
from fiks.folkeregister.vask.om_vasken import Om
from fiks.folkeregister.vask.rader import Rad
from fiks.folkeregister.vask.resultat import Visning


def write(book: Book, headings: Sequence[str], washed: Sequence[tuple[Rad, Dom]], visning: Visning, om: Om) -> None:
    """Write the sheets. `headings` are those of the uploaded table, which come first."""
    own = resultat.own_columns(headings, (rad.celler for rad, _dom in washed))
    book.sheet(_("Vasket"), [*own, *resultat.added_columns(visning.innsyn)])
    book.write(resultat.row(rad, dom, own, visning) for rad, dom in washed)
    book.sheet(_("Om vasken"), [Kolonne("", bredde=28), Kolonne("", bredde=90)], headings=False)
    book.write([(str(word), str(text)) for word, text in om_vasken.lines(om)])
    book.sheet(_("Flere mulige"), resultat.possible_columns(visning.innsyn))
    book.write(resultat.possible_rows(washed, visning))
