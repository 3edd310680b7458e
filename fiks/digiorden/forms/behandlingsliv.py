"""What is asked when a record is sent, approved, returned, withdrawn or given another review date."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt

_LONGEST_YEARS = 5
_TOO_LONG = {"max_length": gettext_lazy("Skriv høyst 1000 tegn.")}


def _text(label: Any, hjelp: Any, *, required: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hjelp,
        required=bool(required),
        max_length=1000,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={**_TOO_LONG, "required": required},
    )


class SendForm(forms.Form):
    """A word to the one who is to approve."""

    kommentar = _text(
        gettext_lazy("Melding til den som skal godkjenne"), gettext_lazy("Hva som er nytt eller usikkert.")
    )


class RevisjonsdatoForm(forms.Form):
    """When the record is to be reviewed next."""

    neste_revisjon = DatoFelt(
        label=gettext_lazy("Skal ses over innen"),
        help_text=gettext_lazy("Den som er internt ansvarlig, får påminnelser før fristen."),
        error_messages={"required": gettext_lazy("Skriv datoen behandlingen skal ses over, slik: 31.12.2026.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_neste_revisjon(self) -> date:
        """A coming day, and not so far away that nobody looks at the record again."""
        given: date = self.cleaned_data["neste_revisjon"]
        if given <= self._today:
            raise forms.ValidationError(_("Skriv en dato som kommer."))
        if given.year > self._today.year + _LONGEST_YEARS:
            raise forms.ValidationError(_("Skriv en dato innen fem år."))
        return given


class GodkjennForm(RevisjonsdatoForm):
    """The decision to approve."""

    kommentar = _text(gettext_lazy("Merknad"), gettext_lazy("Står sammen med versjonen."))


class ReturForm(forms.Form):
    """The decision to send it back."""

    kommentar = _text(
        gettext_lazy("Hva må endres?"),
        gettext_lazy("Den som sendte behandlingen, får se teksten."),
        required=gettext_lazy("Skriv hva som må endres."),
    )


class FristForm(RevisjonsdatoForm):
    """Another review date, and why."""

    begrunnelse = _text(
        gettext_lazy("Hvorfor flyttes fristen?"),
        gettext_lazy("Teksten står i loggen."),
        required=gettext_lazy("Skriv hvorfor fristen flyttes."),
    )


class TrekkForm(forms.Form):
    """Why the record is withdrawn."""

    begrunnelse = _text(
        gettext_lazy("Hvorfor trekkes behandlingen tilbake?"),
        gettext_lazy("For eksempel at oppgaven er avsluttet. Teksten står sammen med versjonen."),
        required=gettext_lazy("Skriv hvorfor behandlingen trekkes tilbake."),
    )
