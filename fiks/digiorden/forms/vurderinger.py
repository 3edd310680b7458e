"""Assessments as people write them: beginning one, its texts, a scenario, a measure. Nothing but a name is required to
save a draft: what is missing is asked for when it is sent on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.actions.vurderinger import Fordeling
from fiks.digiorden.models import Tiltaksstatus, Vurdering, Vurderingsslag
from fiks.digiorden.vurdering.grenser import Grenser
from fiks.digiorden.vurdering.innhold import STEPS, Brudd, Dpia, Droefting, Innhold, Scenario, Tiltak, new_id, written
from fiks.digiorden.vurdering.maler import Mal
from fiks.digiorden.vurdering.omfang import Omfang, Omfangsslag
from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt
from fiks.felles.virksomhet.models import Bruker

_LONGEST = 8000
_GJELDER = "gjelder_"
BRUDD: dict[str, Any] = {
    Brudd.KONFIDENSIALITET: _("Konfidensialitet: noen får vite noe de ikke skal"),
    Brudd.INTEGRITET: _("Integritet: noe blir feil eller endret"),
    Brudd.TILGJENGELIGHET: _("Tilgjengelighet: noe er borte når det trengs"),
    Brudd.PERSONVERN: _("Personvern: noen mister retten til eller kontrollen over sitt eget"),
}
_TEXTS: dict[str, Any] = {
    "beskrivelse": (
        _("Systematisk beskrivelse av behandlingen"),
        _("Hvilke opplysninger, om hvem, hvor de kommer fra, hvem som bruker dem, hvor de ligger og hvor lenge."),
    ),
    "noedvendighet": (
        _("Hvorfor behandlingen er nødvendig"),
        _("Formål og rettslig grunnlag. Kan formålet nås med færre opplysninger, eller uten?"),
    ),
    "proporsjonalitet": (
        _("Hvorfor inngrepet står i forhold til formålet"),
        _("Vei nytten mot ulempene for dem det gjelder. Hva har dere valgt bort?"),
    ),
    "rettigheter": (
        _("De registrertes rettigheter"),
        _("Hvordan de får informasjon, innsyn, retting, sletting og rett til å protestere."),
    ),
    "synspunkter": (
        _("Hva de registrerte mener"),
        _("Hvem dere har spurt, og hva de svarte. Er ingen spurt, skriver dere hvorfor."),
    ),
    "svar_paa_raad": (
        _("Svar på rådet fra personvernombudet"),
        _("Hva dere har gjort med rådet. Følger dere det ikke, skriver dere hvorfor."),
    ),
    "konklusjon": (_("Konklusjon"), _("Kan behandlingen begynne eller fortsette, og på hvilke vilkår?")),
    "droefting_hvorfor": (_("Begrunnelse"), ""),
}
_DROEFTING = [
    (Droefting.IKKE_NOEDVENDIG, _("Nei, risikoen er ikke høy etter tiltakene")),
    (Droefting.NOEDVENDIG, _("Ja, og det gjenstår")),
    (Droefting.GJENNOMFOERT, _("Ja, og Datatilsynet har svart")),
]


def _long(label: Any, help_text: Any = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=_LONGEST,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": _("Skriv høyst 8 000 tegn.")},
    )


def _short(label: Any, missing: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=200,
        validators=[without_number],
        error_messages={"required": missing, "max_length": _("Skriv høyst 200 tegn.")},
    )


def _people(label: Any, help_text: Any = "") -> forms.ChoiceField:
    wrong = _("Velg en person i listen.")
    return forms.ChoiceField(label=label, help_text=help_text, required=False, error_messages={"invalid_choice": wrong})


def _checkboxes(label: Any, choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Velg noe i listen.")},
    )


def _choices(people: Sequence[Bruker]) -> list[tuple[str, Any]]:
    return [("", _("Ikke valgt")), *((str(one.pk), one.navn) for one in people)]


class NyForm(forms.Form):
    """What kind, its name, and which template it begins as."""

    slag = forms.ChoiceField(
        label=_("Hva skal dere lage?"),
        choices=[
            (Vurderingsslag.ROS, _("ROS: risiko- og sårbarhetsanalyse")),
            (Vurderingsslag.DPIA, _("DPIA: vurdering av personvernkonsekvenser")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg ROS eller DPIA.")},
    )
    mal = forms.ChoiceField(
        label=_("Hva vil dere begynne med?"),
        help_text=_("En mal kopieres. Etterpå er den deres egen: les, endre og stryk."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg en mal, eller begynn uten."), "invalid_choice": _("Velg en mal i listen.")},
    )
    tittel = _short(_("Navn"), _("Skriv et navn på vurderingen."), _("For eksempel Fiks folkeregister i Lillesand."))

    def __init__(self, data: Mapping[str, Any] | None = None, *, maler: Sequence[Mal]) -> None:
        super().__init__(data)
        self.maler = {mal.kode: mal for mal in maler if mal.slag in Vurderingsslag.values}
        names = [
            (mal.kode, f"{mal.tittel} ({mal.slag}, {len(mal.scenario)} scenarioer)") for mal in self.maler.values()
        ]
        self.fields["mal"].choices = [("UTEN", _("Uten mal")), *names]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """A template is for one kind."""
        given = super().clean() or self.cleaned_data
        mal = self.maler.get(given.get("mal", ""))
        if mal and given.get("slag") and mal.slag != given["slag"]:
            self.add_error("mal", _("Malen er laget for det andre slaget. Velg en som passer."))
        return given

    @property
    def valgt(self) -> Mal | None:
        """The template that was chosen, if any."""
        return self.maler.get(self.cleaned_data["mal"])


class OmForm(forms.Form):
    """All but scenarios and measures. A DPIA has more fields than a ROS."""

    tittel = _short(_("Navn"), _("Skriv et navn på vurderingen."))
    risikoeier = _people(
        _("Risikoeier"),
        _("Lederen som svarer for tjenesten, og som skal ta stilling til risikoen. Må være godkjenner."),
    )
    omfang = _long(_("Omfang"), _("Hva vurderingen tar for seg: bruken, brukerne, opplysningene og utstyret."))
    avgrensning = _long(_("Avgrensning"), _("Hva den ikke tar for seg, og hvor det er vurdert."), rows=2)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        vurdering: Vurdering,
        innhold: Innhold,
        gjelder: Sequence[Omfang],
        kan_gjelde: Sequence[tuple[Omfangsslag, str, Sequence[tuple[str, str]]]],
        people: Sequence[Bruker],
    ) -> None:
        self.stored = _of_om(vurdering, innhold, gjelder)
        super().__init__(data, initial=self.stored)
        for slag, title, pairs in kan_gjelde:
            self.fields[_GJELDER + slag] = _checkboxes(title, pairs)
        self.fields["risikoeier"].choices = _choices(people)  # type: ignore[attr-defined]  # a ChoiceField
        self.is_dpia = innhold.dpia is not None
        self.has_raad = bool(innhold.dpia and innhold.dpia.raad)
        if innhold.dpia:
            self._add_dpia()

    def _add_dpia(self) -> None:
        for name, (label, help_text) in _TEXTS.items():
            if name == "droefting_hvorfor":
                self.fields["droefting"] = forms.ChoiceField(
                    label=_("Må Datatilsynet spørres først?"),
                    help_text=_("Det må de når risikoen er høy etter tiltakene (personvernforordningen artikkel 36)."),
                    choices=_DROEFTING,
                    required=False,
                    widget=forms.RadioSelect,
                )
            self.fields[name] = _long(label, help_text, rows=2 if name == "droefting_hvorfor" else 5)

    @property
    def dpia_fields(self) -> list[forms.BoundField]:
        """The texts of a DPIA that come before the advice."""
        names = ("beskrivelse", "noedvendighet", "proporsjonalitet", "rettigheter", "synspunkter")
        return [self[name] for name in names if name in self.fields]

    @property
    def after_fields(self) -> list[forms.BoundField]:
        """The texts of a DPIA that come after the advice."""
        names = ("svar_paa_raad", "konklusjon", "droefting", "droefting_hvorfor")
        return [self[name] for name in names if name in self.fields]

    @property
    def dpia(self) -> Dpia | None:
        """The texts of a DPIA, without its advice."""
        if not self.is_dpia:
            return None
        texts = {name: self.cleaned_data[name] for name in _TEXTS}
        return Dpia(**texts, droefting=Droefting(self.cleaned_data["droefting"]))

    @property
    def valgt_omfang(self) -> tuple[Omfang, ...]:
        """What it is about."""
        keys = [key for field in self.gjelder_fields for key in self.cleaned_data[field.name]]
        return tuple(map(Omfang.from_key, keys))

    @property
    def gjelder_fields(self) -> list[forms.BoundField]:
        """What it can be about, one field for each kind."""
        return [self[name] for name in self.fields if name.startswith(_GJELDER)]


def _of_om(vurdering: Vurdering, innhold: Innhold, gjelder: Sequence[Omfang]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "tittel": vurdering.tittel,
        **{_GJELDER + slag: [one.key for one in gjelder if one.slag is slag] for slag in Omfangsslag},
        "risikoeier": str(vurdering.risikoeier_id or ""),
        "omfang": innhold.omfang,
        "avgrensning": innhold.avgrensning,
    }
    if innhold.dpia:
        found |= {name: getattr(innhold.dpia, name) for name in _TEXTS} | {"droefting": innhold.dpia.droefting.value}
    return found


class ScenarioForm(forms.Form):
    """One scenario: what can happen, how likely and how bad, before and after measures."""

    hendelse = _short(
        _("Hva kan skje?"), _("Skriv hva som kan skje."), _("Én hendelse, så konkret at alle ser den for seg.")
    )
    brudd = forms.MultipleChoiceField(
        label=_("Hva går det ut over?"),
        choices=list(BRUDD.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    aarsaker = _long(_("Hvorfor kan det skje?"), rows=3)
    eksisterende = _long(_("Tiltak dere allerede har"), rows=3)
    sannsynlighet = forms.ChoiceField(label=_("Sannsynlighet i dag"), required=False)
    sannsynlighet_hvorfor = _long(_("Hvorfor denne sannsynligheten?"), rows=2)
    konsekvens = forms.ChoiceField(label=_("Konsekvens i dag"), required=False)
    konsekvens_hvorfor = _long(_("Hvorfor denne konsekvensen?"), rows=2)
    tiltak = forms.MultipleChoiceField(
        label=_("Nye tiltak"),
        help_text=_("Ett tiltak kan hjelpe mot flere scenarioer. Nye tiltak lager dere på siden for vurderingen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tiltaket er fjernet. Velg blant dem som er igjen.")},
    )
    rest_sannsynlighet = forms.ChoiceField(label=_("Sannsynlighet etter tiltakene"), required=False)
    rest_konsekvens = forms.ChoiceField(label=_("Konsekvens etter tiltakene"), required=False)
    rest_hvorfor = _long(_("Hva gjør tiltakene med risikoen?"), rows=2)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, scenario: Scenario | None, innhold: Innhold, grenser: Grenser
    ) -> None:
        self.scenario = scenario or Scenario(id=new_id())
        self.stored = written(self.scenario)
        super().__init__(data, initial=self.stored)
        for name, scale in (("sannsynlighet", grenser.sannsynlighet), ("konsekvens", grenser.konsekvens)):
            steps = [(str(n), f"{n} {scale[n - 1].navn}: {scale[n - 1].betyr}") for n in STEPS]
            for field in (name, f"rest_{name}"):
                self.fields[field].choices = [("0", _("Ikke valgt")), *steps]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["tiltak"].choices = [(one.id, one.tittel) for one in innhold.tiltak]  # type: ignore[attr-defined]  # a ChoiceField
        if not innhold.tiltak:
            del self.fields["tiltak"]

    def changed(self, versjon: int) -> Scenario:
        """The scenario as it was typed, on top of the version that was shown."""
        given = self.cleaned_data
        steps = ("sannsynlighet", "konsekvens", "rest_sannsynlighet", "rest_konsekvens")
        typed: dict[str, Any] = {name: int(given[name] or 0) for name in steps}
        texts = ("hendelse", "aarsaker", "eksisterende", "sannsynlighet_hvorfor", "konsekvens_hvorfor", "rest_hvorfor")
        return Scenario(
            id=self.scenario.id,
            versjon=versjon,
            brudd=[Brudd(one) for one in given["brudd"]],
            tiltak=list(given.get("tiltak", [])),
            kilde=self.scenario.kilde,
            **typed,
            **{name: given[name] for name in texts},
        )


class TiltakForm(forms.Form):
    """One measure of a draft."""

    tittel = _short(_("Tiltak"), _("Skriv hva som skal gjøres."), _("Begynn med et verb: Slå på, Lær opp, Avtal."))
    beskrivelse = _long(_("Hvordan"), rows=3)
    ansvarlig = _people(_("Ansvarlig"), _("Personen som skal få det gjort."))
    ansvarlig_rolle = forms.CharField(
        label=_("Ansvarlig rolle eller enhet"), required=False, max_length=100, validators=[without_number]
    )
    frist = DatoFelt(label=_("Frist"), help_text=_("For eksempel 31.12.2026."), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=Tiltaksstatus.choices, widget=forms.RadioSelect)
    done_date = DatoFelt(label=_("Gjennomført dato"), required=False)
    merknad = _long(_("Merknad"), rows=2)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, tiltak: Tiltak | None, people: Sequence[Bruker]
    ) -> None:
        self.tiltak = tiltak or Tiltak(id=new_id())
        self.stored = {
            name: getattr(self.tiltak, name)
            for name in ("tittel", "beskrivelse", "ansvarlig_rolle", "frist", "status", "done_date", "merknad")
        } | {"ansvarlig": self.tiltak.ansvarlig_id}
        super().__init__(data, initial=self.stored)
        self.fields["ansvarlig"].choices = _choices(people)  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """A measure that is done was done on a day."""
        given = super().clean() or self.cleaned_data
        require_done_date(self, given)
        return given

    def changed(self, versjon: int) -> Tiltak:
        """The measure as it was typed, on top of the version that was shown."""
        given = dict(self.cleaned_data)
        person = given.pop("ansvarlig")
        return Tiltak(id=self.tiltak.id, versjon=versjon, ansvarlig_id=person, **given)


class FordelForm(forms.Form):
    """Who does each measure, and when: one row of the table for each."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, tiltak: Sequence[Tiltak], people: Sequence[Bruker]
    ) -> None:
        super().__init__(data)
        self.tiltak = tiltak
        for one in tiltak:
            person = _people(_("Ansvarlig"))
            person.choices, person.initial = _choices(people), one.ansvarlig_id
            self.fields[f"ansvarlig_{one.id}"] = person
            self.fields[f"frist_{one.id}"] = DatoFelt(label=_("Frist"), required=False, initial=one.frist)
            self.fields[f"versjon_{one.id}"] = forms.IntegerField(widget=forms.HiddenInput, initial=one.versjon)

    @property
    def rader(self) -> list[tuple[Tiltak, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each measure with its fields."""
        return [
            (one, self[f"ansvarlig_{one.id}"], self[f"frist_{one.id}"], self[f"versjon_{one.id}"])
            for one in self.tiltak
        ]

    @property
    def fordelinger(self) -> list[Fordeling]:
        """What was typed."""
        given = self.cleaned_data
        return [
            Fordeling(one.id, given[f"versjon_{one.id}"], given[f"ansvarlig_{one.id}"], given[f"frist_{one.id}"])
            for one in self.tiltak
        ]


def require_done_date(form: forms.Form, given: dict[str, Any]) -> None:
    """Ask for the day of what is done, and forget it for what is not."""
    if given.get("status") != Tiltaksstatus.GJENNOMFOERT:
        given["done_date"] = None
    elif not given.get("done_date") and "done_date" not in form.errors:
        form.add_error("done_date", _("Skriv dagen tiltaket ble gjennomført."))
