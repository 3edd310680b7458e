"""A look-up as a short sheet of text, for the command line."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.design import tekst
from fiks.folkeregister.actions.oppslag import Oppslag
from fiks.folkeregister.presentation import history
from fiks.folkeregister.presentation.page import Fakta, Kjent, personside

_WIDTH = 24


def sheet(oppslag: Oppslag, *, on: date) -> str:
    """The person page as text."""
    page = personside(oppslag, on=on)
    lines = [page.navn, " · ".join(page.linje)]
    if oppslag.by_former_number:
        lines.append(_("Nummeret er ikke lenger i bruk. Det leder til denne personen."))
    for title, facts in ((_("Adresse"), page.adresser), (_("Om personen"), page.om), (_("Familie"), page.familie)):
        lines += _section(title, facts)
    if page.verge_for:
        lines += ["", _("Verge for"), *(f"  {_known(one)}" for one in page.verge_for)]
    if page.husholdning:
        lines += ["", _("Husholdning"), *(f"  {_known(one)}" for one in page.husholdning)]
    if oppslag.valg.historikk and (rows := history.table(oppslag.dokument)):
        lines += ["", _("Historikk"), *(_former(row) for row in rows)]
    return "\n".join(lines).replace(tekst.HARD_SPACE, " ")


def _section(title: str, facts: list[Fakta]) -> list[str]:
    return ["", title, *(line for fact in facts for line in _fact(fact))] if facts else []


def _fact(fact: Fakta) -> Iterator[str]:
    texts = [row.verdi.on_one_line + "".join(f" ({_known(one)})" for one in row.kjente) for row in fact.rader]
    if fact.skjult:
        texts.append(_("Skjult. Se --gradert og --aarsak."))
    for place, text in enumerate(texts or [_("Ingen å vise")]):
        yield f"  {fact.navn if place == 0 else '':<{_WIDTH}} {text}"


def _known(one: Kjent) -> str:
    return ", ".join(filter(None, (one.navn, one.opplysning.lower(), one.vist_nummer)))


def _former(row: history.Historisk) -> str:
    end = _("nå") if row.gjelder else tekst.kort_dato(row.til) or "?"
    return f"  {row.opplysning:<{_WIDTH}} {', '.join(row.verdi.linjer)} ({tekst.kort_dato(row.fra) or '?'}–{end})"
