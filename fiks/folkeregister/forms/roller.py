"""A register role, as an administrator describes it. Starts from what is usual in its service area."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.design.fritekst import without_number
from fiks.felles.design.tekst import paragraf
from fiks.felles.koder import hjemler, kommuneendringer
from fiks.felles.koder.hjemler import Lister, Tjenesteomraade
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.actions.roller import RolleError, RolleInnhold
from fiks.folkeregister.forms.kommunevalg import KommunerFelt
from fiks.folkeregister.forms.rolleopplysninger import GROUPS, choices, shared_out
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle, RolleSlag

EGEN, BESTEMTE, HELE = "EGEN", "BESTEMTE", "HELE"
_OTHER = "annen"
_LONGEST_PURPOSE = 100


def _checkboxes(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class RolleForm(forms.Form):
    """Everything about a role but its service area, which never changes. `innhold` is for the actions."""

    navn = forms.CharField(
        label=gettext_lazy("Navnet på rollen"),
        help_text=gettext_lazy("Det brukerne ser når de velger rolle, for eksempel Vaksinasjon."),
        min_length=2,
        max_length=100,
        validators=[without_number],
        error_messages={
            "required": gettext_lazy("Skriv et navn på rollen."),
            "min_length": gettext_lazy("Skriv minst to tegn."),
            "max_length": gettext_lazy("Skriv høyst 100 tegn."),
        },
    )
    beskrivelse = forms.CharField(
        label=gettext_lazy("Beskrivelse"),
        required=False,
        max_length=400,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": gettext_lazy("Skriv høyst 400 tegn.")},
    )
    slag = forms.ChoiceField(
        label=gettext_lazy("Hvem er rollen for?"),
        help_text=gettext_lazy("En rolle for fagsystemer kan lages nå, men ikke brukes før fagsystemer kan logge inn."),
        choices=RolleSlag.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvem rollen er for.")},
    )
    med_hjemmel = forms.BooleanField(label=gettext_lazy("Rollen skal ha taushetsbelagte opplysninger"), required=False)
    hjemmel = forms.ChoiceField(
        label=gettext_lazy("Hvilken hjemmel bygger rollen på?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hjemmelen rollen bygger på.")},
    )
    formaal = _checkboxes(gettext_lazy("Formål"), gettext_lazy("De som bruker rollen, velger ett av disse hver gang."))
    andre_formaal = forms.CharField(
        label=gettext_lazy("Egne formål"),
        help_text=gettext_lazy("Ett på hver linje."),
        required=False,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    vanlige = _checkboxes(gettext_lazy("Vanlige opplysninger i området"))
    taushetsbelagte = _checkboxes(
        gettext_lazy("Vanlige taushetsbelagte opplysninger"), gettext_lazy("Bare når rollen er med hjemmel.")
    )
    etter_vurdering = _checkboxes(gettext_lazy("Etter vurdering"), gettext_lazy("Krever en begrunnelse."))
    andre = _checkboxes(
        gettext_lazy("Andre opplysninger"), gettext_lazy("Ikke vanlig i området. Krever en begrunnelse.")
    )
    enkeltfelt = _checkboxes(
        gettext_lazy("Bare enkelte felt"),
        gettext_lazy("Velg felt i stedet for hele opplysningen når det er nok, for eksempel bare fødselsår."),
    )
    bruksomraader = _checkboxes(gettext_lazy("Hva skal rollen brukes til?"))
    geografi = forms.ChoiceField(
        label=gettext_lazy("Hvor gjelder rollen?"),
        help_text=gettext_lazy("Gjelder søk og lister. Oppslag på nummer når hele landet, siden folk flytter."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvor rollen gjelder.")},
    )
    kommuner = KommunerFelt(
        label=gettext_lazy("Kommuner"),
        help_text=gettext_lazy("Skriv navn eller nummer med komma mellom."),
        required=False,
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Når rollen får mer enn det som er vanlig i området. Teksten står i loggen."),
        required=False,
        max_length=400,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Skriv høyst 400 tegn.")},
    )

    def __init__(
        self,
        *args: Any,
        omraade: Tjenesteomraade,
        virksomhet: Virksomhet,
        rolle: Registerrolle | None = None,
        med_hjemmel: bool = False,
        behandlinger: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if behandlinger:
            self.fields["behandling"] = _behandling(behandlinger)
        self.omraade, self.virksomhet, self.rolle = omraade, virksomhet, rolle
        self.statutes = statutes(omraade, rolle)
        self.groups = shared_out(omraade, rolle.opplysninger if rolle else ())
        self.initial = _of_rolle(rolle, virksomhet, self) if rolle else _of_area(omraade, virksomhet, self, med_hjemmel)
        self._set_choices()

    @property
    def folded_in_use(self) -> bool:
        """Whether something is chosen among what is folded away, so that it is shown unfolded."""
        return any(self[name].value() or self[name].errors for name in ("andre", "enkeltfelt") if name in self.fields)

    def clean_andre_formaal(self) -> tuple[str, ...]:
        """One purpose a line."""
        lines = [line.strip() for line in self.cleaned_data["andre_formaal"].splitlines() if line.strip()]
        if any(len(line) > _LONGEST_PURPOSE for line in lines):
            raise forms.ValidationError(_("Skriv hvert formål med høyst 100 tegn."))
        return tuple(lines)

    def clean(self) -> dict[str, Any]:
        """What hangs together across fields; the rest is the action's to judge."""
        given = super().clean() or self.cleaned_data
        if given.get("geografi") == BESTEMTE and not given.get("kommuner") and "kommuner" not in self.errors:
            self.add_error("kommuner", _("Skriv minst én kommune."))
        return given

    @property
    def innhold(self) -> RolleInnhold:
        """The role as the actions take it."""
        given = self.cleaned_data
        return RolleInnhold(
            navn=given["navn"],
            beskrivelse=given["beskrivelse"],
            tjenesteomraade=self.omraade.kode,
            hjemmel=self.statutes[given["hjemmel"]],
            med_hjemmel=bool(given.get("med_hjemmel")),
            formaal=tuple(dict.fromkeys([*given.get("formaal", ()), *given["andre_formaal"]])),
            opplysninger=frozenset(kode for name in GROUPS for kode in given.get(name, ())),
            bruksomraader=tuple(Bruksomraade(kode) for kode in given["bruksomraader"]),
            kommuner=self._kommuner(),
            landsdekkende=given["geografi"] == HELE,
            slag=RolleSlag(given["slag"]),
            begrunnelse=given["begrunnelse"],
            behandling_id=self._behandling_id(),
        )

    def _behandling_id(self) -> UUID | None:
        """The record that is chosen. Where none can be, the role keeps the one it has."""
        if "behandling" not in self.fields:
            return self.rolle.behandling_id if self.rolle else None
        chosen = self.cleaned_data["behandling"]
        return UUID(chosen) if chosen else None

    def add_refusal(self, refusal: RolleError) -> None:
        """Show what the action refused, at the field it is about."""
        field = refusal.field
        if field == "opplysninger":
            field = (
                "med_hjemmel" if "med_hjemmel" in self.fields else next(name for name in GROUPS if name in self.fields)
            )
        elif field == "formaal" and "formaal" not in self.fields:
            field = "andre_formaal"
        self.add_error(field if field in self.fields else None, str(refusal))

    def _kommuner(self) -> tuple[str, ...]:
        where = self.cleaned_data["geografi"]
        if where == EGEN:
            return (self.virksomhet.kommunenummer,)
        return tuple(self.cleaned_data["kommuner"]) if where == BESTEMTE else ()

    def _set_choices(self) -> None:
        area = self.omraade
        own = [(EGEN, _("Bare egen kommune"))] if self.virksomhet.kommunenummer else []
        found = {
            "hjemmel": [(key, _described(area, key, text)) for key, text in self.statutes.items()],
            "formaal": [(formaal.navn, formaal.navn) for formaal in area.formaal],
            "bruksomraader": _uses(area),
            "geografi": [*own, (BESTEMTE, _("Bestemte kommuner")), (HELE, _("Hele landet"))],
            **{name: choices(name, kodes) for name, kodes in self.groups.items()},
        }
        for name, options in found.items():
            if options:
                self.fields[name].choices = options  # type: ignore[attr-defined]  # a field with choices
            else:
                del self.fields[name]
        if not area.taushetsbelagt:
            del self.fields["med_hjemmel"]


