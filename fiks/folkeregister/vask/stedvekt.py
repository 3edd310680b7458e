"""What an address tells for or against a person. Of who has no open address it tells nothing, either way."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from fiks.folkeregister.soek import gater
from fiks.folkeregister.soek.kriterier import Gateadresse
from fiks.folkeregister.vask.bevis import Bevis, Grad, Trekk

_HOUSE, _FORMER_HOUSE, _STREET, _POSTAL, _OTHER = 12.0, 9.0, 5.0, 6.0, -1.0


class Sted(NamedTuple):
    """An ungraded home: its key of order («strandgata  00014B»), and its postal code."""

    noekkel: str
    postnummer: str


def weigh(
    adresse: Gateadresse | None, noekkel: str, postnummer: str, naa: Sted | None, tidligere: Sequence[Sted]
) -> Iterator[Bevis]:
    """The evidence of an address and a postal code."""
    if naa is None or not (adresse or postnummer):
        return
    if adresse is None:
        if postnummer == naa.postnummer:
            yield Bevis(Trekk.STED, Grad.SAAVIDT, _POSTAL, _("Samme postnummer"))
        return
    same = _fits(adresse, noekkel, postnummer, naa)
    if same is Grad.HELT:
        yield Bevis(Trekk.STED, Grad.HELT, _HOUSE, _("Samme adresse"))
    elif any(_fits(adresse, noekkel, postnummer, one) is Grad.HELT for one in tidligere):
        yield Bevis(Trekk.STED, Grad.NESTEN, _FORMER_HOUSE, _("Tidligere adresse"))
    elif same is Grad.SAAVIDT:
        yield Bevis(Trekk.STED, Grad.SAAVIDT, _STREET, _("Samme gate"))
    else:
        bits = _OTHER + (_POSTAL if postnummer and postnummer == naa.postnummer else 0)
        yield Bevis(Trekk.STED, Grad.IKKE, bits, _("Adressen er en annen"))


def _fits(adresse: Gateadresse, noekkel: str, postnummer: str, sted: Sted) -> Grad:
    street, _space, house = sted.noekkel.partition("  ")
    if street not in gater.spellings(noekkel) or (postnummer and sted.postnummer and postnummer != sted.postnummer):
        return Grad.IKKE
    if not adresse.nummer:
        return Grad.SAAVIDT
    number = adresse.nummer.zfill(5)
    return Grad.HELT if house.upper().startswith(f"{number}{adresse.bokstav}") else Grad.SAAVIDT
