"""A screening as its page shows it."""

from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.forms.screening import GRUPPER
from fiks.digiorden.vurdering.screening import Besvart, Svar

_WORDS: dict[str, Any] = {Svar.JA: _("Ja"), Svar.NEI: _("Nei"), Svar.USIKKER: _("Usikker")}


def by_group(stored: object) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The criteria as they were asked, with the answers, by where they come from."""
    besvart = msgspec.convert(stored, list[Besvart])
    return [
        (label, [(one.tekst, _WORDS[one.svar]) for one in besvart if one.gruppe == gruppe])
        for gruppe, label in GRUPPER.items()
        if any(one.gruppe == gruppe for one in besvart)
    ]
