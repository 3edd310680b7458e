"""A dwelling as people write it: street and number, or farm numbers, and the number of the dwelling."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.koder.kommunesoek import name_of
from fiks.folkeregister.forms.kommunevalg import read_kommune
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.queries.bolig import Boligadresse

_STREET = re.compile(r"(?P<gate>.*?\D)\s*(?P<hus>\d{1,5})\s*(?P<bokstav>[A-Za-zÆØÅæøå]?)")
_FARM = re.compile(r"(\d{1,5})/(\d{1,5})(?:/(\d{1,5}))?(?:/(\d{1,5}))?")
_UNIT = re.compile(r"[HKLU]\d{4}")


class BoligForm(forms.Form):
    """After `is_valid()`, `adresse` is its value."""

    gateadresse = forms.CharField(
        label=gettext_lazy("Adresse"),
        help_text=gettext_lazy("Gate og nummer, for eksempel Storgata 14 B, eller gårds- og bruksnummer, slik: 12/34."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv adressen.")},
    )
    bruksenhetsnummer = forms.CharField(
        label=gettext_lazy("Bolignummer"),
        help_text=gettext_lazy("En bokstav og fire sifre, for eksempel H0101."),
        max_length=10,
        error_messages={"required": gettext_lazy("Skriv bolignummeret, for eksempel H0101.")},
    )
    kommune = forms.CharField(
        label=gettext_lazy("Kommune"),
        help_text=gettext_lazy("Navn eller nummer."),
        max_length=60,
        error_messages={"required": gettext_lazy("Skriv hvilken kommune boligen er i.")},
    )
    postnummer = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Postnummer"),
        required=False,
        error_messages={"invalid": gettext_lazy("Skriv postnummeret med fire sifre.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, rolle: Registerrolle) -> None:
        only = rolle.kommuner_now if not rolle.landsdekkende and len(rolle.kommuner_now) == 1 else []
        super().__init__(data, initial={"kommune": name_of(only[0]) if only else ""})

    def clean_bruksenhetsnummer(self) -> str:
        """As the register writes it."""
        text = str(self.cleaned_data["bruksenhetsnummer"]).strip().upper().replace(" ", "")
        if not _UNIT.fullmatch(text):
            raise forms.ValidationError(_("Skriv en bokstav og fire sifre, for eksempel H0101."))
        return text

    def clean_kommune(self) -> str:
        """Today's number."""
        return read_kommune(self.cleaned_data["kommune"])

    def clean_gateadresse(self) -> dict[str, Any]:
        """Its parts."""
        text = " ".join(str(self.cleaned_data["gateadresse"]).split())
        if farm := _FARM.fullmatch(text):
            return {"matrikkel": tuple(int(part or 0) for part in farm.groups())}
        if found := _STREET.fullmatch(text):
            return {"gate": found["gate"].strip(), "husnummer": found["hus"], "husbokstav": found["bokstav"].upper()}
        return {"gate": text}

    @property
    def adresse(self) -> Boligadresse:
        """What is asked for."""
        given = self.cleaned_data
        return Boligadresse(
            given["kommune"], given["bruksenhetsnummer"], postnummer=given["postnummer"], **given["gateadresse"]
        )
