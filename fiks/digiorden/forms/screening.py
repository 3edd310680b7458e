"""Screening for a DPIA, its criteria, and the limits of risk."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.vurdering.grenser import Grenser, Nivaa, Trinn
from fiks.digiorden.vurdering.innhold import STEPS, new_id
from fiks.digiorden.vurdering.omfang import Omfang, Omfangsslag
from fiks.digiorden.vurdering.screening import Besvart, Gruppe, Kriterium, Svar, answered, suggests
from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt

GRUPPER: dict[str, Any] = {
    Gruppe.LISTE: gettext_lazy("Datatilsynets liste: krever alltid DPIA"),
    Gruppe.LISTE_PLUSS: gettext_lazy("Datatilsynets liste: krever DPIA sammen med minst ett av de ni kriteriene"),
    Gruppe.ART_35_3: gettext_lazy("Personvernforordningen artikkel 35 nr. 3"),
    Gruppe.WP248: gettext_lazy("De ni kriteriene: to eller flere krever vanligvis DPIA"),
}
NIVAAER: dict[str, Any] = {
    Nivaa.LAV: gettext_lazy("Lav"),
    Nivaa.MIDDELS: gettext_lazy("Middels"),
    Nivaa.HOEY: gettext_lazy("Høy"),
}
_SVAR = [
    (Svar.JA, gettext_lazy("Ja")),
    (Svar.NEI, gettext_lazy("Nei")),
    (Svar.USIKKER, gettext_lazy("Usikker, teller som ja")),
]


class ScreeningForm(forms.Form):
    """The criteria one by one, and what a person concludes."""

    gjelder = forms.ChoiceField(
        label=gettext_lazy("Hva gjelder det?"),
        error_messages={
            "required": gettext_lazy("Velg hva det gjelder."),
            "invalid_choice": gettext_lazy("Velg hva det gjelder."),
        },
    )
    sett_listen = forms.BooleanField(
        label=gettext_lazy("Jeg har sett gjennom hele listen på datatilsynet.no"),
        error_messages={"required": gettext_lazy("Se gjennom listen på datatilsynet.no først: den her er ikke hele.")},
    )
    konklusjon = forms.ChoiceField(
        label=gettext_lazy("Hva konkluderer du med?"),
        choices=[("TRENGS", gettext_lazy("DPIA trengs")), ("TRENGS_IKKE", gettext_lazy("DPIA trengs ikke"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg en konklusjon.")},
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Skriv særlig hvorfor hvis du konkluderer annerledes enn svarene tilsier."),
        max_length=4000,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv hvorfor.")},
    )
    review_date = DatoFelt(label=gettext_lazy("Vurder på nytt innen"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kriterier: Sequence[Kriterium],
        kan_gjelde: Sequence[tuple[Omfangsslag, str, Sequence[tuple[str, str]]]],
        review_date: date,
        on: date,
    ) -> None:
        super().__init__(data, initial={"review_date": review_date})
        self.kriterier, self._on = [one for one in kriterier if one.aktiv], on
        self.fields["gjelder"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Velg")),
            *((title, pairs) for _slag, title, pairs in kan_gjelde),
        ]
        for one in self.kriterier:
            self.fields[_name(one)] = forms.ChoiceField(
                label=one.tekst,
                help_text=one.forklaring,
                choices=_SVAR,
                widget=forms.RadioSelect,
                error_messages={"required": _("Svar på «%(tekst)s».") % {"tekst": one.tekst}},
            )

    def clean_review_date(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["review_date"]
        if day <= self._on:
            raise forms.ValidationError(_("Velg en dag som kommer."))
        return day

    @property
    def grupper(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The criteria by where they come from."""
        return [
            (label, [self[_name(one)] for one in self.kriterier if one.gruppe == gruppe])
            for gruppe, label in GRUPPER.items()
        ]

    @property
    def svar(self) -> dict[str, Svar]:
        """The answers that can be read, also while something else is missing."""
        given = self.cleaned_data
        return {one.kode: Svar(given[_name(one)]) for one in self.kriterier if given.get(_name(one))}

    @property
    def forslag(self) -> tuple[bool, list[Besvart]] | None:
        """What the answers suggest, when all are given."""
        if not self.is_bound or len(self.svar) < len(self.kriterier):
            return None
        return suggests(answered(self.kriterier, self.svar))

    @property
    def omfang(self) -> Omfang:
        """What it is about."""
        return Omfang.from_key(self.cleaned_data["gjelder"])


