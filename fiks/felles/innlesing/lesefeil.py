"""What stands in the way of reading a file."""

from django.utils.translation import gettext as _


class LeseFeil(Exception):
    """The file cannot be used. The text is Bokmål, and says what to do."""


def too_wide(ark: str, columns: int, most: int) -> str:
    """What is said of a sheet with too many columns."""
    text = _("Arket «%(ark)s» har %(antall)s kolonner. Ta bort dem som ikke trengs: høyst %(most)s kolonner.")
    return text % {"ark": ark, "antall": columns, "most": most}
