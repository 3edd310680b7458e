"""Municipalities, typed by name or number."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fiks.felles.koder.kommuner import Kommune, kommune, kommuner_by_name
from fiks.felles.koder.norsk_orden import fold

_BETWEEN = re.compile(r"[,;\n]+")


class KommunerFelt(forms.CharField):
    """«Lillesand, Birkenes» or «4215, 4216». Names are read without regard to case; one that two share needs its number."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """The municipalities' numbers, each once, in the order they were written."""
        text = super().clean(value)
        return tuple(dict.fromkeys(_number(part) for part in map(str.strip, _BETWEEN.split(text)) if part))

    def prepare_value(self, value: Any) -> Any:
        """Numbers become names again; a name that two share keeps its number."""
        if not isinstance(value, list | tuple):
            return value
        return ", ".join(_written(nummer) for nummer in value)


def _number(typed: str) -> str:
    if typed.isdigit():
        if kommune(typed) is None:
            raise forms.ValidationError(_("Ingen kommune har nummeret %(nummer)s.") % {"nummer": typed})
        return typed
    found = _named(typed)
    if not found:
        raise forms.ValidationError(_("Vi fant ingen kommune som heter «%(navn)s».") % {"navn": typed})
    if len(found) > 1:
        numbers = _(" eller ").join(f"{one.nummer} ({one.fylkesnavn})" for one in found)
        said = _("Flere kommuner heter «%(navn)s». Skriv nummeret: %(numre)s.")
        raise forms.ValidationError(said % {"navn": typed, "numre": numbers})
    return found[0].nummer


def _named(typed: str) -> list[Kommune]:
    """By any of its official names, «Trondheim» or «Tråante», and whole, «Trondheim - Tråante»."""
    wanted = _plain(typed.removesuffix(" kommune"))
    return [
        one
        for one in kommuner_by_name()
        if wanted in {_plain(one.navn), *(_plain(name) for name in one.navn.split(" - "))}
    ]


def _plain(name: str) -> str:
    return fold(" ".join(name.casefold().split()))


def _written(nummer: str) -> str:
    found = kommune(nummer)
    if found is None:
        return nummer
    name = found.navn.split(" - ")[0]
    return name if len(_named(name)) == 1 else nummer
