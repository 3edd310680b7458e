"""Giving somebody a role in Digiorden."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.access import PRIVILEGES
from fiks.felles.tilgang.forms.tildeling import TildelingForm


class DigiordenTildelingForm(TildelingForm):
    """Which role, whom, from–to and why."""

    kode = forms.ChoiceField(
        label=_("Rolle"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg rollen."), "invalid_choice": _("Velg en av rollene.")},
    )
    field_order = ("kode", "bruker")

    def __init__(self, *args: Any, koder: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kode, f"{navn}: {beskrivelse}") for kode, navn, beskrivelse in PRIVILEGES if kode in koder]
        self.fields["kode"].choices = choices  # type: ignore[attr-defined]  # a field with choices
        if len(choices) == 1:
            self.fields["kode"].initial = choices[0][0]

    @property
    def given(self) -> dict[str, Any]:
        """The role beside the rest."""
        return super().given | {"kode": self.cleaned_data["kode"]}
