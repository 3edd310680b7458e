"""What stands on the prints that somebody makes now."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.hode import Eier, Hode
from fiks.felles.koder.kalender import format_tidspunkt
from fiks.felles.kontekst import Actor
from fiks.felles.virksomhet.queries import virksomhet


def hode(actor: Actor, *, at: datetime) -> Hode:
    """The organisation with its contacts in force, and who printed it."""
    own = virksomhet(actor.tenant)
    said = _("Skrevet ut %(tid)s av %(hvem)s") % {"tid": format_tidspunkt(timezone.localtime(at)), "hvem": actor.navn}
    return Hode(eier=Eier(own.navn, own.orgnr), kontakter=[], bunntekst=said)
