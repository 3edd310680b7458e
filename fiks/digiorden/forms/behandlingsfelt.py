"""One field of a record as a form asks for it, how its value is typed into the form, and how it is read back."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.protokoll.felter import Felt, Slag
from fiks.digiorden.protokoll.visning import dato
from fiks.digiorden.queries.begreper import Ordforraad
from fiks.felles.design.fritekst import without_number
from fiks.felles.design.tekst import paragraf
from fiks.felles.tilgang.forms.dato import DatoFelt

ANDRE = "_andre"
_URL = re.compile(r"https?://\S+$")
_LONG, _SHORT, _NAME, _MOST = 8000, 300, 200, 100
_JA, _NEI = "ja", "nei"
_WORDS = {Slag.ORDLISTE, Slag.OPPLYSNINGER}


class OpenChoices(forms.MultipleChoiceField):
    """Checkboxes that take what they are given: words and codes of older versions are kept."""

    def valid_value(self, value: str) -> bool:
        """Whatever it is; the length is bounded."""
        return len(value) <= _NAME


class OrgnrField(forms.CharField):
    """Nine digits, with or without spaces between."""

    default_validators = [RegexValidator(r"^([0-9]{9})?$", gettext_lazy("Skriv organisasjonsnummeret med ni siffer."))]

    def to_python(self, value: Any) -> str:
        """The digits alone."""
        return re.sub(r"\s", "", super().to_python(value) or "")


def make_fields(
    felt: Felt,
    name: str,
    *,
    ordforraad: Ordforraad,
    personer: Sequence[tuple[str, str]],
    given: Sequence[str],
    hjelp: str,
) -> dict[str, forms.Field]:
    """The form's field, and for registers of words the one beside it for words that are not in the register.

    `given` is what is chosen already, so that it is among what can be chosen.
    """
    common: dict[str, Any] = {"label": felt.ledetekst, "help_text": hjelp, "required": False}
    if felt.slag in _WORDS:
        return {name: _word_choices(felt, ordforraad, given, common), name + ANDRE: _other_words(felt)}
    if felt.slag is Slag.PERSON:
        return {name: forms.ChoiceField(choices=[("", _("Velg en person")), *personer], **common)}
    return {name: _MAKERS.get(felt.slag, _text)(felt, common)}


def _text(felt: Felt, common: dict[str, Any]) -> forms.Field:
    longest = _NAME if felt.navn == "navn" or felt.slag is Slag.ORD else _SHORT
    attrs = {"list": f"ord-{felt.begrep}", "autocomplete": "off"} if felt.slag is Slag.ORD else {}
    return forms.CharField(
        max_length=longest, validators=[without_number], widget=forms.TextInput(attrs=attrs), **_said(longest), **common
    )


def _long(felt: Felt, common: dict[str, Any]) -> forms.Field:
    rows = 4 if felt.navn == "beskrivelse" else 2 if felt.slag is Slag.HJEMLER else 3
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(max_length=_LONG, validators=[without_number], widget=widget, **_said(_LONG), **common)


def _said(longest: int) -> dict[str, Any]:
    return {"error_messages": {"max_length": _("Skriv høyst %(antall)s tegn.") % {"antall": longest}}}


def _choices(felt: Felt) -> list[tuple[str, str]]:
    return [(kode, paragraf(str(label))) for kode, label in (felt.valg or {}).items()]


def _one_of(felt: Felt, common: dict[str, Any]) -> forms.Field:
    first = [] if felt.navn == "lagring.enhet" else [("", _("Velg"))]
    return forms.ChoiceField(choices=[*first, *_choices(felt)], **common)


def _several(felt: Felt, common: dict[str, Any]) -> forms.Field:
    return OpenChoices(choices=_choices(felt), widget=forms.CheckboxSelectMultiple, **common)


def _yes_no(_felt: Felt, common: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[(_NEI, _("Nei")), (_JA, _("Ja"))], widget=forms.RadioSelect, **common)


def _number(_felt: Felt, common: dict[str, Any]) -> forms.Field:
    wrong = _("Skriv et tall, for eksempel 10.")
    told = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(
        min_value=0,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=told,
        **common,
    )


_MAKERS: dict[Slag, Callable[[Felt, dict[str, Any]], forms.Field]] = {
    Slag.LANG: _long,
    Slag.LINJER: _long,
    Slag.HJEMLER: _long,
    Slag.VALG: _one_of,
    Slag.FLERVALG: _several,
    Slag.JANEI: _yes_no,
    Slag.AVKRYSSING: lambda _felt, common: forms.BooleanField(**common),
    Slag.TALL: _number,
    Slag.DATO: lambda _felt, common: DatoFelt(**common),
    Slag.ORGNR: lambda _felt, common: OrgnrField(**common),
}


def _word_choices(felt: Felt, ordforraad: Ordforraad, given: Sequence[str], common: dict[str, Any]) -> forms.Field:
    known = [ordet.navn for ordet in ordforraad.ordene[felt.begrep]]
    every = dict.fromkeys([*known, *(ordet for ordet in given if ordet)])
    return OpenChoices(choices=[(ordet, ordet) for ordet in every], widget=forms.CheckboxSelectMultiple, **common)


def _other_words(felt: Felt) -> forms.Field:
    label = _("Andre opplysninger") if felt.slag is Slag.OPPLYSNINGER else _("Andre tiltak")
    return forms.CharField(
        label=label,
        help_text=_("Ord som ikke står over, med komma mellom. De blir lagt til i listen."),
        required=False,
        max_length=1000,
        validators=[without_number],
        error_messages={"max_length": _("Skriv høyst %(antall)s tegn.") % {"antall": 1000}},
    )


# ── from the content to the form ──


def typed(felt: Felt, value: Any) -> list[str]:
    """A value as the form's own text: what the browser would have sent."""
    if felt.slag is Slag.JANEI:
        return [] if value is None else [_JA if value else _NEI]
    if felt.slag is Slag.AVKRYSSING:
        return ["on"] if value else []
    if felt.slag is Slag.OPPLYSNINGER:
        return [en.navn for en in value]
    if felt.slag in {Slag.FLERVALG, Slag.ORDLISTE}:
        return list(value)
    return ["" if value is None else _one_text(felt, value)]


