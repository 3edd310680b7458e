"""A person who is to act for the organisation."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fiks.felles.koder.identifikator import FeilNummer, Miljoe, parse, require_allowed


class FoedselsnummerFelt(forms.CharField):
    """A national number as people type it. Never shown again: it stands in the page only while it is wrong.

    `issued` asks for more: that the register can have given the number out, so that fewer slips of the hand pass.
    """

    def __init__(self, *, issued: bool = False) -> None:
        self.issued = issued
        super().__init__(
            label=_("Fødselsnummer eller d-nummer"),
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
            error_messages={
                "required": _("Skriv fødselsnummeret med 11 sifre."),
                "max_length": _("Skriv fødselsnummeret med 11 sifre."),
            },
        )

    def clean(self, value: object) -> str:
        """The eleven digits."""
        text = super().clean(value)
        try:
            found = parse(text, strict=timezone.localdate() if self.issued else None)
            require_allowed(found, miljoe=Miljoe(settings.MODUS))
        except FeilNummer as error:
            raise forms.ValidationError(error.text(gettext), code="nummer") from error
        return found.verdi


class PersonForm(forms.Form):
    """The number is what ID-porten tells at log-in; name and e-mail are for the organisation."""

    foedselsnummer = FoedselsnummerFelt(issued=True)
    navn = forms.CharField(
        label=_("Navn"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv navnet på personen."), "max_length": _("Skriv høyst 200 tegn.")},
    )
    stilling = forms.CharField(
        label=_("Stilling"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Skriv høyst 200 tegn.")},
    )
    epost = forms.EmailField(
        label=_("E-post"),
        required=False,
        help_text=_("Varsler sendes hit, uten personopplysninger."),
        error_messages={"invalid": _("Skriv e-postadressen slik: navn@kommune.no.")},
    )
