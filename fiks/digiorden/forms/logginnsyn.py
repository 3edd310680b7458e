"""Whom the answer is about, and what goes into it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fiks.felles.tilgang.forms.revisjonslogg import PersonsoekForm


class LogginnsynForm(PersonsoekForm):
    """Posted, never in an address. Names and reasons are left out unless they are chosen."""

    med_navn = forms.BooleanField(
        label=_("Ta med navnet på den som gjorde oppslaget"),
        help_text=_(
            "Personen har som regel ikke krav på navnet på en ansatt. I helsetjenesten kan det være annerledes."
        ),
        required=False,
    )
    med_sak = forms.BooleanField(
        label=_("Ta med saksnummer og begrunnelse"),
        help_text=_("Les gjennom først. Teksten kan handle om andre."),
        required=False,
    )
    field_order = ("foedselsnummer",)
