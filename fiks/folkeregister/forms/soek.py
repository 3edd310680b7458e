"""What is typed on the search page. What the role does not open is not asked about."""

import itertools
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fiks.felles.koder.feil import Feil
from fiks.felles.koder.identifikator import holds_number
from fiks.felles.koder.kalender import parse_norsk_dato
from fiks.felles.koder.kommuner import kommune
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.forms.kommunevalg import read_kommune
from fiks.folkeregister.forms.listefelt import KommunerField, KommunevalgField
from fiks.folkeregister.soek.kriterier import Ramme, Soek, SoekError

CHECKBOXES_AT_MOST = 12
MOST_TYPED = 400
_YEARS = re.compile(r"(\d{4})(?:\s*(?:-|–|—|til)\s*(\d{4}))?", re.ASCII)
_CODE = re.compile(r"\d{4}", re.ASCII)
# Criteria on the first part of the page; the rest lie under «Flere søkevalg».
FIRST = ("navn", "gate", "foedt", "kommuner")
_FLAGS = ("historikk", "doede", "utflyttede")


class SoekForm(forms.Form):
    """The criteria. After `is_valid()`, `soek` holds them as a value."""

    def __init__(
        self, data: Mapping[str, object] | None = None, *, ramme: Ramme, opened: frozenset[str], today: date
    ) -> None:
        """`opened` are the criteria that the role may use (soekeregler)."""
        super().__init__(data)
        self.today, self.ramme = today, ramme
        self.soek = Soek()
        self._ask(opened)
        if "kommuner" in opened and not ramme.one_municipality:
            self.fields["kommuner"] = _kommuner(ramme)
        self._ask_more(opened)

    def _ask(self, opened: frozenset[str]) -> None:
        if "navn" in opened:
            self._text("navn", _("Navn"), 200)
        if "gate" in opened:
            self._text("gate", _("Gateadresse"), 120)
            self.fields["gate"].widget.attrs |= {"list": "gateforslag"}
        if opened & {"foedselsdato", "foedselsaar"}:
            self._text("foedt", _("Fødselsdato eller fødselsår"), 40, _("For eksempel 12.03.1958 eller 1955–1960"))

    def _ask_more(self, opened: frozenset[str]) -> None:
        for name, label, longest, help_text in (
            ("postnummer", _("Postnummer"), 10, ""),
            ("bruksenhet", _("Bruksenhetsnummer"), 12, _("Boligen i huset, for eksempel H0101")),
            ("matrikkel", _("Matrikkelnummer"), 30, _("Gårdsnummer og bruksnummer, for eksempel 12/34")),
            ("duf", _("DUF-nummer"), 30, ""),
            ("utenlandsk", _("Utenlandsk nummer"), 60, _("Id-nummer eller skattenummer fra et annet land")),
        ):
            if name in opened:
                self._text(name, label, longest, help_text)
        if "kjoenn" in opened:
            choices = [("", _("Alle")), ("kvinne", _("Kvinne")), ("mann", _("Mann"))]
            self.fields["kjoenn"] = forms.ChoiceField(
                label=_("Kjønn"), choices=choices, widget=forms.RadioSelect, required=False
            )
        for name, label in (
            ("historikk", _("Søk også i tidligere navn og adresser")),
            ("doede", _("Ta med døde")),
            ("utflyttede", _("Ta med utflyttede")),
        ):
            if name in opened:
                self.fields[name] = forms.BooleanField(label=label, required=False)

    def _text(self, name: str, label: str, longest: int, help_text: str = "") -> None:
        too_long = _("Skriv høyst %(antall)s tegn i «%(felt)s».") % {"antall": longest, "felt": label}
        self.fields[name] = forms.CharField(
            label=label,
            help_text=help_text,
            max_length=longest,
            required=False,
            error_messages={"max_length": too_long},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )
        # Longer text is answered with words, not cut by the browser.
        self.fields[name].widget.attrs.pop("maxlength", None)

    @property
    def has_more(self) -> bool:
        """Whether something under «Flere søkevalg» is filled in or wrong."""
        return any(self[name].value() or self[name].errors for name in self.fields if name not in FIRST)

    def clean_navn(self) -> str:
        """A name, and no national number: those are looked up."""
        text = str(self.cleaned_data["navn"])
        if holds_number(text):
            raise forms.ValidationError(_("Dette er et fødselsnummer. Slå opp nummeret direkte."), code="number")
        return text

    def clean_postnummer(self) -> str:
        """Four digits."""
        text = str(self.cleaned_data["postnummer"]).strip()
        if text and not _CODE.fullmatch(text):
            raise forms.ValidationError(_("Skriv postnummeret med fire sifre."))
        return text

    def clean_foedt(self) -> tuple[date | None, int | None, int | None]:
        """A date, a year, or the first and last of some years."""
        try:
            return read_born(str(self.cleaned_data["foedt"]), today=self.today)
        except SoekError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Make the value, and say what is wrong with it as a whole."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        day, fra, til = cleaned.get("foedt") or (None, None, None)
        texts = ("navn", "kjoenn", "gate", "postnummer", "matrikkel", "bruksenhet", "duf", "utenlandsk")
        self.soek = Soek(
            foedselsdato=day,
            aar_fra=fra,
            aar_til=til,
            kommuner=tuple(cleaned.get("kommuner") or ()),
            **{name: str(cleaned.get(name, "")).strip() for name in texts},  # type: ignore[arg-type]  # and these the texts
            **{name: bool(cleaned.get(name)) for name in _FLAGS},  # type: ignore[arg-type]  # these are the flags
        )
        return cleaned

    def refuse(self, error: SoekError) -> None:
        """Put a refusal at the field it is about; of the whole at the first, so that there is somewhere to begin."""
        field = {"foedselsdato": "foedt", "foedselsaar": "foedt"}.get(error.field, error.field)
        self.add_error(field if field in self.fields else next(iter(self.fields), None), str(error))


