"""A system in the catalogue, as whoever sends it in, its vendor or the operator describes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fiks.digiorden.forms.felter import (
    Lenkefelt,
    Linjefelt,
    Orgnrfelt,
    Tekstfelt,
    komponentfelt,
    langtekst,
    temafelt,
    valgfelt,
)
from fiks.digiorden.models import Applikasjon, Katalogsystem
from fiks.digiorden.models.katalog import Tilgjengelighet

_MANY = ("tidligere_navn", "alias", "tidligere_leverandoerer", "versjoner", "grensesnitt", "felleskomponenter")
_ONE = ("navn", "leverandoer_navn", "beskrivelse", "tilgjengelighet", "tilgjengelighet_lenke")


class _SystemForm(forms.Form):
    navn = Tekstfelt(
        gettext_lazy("Navn"),
        help_text=gettext_lazy("Slik leverandøren skriver det, uten versjon."),
        required=True,
        longest=120,
        error_messages={"required": gettext_lazy("Skriv navnet på systemet.")},
    )
    leverandoer_navn = Tekstfelt(
        gettext_lazy("Leverandør"),
        required=True,
        error_messages={"required": gettext_lazy("Skriv hvem som leverer systemet.")},
    )
    beskrivelse = langtekst(gettext_lazy("Hva systemet gjør"), rows=2)
    tema = temafelt(gettext_lazy("Tema"))
    tema_2 = temafelt(gettext_lazy("Et tema til"))
    tidligere_navn = Linjefelt(gettext_lazy("Tidligere navn"))
    alias = Linjefelt(gettext_lazy("Forkortelser og andre navn"))

    @property
    def values(self) -> dict[str, object]:
        """The columns as they are to be."""
        given = {navn: value for navn, value in self.cleaned_data.items() if navn not in {"versjon", "melding"}}
        given["temaer"] = list(dict.fromkeys(filter(None, (given.pop("tema"), given.pop("tema_2")))))
        return given


class SendInnForm(_SystemForm):
    """A system that the catalogue lacks. All read what is sent in, but for the note to oneself."""

    leverandoer_orgnr = Orgnrfelt(
        gettext_lazy("Leverandørens organisasjonsnummer"),
        help_text=gettext_lazy("Da kan leverandøren selv godkjenne og oppdatere systemet."),
    )
    melding = Tekstfelt(gettext_lazy("Merknad til oss selv"), help_text=gettext_lazy("Vises bare i kommunen."))
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("navn", "leverandoer_navn", "leverandoer_orgnr")

    def __init__(self, *args: Any, applikasjon: Applikasjon, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "navn": applikasjon.navn,
            "leverandoer_navn": applikasjon.leverandoer_navn,
            "versjon": applikasjon.versjon,
            "tema": (applikasjon.temaer or [""])[0],
        }
        super().__init__(*args, **kwargs)


class SystemForm(_SystemForm):
    """All that its vendor may say of a system."""

    tidligere_leverandoerer = Linjefelt(gettext_lazy("Tidligere leverandører"))
    versjoner = Linjefelt(gettext_lazy("Versjoner som støttes"), help_text=gettext_lazy("Den nyeste først."))
    tilgjengelighet = valgfelt(gettext_lazy("Tilgjengelighetserklæring"), Tilgjengelighet.choices)
    tilgjengelighet_lenke = Lenkefelt(gettext_lazy("Lenke til erklæringen"))
    grensesnitt = Linjefelt(
        gettext_lazy("Grensesnitt og standarder"), help_text=gettext_lazy("For eksempel REST, Noark 5, GeoIntegrasjon.")
    )
    felleskomponenter = komponentfelt(gettext_lazy("Felleskomponenter systemet støtter"))
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, system: Katalogsystem, **kwargs: Any) -> None:
        tema, tema_2 = [*system.temaer, "", ""][:2]
        shown = {navn: getattr(system, navn) for navn in (*_ONE, *_MANY, "versjon")}
        super().__init__(*args, initial=shown | {"tema": tema, "tema_2": tema_2}, **kwargs)


class BegrunnelseForm(forms.Form):
    """Why: asked for where something is refused or retired."""

    begrunnelse = Tekstfelt(
        gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Vises for alle som bruker systemet."),
        required=True,
        longest=500,
        error_messages={"required": gettext_lazy("Skriv en begrunnelse.")},
    )


class DelingForm(forms.Form):
    """What other municipalities may see."""

    deler_applikasjoner = forms.BooleanField(
        label=gettext_lazy("Andre kommuner kan se hvilke applikasjoner vi har"), required=False
    )
    deler_avtaleslutt = forms.BooleanField(
        label=gettext_lazy("De kan også se hvilket kvartal avtalene går ut"), required=False
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
