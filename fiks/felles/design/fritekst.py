"""What nobody may write in a text of her own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fiks.felles.koder.identifikator import holds_number


def without_number(text: str) -> None:
    """Refuse a text with a national number, as the validator of a field whose text is shown or logged as it stands."""
    if holds_number(text):
        raise ValidationError(_("Skriv uten fødselsnummer. Teksten står i loggen."), code="number")