def read_born(text: str, *, today: date) -> tuple[date | None, int | None, int | None]:
    """Read «12.03.1958», «1958» or «1955–1960».

    Raises:
        SoekError
    """
    typed = text.strip()
    if not typed:
        return None, None, None
    if found := _YEARS.fullmatch(typed):
        return None, int(found[1]), int(found[2] or found[1])
    try:
        return parse_norsk_dato(typed, latest=today), None, None
    except Feil as error:
        raise SoekError("foedt", _(error.sentence) % error.values) from error


def _kommuner(ramme: Ramme) -> forms.Field:
    numre = None if ramme.kommuner is None else sorted(ramme.kommuner, key=_sorted_name)
    if numre is None or len(numre) > CHECKBOXES_AT_MOST:
        help_text = _("Navn eller nummer, flere med komma mellom. Tomt felt betyr alle i rollen.")
        return KommunerField(allowed=numre, label=_("Kommune"), help_text=help_text, required=False)
    return KommunevalgField(
        label=_("Kommune"),
        help_text=_("Velger du ingen, søker du i alle."),
        choices=[(nummer, kommunenavn(nummer)) for nummer in numre],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def kommuner_in(typed: Iterable[str]) -> list[str]:
    """Today's numbers of the municipalities that are typed or ticked so far; what is no municipality yet is left out."""
    found: dict[str, None] = {}
    for word in itertools.islice((part.strip() for text in typed for part in text[:2000].split(",")), MOST_TYPED):
        with suppress(forms.ValidationError):
            found |= {read_kommune(word): None} if word else {}
    return list(found)


def kommunenavn(nummer: str) -> str:
    """A municipality's name, in the first of its languages."""
    found = kommune(nummer)
    return found.navn.split(" - ")[0] if found else nummer


def _sorted_name(nummer: str) -> str:
    return norsk_key(kommunenavn(nummer))
