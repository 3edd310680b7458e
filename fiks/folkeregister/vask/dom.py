"""What becomes of a row: certain, likely, several, or nobody. Between two that are about as likely nothing is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.folkeregister.vask.bevis import Grad, Trekk, Vekt
from fiks.folkeregister.vask.kandidatsoek import Kandidat
from fiks.folkeregister.vask.poeng import Vurdert
from fiks.folkeregister.vask.rader import Rad

CERTAIN = 0.99
LIKELY = 0.5
# Bits between the two most likely for one of them to be chosen; 2⁷ is a hundred to one.
_APART_CERTAIN, _APART = 7.0, 4.0
_MOST_SHOWN = 5
_CLEAR = (Grad.HELT, Grad.NESTEN)


class Utfall(TextChoices):
    """The outcome of a row."""

    SIKKER = "SIKKER", gettext_lazy("Sikker")
    TROLIG = "TROLIG", gettext_lazy("Trolig – se over")
    FLERE = "FLERE", gettext_lazy("Flere mulige")
    INGEN = "INGEN", gettext_lazy("Ingen")


@dataclass(frozen=True, slots=True)
class Dom:
    """The outcome, why, and whom. `person` is set for SIKKER and TROLIG, `mulige` for FLERE; those are `antall`."""

    utfall: Utfall
    hvorfor: tuple[str, ...] = ()
    poeng: int | None = None
    person: Kandidat | None = None
    mulige: tuple[Vurdert, ...] = ()
    antall: int = 0


def by_number(person: Kandidat, vekt: Vekt, *, ended: bool) -> Dom:
    """The row holds the number of a person. Certain, unless the row's own name or birth date says somebody else."""
    why = [_("Samme nummer")]
    if ended:
        why.append(_("Nummeret er ikke lenger i bruk: personen har et nytt"))
    other_name = _is_other_name(vekt)
    other_day = vekt.agrees(Trekk.FOEDT, Grad.IKKE)
    found = Dom(Utfall.SIKKER, (*why, *_told(vekt)), 100, person)
    if other_name:
        text = _("Nummeret tilhører en med et annet navn enn i filen")
        return replace(found, utfall=Utfall.TROLIG, hvorfor=(*why, text), poeng=50)
    return replace(found, utfall=Utfall.TROLIG, poeng=90) if other_day else found


def _is_other_name(vekt: Vekt) -> bool:
    met = any(vekt.agrees(trekk, *_CLEAR, Grad.SAAVIDT) for trekk in (Trekk.FORNAVN, Trekk.ETTERNAVN))
    told = any(vekt.agrees(trekk, Grad.IKKE) for trekk in (Trekk.FORNAVN, Trekk.ETTERNAVN))
    return told and not met


def by_evidence(rad: Rad, ranked: Sequence[Vurdert], *, number_unknown: bool = False) -> Dom:
    """The row is judged by name, birth date and address."""
    if not ranked or not rad.can_be_searched:
        return Dom(Utfall.INGEN)
    best = ranked[0]
    lead = best.vekt.bit - ranked[1].vekt.bit if len(ranked) > 1 else 99.0
    why = _told(best.vekt)
    if best.sjanse >= CERTAIN and lead >= _APART_CERTAIN and _may_be_certain(best.vekt) and not number_unknown:
        return Dom(Utfall.SIKKER, why, best.poeng, best.person)
    if best.sjanse >= LIKELY and lead >= _APART:
        if number_unknown:
            why = (_("Nummeret i filen er et annet enn i registeret, eller finnes ikke"), *why)
        return Dom(Utfall.TROLIG, why, best.poeng, best.person)
    near = [one for one in ranked if one.vekt.bit > best.vekt.bit - _APART_CERTAIN]
    if len(near) > 1 and sum(one.sjanse for one in near) >= LIKELY:
        return _several(near)
    return Dom(Utfall.INGEN)


def _several(near: Sequence[Vurdert]) -> Dom:
    if len(near) > _MOST_SHOWN:
        why = _("%(antall)s personer passer omtrent like godt") % {"antall": len(near)}
        return Dom(Utfall.FLERE, (why, _("Legg til fødselsdato eller adresse")), antall=len(near))
    why = _("%(antall)s personer passer omtrent like godt") % {"antall": len(near)}
    return Dom(Utfall.FLERE, (why, *_told(near[0].vekt)), mulige=tuple(near), antall=len(near))


def _may_be_certain(vekt: Vekt) -> bool:
    """Given name, surname and the whole birth date agree, at most one of them with a slip, two at the same address. Points
    alone are not enough: twins share a rare surname and a birth date.
    """
    parts = (Trekk.FORNAVN, Trekk.ETTERNAVN, Trekk.FOEDT)
    # A day that is nearly the same is often a namesake's; day and month that changed places seldom are.
    if any(vekt.agrees(part, Grad.IKKE) or not vekt.agrees(part, *_CLEAR) for part in parts):
        return False
    slips = sum(1 for part in parts if not vekt.agrees(part, Grad.HELT))
    return slips <= (2 if vekt.agrees(Trekk.STED, Grad.HELT) else 1)


def _told(vekt: Vekt) -> tuple[str, ...]:
    """Why, in words: first what agrees wholly, in one sentence, then the rest."""
    order = list(Trekk)
    ordered = sorted(vekt.bevis, key=lambda one: order.index(one.trekk))
    said = tuple(dict.fromkeys(one.tekst for one in ordered if one.tekst))
    names = [one for one in vekt.bevis if one.trekk in {Trekk.FORNAVN, Trekk.ETTERNAVN}]
    same_name = bool(names) and all(one.grad is Grad.HELT and not one.tekst for one in names)
    same_day = vekt.agrees(Trekk.FOEDT, Grad.HELT)
    if same_name and same_day:
        return (_("Samme navn og fødselsdato"), *said)
    whole = {one.trekk for one in names if one.grad is Grad.HELT}
    first = []
    if same_name:
        first.append(_("Samme navn"))
    elif Trekk.FORNAVN in whole and same_day:
        first.append(_("Samme fornavn og fødselsdato"))
    elif Trekk.ETTERNAVN in whole and same_day:
        first.append(_("Samme etternavn og fødselsdato"))
    elif same_day:
        first.append(_("Samme fødselsdato"))
    return (*first, *said)
