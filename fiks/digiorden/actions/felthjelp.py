"""The operator's own help texts for the fields of a record."""

from datetime import datetime

from django.db import transaction

from fiks.digiorden.models import Felthjelp
from fiks.digiorden.protokoll.felter import by_name
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record

SPRAAK = ("nb", "nn", "en")


class UnknownField(Exception):
    """No field is called this."""


@transaction.atomic
def set_help(*, felt: str, spraak: str, tekst: str, by: Actor, at: datetime) -> None:
    """Put a text in place of the one in the code, in one language.

    Raises:
        UnknownField: no field is called this.
    """
    if felt not in by_name():
        raise UnknownField(felt)
    before = Felthjelp.objects.filter(felt=felt, spraak=spraak).first()
    Felthjelp.objects.update_or_create(
        felt=felt, spraak=spraak, defaults={"tekst": tekst, "endret_at": at, "endret_av": by.navn}
    )
    details = {"spraak": spraak, "foer": before.tekst if before else "", "etter": tekst}
    record(Handling("digiorden.felthjelp_satt", gjelder=felt, detaljer=details), by=by, at=at)


@transaction.atomic
def remove_help(*, felt: str, spraak: str, by: Actor, at: datetime) -> bool:
    """Go back to the text in the code. False when it stood there already."""
    found = Felthjelp.objects.filter(felt=felt, spraak=spraak).first()
    if found is None:
        return False
    found.delete()
    details = {"spraak": spraak, "foer": found.tekst}
    record(Handling("digiorden.felthjelp_fjernet", gjelder=felt, detaljer=details), by=by, at=at)
    return True
