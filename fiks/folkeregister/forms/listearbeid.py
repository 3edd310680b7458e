"""What is asked of lists that are drawn and lists that are washed alike: why."""

from django import forms
from django.utils.translation import gettext as _

from fiks.felles.design.fritekst import without_number
from fiks.folkeregister.models.rolle import Registerrolle


def purpose(rolle: Registerrolle) -> forms.ChoiceField:
    """Which of the role's purposes; the only one when there is one."""
    purposes = [(formaal, formaal) for formaal in rolle.formaal]
    return forms.ChoiceField(
        label=_("Formål"),
        help_text=_("Formålene er bestemt av rollen."),
        choices=purposes if len(purposes) == 1 else [("", _("Velg formål")), *purposes],
        error_messages={"required": _("Velg formålet med listen.")},
    )


def case() -> forms.CharField:
    """The case, when there is one."""
    return forms.CharField(label=_("Sak eller referanse"), max_length=100, required=False, validators=[without_number])


def reason() -> forms.CharField:
    """Why a list, in areas that draw them when needed only."""
    return forms.CharField(
        label=_("Hvorfor kan ikke oppgaven løses uten en liste?"),
        help_text=_("I dette tjenesteområdet lages lister bare ved behov. Svaret blir logget."),
        max_length=500,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor dere trenger listen.")},
    )
