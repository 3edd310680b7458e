"""A new word of a register, what kind of data it is, and the word that another is merged into."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.forms.behandlingsfelt import OrgnrField
from fiks.digiorden.models import Begrep, Begrepsslag, Opplysningsart
from fiks.digiorden.queries.begreper import Ordforraad
from fiks.felles.design.fritekst import without_number


class BegrepForm(forms.Form):
    """A new word. Only categories of data have a kind, and only processors an organisation number."""

    navn = forms.CharField(
        label=gettext_lazy("Nytt ord"),
        max_length=200,
        validators=[without_number],
        error_messages={
            "required": gettext_lazy("Skriv ordet som skal legges til."),
            "max_length": gettext_lazy("Skriv høyst 200 tegn."),
        },
    )

    def __init__(self, *args: Any, slag: Begrepsslag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slag is Begrepsslag.OPPLYSNING:
            self.fields["art"] = art_field()
        if slag is Begrepsslag.DATABEHANDLER:
            self.fields["orgnr"] = OrgnrField(label=_("Organisasjonsnummer"), required=False)

    def clean_navn(self) -> str:
        """Without spaces at the ends, and one between words."""
        return " ".join(str(self.cleaned_data["navn"]).split())


def art_field() -> forms.ChoiceField:
    """The kinds of personal data."""
    return forms.ChoiceField(
        label=_("Hva slags opplysninger er det?"),
        choices=Opplysningsart.choices,
        initial=Opplysningsart.VANLIG,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva slags opplysninger det er.")},
    )


class ArtForm(forms.Form):
    """The kind of a category of data."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["art"] = art_field()


class SlaaSammenForm(forms.Form):
    """The word that stays."""

    def __init__(self, *args: Any, begrep: Begrep, ordforraad: Ordforraad, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [ordet.navn for ordet in ordforraad.ordene[begrep.slag] if ordet.navn != begrep.navn]
        self.fields["til"] = forms.ChoiceField(
            label=_("Ordet som skal brukes i stedet"),
            choices=[("", _("Velg et ord")), *((navn, navn) for navn in sorted(others, key=str.casefold))],
            error_messages={"required": _("Velg ordet som skal brukes i stedet.")},
        )
