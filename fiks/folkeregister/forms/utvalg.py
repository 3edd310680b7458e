"""Who is to be on the list, as questions. What the role does not open is not asked about."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.koder import kommuneendringer
from fiks.folkeregister.forms.kommunevalg import divisions
from fiks.folkeregister.forms.listefelt import (
    DatoField,
    KoderField,
    KommunerField,
    KommunevalgField,
    KretserField,
    LandField,
    TallField,
)
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister import utvalgsregler, utvalgstekst
from fiks.folkeregister.lister.utvalg import BOSATT, Alder, Aldersmaate, Tilhoerighet, Utvalg, UtvalgError
from fiks.folkeregister.opplysninger import FULL_STATUS, OPEN_STATUSES

ALLE = "ALLE"
CHECKBOXES_AT_MOST = 20
_ALDER: dict[str, tuple[str | Promise, str]] = {
    # What is asked, and the criterion that the role must open.
    Aldersmaate.PAA_DATO: (gettext_lazy("Alder på en bestemt dato"), "alder"),
    Aldersmaate.FYLLER: (gettext_lazy("Alder de fyller i et bestemt år"), "alder"),
    Aldersmaate.FOEDT: (gettext_lazy("Født i bestemte år"), "foedt"),
    ALLE: (gettext_lazy("Alle aldre"), ""),
}
_FOLLOW_UPS = {
    Aldersmaate.PAA_DATO: ("alder_fra", "alder_til", "alder_per"),
    Aldersmaate.FYLLER: ("fyller_fra", "fyller_til", "fyller_aar"),
    Aldersmaate.FOEDT: ("foedt_fra", "foedt_til"),
}
# Criteria under «Flere kriterier»; the form has a field for each that the role opens.
MORE = (
    "tilhoerighet",
    "statuser",
    "sivilstander",
    "statsborgerskap",
    "postnumre",
    "grunnkretser",
    "skolekretser",
    "stemmekretser",
    "husholdning_fra",
    "husholdning_til",
    "innflyttet_siden",
    "foedt_siden",
    "doed_siden",
    "utflyttet_siden",
)
_SINCE = (
    ("foedt_siden", gettext_lazy("Født siden")),
    ("innflyttet_siden", gettext_lazy("Flyttet til kommunen siden")),
    ("utflyttet_siden", gettext_lazy("Flyttet ut av kommunen siden")),
    ("doed_siden", gettext_lazy("Døde siden")),
)

_UNTOUCHED: dict[str, object] = {"tilhoerighet": Tilhoerighet.BOSTED.value, "statuser": (BOSATT,)}


class UtvalgForm(forms.Form):
    """The criteria. After `is_valid()`, `utvalg` holds them as a value that the role may use."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        kommuner: Iterable[str] | None,
        innsyn: Innsyn,
        today: date,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        """`kommuner` is the role's geography; None for the whole country."""
        super().__init__(data, initial={**_default(kommuner, today), **(initial or {})})
        self.innsyn = innsyn
        self.utvalg: Utvalg | None = None
        opened = utvalgsregler.open_criteria(innsyn)
        self.fields["kommuner"] = kommune_field(kommuner)
        self._ask_age(opened, today)
        if "kjoenn" in opened:
            choices = [("", _("Alle")), *utvalgstekst.KJOENN.items()]
            self.fields["kjoenn"] = forms.ChoiceField(
                label=_("Kjønn"), choices=choices, widget=forms.RadioSelect, required=False
            )
        self._ask_more(opened, today)
        self._criteria = frozenset(self.fields)

    def _ask_age(self, opened: frozenset[str], today: date) -> None:
        choices = [(kode, navn) for kode, (navn, needs) in _ALDER.items() if not needs or needs in opened]
        self.fields["alder"] = forms.ChoiceField(
            label=_("Alder"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Velg alder.")},
        )
        if "alder" in opened:
            self.fields["alder_fra"] = TallField(label=_("Fra alder"))
            self.fields["alder_til"] = TallField(label=_("Til alder"))
            self.fields["alder_per"] = DatoField(today=today, planned=True, label=_("På dato"), required=False)
            self.fields["fyller_fra"] = TallField(label=_("Fra alder"))
            self.fields["fyller_til"] = TallField(label=_("Til alder"))
            self.fields["fyller_aar"] = TallField(label=_("I året"))
        if "foedt" in opened:
            self.fields["foedt_fra"] = TallField(label=_("Fra år"))
            self.fields["foedt_til"] = TallField(label=_("Til år"))

    def _ask_more(self, opened: frozenset[str], today: date) -> None:
        if "kommuner" in utvalgsregler.open_criteria(self.innsyn, Tilhoerighet.OPPHOLD):
            choices = [
                (Tilhoerighet.BOSTED.value, _("De som har bostedsadresse i kommunen")),
                (Tilhoerighet.OPPHOLD.value, _("De som har oppholdsadresse i kommunen")),
            ]
            self.fields["tilhoerighet"] = forms.ChoiceField(
                label=_("Tilknytning til kommunen"), choices=choices, widget=forms.RadioSelect, required=False
            )
        if "statuser" in opened:
            self._check("statuser", _("Personstatus"), _statuser(self.innsyn))
        if "sivilstander" in opened:
            self._check("sivilstander", _("Sivilstand"), utvalgstekst.SIVILSTANDER.items())
        if "statsborgerskap" in opened:
            text = _("Skriv navn på land, med komma mellom.")
            self.fields["statsborgerskap"] = LandField(
                label=_("Statsborgerskap"), help_text=text, required=False, max_length=500
            )
        self._ask_place(opened, today)

    def _ask_place(self, opened: frozenset[str], today: date) -> None:
        several = _("Skriv flere med komma mellom.")
        if "postnumre" in opened:
            self.fields["postnumre"] = KoderField(siffer=4, label=_("Postnummer"), help_text=several)
        for name, label in (
            ("grunnkretser", _("Grunnkrets")),
            ("skolekretser", _("Skolekrets")),
            ("stemmekretser", _("Valgkrets")),
        ):
            if name in opened:
                self.fields[name] = KretserField(
                    label=label, help_text=_("Skriv kretsnummer. Flere skrives med komma mellom.")
                )
        if "husholdning" in opened:
            self.fields["husholdning_fra"] = TallField(label=_("Fra antall personer"))
            self.fields["husholdning_til"] = TallField(label=_("Til antall personer"))
        text = _("Skriv datoen slik: 31.12.2026.")
        for name, asked in _SINCE:
            if name in opened:
                self.fields[name] = DatoField(today=today, label=asked, help_text=text, required=False)

    def _check(self, name: str, label: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, required=False
        )

    @property
    def divided(self) -> list[str]:
        """What to say of municipalities in criteria from before that were divided since, and must be chosen between."""
        chosen = () if self.is_bound else self.initial.get("kommuner") or ()
        return divisions(chosen)

    @property
    def has_more(self) -> bool:
        """Tell whether something under «Flere kriterier» is filled in, so that it must be shown open."""
        return any(
            name in self.errors or _plain(self[name].value()) != _plain(_UNTOUCHED.get(name))
            for name in MORE
            if name in self.fields
        )

    def clean(self) -> dict[str, object]:
        """Build the value. Follow-ups of an age that is not chosen are left aside, whatever stands in them."""
        cleaned = super().clean() or {}
        chosen = str(cleaned.get("alder", ""))
        for way, names in _FOLLOW_UPS.items():
            if way != chosen:
                for name in names:
                    self.errors.pop(name, None)
        alder = self._alder(cleaned, Aldersmaate(chosen)) if chosen in _FOLLOW_UPS else None
        if not self.faults:
            self._build(cleaned, chosen, alder)
        return cleaned

    @property
    def faults(self) -> list[str]:
        """What is wrong with the criteria, whatever else a form with more questions may miss."""
        return [str(text) for name in self.fields if name in self._criteria for text in self.errors.get(name, ())]

    def _build(self, cleaned: dict[str, object], chosen: str, alder: Alder | None) -> None:
        simple = {name: cleaned[name] for name in ("kommuner", "kjoenn", *MORE) if cleaned.get(name)}
        simple["tilhoerighet"] = Tilhoerighet(str(simple.get("tilhoerighet", Tilhoerighet.BOSTED)))
        try:
            utvalg = Utvalg(**{**simple, "alder": alder})  # type: ignore[arg-type]  # each field cleans to its type
            utvalgsregler.check_allowed(utvalg, self.innsyn)
        except UtvalgError as error:
            self.add_error(self._field_named(error.field, chosen), str(error))
        else:
            self.utvalg = utvalg

    def _alder(self, cleaned: dict[str, object], way: Aldersmaate) -> Alder:
        """The age of the way that is chosen, with every fault in its follow-ups marked."""
        names = _FOLLOW_UPS[way]
        fra, til, *when = (cleaned.get(name) for name in names)
        if fra is None and til is None and not {names[0], names[1]} & set(self.errors):
            self.add_error(names[0], _("Skriv fra, til eller begge."))
        per = self._per(way, names[2], when[0]) if when else None
        return Alder(way, fra, til, per)  # type: ignore[arg-type]  # as the fields clean

    def _per(self, way: Aldersmaate, name: str, typed: object) -> date | None:
        if typed is None and name not in self.errors:
            missing = _("Skriv året.") if way == Aldersmaate.FYLLER else _("Skriv datoen alderen skal regnes på.")
            self.add_error(name, missing)
        return typed if isinstance(typed, date) else self._year(typed)

    def _year(self, year: object) -> date | None:
        if not isinstance(year, int):
            return None
        if 1900 <= year <= 2200:
            return date(year, 12, 31)
        self.add_error("fyller_aar", _("Skriv året med fire sifre."))
        return None

    def _field_named(self, part: str, chosen: str) -> str | None:
        """The field of the form where a fault in a part of the criteria belongs; None for the form as a whole."""
        names = {"husholdning": "husholdning_fra", "foedt": "foedt_fra"}
        if part == "alder" and chosen != ALLE:
            return _FOLLOW_UPS[Aldersmaate(chosen)][0]
        name = names.get(part, part)
        return name if name in self.fields else None


def initial_from(utvalg: Utvalg, *, today: date) -> dict[str, object]:
    """Criteria from before, as the form shows them. Ages of a former year are asked about on the same day of this one."""
    if utvalg.alder and utvalg.alder.per and utvalg.alder.per.year < today.year:
        utvalg = utvalg.moved_to(_same_day(utvalg.alder.per, today.year))
    shown: dict[str, object] = {name: getattr(utvalg, name) for name in ("kjoenn", *MORE)}
    shown["kommuner"] = tuple(map(kommuneendringer.settled, utvalg.kommuner))
    alder = utvalg.alder
    shown["alder"] = alder.maate.value if alder else ALLE
    if alder:
        first, last, *when = _FOLLOW_UPS[alder.maate]
        shown |= {first: alder.fra, last: alder.til}
        if when and alder.per:
            shown[when[0]] = alder.per.year if alder.maate == Aldersmaate.FYLLER else alder.per
    return shown


def _same_day(day: date, year: int) -> date:
    last_of_month = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if last_of_month else day.replace(year=year)


def _default(kommuner: Iterable[str] | None, today: date) -> dict[str, object]:
    chosen = tuple(kommuner or ())
    return {
        "kommuner": chosen if len(chosen) == 1 else (),
        "alder": Aldersmaate.PAA_DATO.value,
        "alder_per": date(today.year, 12, 31),
        "fyller_aar": today.year,
        "kjoenn": "",
        **_UNTOUCHED,
    }


def _plain(value: object) -> list[str]:
    """A field's value, typed or from before, in one shape to compare."""
    several = value if isinstance(value, (list, tuple)) else [value]
    return sorted(str(one) for one in several if one not in {None, ""})


def kommune_field(numre: Iterable[str] | None) -> forms.Field:
    """Which municipalities: boxes to tick where the role has few, else names to write. None for the whole country."""
    text = _("Velg minst én kommune.")
    label, errors = _("Kommune"), {"required": text}
    chosen = None if numre is None else sorted(numre, key=utvalgstekst.kommunenavn)
    if chosen is None or len(chosen) > CHECKBOXES_AT_MOST:
        help_text = _("Skriv navn eller nummer, med komma mellom.")
        return KommunerField(allowed=chosen, label=label, help_text=help_text, error_messages=errors)
    return KommunevalgField(
        label=label,
        choices=[(nummer, utvalgstekst.kommunenavn(nummer)) for nummer in chosen],
        widget=forms.CheckboxSelectMultiple,
        error_messages=errors,
    )


def _statuser(innsyn: Innsyn) -> list[tuple[str, str | Promise]]:
    full = FULL_STATUS in innsyn.opplysninger
    return [(kode, navn) for kode, navn in utvalgstekst.STATUSER.items() if full or kode in OPEN_STATUSES]
