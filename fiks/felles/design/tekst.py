"""Dates, times and numbers as they stand on pages, with hard spaces so that lines never break inside them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from fiks.felles.koder.kalender import format_dato, format_kort_dato, format_tidspunkt

HARD_SPACE = "\u00a0"


def dato(value: date | None) -> str:
    """«23. november 2026»; in English «23 November 2026». A time gives its day in Oslo; None gives nothing."""
    if value is None:
        return ""
    day = _day(value)
    return _hard(date_format(day, "j F Y")) if _in_english() else format_dato(day)


def kort_dato(value: date | None) -> str:
    """«23.11.2026», in all languages: it is how dates are typed into forms here."""
    return "" if value is None else format_kort_dato(_day(value))


def tidspunkt(value: datetime | None) -> str:
    """«23. november 2026 kl. 10.48»; in English «23 November 2026, 10:48». The clock in Oslo."""
    if value is None:
        return ""
    if _in_english():
        return _hard(date_format(timezone.localtime(value), "j F Y, H:i"))
    return format_tidspunkt(value)


def tall(value: int | None) -> str:
    """«2 318». None gives nothing."""
    return "" if value is None else f"{value:,}".replace(",", HARD_SPACE).replace("-", "−")


def paragraf(text: str) -> str:
    """«§ 3-8» on one line, wherever it stands in the text."""
    return text.replace("§ ", f"§{HARD_SPACE}")


def nummer(value: str | None) -> str:
    """A national identity number in its two groups, «128358 44631»; anything else as it is."""
    text = str(value or "")
    return f"{text[:6]}{HARD_SPACE}{text[6:]}" if len(text) == 11 and text.isdecimal() else text


def _day(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _in_english() -> bool:
    return (get_language() or "").startswith("en")


def _hard(text: str) -> str:
    return text.replace(" ", HARD_SPACE)
