"""Everything that is asked about a new resident list: who, what, and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from fiks.folkeregister.access import innsyn
from fiks.folkeregister.actions.innbyggerlister import Bestilling, needs_reason
from fiks.folkeregister.forms import listearbeid
from fiks.folkeregister.forms.utvalg import UtvalgForm
from fiks.folkeregister.lister import kolonnesett, utvalgsregler, utvalgstekst
from fiks.folkeregister.lister.utvalg import Tilhoerighet, UtvalgError
from fiks.folkeregister.models.innbyggerliste import (
    Filformat,
    Innbyggerliste,
    Kolonnesett,
    LagretUtvalg,
    Sortering,
)
from fiks.folkeregister.models.rolle import Registerrolle

_SUGGESTED_COLUMNS = (
    "Identifikasjonsnummer_foedselsEllerDNummer",
    "Navn_fornavn",
    "Navn_mellomnavn",
    "Navn_etternavn",
    "Sted_adresse",
    "Sted_postnummer",
    "Sted_poststed",
)
# What saved criteria do not hold: it is asked for each list.
ORDER_ONLY = ("formaal", "sak", "aarsak", "filformat", "med_graderte", "vis_nye")
_WHAT = ("kolonnesett", "kolonner", "sortering")


class KriterierForm(UtvalgForm):
    """The criteria of a role: what the preview asks for."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        rolle: Registerrolle,
        today: date,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        kommuner = None if rolle.landsdekkende else rolle.kommuner_now
        super().__init__(data, kommuner=kommuner, innsyn=innsyn(rolle), today=today, initial=initial)


