"""Icons from Nav's aksel-icons, written into the page so that they take the colour of the text."""

from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parent / "ikoner"
_OPENING = '<svg width="1em" height="1em" '


class UnknownIcon(LookupError):
    """An icon that is not among the vendored ones: add it to vendor.toml and run skript/hent_design.py."""


def icon(name: str, label: str = "") -> SafeString:
    """The icon as decoration, or as an image with a name when no word stands beside it.

    Raises:
        UnknownIcon: when it is not vendored.
    """
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="ikon" {} focusable="false" {}', role, _rest(name))


@lru_cache(maxsize=100)
def _rest(name: str) -> SafeString:
    """What follows the opening of the svg element."""
    file = FOLDER / f"{name}.svg"
    if not name.isalnum() or not file.is_file():
        raise UnknownIcon(name)
    drawing = file.read_text(encoding="utf-8").replace("\n", "")
    return mark_safe(drawing.removeprefix(_OPENING))  # noqa: S308 - a vendored file, checked by its sha256
