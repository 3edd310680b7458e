"""What is typed when somebody is looked up: the number, what for, from which day, and why a graded address is needed."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.design.fritekst import without_number
from fiks.felles.koder.identifikator import FeilNummer, Miljoe, parse, require_allowed
from fiks.felles.koder.kalender import FeilDato, parse_norsk_dato

ANNET = "ANNET"


class OppslagForm(forms.Form):
    """One number, as people type it."""

    nummer = forms.CharField(
        label=gettext_lazy("Fødselsnummer eller d-nummer"),
        help_text=gettext_lazy("11 sifre, med eller uten mellomrom. Numre som ikke lenger er i bruk, fører også fram."),
        max_length=40,
        error_messages={"required": gettext_lazy("Skriv et fødselsnummer eller d-nummer.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_nummer(self) -> str:
        """The eleven digits."""
        try:
            found = parse(self.cleaned_data["nummer"])
            require_allowed(found, miljoe=Miljoe(settings.MODUS))
        except FeilNummer as error:
            raise forms.ValidationError(error.text(_)) from error
        return found.verdi


class ArbeidForm(forms.Form):
    """What the work is for. The purposes are the role's own."""

    formaal = forms.ChoiceField(label=gettext_lazy("Formål"), widget=forms.RadioSelect, required=False)
    sak = forms.CharField(
        label=gettext_lazy("Saksnummer"),
        help_text=gettext_lazy("For eksempel 2026/1432. Skriv ikke navn eller fødselsnummer."),
        max_length=100,
        required=False,
        validators=[without_number],
    )

    def __init__(self, *args: Any, formaal: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formaal"].choices = [(one, one) for one in formaal]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """One of the two is enough."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not (cleaned.get("formaal") or cleaned.get("sak")):
            self.add_error("formaal", _("Velg et formål, eller skriv saksnummeret."))
        return cleaned


class HistorikkForm(forms.Form):
    """The day to show the register as of."""

    dato = forms.CharField(
        label=gettext_lazy("Vis opplysningene slik de var"), help_text=gettext_lazy("dd.mm.åååå"), required=False
    )

    def clean_dato(self) -> date | None:
        """A day, not in the future; None when nothing is typed."""
        text = str(self.cleaned_data["dato"]).strip()
        if not text:
            return None
        today = timezone.localdate()
        try:
            day = parse_norsk_dato(text, latest=today)
        except FeilDato as error:
            raise forms.ValidationError(error.text(_)) from error
        if day > today:
            raise forms.ValidationError(_("Velg en dag som har vært."))
        return day


class GradertForm(forms.Form):
    """Why a graded address is needed. Nothing is chosen beforehand."""

    hvorfor = forms.ChoiceField(
        label=gettext_lazy("Hvorfor trenger du adressen?"),
        choices=[
            ("MOETE", gettext_lazy("Jeg skal møte personen der")),
            ("SENDE", gettext_lazy("Jeg skal sende noe som må komme fram dit")),
            ("FARE", gettext_lazy("Det er fare for liv eller helse")),
            (ANNET, gettext_lazy("Noe annet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvorfor du trenger adressen.")},
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunn kort"),
        help_text=gettext_lazy("Skriv én eller to setninger. Ikke skriv helseopplysninger eller fødselsnummer."),
        max_length=500,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv kort hvorfor du trenger adressen.")},
    )

    @property
    def reason(self) -> str:
        """Choice and words as one text for the log."""
        choices = dict(self.fields["hvorfor"].choices)  # type: ignore[attr-defined]  # a ChoiceField
        return f"{choices[self.cleaned_data['hvorfor']]}: {self.cleaned_data['begrunnelse']}"