class InnbyggerlisteForm(KriterierForm):
    """The order. After `is_valid()`, `bestilling()` makes it."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        rolle: Registerrolle,
        today: date,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, rolle=rolle, today=today, initial={**_suggested(rolle), **(initial or {})})
        self._ask_what()
        if self.innsyn.may_choose_graded:
            text = _("Du må begrunne det på neste side og logge inn på høyeste nivå.")
            label = _("Ta med personer med fortrolig adresse eller klientadresse")
            self.fields["med_graderte"] = forms.BooleanField(label=label, help_text=text, required=False)
        self._ask_why(rolle)
        self.fields["bestilling_id"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def _ask_what(self) -> None:
        self.fields["kolonnesett"] = _radios(_("Standardsett"), Kolonnesett.choices, _("Velg et standardsett."))
        felter = kolonnesett.choices(self.innsyn, Tilhoerighet.BOSTED)
        self.fields["kolonner"] = forms.MultipleChoiceField(
            label=_("Kolonner"),
            choices=[(felt.kode, felt.navn) for felt in felter],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        by_address = self.innsyn.opens(utvalgsregler.place_element(Tilhoerighet.BOSTED), "vegadresse")
        orders = [(kode, navn) for kode, navn in Sortering.choices if by_address or kode != Sortering.ADRESSE]
        self.fields["sortering"] = _radios(_("Rekkefølge"), orders, _("Velg rekkefølge."))
        self.fields["vis_nye"] = forms.BooleanField(
            label=_("Ta med et eget ark med dem som er nye siden forrige liste"), required=False
        )

    def _ask_why(self, rolle: Registerrolle) -> None:
        self.fields["formaal"] = listearbeid.purpose(rolle)
        self.fields["sak"] = listearbeid.case()
        if needs_reason(rolle):
            self.fields["aarsak"] = listearbeid.reason()
        self.fields["filformat"] = _radios(_("Filformat"), Filformat.choices, _("Velg filformat."))

    def clean(self) -> dict[str, object]:
        """The set's columns are its own; what is ticked off counts for EGENDEFINERT alone."""
        cleaned = super().clean()
        if cleaned.get("kolonnesett") != Kolonnesett.EGENDEFINERT:
            cleaned["kolonner"] = []
            self.errors.pop("kolonner", None)
        if self.utvalg and self.utvalg.left and cleaned.get("med_graderte"):
            self.add_error("med_graderte", _("Lister over døde og utflyttede har aldri graderte adresser."))
        if self.utvalg and "kolonnesett" in cleaned and "kolonner" in cleaned:
            self._check_columns(self.utvalg.tilhoerighet, str(cleaned["kolonnesett"]), cleaned["kolonner"])
        return cleaned

    def _check_columns(self, tilhoerighet: Tilhoerighet, sett: str, chosen: object) -> None:
        try:
            kolonnesett.check_chosen(Kolonnesett(sett), chosen, self.innsyn, tilhoerighet)  # type: ignore[arg-type]  # a list
        except UtvalgError as error:
            self.add_error("kolonner", str(error))

    def keep_faults(self, *, order: bool, what: bool) -> bool:
        """Forget faults in what is not asked for yet, and tell whether any is left: the criteria always count."""
        forgotten = (() if order else ORDER_ONLY) + (() if what else _WHAT)
        for name in forgotten:
            self.errors.pop(name, None)
        return not self.errors

    def bestilling(self, *, lagret: LagretUtvalg | None = None, graderte: str = "") -> Bestilling:
        """The order. `graderte` is the reason to have graded addresses on it; without one they are left out."""
        assert self.utvalg
        given = self.cleaned_data
        same = lagret is not None and lagret.utvalg == self.utvalg.as_json()
        return Bestilling(
            self.utvalg,
            Kolonnesett(given["kolonnesett"]),
            tuple(given["kolonner"]),
            Sortering(given["sortering"]),
            Filformat(given.get("filformat", Filformat.XLSX)),
            med_graderte=bool(graderte),
            aarsak=" ".join(filter(None, (given.get("aarsak", ""), graderte))),
            vis_nye=bool(given.get("vis_nye")),
            lagret_utvalg=lagret if same else None,
            id=given.get("bestilling_id") or uuid4(),
        )

    @property
    def closed_columns(self) -> str:
        """«sivilstand, statsborgerskap og valgkrets»: what the role does not open. Empty when it opens all."""
        names = [
            str(felt.navn).lower()
            for felt in kolonnesett.FELTER.values()
            if not felt.konfidensiell and not felt.opened_by(self.innsyn, Tilhoerighet.BOSTED)
        ]
        return utvalgstekst.joined(names) if names else ""

    @property
    def sets(self) -> list[tuple[str, str, str]]:
        """Each set that comes with the platform: its code, its columns, and those that the role leaves empty."""
        found = []
        for sett in kolonnesett.SETT:
            columns = kolonnesett.opened_fields(sett, (), self.innsyn, Tilhoerighet.BOSTED)
            first, *names = (str(felt.navn) for _heading, felt, _opened in columns)
            empty = [str(felt.navn).lower() for _heading, felt, opened in columns if not opened]
            listed = utvalgstekst.joined([first, *(name[:1].lower() + name[1:] for name in names)])
            found.append((sett.value, listed, utvalgstekst.joined(empty) if empty else ""))
        return found


def initial_columns(row: LagretUtvalg | Innbyggerliste) -> dict[str, object]:
    """Columns and order from before; of a list also its format. The criteria: `forms.utvalg.initial_from`."""
    shown = {"kolonnesett": row.kolonnesett, "kolonner": row.kolonner or _SUGGESTED_COLUMNS, "sortering": row.sortering}
    return {**shown, "filformat": row.filformat} if isinstance(row, Innbyggerliste) else dict(shown)


def _suggested(rolle: Registerrolle) -> dict[str, object]:
    return {
        "kolonnesett": Kolonnesett.VAKSINE.value,
        "kolonner": _SUGGESTED_COLUMNS,
        "sortering": Sortering.NAVN.value,
        "filformat": Filformat.XLSX.value,
        "formaal": rolle.formaal[0] if len(rolle.formaal) == 1 else "",
    }


def _radios(label: str, choices: Iterable[tuple[str, object]], missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect, error_messages={"required": missing}
    )
