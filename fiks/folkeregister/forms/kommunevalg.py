"""Municipalities, typed by name or number, of today or of before."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fiks.felles.koder import kommuneendringer
from fiks.felles.koder.feil import Feil
from fiks.felles.koder.kommunesoek import DeltKommune, UkjentKommune, find, name_of

_BETWEEN = re.compile(r"[,;\n]+")
_LONGEST_SHOWN = 40


class KommunerFelt(forms.CharField):
    """«Lillesand, Birkenes» or «4215, 4216», read by `kommunesoek.find`."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """The municipalities' numbers of today, each once, in the order they were written."""
        text = super().clean(value)
        return tuple(dict.fromkeys(read_kommune(part) for part in map(str.strip, _BETWEEN.split(text)) if part))

    def prepare_value(self, value: Any) -> Any:
        """Numbers become names again; a name that two share keeps its number."""
        if not isinstance(value, list | tuple):
            return value
        return ", ".join(written(nummer) for nummer in value)


def read_kommune(typed: str) -> str:
    """Today's number of what is typed; ValidationError with what to do when it is not one."""
    try:
        return find(typed)
    except UkjentKommune as error:
        raise forms.ValidationError(_unknown(typed)) from error
    except Feil as error:
        raise forms.ValidationError(error.text(_)) from error


def written(nummer: str) -> str:
    """A number as it may be typed: by name, where one municipality alone has it."""
    name = name_of(nummer)
    try:
        return name if find(name) == nummer else nummer
    except Feil:
        return nummer


def divisions(numre: Iterable[str]) -> list[str]:
    """What to say of each number whose municipality was divided: between which to choose."""
    return [DeltKommune(nummer).text(_) for nummer in numre if kommuneendringer.divided(nummer)]


def _unknown(typed: str) -> str:
    if typed.isdecimal():
        return _("Ingen kommune har eller har hatt nummeret %(nummer)s.") % {"nummer": typed[:_LONGEST_SHOWN]}
    return _("Vi fant ingen kommune som heter «%(navn)s».") % {"navn": typed[:_LONGEST_SHOWN]}