def _behandling(behandlinger: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Behandling i protokollen"),
        help_text=_("Behandlingen rollen brukes til. Bare godkjente behandlinger kan velges."),
        choices=[("", _("Ikke valgt")), *behandlinger],
        required=False,
        error_messages={"invalid_choice": _("Velg en behandling i listen.")},
    )


def statutes(area: Tjenesteomraade, rolle: Registerrolle | None) -> dict[str, str]:
    """The statutes of the area, by id, as they are kept on the role; and the role's own when it is none of them."""
    found = {hjemmel.id: str(hjemmel) for hjemmel in hjemler.hjemler_for(area.kode)}
    return found if rolle is None or rolle.hjemmel in found.values() else found | {_OTHER: rolle.hjemmel}


def _described(area: Tjenesteomraade, key: str, text: str) -> str:
    """The statute, what it says, and whether it opens confidential information here."""
    statute = hjemler.hjemler().get(key)
    if statute is None:
        return paragraf(text)
    opens = _(" Åpner for taushetsbelagte opplysninger.") if key in area.saerhjemler and area.taushetsbelagt else ""
    return paragraf(f"{text}. {statute.parafrase}{opens}")


def _uses(area: Tjenesteomraade) -> list[tuple[str, str]]:
    found = []
    for bruk in Bruksomraade:
        if bruk == Bruksomraade.INNBYGGERLISTE and area.lister is not Lister.JA:
            if area.lister is Lister.VED_BEHOV:
                found.append((bruk.value, _("%(bruk)s (krever begrunnelse)") % {"bruk": bruk.label}))
        else:
            found.append((bruk.value, str(bruk.label)))
    return found


