"""Registering an application: what it is called, which system it is, and where it is in its life."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from fiks.digiorden.forms.felter import Tekstfelt
from fiks.digiorden.forms.samtidig import VersjonForm
from fiks.digiorden.katalog.navnesoek import Forslag
from fiks.digiorden.models import Katalogsystem
from fiks.digiorden.models.applikasjon import Koblingsslag, Livsloep

INGEN = "INGEN"


class NavnForm(forms.Form):
    """What the application is called, before the catalogue is searched."""

    navn = Tekstfelt(
        gettext_lazy("Hva heter applikasjonen?"),
        help_text=gettext_lazy("Skriv det dere sier. Gamle navn, forkortelser og leverandør går også bra."),
        required=True,
        longest=120,
        error_messages={"required": gettext_lazy("Skriv hva applikasjonen heter.")},
    )


class SystemvalgForm(forms.Form):
    """Which of the suggested systems it is, or none of them. Nothing is chosen beforehand."""

    katalogsystem = forms.ChoiceField(
        label=gettext_lazy("Hvilket system er det?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Velg systemet, eller «Ingen av disse»."),
            "invalid_choice": gettext_lazy("Forslagene er endret. Velg igjen."),
        },
    )

    def __init__(self, *args: Any, foreslaatt: Sequence[tuple[Forslag, Katalogsystem]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._systemer = {str(system.pk): system for _forslag, system in foreslaatt}
        field = self.fields["katalogsystem"]
        assert isinstance(field, forms.ChoiceField)
        none = gettext("Ingen av disse") if foreslaatt else gettext("Vi finner det ut senere")
        field.choices = [*((id, one.navn) for id, one in self._systemer.items()), (INGEN, none)]
        if not foreslaatt:
            field.initial = INGEN

    @property
    def system(self) -> Katalogsystem | None:
        """The system that was chosen; None: none of them."""
        return self._systemer.get(self.cleaned_data["katalogsystem"])


class NyApplikasjonForm(NavnForm, SystemvalgForm):
    """All that registering takes. The rest is filled in on the application's own page."""

    livsloep = forms.ChoiceField(
        label=gettext_lazy("Hvor i livsløpet er den?"),
        choices=Livsloep.choices,
        initial=Livsloep.I_BRUK,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvor i livsløpet den er.")},
    )

    field_order = ("navn", "katalogsystem", "livsloep")


class KoblingForm(forms.Form):
    """How an application hangs together with another of the organisation's."""

    slag = forms.ChoiceField(label=gettext_lazy("Denne applikasjonen"), choices=Koblingsslag.choices)
    til = forms.ChoiceField(
        label=gettext_lazy("Applikasjon"), error_messages={"required": gettext_lazy("Velg en applikasjon.")}
    )
    beskrivelse = Tekstfelt(gettext_lazy("Hva som går mellom dem"))

    def __init__(self, *args: Any, andre: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["til"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Velg")), *andre]


class BehandlingerForm(VersjonForm):
    """Which processing records an application serves."""

    behandlinger = forms.MultipleChoiceField(
        label=gettext_lazy("Behandlinger"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, alle: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["behandlinger"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = alle
