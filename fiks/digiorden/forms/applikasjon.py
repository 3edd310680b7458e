"""An application, as those who keep it describe it. Only its name and where it is in its life must be told."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from fiks.digiorden.forms.felter import (
    Lenkefelt,
    Orgnrfelt,
    Tallfelt,
    Tekstfelt,
    komponentfelt,
    langtekst,
    temafelt,
    valgfelt,
)
from fiks.digiorden.models import Applikasjon
from fiks.digiorden.models.applikasjon import (
    Drift,
    Flerfaktor,
    Innlogging,
    Kritikalitet,
    Livsloep,
    Sikkerhetskopi,
    Vurderingstilstand,
)
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.forms.dato import DatoFelt
from fiks.felles.virksomhet.queries import all_brukere_for

# The parts of the form and of the page, in order: anchor, heading, fields.
SEKSJONER: tuple[tuple[str, Promise, tuple[str, ...]], ...] = (
    (
        "om",
        gettext_lazy("Om applikasjonen"),
        ("navn", "leverandoer_navn", "programversjon", "beskrivelse", "tema", "tema_2", "felleskomponenter"),
    ),
    (
        "ansvar",
        gettext_lazy("Livsløp og ansvar"),
        ("livsloep", "i_bruk_fra_date", "avsluttes_date", "enhet", "systemeier", "systemansvarlig", "antall_brukere"),
    ),
    ("drift", gettext_lazy("Drift"), ("drift", "driftsleverandoer", "driftsleverandoer_orgnr")),
    (
        "avtale",
        gettext_lazy("Avtale"),
        (
            "avtale_leverandoer",
            "avtale_orgnr",
            "avtale_inngaatt_date",
            "avtale_slutt_date",
            "avtale_oppsigelse_maaneder",
            "avtale_opsjon_maaneder",
            "avtale_opsjoner",
            "avtale_lenke",
            "avtale_tekst",
        ),
    ),
    ("kostnader", gettext_lazy("Kostnader"), ("aarlig_kostnad", "indirekte_kostnad", "innkjoepskostnad")),
    (
        "sikkerhet",
        gettext_lazy("Sikkerhet"),
        ("kritikalitet", "innlogging", "flerfaktor", "sikkerhetskopi", "gjenopprettet_date", "sikkerhet_merknad"),
    ),
    (
        "vurderinger",
        gettext_lazy("ROS, DPIA og databehandleravtale"),
        ("ros", "ros_referanse", "dpia", "dpia_referanse", "databehandleravtale", "databehandleravtale_referanse"),
    ),
    ("deling", gettext_lazy("Deling"), ("deles",)),
)
_PEOPLE = ("systemeier", "systemansvarlig")
_MONTHS, _USERS, _OPTIONS = 600, 10_000_000, 20


def _dato(label: Any, help_text: Any = "") -> DatoFelt:
    return DatoFelt(label=label, help_text=help_text, required=False)


def _tilstand(label: Any) -> forms.ChoiceField:
    return valgfelt(label, Vurderingstilstand.choices)


def _referanse(label: Any) -> Tekstfelt:
    return Tekstfelt(label, help_text=gettext_lazy("Saksnummer eller lenke, når den ligger utenfor Digiorden."))


class ApplikasjonForm(forms.Form):
    """All of an application but which system in the catalogue it is. `values` is for the actions."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    navn = Tekstfelt(
        gettext_lazy("Hva dere kaller den"),
        required=True,
        longest=120,
        error_messages={"required": gettext_lazy("Skriv hva dere kaller applikasjonen.")},
    )
    leverandoer_navn = Tekstfelt(
        gettext_lazy("Leverandør"), help_text=gettext_lazy("Bare når systemet ikke står i katalogen.")
    )
    programversjon = Tekstfelt(gettext_lazy("Versjon"), help_text=gettext_lazy("Vises aldri for andre kommuner."))
    beskrivelse = langtekst(gettext_lazy("Hva dere bruker den til"))
    tema = temafelt(
        gettext_lazy("Tema"), help_text=gettext_lazy("Bare når dere bruker den til noe annet enn katalogen sier.")
    )
    tema_2 = temafelt(gettext_lazy("Et tema til"))
    felleskomponenter = komponentfelt(
        gettext_lazy("Felleskomponenter dere bruker"), help_text=gettext_lazy("Det som er tatt i bruk hos dere.")
    )
    livsloep = forms.ChoiceField(
        label=gettext_lazy("Hvor i livsløpet er den?"), choices=Livsloep.choices, widget=forms.RadioSelect
    )
    i_bruk_fra_date = _dato(gettext_lazy("I bruk fra"))
    avsluttes_date = _dato(gettext_lazy("Avsluttes"))
    enhet = Tekstfelt(gettext_lazy("Enheten som eier den"))
    systemeier = forms.ChoiceField(
        label=gettext_lazy("Systemeier"),
        help_text=gettext_lazy("Systemeieren kan selv oppdatere applikasjonen."),
        required=False,
    )
    systemansvarlig = forms.ChoiceField(label=gettext_lazy("Systemansvarlig"), required=False)
    antall_brukere = Tallfelt(gettext_lazy("Antall brukere"), most=_USERS)
    drift = valgfelt(gettext_lazy("Hvor den driftes"), Drift.choices)
    driftsleverandoer = Tekstfelt(gettext_lazy("Den som drifter"))
    driftsleverandoer_orgnr = Orgnrfelt(gettext_lazy("Organisasjonsnummeret til den som drifter"))
    avtale_leverandoer = Tekstfelt(gettext_lazy("Avtalen er med"))
    avtale_orgnr = Orgnrfelt(gettext_lazy("Organisasjonsnummeret til avtaleparten"))
    avtale_inngaatt_date = _dato(gettext_lazy("Inngått"))
    avtale_slutt_date = _dato(gettext_lazy("Går ut"), gettext_lazy("Uten opsjoner."))
    avtale_oppsigelse_maaneder = Tallfelt(gettext_lazy("Oppsigelsestid i måneder"), most=_MONTHS)
    avtale_opsjon_maaneder = Tallfelt(gettext_lazy("Måneder i hver opsjon"), most=_MONTHS)
    avtale_opsjoner = Tallfelt(gettext_lazy("Opsjoner som er igjen"), most=_OPTIONS)
    avtale_lenke = Lenkefelt(gettext_lazy("Lenke til avtalen"))
    avtale_tekst = langtekst(gettext_lazy("Annet om avtalen"))
    aarlig_kostnad = Tallfelt(gettext_lazy("Årlig kostnad"), help_text=gettext_lazy("Kroner uten merverdiavgift."))
    indirekte_kostnad = Tallfelt(
        gettext_lazy("Årlig indirekte kostnad"), help_text=gettext_lazy("Egen tid, opplæring og drift.")
    )
    innkjoepskostnad = Tallfelt(gettext_lazy("Innkjøpskostnad"))
    kritikalitet = valgfelt(gettext_lazy("Hvor kritisk den er"), Kritikalitet.choices)
    innlogging = valgfelt(gettext_lazy("Innlogging"), Innlogging.choices)
    flerfaktor = valgfelt(gettext_lazy("Flerfaktor"), Flerfaktor.choices)
    sikkerhetskopi = valgfelt(gettext_lazy("Sikkerhetskopi"), Sikkerhetskopi.choices)
    gjenopprettet_date = _dato(gettext_lazy("Gjenoppretting sist prøvd"))
    sikkerhet_merknad = langtekst(gettext_lazy("Annet om sikkerheten"))
    ros = _tilstand(gettext_lazy("ROS"))
    ros_referanse = _referanse(gettext_lazy("Hvor ROS ligger"))
    dpia = _tilstand(gettext_lazy("DPIA"))
    dpia_referanse = _referanse(gettext_lazy("Hvor DPIA ligger"))
    databehandleravtale = _tilstand(gettext_lazy("Databehandleravtale"))
    databehandleravtale_referanse = _referanse(gettext_lazy("Hvor databehandleravtalen ligger"))
    deles = forms.BooleanField(
        label=gettext_lazy("Andre kommuner kan se at vi har den"),
        help_text=gettext_lazy("Gjelder bare når kommunen deler oversikten sin. Sikkerhet og navn deles aldri."),
        required=False,
    )

    def __init__(self, *args: Any, applikasjon: Applikasjon, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(applikasjon), **kwargs)
        self._people = {str(one.pk): one for one in all_brukere_for(by)}
        shown = {applikasjon.systemeier_id, applikasjon.systemansvarlig_id}
        choices = [("", gettext("Ikke valgt"))] + [
            (id, one.navn) for id, one in self._people.items() if one.aktiv or one.pk in shown
        ]
        for navn in _PEOPLE:
            field = self.fields[navn]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Dates in their order: the database holds it too."""
        given: dict[str, Any] = super().clean() or {}
        for first, last in (("avtale_inngaatt_date", "avtale_slutt_date"), ("i_bruk_fra_date", "avsluttes_date")):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                label = str(self.fields[first].label).lower()
                self.add_error(last, gettext("Datoen må være etter «%(felt)s».") % {"felt": label})
        return given

    @property
    def values(self) -> dict[str, object]:
        """The columns as they are to be."""
        given = dict(self.cleaned_data)
        del given["versjon"]
        given["temaer"] = list(dict.fromkeys(filter(None, (given.pop("tema"), given.pop("tema_2")))))
        for navn in _PEOPLE:
            given[navn] = self._people.get(given[navn])
        return given


def _initial(applikasjon: Applikasjon) -> dict[str, object]:
    fields = [navn for _anchor, _heading, fields in SEKSJONER for navn in fields if not navn.startswith("tema")]
    found = {navn: getattr(applikasjon, navn) for navn in [*fields, "versjon"]}
    for navn in _PEOPLE:
        found[navn] = str(getattr(applikasjon, f"{navn}_id") or "")
    tema, tema_2 = [*applikasjon.temaer, "", ""][:2]
    return found | {"tema": tema, "tema_2": tema_2}
