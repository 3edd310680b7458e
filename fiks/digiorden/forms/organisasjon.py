"""How the organisation is reached, and its contacts."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.forms.samtidig import VersjonForm
from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt
from fiks.felles.virksomhet.actions import Kontaktinnhold
from fiks.felles.virksomhet.models import Kontakt, KontaktSlag, Virksomhetsopplysninger

_TOO_LONG = {"max_length": _("Skriv høyst 200 tegn.")}
_MANY = 20


def _text(label: Any, help_text: Any = "", *, required: bool = False, missing: Any = "") -> forms.CharField:
    errors = _TOO_LONG | ({"required": missing} if missing else {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=200,
        validators=[without_number],
        error_messages=errors,
    )


def _address(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=400,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Skriv høyst 400 tegn.")},
    )


def _email(label: Any, help_text: Any = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        required=False,
        error_messages={"invalid": _("Skriv e-postadressen slik: navn@kommune.no.")},
    )


class OpplysningerForm(VersjonForm):
    """How people reach the organisation."""

    postadresse = _address(_("Postadresse"), _("Slik den skal stå på et brev, uten navnet på virksomheten."))
    besoeksadresse = _address(_("Besøksadresse"))
    epost = _email(_("E-post"), _("En felles postkasse, ikke en persons egen adresse."))
    telefon = _text(_("Telefon"))
    nettsted = forms.URLField(
        label=_("Nettsted"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Skriv adressen slik: https://www.kommune.no.")},
    )

    @classmethod
    def of(cls, kept: Virksomhetsopplysninger | None) -> dict[str, Any]:
        """What the form begins with, or what is saved now."""
        names = ("postadresse", "besoeksadresse", "epost", "telefon", "nettsted", "versjon")
        return {name: getattr(kept, name) for name in names} if kept else {"versjon": 0}


class NavnelisteFelt(forms.CharField):
    """Names, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 3})
        super().__init__(required=False, widget=rows, max_length=2000, validators=[without_number], **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The names, in the order they are written, each once."""
        names = dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if len(names) > _MANY:
            raise forms.ValidationError(_("Skriv høyst 20 navn."))
        return tuple(names)

    def prepare_value(self, value: Any) -> Any:
        """Names as lines."""
        return "\n".join(value) if isinstance(value, tuple | list) else value


class KontaktForm(VersjonForm):
    """What is told of a contact."""

    navn = _text(
        _("Navn"),
        _("En person, eller en virksomhet når det er den som er kontakten."),
        required=True,
        missing=_("Skriv navnet på kontakten."),
    )
    organisasjon = _text(_("Hvor kontakten arbeider"), _("Når det ikke er hos dere."))
    orgnr = forms.RegexField(
        r"^([0-9]{3} ?[0-9]{3} ?[0-9]{3})?$",
        label=_("Organisasjonsnummeret der"),
        required=False,
        error_messages={"invalid": _("Skriv organisasjonsnummeret med ni sifre.")},
    )
    epost = _email(_("E-post"))
    telefon = _text(_("Telefon"))
    adresse = _address(_("Adresse"))
    felles_med = NavnelisteFelt(
        label=_("Felles med"), help_text=_("Andre virksomheter som deler kontakten. Skriv én på hver linje.")
    )

    def clean_orgnr(self) -> str:
        """Nine digits without spaces."""
        return str(self.cleaned_data["orgnr"]).replace(" ", "")

    @property
    def innhold(self) -> Kontaktinnhold:
        """What the actions take."""
        names = ("navn", "organisasjon", "orgnr", "epost", "telefon", "adresse", "felles_med")
        return Kontaktinnhold(**{name: self.cleaned_data[name] for name in names})

    @classmethod
    def of(cls, kontakt: Kontakt) -> dict[str, Any]:
        """What the form begins with, or what is saved now."""
        found = {name: getattr(kontakt, name) for name in cls.base_fields}
        return found | {"felles_med": tuple(kontakt.felles_med)}


class KontaktValg(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only to the type checker
    """A contact by its name."""

    def label_from_instance(self, obj: Kontakt) -> str:
        """The name alone."""
        return obj.navn


class NyKontaktForm(KontaktForm):
    """A contact that is new: what it is for, from when, and whom it relieves."""

    slag = forms.ChoiceField(
        label=_("Hva er kontakten for?"),
        choices=KontaktSlag.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva kontakten er for.")},
    )
    fra = DatoFelt(label=_("Fra dato"), help_text=_("Skriv datoen slik: 31.12.2026."))
    til = DatoFelt(
        label=_("Til og med dato"),
        required=False,
        help_text=_("La feltet stå tomt hvis du ikke vet når det slutter."),
    )
    avloeser = KontaktValg(
        label=_("Avløser"),
        help_text=_("Den du velger, avsluttes dagen før."),
        queryset=None,
        required=False,
        empty_label=_("Ingen"),
        error_messages={"invalid_choice": _("Velg en av kontaktene i listen.")},
    )
    field_order = ("slag", "navn")

    def __init__(self, *args: Any, kontakter: QuerySet[Kontakt], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avloeser"].queryset = kontakter  # type: ignore[attr-defined]  # a field with a queryset
        self.fields["fra"].initial = today

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning, and one is relieved by another of the same kind, after he began."""
        given = super().clean() or self.cleaned_data
        fra, til, avloeser = given.get("fra"), given.get("til"), given.get("avloeser")
        if fra and til and til < fra:
            self.add_error("til", _("Siste dag kan ikke komme før første dag."))
        if avloeser and given.get("slag") and avloeser.slag != given["slag"]:
            self.add_error("avloeser", _("Kontakten er for noe annet. Velg en av samme slag."))
        elif avloeser and fra and fra <= avloeser.from_date:
            self.add_error("fra", _("Den nye må begynne etter den som avløses."))
        return given


class AvsluttKontaktForm(forms.Form):
    """The last day of a contact."""

    til = DatoFelt(label=_("Siste dag"), help_text=_("Skriv datoen slik: 31.12.2026."))

    def __init__(self, *args: Any, kontakt: Kontakt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kontakt = kontakt

    def clean_til(self) -> date:
        """Not before the first day."""
        til: date = self.cleaned_data["til"]
        if til < self.kontakt.from_date:
            raise forms.ValidationError(_("Siste dag kan ikke komme før første dag."))
        return til
