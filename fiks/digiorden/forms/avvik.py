"""Personal data breaches."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.actions.avvik import Avviksinnhold
from fiks.digiorden.forms.henvendelser import handler_field, long_text, short_text
from fiks.digiorden.forms.samtidig import VersjonForm
from fiks.digiorden.models import Avviksart, Personvernavvik, Risiko, Underretning
from fiks.digiorden.models.personvern import MELDEFRIST
from fiks.felles.koder.kalender import OSLO
from fiks.felles.tilgang.forms.dato import DatoFelt
from fiks.felles.virksomhet.models import Bruker

_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:]?(\d{2})", re.ASCII)
_TOGETHER = (("oppdaget_at", "oppdaget", "oppdaget_kl"), ("meldt_at", "meldt", "meldt_kl"))


class KlokkeFelt(forms.CharField):
    """A time of day: 10.48, 10:48 or 1048."""

    def clean(self, value: Any) -> time | None:
        """The time, or None when nothing is written."""
        text = super().clean(value)
        if not text:
            return None
        found = _TIME.fullmatch(text.strip())
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise forms.ValidationError(_("Skriv klokkeslettet slik: 10.48."))
        return time(int(found[1]), int(found[2]))

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        return f"{value:%H.%M}" if isinstance(value, time) else value


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=_("Et anslag er nok. La feltet stå tomt hvis dere ikke vet."),
        required=False,
        min_value=0,
        max_value=100_000_000,
        error_messages={
            "invalid": _("Skriv et tall."),
            "min_value": _("Skriv et tall som ikke er mindre enn null."),
            "max_value": _("Skriv et mindre tall."),
        },
    )


class AvvikForm(VersjonForm):
    """All that is known of a breach. Little is required: what is missing is asked for when it is to be closed."""

    tittel = short_text(
        _("Hva skjedde, med få ord?"),
        _("Skriv uten navn på personer. Teksten står i lister."),
        required=True,
        missing=_("Skriv hva som skjedde, med få ord."),
    )
    arter = forms.MultipleChoiceField(
        label=_("Hva slags brudd er det?"),
        choices=Avviksart.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst ett slag.")},
    )
    oppdaget = DatoFelt(label=_("Når ble det oppdaget?"), help_text=_("Fristen på 72 timer går herfra."))
    oppdaget_kl = KlokkeFelt(label=_("Klokken"), error_messages={"required": _("Skriv klokkeslettet slik: 10.48.")})
    hendt = short_text(_("Når skjedde det?"), _("Det dere vet, for eksempel «fra 3. til 5. november»."))
    beskrivelse = long_text(
        _("Beskriv hva som skjedde"),
        _("Skriv uten navn på dem det gjelder."),
        required=True,
        missing=_("Beskriv hva som skjedde."),
    )
    registrerte = long_text(_("Hvilke grupper av registrerte gjelder det?"), rows=2)
    antall_registrerte = _count(_("Omtrent hvor mange personer?"))
    opplysninger = long_text(_("Hvilke slags opplysninger?"), rows=2)
    antall_poster = _count(_("Omtrent hvor mange registreringer?"))
    konsekvenser = long_text(_("Hva kan det føre til for dem det gjelder?"), rows=3)
    tiltak = long_text(_("Hva har dere gjort, eller skal gjøre?"), rows=3)
    risiko = forms.ChoiceField(
        label=_("Hvor stor er risikoen for dem det gjelder?"),
        choices=[("", _("Ikke vurdert ennå")), *Risiko.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    risiko_grunn = long_text(_("Hvorfor er risikoen slik?"), rows=3)
    meldt = DatoFelt(label=_("Meldt til Datatilsynet"), required=False)
    meldt_kl = KlokkeFelt(label=_("Klokken da det ble meldt"), required=False)
    meldt_referanse = short_text(_("Referansen fra Datatilsynet"))
    forsinket_grunn = long_text(_("Hvorfor ble det meldt senere enn 72 timer?"), rows=2)
    ikke_meldt_grunn = long_text(
        _("Hvorfor er det ikke meldt?"), _("Bare når det er lite trolig at avviket gir risiko."), rows=2
    )
    underretning = forms.ChoiceField(
        label=_("Er de registrerte underrettet?"),
        choices=Underretning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om de registrerte er underrettet.")},
    )
    underrettet_date = DatoFelt(label=_("Når ble de underrettet?"), required=False)
    underretning_grunn = long_text(_("Hvorfor underrettes de ikke?"), rows=2)
    saksnummer = short_text(_("Saksnummer"))
    behandler = handler_field()

    def __init__(
        self,
        *args: Any,
        behandlere: QuerySet[Bruker] | None,
        at: datetime,
        avvik: Personvernavvik | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.avvik = at, avvik
        self.fields["underretning"].initial = Underretning.IKKE_VURDERT
        self.fields["risiko"].initial = ""
        if behandlere is None:
            del self.fields["behandler"]
        else:
            self.fields["behandler"].queryset = behandlere  # type: ignore[attr-defined]  # a field with a queryset

    def clean(self) -> dict[str, Any]:
        """Times that fit each other, and a reason where the regulation asks for one."""
        given = super().clean() or self.cleaned_data
        for name, day, clock in _TOGETHER:
            given[name] = self._moment(day, clock)
        found, told = given["oppdaget_at"], given["meldt_at"]
        if found and told and told < found:
            self.add_error("meldt", _("Avviket kan ikke være meldt før det ble oppdaget."))
        elif found and told and told - found > MELDEFRIST and not given.get("forsinket_grunn"):
            self.add_error(
                "forsinket_grunn", _("Det er meldt mer enn 72 timer etter at det ble oppdaget. Skriv hvorfor.")
            )
        if given.get("underrettet_date") and given.get("underretning") not in {"UNDERRETTET", "OFFENTLIG"}:
            self.add_error("underretning", _("Du har skrevet en dato. Velg da hvordan de registrerte ble underrettet."))
        return given

    @property
    def innhold(self) -> Avviksinnhold:
        """As the actions take it. Who may not hand it out leaves it where it is."""
        same = self.avvik.behandler if self.avvik else None
        given = {name: self.cleaned_data.get(name) for name in Avviksinnhold.__slots__}
        handler = given["behandler"] if "behandler" in self.fields else same
        return Avviksinnhold(**given | {"arter": tuple(self.cleaned_data["arter"]), "behandler": handler})

    @classmethod
    def of(cls, avvik: Personvernavvik) -> dict[str, Any]:
        """What the form begins with, or what is saved now."""
        found = {name: getattr(avvik, name) for name in cls.base_fields if hasattr(avvik, name)}
        for name, day, clock in _TOGETHER:
            at = getattr(avvik, name)
            found |= _typed(at, day, clock) if at else {day: None, clock: None}
        return found

    def _moment(self, day: str, clock: str) -> datetime | None:
        found: date | None = self.cleaned_data.get(day)
        hour: time | None = self.cleaned_data.get(clock)
        if found is None or (hour is None and self.errors.get(clock)):
            return None
        if hour is None:
            self.add_error(clock, _("Skriv klokkeslettet slik: 10.48."))
            return None
        at = datetime.combine(found, hour, tzinfo=OSLO)
        if at > self.at:
            self.add_error(day, _("Tidspunktet er ikke kommet ennå."))
        return at


def suggested(at: datetime) -> dict[str, Any]:
    """What the form of a new breach begins with: discovered now."""
    return _typed(at, "oppdaget", "oppdaget_kl")


def _typed(at: datetime, day: str, clock: str) -> dict[str, Any]:
    local = at.astimezone(OSLO)
    return {day: local.date(), clock: local.time().replace(second=0, microsecond=0)}
