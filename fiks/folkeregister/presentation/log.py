"""One's own acts as lines of a table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.design.tekst import HARD_SPACE
from fiks.folkeregister.presentation.fields import spell_out

_ACTS = {
    "folkeregister.oppslag": gettext_lazy("Oppslag"),
    "folkeregister.soek": gettext_lazy("Søk"),
    "folkeregister.vis_gradert": gettext_lazy("Viste gradert adresse"),
    "folkeregister.bolig": gettext_lazy("Bolig"),
    "folkeregister.hendelser": gettext_lazy("Hendelser"),
    "folkeregister.avvist": gettext_lazy("Avvist"),
}


class Linje(Protocol):
    """What is read of an audit row."""

    at: datetime
    handling: str
    utfall: str
    antall: int | None
    subjekter: list[str]
    rolle_navn: str
    formaal: str
    sak: str
    aarsak: str
    kanal: str


@dataclass(frozen=True, slots=True)
class Handlingslinje:
    """A line. `hvem` is enough to know the person by, and no more."""

    at: datetime
    handling: str
    hvem: str
    formaal: str
    rolle: str
    merknad: str


def line(row: Linje) -> Handlingslinje:
    """Put an audit row into words."""
    refused = row.utfall == "AVVIST"
    at_desk = _("Fra kommandolinjen") if row.kanal == "KOMMANDOLINJE" else ""
    return Handlingslinje(
        at=row.at,
        handling=str(_ACTS.get(row.handling) or spell_out(row.handling.rpartition(".")[2])),
        hvem=_whom(row),
        formaal=", ".join(filter(None, (row.sak and _("sak %s") % row.sak, row.formaal))),
        rolle=row.rolle_navn,
        merknad=". ".join(filter(None, (_("Avvist") if refused else "", row.aarsak, at_desk))),
    )


def _whom(row: Linje) -> str:
    """The birth date in the number, not the number: the log is read over shoulders, and names would be a new look-up."""
    if not row.subjekter:
        return ""
    first = f"{row.subjekter[0][:6]}{HARD_SPACE}•••••"
    others = len(row.subjekter) - 1
    if row.antall == 0:
        return _("%(nummer)s, ikke funnet") % {"nummer": first}
    return _("%(nummer)s og %(antall)s til") % {"nummer": first, "antall": others} if others else first
