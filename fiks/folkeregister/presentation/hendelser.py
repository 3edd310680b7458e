"""Events in words: what the role opens of each person, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.design import tekst
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister.utvalgstekst import kommunenavn
from fiks.folkeregister.presentation.names import nice, nice_name
from fiks.folkeregister.queries.hendelser import Hendelse, Rad


@dataclass(frozen=True, slots=True)
class Linje:
    """One row on the page. `lenke` stands for the number in the form of a look-up; empty when the role looks up nobody."""

    dato: date
    navn: str
    foedt: str
    adresse: str
    naa: str
    lenke: str


def line(rad: Rad, hva: Hendelse, innsyn: Innsyn, refer: Callable[[str], str]) -> Linje:
    """Put an event into words."""
    return Linje(
        rad.dato, _name(rad, innsyn), _birth(rad, innsyn), _address(rad, hva, innsyn), _now(rad, hva), refer(rad.nummer)
    )


def shows_address(hva: Hendelse, innsyn: Innsyn) -> bool:
    """Who died or moved out has a former address only: that takes history."""
    former = hva in {Hendelse.DOED, Hendelse.UTFLYTTET}
    return innsyn.opens_some_home and (innsyn.may_see_history or not former)


def _name(rad: Rad, innsyn: Innsyn) -> str:
    parts = {"fornavn": rad.fornavn, "mellomnavn": rad.mellomnavn, "etternavn": rad.etternavn}
    return nice_name(*(value for part, value in parts.items() if innsyn.opens("navn", part))) or _("Uten navn")


def _birth(rad: Rad, innsyn: Innsyn) -> str:
    if rad.foedselsdato and innsyn.opens("foedsel", "foedselsdato"):
        return tekst.kort_dato(rad.foedselsdato)
    return str(rad.foedselsaar) if rad.foedselsaar and innsyn.opens("foedsel", "foedselsaar") else ""


def _address(rad: Rad, hva: Hendelse, innsyn: Innsyn) -> str:
    if not shows_address(hva, innsyn) or not innsyn.opens_home(rad.adresse or ""):
        return ""
    place = " ".join(filter(None, (rad.postnummer, nice(rad.poststed or ""))))
    return ", ".join(filter(None, (nice(rad.adresse or ""), place)))


def _now(rad: Rad, hva: Hendelse) -> str:
    return kommunenavn(rad.kommune) if hva == Hendelse.UTFLYTTET and rad.kommune else ""
