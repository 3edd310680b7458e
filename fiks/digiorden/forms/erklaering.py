"""What is written for a privacy notice: the free text of one language, and what all languages share."""

from datetime import date
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.erklaering.mangler import from_herself
from fiks.digiorden.erklaering.rettigheter import CONSENT, bases
from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.innhold import Ansvarlig, Erklaeringstekst, Spraak
from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt

_COMMON = ("opplysningsplikt", "rettigheter_lenke", "rettet_mot_barn")
_LONG, _SHORT = 8000, 300


class ErklaeringForm(forms.Form):
    """The fields that this record needs, and no others. What the record does not need keeps what stands in it."""

    def __init__(self, data: Any, *, innhold: Ansvarlig, spraak: Spraak) -> None:
        super().__init__(data)
        self._innhold, self._spraak = innhold, spraak
        self._texts = innhold.erklaering.tekster.get(spraak, Erklaeringstekst())
        self._add_texts()
        self._add_when_it_applies()
        self._add_common()

    def _add_texts(self) -> None:
        self._text(
            "tittel", _("Tittel"), _("Slik en innbygger ville si det. Tom på bokmål: behandlingens navn."), _SHORT
        )
        self._text("innledning", _("Innledning"), _("To–tre setninger om hva dette er. Skriv «vi» og «du»."))
        for one in self._innhold.formaal:
            label = _("Formålet «%(formaal)s» med enkle ord") % {"formaal": one.tekst}
            said = self._texts.formaal.get(str(one.nummer), "")
            self._text(
                f"formaal_{one.nummer}",
                label,
                _("Si konkret hva dere bruker opplysningene til. Unngå «vi kan bruke» og ord fra loven."),
                given=said,
            )
        for nr, mottaker in enumerate(self._innhold.mottakere):
            label = _("Mottakeren «%(navn)s»") % {"navn": mottaker.navn}
            said = self._texts.mottakere.get(mottaker.navn, "")
            self._text(f"mottaker_{nr}", label, _("Navnet innbyggerne kjenner."), _SHORT, given=said)
        self._text("kilder", _("Hvor opplysningene kommer fra"), _("Si hvem dere får opplysningene fra."))
        self._text(
            "lagring",
            _("Hvor lenge opplysningene lagres"),
            _(
                "Skriv tid og hendelse. «Så lenge det er nødvendig» er ikke nok. Tom på bokmål: det som står i behandlingen."
            ),
        )
        self._text("rettigheter", _("Hvordan man bruker rettighetene sine"), _("Hvem man skriver eller ringer til."))

    def _add_when_it_applies(self) -> None:
        given, said = bases(self._innhold), self._innhold.automatisering
        if grunnlag.INTEREST in given:
            self._text("interesser", _("Hvilken berettiget interesse dere har"), _("Si hva dere vil oppnå."))
        if given & CONSENT:
            self._text("trekke_samtykke", _("Hvordan man trekker samtykket tilbake"), _("Like enkelt som å gi det."))
        if self._innhold.overfoeres:
            self._text(
                "kopi_av_garanti", _("Hvordan man får en kopi av garantien for overføringen"), _("Hvem man spør.")
            )
        if from_herself(self._innhold):
            self._text(
                "konsekvens",
                _("Hva som skjer når man ikke gir opplysningene"),
                _("For eksempel at søknaden ikke kan behandles."),
            )
        if said.avgjoerelser:
            self._text(
                "automatisert_logikk",
                _("Hvordan den automatiske avgjørelsen blir til"),
                _("Hva som teller, med enkle ord."),
            )
            self._text("automatisert_foelger", _("Hva den automatiske avgjørelsen har å si"), _("For den det gjelder."))
        self._text(
            "videre_formaal", _("Annen bruk senere"), _("Bare når opplysningene skal brukes til noe annet også.")
        )

    def _add_common(self) -> None:
        own = self._innhold.erklaering
        self.fields["opplysningsplikt"] = forms.ChoiceField(
            label=_("Må man gi opplysningene?"),
            help_text=_("Gjelder opplysninger dere får fra personen selv. Svaret er det samme på alle språk."),
            required=False,
            choices=[("", _("Ikke svart")), *grunnlag.PLIKTER.items()],
            initial=own.opplysningsplikt,
        )
        self.fields["rettigheter_lenke"] = forms.URLField(
            label=_("Lenke til skjema eller side for rettighetene"),
            help_text=_("Begynner med https://. Lenken er den samme på alle språk."),
            required=False,
            max_length=1000,
            initial=own.rettigheter_lenke,
            assume_scheme="https",
        )
        self.fields["rettet_mot_barn"] = forms.BooleanField(
            label=_("Erklæringen er rettet mot barn"), required=False, initial=own.rettet_mot_barn
        )

    def _text(self, navn: str, label: str, hjelp: str, longest: int = _LONG, *, given: str | None = None) -> None:
        widget = forms.TextInput() if longest == _SHORT else forms.Textarea(attrs={"rows": 3})
        self.fields[navn] = forms.CharField(
            label=label,
            help_text=hjelp,
            required=False,
            max_length=longest,
            widget=widget,
            validators=[without_number],
            initial=getattr(self._texts, navn) if given is None else given,
            error_messages={"max_length": _("Skriv kortere.")},
        )

    def innhold(self) -> Ansvarlig:
        """The record with what was written."""
        said = self.cleaned_data
        plain = {name: said[name] for name in said if name in Erklaeringstekst.__struct_fields__}
        formaal = dict(self._texts.formaal) | {
            str(one.nummer): said[f"formaal_{one.nummer}"] for one in self._innhold.formaal
        }
        mottakere = {one.navn: said[f"mottaker_{nr}"] for nr, one in enumerate(self._innhold.mottakere)}
        texts = msgspec.structs.replace(
            self._texts, **plain, formaal=_filled(formaal), mottakere=_filled(self._texts.mottakere | mottakere)
        )
        own = self._innhold.erklaering
        common = {name: said[name] for name in _COMMON}
        notice = msgspec.structs.replace(own, **common, tekster=own.tekster | {self._spraak: texts})
        return msgspec.structs.replace(self._innhold, erklaering=notice)


def _filled(texts: dict[str, str]) -> dict[str, str]:
    return {key: said for key, said in texts.items() if said}


class PubliserForm(forms.Form):
    """From which day the notice is in force."""

    gjelder_fra = DatoFelt(
        label=gettext_lazy("Gjelder fra"),
        help_text=gettext_lazy("Erklæringen blir synlig for alle denne dagen. Skriv dagens dato for å publisere nå."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_gjelder_fra(self) -> date:
        """Today or a coming day."""
        given: date = self.cleaned_data["gjelder_fra"]
        if given < self._today:
            raise forms.ValidationError(_("Skriv dagens dato eller en dato som kommer."))
        return given


class TrekkErklaeringForm(forms.Form):
    """Why the notice is withdrawn."""

    begrunnelse = forms.CharField(
        label=gettext_lazy("Hvorfor trekkes erklæringen tilbake?"),
        help_text=gettext_lazy("Teksten står i loggen."),
        max_length=1000,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv hvorfor erklæringen trekkes tilbake.")},
    )
