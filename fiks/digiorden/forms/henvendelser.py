"""Requests from data subjects."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.actions.henvendelser import Innhold
from fiks.digiorden.forms.samtidig import VersjonForm
from fiks.digiorden.models import Henvendelse, HenvendelseSlag, HenvendelseStatus
from fiks.digiorden.models.personvern import OPEN_STATUSES
from fiks.digiorden.personvern.frister import latest_extension
from fiks.digiorden.queries.personvern import end_statuses
from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt
from fiks.felles.tilgang.forms.tildeling import PersonValg
from fiks.felles.virksomhet.models import Bruker

_FUTURE = _("Datoen er ikke kommet ennå.")
_DATE_HELP = _("Skriv datoen slik: 31.12.2026.")


def long_text(label: Any, help_text: Any = "", *, required: bool = False, missing: Any = "", rows: int = 4) -> Any:
    """A text that somebody writes himself, without national numbers."""
    errors = {"max_length": _("Skriv høyst 4000 tegn.")} | ({"required": missing} if missing else {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=errors,
    )


def short_text(label: Any, help_text: Any = "", *, required: bool = False, missing: Any = "") -> Any:
    """A line that somebody writes himself, without national numbers."""
    errors = {"max_length": _("Skriv høyst 200 tegn.")} | ({"required": missing} if missing else {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=200,
        validators=[without_number],
        error_messages=errors,
    )


def handler_field() -> PersonValg:
    """One of those who may be given it."""
    return PersonValg(
        label=_("Hvem behandler den?"),
        help_text=_("Den du velger, ser bare sine egne, og får en melding."),
        queryset=None,
        required=False,
        empty_label=_("Ingen ennå"),
        error_messages={"invalid_choice": _("Velg en av personene i listen.")},
    )


class HenvendelseForm(VersjonForm):
    """What a request is about. `innhold` is for the actions."""

    slag = forms.ChoiceField(
        label=_("Hva gjelder den?"),
        choices=HenvendelseSlag.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva henvendelsen gjelder.")},
    )
    mottatt_date = DatoFelt(
        label=_("Når kom den?"), help_text=_("Fristen er én måned fra denne dagen, også når noen andre tok den imot.")
    )
    navn = short_text(
        _("Hvem er den fra?"),
        _("Navnet er nok. Skriv ikke fødselsnummer."),
        required=True,
        missing=_("Skriv hvem den er fra."),
    )
    kontaktvei = short_text(_("Hvor skal svaret sendes?"), _("For eksempel en e-postadresse, eller Digital postkasse."))
    beskrivelse = long_text(
        _("Hva ber personen om?"),
        _("Skriv kort, og ikke mer om personen enn dere trenger. Dokumentene hører hjemme i saken."),
        required=True,
        missing=_("Skriv hva personen ber om."),
    )
    saksnummer = short_text(_("Saksnummer"), _("Saken i arkivet, der dokumentene ligger."))
    behandler = handler_field()
    status = forms.ChoiceField(
        label=_("Hvor langt er den kommet?"),
        choices=[(one.value, one.label) for one in HenvendelseStatus if one in OPEN_STATUSES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvor langt henvendelsen er kommet.")},
    )

    def __init__(
        self,
        *args: Any,
        behandlere: QuerySet[Bruker] | None,
        today: date,
        henvendelse: Henvendelse | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.henvendelse, self.today = henvendelse, today
        if behandlere is None:
            del self.fields["behandler"]
        else:
            self.fields["behandler"].queryset = behandlere  # type: ignore[attr-defined]  # a field with a queryset
        if henvendelse is None:
            del self.fields["status"]
            self.fields["mottatt_date"].initial = today

    def clean_mottatt_date(self) -> date:
        """Not a day to come."""
        mottatt: date = self.cleaned_data["mottatt_date"]
        if mottatt > self.today:
            raise forms.ValidationError(_FUTURE)
        kept = self.henvendelse
        if kept and kept.forlenget_til and mottatt != kept.mottatt_date:
            raise forms.ValidationError(_("Fristen er forlenget, så dagen den kom kan ikke endres."))
        return mottatt

    @property
    def innhold(self) -> Innhold:
        """As the actions take it. Who may not hand it out leaves it where it is."""
        given = self.cleaned_data
        return Innhold(
            slag=HenvendelseSlag(given["slag"]),
            navn=given["navn"],
            kontaktvei=given["kontaktvei"],
            beskrivelse=given["beskrivelse"],
            mottatt_date=given["mottatt_date"],
            behandler=given["behandler"] if "behandler" in self.fields else self._same_handler,
            saksnummer=given["saksnummer"],
        )

    @property
    def _same_handler(self) -> Bruker | None:
        return self.henvendelse.behandler if self.henvendelse else None

    @classmethod
    def of(cls, henvendelse: Henvendelse) -> dict[str, Any]:
        """What the form begins with, or what is saved now."""
        return {name: getattr(henvendelse, name) for name in cls.base_fields}


class ForlengForm(VersjonForm):
    """More time: until when, why, and when the person was told."""

    til = DatoFelt(label=_("Ny frist"), help_text=_DATE_HELP)
    grunn = long_text(
        _("Hvorfor trenger dere mer tid?"),
        _("Det må være fordi den er komplisert, eller fordi dere har fått mange. Personen skal få vite grunnen."),
        required=True,
        missing=_("Skriv hvorfor dere trenger mer tid."),
    )
    fortalt = DatoFelt(label=_("Når fikk personen vite det?"), help_text=_("Det må være innen den første fristen."))

    def __init__(self, *args: Any, henvendelse: Henvendelse, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.henvendelse, self.today = henvendelse, today

    def clean_til(self) -> date:
        """Later than now, and no more than two months longer."""
        til: date = self.cleaned_data["til"]
        if til <= self.henvendelse.frist_date:
            raise forms.ValidationError(_("Den nye fristen må komme etter den første."))
        if til > latest_extension(self.henvendelse.mottatt_date):
            raise forms.ValidationError(_("Fristen kan ikke forlenges med mer enn to måneder."))
        return til

    def clean_fortalt(self) -> date:
        """After it came, within the first deadline, and not a day to come."""
        fortalt: date = self.cleaned_data["fortalt"]
        if fortalt > self.today:
            raise forms.ValidationError(_FUTURE)
        if not self.henvendelse.mottatt_date <= fortalt <= self.henvendelse.frist_date:
            raise forms.ValidationError(
                _("Personen må få vite det etter at henvendelsen kom, og innen den første fristen.")
            )
        return fortalt


class AvsluttHenvendelseForm(VersjonForm):
    """How it ended, what was answered, and when."""

    status = forms.ChoiceField(
        label=_("Hvordan endte den?"),
        choices=end_statuses,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvordan henvendelsen endte.")},
    )
    svar = long_text(
        _("Hva svarte dere?"),
        _("Kort. Ved avslag: grunnen, og at personen er fortalt om retten til å klage til Datatilsynet."),
        required=True,
        missing=_("Skriv hva dere svarte."),
    )
    svar_dato = DatoFelt(label=_("Når ble svaret sendt?"), help_text=_DATE_HELP)

    def __init__(self, *args: Any, henvendelse: Henvendelse, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.henvendelse, self.today = henvendelse, today
        self.fields["svar_dato"].initial = today

    def clean_svar_dato(self) -> date:
        """After it came, and not a day to come."""
        sent: date = self.cleaned_data["svar_dato"]
        if sent > self.today:
            raise forms.ValidationError(_FUTURE)
        if sent < self.henvendelse.mottatt_date:
            raise forms.ValidationError(_("Svaret kan ikke være sendt før henvendelsen kom."))
        return sent
