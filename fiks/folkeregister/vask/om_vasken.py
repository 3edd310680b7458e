"""What stands on the result's second sheet: what it is, by whom, how it was understood, the counts, and what may lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.folkeregister.lister.listefil import BEGRENSNING, Linje
from fiks.folkeregister.lister.om_listen import ordered
from fiks.folkeregister.lister.utvalgstekst import joined, kommunenavn
from fiks.folkeregister.models import Vask
from fiks.folkeregister.vask.dom import Utfall

_MOST_NAMED = 8
_HOW = gettext_lazy(
    "Poengene er fra 0 til 100 og sier hvor sannsynlig det er at raden og personen er den samme. Sjeldne navn teller mer enn"
    " vanlige. «Sikker» krever fornavn, etternavn og hele fødselsdatoen, eller nummeret. «Trolig» må noen se over."
    " Når flere passer omtrent like godt, er ingen valgt."
)


@dataclass(frozen=True, slots=True)
class Om:
    """Facts about a finished wash."""

    vask: Vask
    ark: str
    felter: Sequence[tuple[str, str]]
    utfall: Mapping[str, int]
    feil: int
    kommuner: Sequence[str] | None
    at: datetime


def lines(om: Om) -> Iterator[Linje]:
    """The sheet's lines."""
    yield _("Vasket"), _("%(antall)s rader fra arket «%(ark)s»") % {"antall": sum(om.utfall.values()), "ark": om.ark}
    for utfall in Utfall:
        yield str(utfall.label), str(om.utfall.get(utfall.value, 0))
    yield _("Rader med feil"), str(om.feil)
    for place, (navn, overskrift) in enumerate(om.felter):
        yield (_("Kolonner") if not place else "", f"{navn}: «{overskrift}»")
    yield _("Søkt i"), _where(om.kommuner)
    yield _("Slik leser du svaret"), _HOW
    yield from ordered(om.vask, made_at=om.at)
    yield _("Hvem som kan mangle"), BEGRENSNING


def _where(kommuner: Sequence[str] | None) -> str:
    if kommuner is None:
        return _("hele landet")
    if len(kommuner) > _MOST_NAMED:
        return _("%(antall)s kommuner som rollen dekker") % {"antall": len(kommuner)}
    return joined([kommunenavn(nummer) for nummer in kommuner])