def _of_area(area: Tjenesteomraade, virksomhet: Virksomhet, form: RolleForm, med_hjemmel: bool) -> dict[str, Any]:
    """What is usual in the area, and no more."""
    med_hjemmel = med_hjemmel and area.taushetsbelagt
    return {
        "slag": RolleSlag.PERSON,
        "med_hjemmel": med_hjemmel,
        "hjemmel": area.saerhjemler[0] if med_hjemmel and len(area.saerhjemler) == 1 else None,
        "formaal": [formaal.navn for formaal in area.formaal],
        "vanlige": form.groups["vanlige"],
        "taushetsbelagte": form.groups["taushetsbelagte"] if med_hjemmel else [],
        "bruksomraader": [Bruksomraade.OPPSLAG],
        "geografi": EGEN if virksomhet.kommunenummer else BESTEMTE,
    }


def _of_rolle(rolle: Registerrolle, virksomhet: Virksomhet, form: RolleForm) -> dict[str, Any]:
    """The role as it is."""
    suggested = {formaal.navn for formaal in form.omraade.formaal}
    kommuner = [kommuneendringer.settled(nummer) for nummer in rolle.kommuner]
    own = kommuner == [kommuneendringer.settled(virksomhet.kommunenummer)]
    return {
        "navn": rolle.navn,
        "beskrivelse": rolle.beskrivelse,
        "slag": rolle.slag,
        "med_hjemmel": rolle.med_hjemmel,
        "hjemmel": next(key for key, text in form.statutes.items() if text == rolle.hjemmel),
        "formaal": [formaal for formaal in rolle.formaal if formaal in suggested],
        "andre_formaal": "\n".join(formaal for formaal in rolle.formaal if formaal not in suggested),
        **{name: [kode for kode in kodes if kode in rolle.opplysninger] for name, kodes in form.groups.items()},
        "bruksomraader": rolle.bruksomraader,
        "behandling": str(rolle.behandling_id or ""),
        "geografi": HELE if rolle.landsdekkende else EGEN if own else BESTEMTE,
        "kommuner": () if rolle.landsdekkende or own else tuple(kommuner),
    }
