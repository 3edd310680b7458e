"""The small forms around lists: why graded addresses, the name of saved criteria, and how long lists are kept."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.design.fritekst import without_number
from fiks.folkeregister.models.innbyggerliste import LagretUtvalg, Listeinnstilling

_ANNET = "ANNET"
_GRUNNER: dict[str, str | Promise] = {
    "TILBUD": gettext_lazy("Alle i gruppen har rett til tilbudet og må få det"),
    "PLIKT": gettext_lazy("Kommunen har plikt til å nå alle i gruppen"),
    _ANNET: gettext_lazy("Annet"),
}


class GraderteForm(forms.Form):
    """Why graded addresses are needed on a list. Nothing is chosen beforehand."""

    grunn = forms.ChoiceField(
        label=gettext_lazy("Hvorfor trenger dere dem på listen?"),
        choices=list(_GRUNNER.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvorfor.")},
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Utdyp kort"),
        help_text=gettext_lazy("Skriv ikke navn eller fødselsnummer."),
        max_length=300,
        validators=[without_number],
        required=False,
    )

    def clean_begrunnelse(self) -> str:
        """The reason is shown in the log."""
        text = str(self.cleaned_data["begrunnelse"]).strip()
        if not text and self.cleaned_data.get("grunn") == _ANNET:
            raise ValidationError(_("Skriv kort hvorfor."))
        return text

    @property
    def aarsak(self) -> str:
        """The reason as the log keeps it."""
        return f"{_GRUNNER[str(self.cleaned_data['grunn'])]}. {self.cleaned_data['begrunnelse']}".strip()


class NavnForm(forms.Form):
    """The name of saved criteria."""

    navn = forms.CharField(
        label=gettext_lazy("Navn på utvalget"),
        max_length=150,
        validators=[without_number],
        error_messages={"required": gettext_lazy("Skriv et navn på utvalget.")},
    )

    def __init__(self, data: Mapping[str, object] | None = None, *, lagret: LagretUtvalg) -> None:
        super().__init__(data, initial={"navn": lagret.navn})


class DagerForm(forms.Form):
    """How many days lists are kept."""

    dager = forms.IntegerField(
        label=gettext_lazy("Antall dager listene skal ligge"),
        min_value=Listeinnstilling.LEAST_DAYS,
        max_value=Listeinnstilling.MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Mapping[str, object] | None = None, *, dager: int) -> None:
        super().__init__(data, initial={"dager": dager})
        limits = {"fra": Listeinnstilling.LEAST_DAYS, "til": Listeinnstilling.MOST_DAYS}
        text = _("Skriv et helt tall fra %(fra)s til %(til)s.") % limits
        self.fields["dager"].error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), text)
