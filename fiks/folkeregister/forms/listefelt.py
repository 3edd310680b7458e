"""Form fields that read what people type about a list: dates, numbers, codes, municipalities and countries."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fiks.felles.koder import kommuneendringer, land
from fiks.felles.koder.feil import Feil
from fiks.felles.koder.kalender import format_kort_dato, parse_norsk_dato
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.forms.kommunevalg import divisions, read_kommune, written

_PLANNING = timedelta(days=365 * 20)
_BETWEEN = re.compile(r"[,;\n]+")
_BETWEEN_CODES = re.compile(r"[\s,;]+")


class DatoField(forms.CharField):
    """A date as people write it. `planned`: two digits may mean a year to come."""

    def __init__(self, *, today: date, planned: bool = False, **kwargs: object) -> None:
        super().__init__(max_length=30, **kwargs)  # type: ignore[arg-type]  # Django's own keywords
        self.latest = today + _PLANNING if planned else today

    def prepare_value(self, value: object) -> object:
        """A date from before is shown as it is typed."""
        return format_kort_dato(value) if isinstance(value, date) else value

    def clean(self, value: object) -> date | None:
        """Return the date, or None for an empty field."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_norsk_dato(typed, latest=self.latest)
        except Feil as error:
            raise ValidationError(_(error.sentence) % error.values) from error


class TallField(forms.IntegerField):
    """A small whole number, in a narrow text field."""

    def __init__(self, **kwargs: object) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs = {"required": False, "widget": forms.TextInput(attrs=attrs), "min_value": 0, "max_value": 9999} | kwargs
        super().__init__(**kwargs)  # type: ignore[arg-type]  # Django's own keywords
        text = _("Skriv et helt tall i «%(felt)s».") % {"felt": self.label}
        self.error_messages |= dict.fromkeys(("invalid", "required", "min_value", "max_value"), text)


class KoderField(forms.CharField):
    """Several codes of digits, with comma or space between. `siffer` is their exact length, where they have one."""

    def __init__(self, *, siffer: int | None = None, **kwargs: object) -> None:
        super().__init__(required=False, max_length=2000, **kwargs)  # type: ignore[arg-type]  # Django's own keywords
        self.siffer = siffer

    def prepare_value(self, value: object) -> object:
        """Codes from before are shown with commas between."""
        return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else value

    def clean(self, value: object) -> tuple[str, ...]:
        """Return the codes."""
        found = tuple(code for code in _BETWEEN_CODES.split(super().clean(value) or "") if code)
        for code in found:
            if not _is_code(code, self.siffer):
                exact = _("Skriv %(siffer)s sifre for hver, med komma mellom. Du skrev «%(kode)s».")
                text = exact if self.siffer else _("Skriv bare tall, med komma mellom. Du skrev «%(kode)s».")
                raise ValidationError(text % {"siffer": self.siffer, "kode": code[:20]})
        return found


class KretserField(KoderField):
    """District numbers, which the register keeps as numbers."""

    def clean(self, value: object) -> tuple[int, ...]:  # type: ignore[override]  # numbers in place of codes
        """Return the numbers."""
        return tuple(int(code) for code in super().clean(value))


class KommunerField(forms.CharField):
    """Municipalities by name or number, for a role whose geography is too wide for checkboxes.

    `allowed` is that geography; None for the whole country.
    """

    def __init__(self, *, allowed: Collection[str] | None, **kwargs: object) -> None:
        super().__init__(max_length=2000, **kwargs)  # type: ignore[arg-type]  # Django's own keywords
        self.allowed = allowed

    def prepare_value(self, value: object) -> object:
        """Numbers from before are shown as names."""
        if not isinstance(value, (tuple, list)):
            return value
        return ", ".join(written(nummer) for nummer in value)

    def clean(self, value: object) -> tuple[str, ...]:
        """Return their numbers."""
        found = tuple(read_kommune(word) for word in _words(super().clean(value)))
        outside = [nummer for nummer in found if self.allowed is not None and nummer not in self.allowed]
        if outside:
            text = _("Rollen dekker ikke %(navn)s.")
            raise ValidationError(text % {"navn": self.prepare_value(outside)})
        return found


class KommunevalgField(forms.MultipleChoiceField):
    """Municipalities to tick off. Numbers of before, in addresses and drafts that were kept, count as today's."""

    def to_python(self, value: object) -> list[str]:
        """The numbers of today, as far as they are certain."""
        return [kommuneendringer.settled(nummer) for nummer in super().to_python(value)]

    def validate(self, value: list[str]) -> None:
        """What was divided must be chosen between."""
        if told := divisions(value):
            raise ValidationError(told)
        super().validate(value)


class LandField(forms.CharField):
    """Countries by name or code."""

    def prepare_value(self, value: object) -> object:
        """Codes from before are shown as names."""
        if not isinstance(value, (tuple, list)):
            return value
        return ", ".join(found.navn if (found := land.land(kode)) else kode for kode in value)

    def clean(self, value: object) -> tuple[str, ...]:
        """Return their alpha-3 codes."""
        return tuple(_land(word) for word in _words(super().clean(value)))


def _is_code(text: str, siffer: int | None) -> bool:
    digits = text.isascii() and text.isdecimal()
    return digits and (len(text) == siffer if siffer else len(text) <= 9)


def _words(typed: str | None) -> Iterable[str]:
    return (word.strip() for word in _BETWEEN.split(typed or "") if word.strip())


def _land(word: str) -> str:
    if found := land.land(word.upper()):
        return found.alfa3
    key = norsk_key(word)
    for one in land.alle_land().values():
        if norsk_key(one.navn) == key:
            return one.alfa3
    raise ValidationError(_("Fant ikke landet «%(navn)s». Skriv navnet på norsk.") % {"navn": word[:40]})
