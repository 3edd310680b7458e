"""Giving somebody access: whom, from when to when, and why. And taking it back."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fiks.felles.design.fritekst import without_number
from fiks.felles.koder import hjemler
from fiks.felles.koder.kalender import OSLO
from fiks.felles.tilgang.forms.dato import DatoFelt, begins, ends
from fiks.felles.virksomhet.models import Bruker

_REASON_MISSING = _("Skriv hvorfor. Det står i loggen sammen med navnet ditt.")


class PersonValg(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only to the type checker
    """One of the organisation's people; the e-mail address tells apart those who share a name."""

    def label_from_instance(self, obj: Bruker) -> str:
        """The name, with position or e-mail address."""
        more = obj.stilling or obj.epost
        return f"{obj.navn} ({more})" if more else obj.navn


class TildelingForm(forms.Form):
    """Whom, from–to and why. `given` holds the values for the actions once the form is valid."""

    bruker = PersonValg(
        label=_("Person"),
        queryset=None,
        empty_label=_("Velg en person"),
        error_messages={
            "required": _("Velg personen som skal få tilgang."),
            "invalid_choice": _("Velg en av personene i listen."),
        },
    )
    fra = DatoFelt(label=_("Gjelder fra"), help_text=_("Skriv datoen slik: 31.12.2026."))
    til = DatoFelt(
        label=_("Gjelder til og med"),
        required=False,
        help_text=_("La feltet stå tomt hvis tilgangen skal gjelde til noen tar den tilbake."),
    )
    begrunnelse = forms.CharField(
        label=_("Hvorfor skal personen ha tilgang?"),
        help_text=_("For eksempel oppgaven personen har. Teksten står i loggen."),
        max_length=400,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _REASON_MISSING, "max_length": _("Skriv høyst 400 tegn.")},
    )

    def __init__(self, *args: Any, brukere: QuerySet[Bruker], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.today = at.astimezone(OSLO).date()
        self.fields["bruker"].queryset = brukere  # type: ignore[attr-defined]  # a field with a queryset
        self.fields["fra"].initial = self.today

    def clean_fra(self) -> date:
        """Access is never given backwards in time."""
        fra: date = self.cleaned_data["fra"]
        if fra < self.today:
            raise forms.ValidationError(_("Tilgang kan ikke gis bakover i tid. Skriv dagens dato eller en senere."))
        return fra

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        given = super().clean() or self.cleaned_data
        fra, til = given.get("fra"), given.get("til")
        if fra and til and til < fra:
            self.add_error("til", _("Siste dag kan ikke komme før første dag."))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The values as the actions take them. What begins today begins at once."""
        fra, til = self.cleaned_data["fra"], self.cleaned_data["til"]
        return {
            "bruker": self.cleaned_data["bruker"],
            "valid_from": self.at if fra == self.today else begins(fra),
            "valid_until": ends(til) if til else None,
            "begrunnelse": self.cleaned_data["begrunnelse"],
        }


class KontrollerForm(TildelingForm):
    """Control of the log of one service area."""

    omraade = forms.ChoiceField(
        label=_("Tjenesteområde"),
        error_messages={"required": _("Velg tjenesteområdet."), "invalid_choice": _("Velg et av områdene i listen.")},
    )
    field_order = ("bruker", "omraade")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(kode, area.navn) for kode, area in hjemler.tjenesteomraader().items()]
        self.fields["omraade"].choices = [("", _("Velg et område")), *areas]  # type: ignore[attr-defined]  # choices

    @property
    def given(self) -> dict[str, Any]:
        """The area beside the rest."""
        return super().given | {"omraade": self.cleaned_data["omraade"]}


class BegrunnelseForm(forms.Form):
    """Why something is taken back."""

    begrunnelse = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Teksten står i loggen."),
        max_length=400,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _REASON_MISSING, "max_length": _("Skriv høyst 400 tegn.")},
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["begrunnelse"].label = label
