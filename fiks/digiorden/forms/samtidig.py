"""Two people at the same page: what the other saved, beside what this one wrote. Nothing is overwritten unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Forskjell:
    """One field that differs."""

    felt: str
    lagret: str
    skrevet: str


class VersjonForm(forms.Form):
    """A form that carries the version it was opened with. After a collision it carries the new one (`collided`)."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def clean_versjon(self) -> int:
        """0 when nothing was saved before."""
        return self.cleaned_data["versjon"] or 0

    def clean(self) -> dict[str, Any]:
        """Browsers send line breaks in two characters; one is kept, so that texts can be compared."""
        given = super().clean() or self.cleaned_data
        return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in given.items()}

    @property
    def values(self) -> dict[str, Any]:
        """What was written, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "versjon"}

    def collided(self, lagret: Mapping[str, Any]) -> list[Forskjell]:
        """Take the version that is saved now, so that the next press is a choice, and tell what differs from it."""
        data = cast("QueryDict", self.data).copy()
        data["versjon"] = str(lagret["versjon"])
        self.data = data
        return [
            Forskjell(str(field.label), as_text(self, name, lagret[name]), as_text(self, name, self.cleaned_data[name]))
            for name, field in self.fields.items()
            if name in lagret and name != "versjon" and lagret[name] != self.cleaned_data[name]
        ]


def as_text(form: forms.Form, name: str, value: Any) -> str:
    """A value as the field shows it; a choice by its name."""
    field = form.fields[name]
    named = {str(kode): str(navn) for kode, navn in getattr(field, "choices", [])}
    if isinstance(value, list | tuple):
        return ", ".join(named.get(str(one), str(one)) for one in value)
    shown = field.prepare_value(getattr(value, "pk", value))
    return "" if shown is None else named.get(str(shown), str(shown))
