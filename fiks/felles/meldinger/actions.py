"""Giving notices, reading one's own, and what happens to the e-mail about them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from fiks.felles.jobber import defer
from fiks.felles.koder.identifikator import holds_number
from fiks.felles.kontekst import Actor, acting
from fiks.felles.meldinger import queries
from fiks.felles.meldinger.models import EpostStatus, Melding
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.models import Bruker

MAX_ATTEMPTS = 6
KEPT = timedelta(days=180)
# One who died while sending is given up after this; no living sender is that slow (settings.EMAIL_TIMEOUT).
LEASE = timedelta(minutes=2)


class PersonalData(Exception):
    """A notice may not carry a national number: it is shown in lists, and its title is sent by e-mail."""


class BeingSent(Exception):
    """Another has taken the e-mail and may still be sending it. Try again later."""


@dataclass(frozen=True, slots=True)
class Utgaaende:
    """An e-mail to send: whom to, and about which notice."""

    melding_id: UUID
    adresse: str
    tittel: str


@transaction.atomic
def notify(
    *,
    bruker_id: UUID,
    virksomhet_id: UUID,
    tittel: str,
    tekst: str,
    lenke: str,
    by: Actor,
    at: datetime,
    epost: bool = True,
) -> Melding:
    """Give a person a notice, and queue an e-mail about it when the person is active and has an address.

    `tittel` must be neutral, since it goes into the e-mail; `lenke` is a path in Fiks, or empty.

    Raises:
        PersonalData: the title or the text holds a national number.
    """
    if holds_number(f"{tittel} {tekst}"):
        raise PersonalData
    bruker = Bruker.objects.get(pk=bruker_id, virksomhet_id=virksomhet_id)
    wanted = epost and bruker.aktiv and bool(bruker.epost)
    melding = Melding.objects.create(
        virksomhet_id=virksomhet_id,
        bruker=bruker,
        tittel=tittel,
        tekst=tekst,
        lenke=lenke,
        at=at,
        epost_status=EpostStatus.VENTER if wanted else EpostStatus.INGEN,
        epost_at=at if wanted else None,
    )
    handling = Handling("meldinger.varslet", gjelder=tittel, detaljer={"til": bruker.navn, "epost": wanted})
    record(handling, by=by, at=at, virksomhet_id=virksomhet_id)
    if wanted:
        defer("meldinger.send_epost", melding=str(melding.pk), virksomhet=str(virksomhet_id))
    return melding


@transaction.atomic
def open_melding(*, melding_id: UUID, by: Actor, at: datetime) -> Melding | None:
    """Mark one's own notice as read, and return it; None when it is not one's own. Nothing for the audit log."""
    melding = queries.meldinger_for(by).filter(pk=melding_id).first()
    if melding is not None:
        queries.unread(by).filter(pk=melding_id).update(read_at=at)
    return melding


@transaction.atomic
def read_all(*, by: Actor, at: datetime) -> int:
    """Mark all one's own notices as read. Returns how many were not. Nothing for the audit log."""
    return queries.unread(by).order_by().update(read_at=at)


def delete_old(*, at: datetime) -> int:
    """Delete notices that have had their time, one organisation at a time. The audit log keeps the act."""
    deleted = 0
    for virksomhet_id in queries.virksomhet_ids():
        clock = Actor.system("meldinger.delete_old", virksomhet_id=virksomhet_id)
        with acting(clock):
            deleted += queries.outdated(clock, before=at - KEPT).delete()[0]
    return deleted


@transaction.atomic
def claim_epost(*, melding_id: UUID, at: datetime) -> Utgaaende | None:
    """Take the e-mail in order to send it. None when it is sent, given up, or not wanted any more.

    Raises:
        BeingSent: another took it a short while ago.
    """
    free = Q(epost_status=EpostStatus.VENTER) | Q(epost_status=EpostStatus.SENDES, epost_at__lte=at - LEASE)
    found = Melding.objects.filter(pk=melding_id)
    if not found.filter(free).update(
        epost_status=EpostStatus.SENDES, epost_at=at, epost_forsoek=F("epost_forsoek") + 1
    ):
        if found.filter(epost_status=EpostStatus.SENDES).exists():
            raise BeingSent(melding_id)
        return None
    melding = found.select_related("bruker").get()
    if not melding.bruker.aktiv or not melding.bruker.epost:
        _settle(melding_id, EpostStatus.INGEN, at=at)
        return None
    return Utgaaende(melding.pk, melding.bruker.epost, melding.tittel)


@transaction.atomic
def epost_sent(*, melding_id: UUID, at: datetime) -> None:
    """The server has taken the e-mail."""
    _settle(melding_id, EpostStatus.SENDT, at=at)


@transaction.atomic
def epost_refused(*, melding_id: UUID, feil: str, at: datetime) -> None:
    """The address does not take mail. `feil` is the server's code, never the address itself."""
    _settle(melding_id, EpostStatus.MISLYKTES, at=at, feil=feil)


@transaction.atomic
def epost_postponed(*, melding_id: UUID, feil: str, at: datetime) -> bool:
    """The server did not answer. Back to waiting, or given up after the last attempt: False then."""
    claimed = Melding.objects.filter(pk=melding_id, epost_status=EpostStatus.SENDES)
    if claimed.filter(epost_forsoek__lt=MAX_ATTEMPTS).update(epost_status=EpostStatus.VENTER, epost_at=at):
        return True
    _settle(melding_id, EpostStatus.MISLYKTES, at=at, feil=feil)
    return False


def _settle(melding_id: UUID, status: EpostStatus, *, at: datetime, feil: str = "") -> None:
    claimed = Melding.objects.filter(pk=melding_id, epost_status=EpostStatus.SENDES)
    claimed.update(epost_status=status, epost_at=at, epost_feil=feil)
