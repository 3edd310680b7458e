"""What lists of applications and of the catalogue are narrowed to. A value that is unknown narrows nothing."""

from django import forms
from django.utils.translation import gettext_lazy

from fiks.digiorden.forms.felter import tema_choices
from fiks.digiorden.models.applikasjon import Livsloep
from fiks.digiorden.models.katalog import Katalogstatus
from fiks.digiorden.queries.applikasjoner import MANGLER, Applikasjonsutvalg

_MISSING = {
    "katalog": gettext_lazy("Ikke knyttet til katalogen"),
    "systemeier": gettext_lazy("Systemeier"),
    "avtaleslutt": gettext_lazy("Dato avtalen går ut"),
    "ros": gettext_lazy("ROS"),
    "databehandleravtale": gettext_lazy("Databehandleravtale"),
}


class _UtvalgForm(forms.Form):
    tekst = forms.CharField(label=gettext_lazy("Navn eller leverandør"), required=False, max_length=120)
    tema = forms.ChoiceField(label=gettext_lazy("Tema"), required=False, choices=tema_choices)

    def read(self, field: str) -> str:
        """What is chosen in a field, empty when it is not one of the choices."""
        self.is_valid()
        return str(self.cleaned_data.get(field) or "")


class ApplikasjonsutvalgForm(_UtvalgForm):
    """Filters of the organisation's own applications."""

    livsloep = forms.ChoiceField(
        label=gettext_lazy("Livsløp"),
        required=False,
        choices=[("", gettext_lazy("Alle som ikke er avsluttet")), *Livsloep.choices, ("ALLE", gettext_lazy("Alle"))],
    )
    mangler = forms.ChoiceField(
        label=gettext_lazy("Mangler"),
        required=False,
        choices=[("", gettext_lazy("Uansett")), *((kode, _MISSING[kode]) for kode in MANGLER)],
    )
    mine = forms.BooleanField(label=gettext_lazy("Bare dem jeg eier eller har ansvar for"), required=False)

    @property
    def utvalg(self) -> Applikasjonsutvalg:
        """The filters."""
        return Applikasjonsutvalg(
            self.read("tekst"),
            self.read("livsloep"),
            self.read("tema"),
            self.read("mangler"),
            mine=bool(self.read("mine")),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out that the list has by itself."""
        return self.utvalg != Applikasjonsutvalg()


class KatalogutvalgForm(_UtvalgForm):
    """Filters of the catalogue."""

    status = forms.ChoiceField(
        label=gettext_lazy("Vis"),
        required=False,
        choices=[
            ("", gettext_lazy("Systemer i katalogen")),
            (Katalogstatus.FORESLAATT, gettext_lazy("Foreslåtte")),
            (Katalogstatus.UTGAATT, gettext_lazy("Utgåtte")),
        ],
    )
