"""Kinds of fields that the forms of applications and of the catalogue share."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from fiks.digiorden.katalog import felleskomponenter, temaer
from fiks.felles.design.fritekst import without_number

_LONGEST_LINE = 200
_MOST_LINES = 30
_MOST_KRONER = 10**12
_WEB = ("https://", "http://")


class Tekstfelt(forms.CharField):
    """A line of text, optional unless said otherwise."""

    def __init__(self, label: Any, *, help_text: Any = "", longest: int = _LONGEST_LINE, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        errors = {
            "max_length": gettext_lazy("Skriv høyst %(limit_value)d tegn."),
            "required": gettext_lazy("Skriv noe her."),
        }
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=longest,
            validators=[without_number],
            error_messages=errors | kwargs.pop("error_messages", {}),
            **kwargs,
        )


def langtekst(label: Any, *, help_text: Any = "", rows: int = 3) -> Tekstfelt:
    """Several lines of text."""
    return Tekstfelt(label, help_text=help_text, longest=4000, widget=forms.Textarea(attrs={"rows": rows}))


class Lenkefelt(Tekstfelt):
    """An address on the web: nothing else is ever made a link of."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, longest=500, **kwargs)

    def clean(self, value: Any) -> str:
        """The address, or empty."""
        text: str = super().clean(value)
        if text and not text.lower().startswith(_WEB):
            raise forms.ValidationError(gettext("Skriv hele adressen, slik: https://www.example.no."), code="lenke")
        return text


class Orgnrfelt(forms.CharField):
    """An organisation number, with or without spaces."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        """Nine digits, or empty."""
        text = "".join(super().clean(value).split())
        if text and not (text.isascii() and text.isdecimal() and len(text) == 9):
            raise forms.ValidationError(gettext("Skriv organisasjonsnummeret med 9 sifre."), code="orgnr")
        return text


class Tallfelt(forms.CharField):
    """A whole number as people type it: 1 200 000, 1.200.000 or «1200000 kr»."""

    def __init__(self, label: Any, *, most: int = _MOST_KRONER, help_text: Any = "") -> None:
        super().__init__(label=label, required=False, max_length=30, help_text=help_text)
        self._most = most

    def clean(self, value: Any) -> int | None:
        """The number, or None when nothing is written."""
        text = "".join(super().clean(value).lower().replace("kr", "").replace(".", "").split()).removesuffix(",-")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()):
            raise forms.ValidationError(gettext("Skriv et helt tall, for eksempel 120 000."), code="tall")
        if int(text) > self._most:
            raise forms.ValidationError(gettext("Tallet er for stort."), code="stort")
        return int(text)


class Linjefelt(forms.CharField):
    """Several short texts, one on each line."""

    def __init__(self, label: Any, *, help_text: Any = None) -> None:
        help_text = help_text or gettext_lazy("Ett på hver linje.")
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget, validators=[without_number])

    def prepare_value(self, value: Any) -> Any:
        """A list from the row, one on each line."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The texts, without empty lines and repetitions."""
        lines = dict.fromkeys(line.strip() for line in super().clean(value).splitlines())
        found = [line for line in lines if line]
        if len(found) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in found):
            raise forms.ValidationError(gettext("Skriv høyst 30 linjer, med høyst 200 tegn i hver."), code="linjer")
        return found


def tema_choices() -> list[tuple[str, Any]]:
    """The themes, in groups by top theme, with «none» first."""
    known = temaer.temaer()
    groups = [(top.navn, [(id, known[id].navn) for id in temaer.below(top.id)]) for top in temaer.top_themes()]
    return [("", gettext("Ikke valgt")), *groups]


def temafelt(label: Any, *, help_text: Any = "") -> forms.ChoiceField:
    """One theme, or none."""
    return forms.ChoiceField(label=label, help_text=help_text, required=False, choices=tema_choices)


def komponentfelt(label: Any, *, help_text: Any = "") -> forms.MultipleChoiceField:
    """The common components, retired ones last."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=lambda: [(one.kode, str(one)) for one in felleskomponenter.felleskomponenter().values()],
        widget=forms.CheckboxSelectMultiple,
    )


def valgfelt(label: Any, choices: list[tuple[str, Any]], *, help_text: Any = "") -> forms.ChoiceField:
    """One of a few; the empty choice, where there is one, comes first."""
    return forms.ChoiceField(label=label, help_text=help_text, required=False, choices=choices)
