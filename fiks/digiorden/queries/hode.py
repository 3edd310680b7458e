"""What stands on the prints that somebody makes now."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.hode import Eier, Hode, Kontaktlinje
from fiks.felles.koder.kalender import format_tidspunkt
from fiks.felles.kontekst import Actor
from fiks.felles.virksomhet.queries import kontakt_slag, kontakter_for, opplysninger_for, virksomhet

# GDPR art. 30 no. 1 a and no. 2 a; whom a processor works for stands on its own records.
_PRINTED = ("BEHANDLINGSANSVARLIG", "PERSONVERNOMBUD", "REPRESENTANT", "FELLES_BEHANDLINGSANSVARLIG")


def hode(actor: Actor, *, at: datetime) -> Hode:
    """The organisation with its contacts in force, and who printed it."""
    own = virksomhet(actor.tenant)
    said = _("Skrevet ut %(tid)s av %(hvem)s") % {
        "tid": format_tidspunkt(timezone.localtime(at)),
        "hvem": actor.navn,
    }
    return Hode(eier=Eier(own.navn, own.orgnr), kontakter=_contacts(actor, at=at), bunntekst=said)


def _contacts(actor: Actor, *, at: datetime) -> list[Kontaktlinje]:
    """How the organisation is reached, and its contacts in force that day, by what they are for."""
    reached, names = opplysninger_for(actor), kontakt_slag()
    found = (
        [Kontaktlinje("VIRKSOMHET", _("Kontakt"), "", reached.postadresse, reached.epost, reached.telefon)]
        if reached
        else []
    )
    people = list(kontakter_for(actor, timezone.localtime(at).date()))
    for slag in _PRINTED:
        found += [
            Kontaktlinje(
                slag,
                str(names[slag].label),
                _called(one.navn, one.organisasjon),
                one.adresse,
                one.epost,
                one.telefon,
            )
            for one in people
            if one.slag == slag
        ]
    return [one for one in found if one.linjer]


def _called(navn: str, organisasjon: str) -> str:
    return f"{navn}, {organisasjon}" if organisasjon else navn
