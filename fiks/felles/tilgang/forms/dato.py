"""A date as people type it, and the moments it begins and ends in Oslo."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from fiks.felles.koder.kalender import OSLO, FeilDato, format_kort_dato, parse_norsk_dato

_AHEAD = timedelta(days=365 * 50)  # two digits for the year mean a coming one


class DatoFelt(forms.CharField):
    """Reads 1.2.27, 01.02.2027, 1. februar 2027 or 2027-02-01; shows 01.02.2027."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Skriv en dato, slik: 31.12.2026.")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """The date, or None when nothing is written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_norsk_dato(text, latest=timezone.localdate() + _AHEAD)
        except FeilDato as error:
            raise forms.ValidationError(error.text(gettext), code="dato") from error

    def prepare_value(self, value: Any) -> Any:
        """A date from the page's own defaults, as it is typed."""
        return format_kort_dato(value) if isinstance(value, date) else value


def begins(day: date) -> datetime:
    """The first moment of a day in Oslo."""
    return datetime.combine(day, time.min, tzinfo=OSLO)


def ends(day: date) -> datetime:
    """The first moment after a day in Oslo."""
    return begins(day + timedelta(days=1))