def _name(one: Kriterium) -> str:
    return f"svar_{one.kode}"


class KriteriumForm(forms.Form):
    """One criterion, the organisation's own or a common one as it has it."""

    tekst = forms.CharField(
        label=gettext_lazy("Kriterium"),
        help_text=gettext_lazy("Slik at svaret ja betyr høyere risiko."),
        max_length=300,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv kriteriet.")},
    )
    forklaring = forms.CharField(
        label=gettext_lazy("Forklaring"),
        required=False,
        max_length=600,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    gruppe = forms.ChoiceField(
        label=gettext_lazy("Hvor mye det teller"), choices=list(GRUPPER.items()), widget=forms.RadioSelect
    )
    aktiv = forms.BooleanField(label=gettext_lazy("Spør om dette"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, kriterium: Kriterium | None) -> None:
        self.kriterium = kriterium or Kriterium(kode=f"EGET_{new_id()}", gruppe=Gruppe.WP248, tekst="")
        self.stored = {name: getattr(self.kriterium, name) for name in ("tekst", "forklaring", "gruppe", "aktiv")}
        super().__init__(data, initial=self.stored)

    @property
    def changed(self) -> Kriterium:
        """The criterion as it was typed."""
        given = self.cleaned_data | {"gruppe": Gruppe(self.cleaned_data["gruppe"])}
        return Kriterium(kode=self.kriterium.kode, kilde=self.kriterium.kilde, **given)


class GrenserForm(forms.Form):
    """A level for each of the 25 cells, and what the ten steps are called and mean."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, grenser: Grenser) -> None:
        self.stored = _of_grenser(grenser)
        super().__init__(data, initial=self.stored)
        for s in STEPS:
            for k in STEPS:
                label = _("Sannsynlighet %(s)s, konsekvens %(k)s") % {"s": s, "k": k}
                self.fields[f"celle_{s}{k}"] = forms.ChoiceField(label=label, choices=list(NIVAAER.items()))
        for scale in ("sannsynlighet", "konsekvens"):
            for n in STEPS:
                self._add_step(scale, n)

    def _add_step(self, scale: str, n: int) -> None:
        missing = _("Skriv noe for trinn %(trinn)s.") % {"trinn": n}
        for part, label, longest in (("navn", _("Navn på trinn %(trinn)s"), 60), ("betyr", _("Betyr"), 300)):
            self.fields[f"{scale}_{n}_{part}"] = forms.CharField(
                label=label % {"trinn": n} if "%" in label else label,
                max_length=longest,
                validators=[without_number],
                widget=forms.Textarea(attrs={"rows": 3}) if part == "betyr" else forms.TextInput(),
                error_messages={"required": missing},
            )

    @property
    def rader(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The cells, the most likely first."""
        return [(s, [self[f"celle_{s}{k}"] for k in STEPS]) for s in reversed(STEPS)]

    @property
    def skalaer(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """The fields of the steps, by scale."""
        return [
            (title, [(self[f"{scale}_{n}_navn"], self[f"{scale}_{n}_betyr"]) for n in STEPS])
            for scale, title in (("sannsynlighet", _("Sannsynlighet")), ("konsekvens", _("Konsekvens")))
        ]

    @property
    def grenser(self) -> Grenser:
        """The limits as they were typed."""
        given = self.cleaned_data
        return Grenser(
            celler=[[Nivaa(given[f"celle_{s}{k}"]) for k in STEPS] for s in STEPS],
            sannsynlighet=[Trinn(given[f"sannsynlighet_{n}_navn"], given[f"sannsynlighet_{n}_betyr"]) for n in STEPS],
            konsekvens=[Trinn(given[f"konsekvens_{n}_navn"], given[f"konsekvens_{n}_betyr"]) for n in STEPS],
        )


def _of_grenser(grenser: Grenser) -> dict[str, Any]:
    found: dict[str, Any] = {f"celle_{s}{k}": grenser.celler[s - 1][k - 1].value for s in STEPS for k in STEPS}
    for scale, steps in (("sannsynlighet", grenser.sannsynlighet), ("konsekvens", grenser.konsekvens)):
        for n, step in enumerate(steps, 1):
            found |= {f"{scale}_{n}_navn": step.navn, f"{scale}_{n}_betyr": step.betyr}
    return found
