"""What differs between what somebody else saved and what one has typed, field by field, for the page of a conflict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fiks.felles.design.tekst import dato


@dataclass(frozen=True, slots=True)
class Forskjell:
    """One field that differs."""

    felt: str
    lagret: str
    ditt: str


def differences(form: forms.Form, stored: Mapping[str, Any]) -> list[Forskjell]:
    """The fields of a valid form whose values are others than those that are stored now."""
    found = []
    for name, field in form.fields.items():
        if name not in stored:
            continue
        theirs, mine = _shown(field, stored[name]), _shown(field, form.cleaned_data.get(name))
        if theirs != mine:
            found.append(Forskjell(str(field.label), theirs, mine))
    return found


def _shown(field: forms.Field, value: Any) -> str:
    if value is None or value in ("", []):
        return _("Ingenting")
    if isinstance(value, date):
        return dato(value)
    names = _names(field)
    if isinstance(value, list | tuple):
        return ", ".join(names.get(str(one), str(one)) for one in value)
    return names.get(str(value), str(value))


def _names(field: forms.Field) -> dict[str, str]:
    if not isinstance(field, forms.ChoiceField):
        return {}
    found: dict[str, str] = {}
    pairs: Any = field.choices
    for key, label in pairs:
        if isinstance(label, list | tuple):
            found |= {str(inner): str(text) for inner, text in label}
        else:
            found[str(key)] = str(label)
    return found