def _one_text(felt: Felt, value: Any) -> str:
    if felt.slag is Slag.HJEMLER:
        return "\n".join(f"{en.tekst} {en.lenke}".strip() for en in value)
    if felt.slag is Slag.LINJER:
        return "\n".join(value)
    return dato(value) if felt.slag is Slag.DATO else str(value)


# ── from the form to the content ──


def read(felt: Felt, name: str, cleaned: Mapping[str, Any], ordforraad: Ordforraad) -> Any:
    """The value as the content has it, as JSON."""
    value = cleaned.get(name)
    if felt.slag in _WORDS:
        words = _unique([*(value or ()), *_split(cleaned.get(name + ANDRE) or "")])
        return words if felt.slag is Slag.ORDLISTE else [_datum(ordet, ordforraad) for ordet in words]
    return _READERS.get(felt.slag, _text_or_nothing)(value)


def _text_or_nothing(given: str | None) -> str:
    return given or ""


def _datum(navn: str, ordforraad: Ordforraad) -> dict[str, str]:
    known = ordforraad.find("OPPLYSNING", navn)
    return {"navn": known.navn if known else navn, "art": known.art if known else "VANLIG"}


def _split(text: str) -> list[str]:
    return [" ".join(word.split())[:_NAME] for word in text.split(",") if word.strip()]


def _unique(words: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return list(found.values())[:_MOST]


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _provisions(text: str | None) -> list[dict[str, str]]:
    """One provision a line; an address at its end is the link."""
    found = []
    for line in _lines(text):
        link = _URL.search(line)
        tekst = line[: link.start()] if link else line
        found.append({"tekst": tekst.strip(" ,:–-")[:_SHORT], "lenke": link[0][:1000] if link else ""})
    return found[:_MOST]


_READERS: dict[Slag, Callable[[Any], Any]] = {
    Slag.JANEI: lambda given: {_JA: True, _NEI: False}.get(given or ""),
    Slag.AVKRYSSING: bool,
    Slag.FLERVALG: lambda given: list(given or ())[:_MOST],
    Slag.TALL: lambda given: given,
    Slag.DATO: lambda given: given.isoformat() if isinstance(given, date) else "",
    Slag.LINJER: lambda given: [line[:_NAME] for line in _lines(given)][:_MOST],
    Slag.HJEMLER: _provisions,
}
