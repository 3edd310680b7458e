"""Requests and breaches: the data protection officer sees all of the organisation's, a handler those that are his."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from fiks.digiorden.access import PERSONVERNOMBUD, READERS
from fiks.digiorden.models import Avviksart, Henvendelse, HenvendelseSlag, HenvendelseStatus, Personvernavvik
from fiks.digiorden.models.personvern import OPEN_STATUSES
from fiks.digiorden.queries.tilganger import people_with
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import has_any
from fiks.felles.virksomhet.models import Bruker, Virksomhet


def is_ombud(actor: Actor, *, at: datetime) -> bool:
    """Whether the actor is data protection officer now."""
    return has_any(actor, [PERSONVERNOMBUD], at=at)


def henvendelser_for(actor: Actor, *, at: datetime) -> QuerySet[Henvendelse]:
    """The requests that the actor may see."""
    own = Henvendelse.objects.filter(virksomhet_id=actor.tenant).select_related("behandler")
    return own if is_ombud(actor, at=at) else own.filter(behandler_id=_person(actor))


def open_henvendelser_for(actor: Actor, *, at: datetime) -> QuerySet[Henvendelse]:
    """Those that wait for an answer, the most urgent first."""
    waiting = henvendelser_for(actor, at=at).filter(status__in=OPEN_STATUSES)
    return waiting.annotate(frist=Coalesce(F("forlenget_til"), F("frist_date"))).order_by("frist", "id")


def answered_henvendelser_for(actor: Actor, *, at: datetime) -> QuerySet[Henvendelse]:
    """Those that are done, for paging by (-mottatt_date, -id)."""
    return henvendelser_for(actor, at=at).exclude(status__in=OPEN_STATUSES)


def avvik_for(actor: Actor, *, at: datetime) -> QuerySet[Personvernavvik]:
    """The breaches that the actor may see."""
    own = Personvernavvik.objects.filter(virksomhet_id=actor.tenant).select_related("behandler")
    return own if is_ombud(actor, at=at) else own.filter(behandler_id=_person(actor))


def open_avvik_for(actor: Actor, *, at: datetime) -> QuerySet[Personvernavvik]:
    """Those that are not closed, the oldest first."""
    return avvik_for(actor, at=at).filter(lukket_at__isnull=True).order_by("oppdaget_at", "id")


def avviksregister_for(actor: Actor, *, at: datetime) -> QuerySet[Personvernavvik]:
    """The whole register that art. 33 no. 5 asks for, oldest first."""
    return avvik_for(actor, at=at).order_by("oppdaget_at", "id")


def behandlere_for(actor: Actor, *, at: datetime) -> QuerySet[Bruker]:
    """Who may be given a request or a breach: all who pass Digiorden's door."""
    return people_with(actor, *READERS, at=at)


def ombud_for(actor: Actor, *, at: datetime) -> QuerySet[Bruker]:
    """The data protection officers of the actor's organisation, as people who log in."""
    return people_with(actor, PERSONVERNOMBUD, at=at)


def henvendelse_slag() -> dict[str, HenvendelseSlag]:
    """The kinds of request, by their code."""
    return {slag.value: slag for slag in HenvendelseSlag}


def end_statuses() -> list[tuple[str, str]]:
    """How a request may end."""
    return [(one.value, str(one.label)) for one in HenvendelseStatus if one not in OPEN_STATUSES]


def with_work_by_the_clock() -> list[UUID]:
    """Every organisation, for reminders."""
    return list(Virksomhet.objects.order_by("id").values_list("id", flat=True))


def _person(actor: Actor) -> UUID:
    try:
        return UUID(actor.id)
    except ValueError:
        return UUID(int=0)


def statuses() -> dict[str, HenvendelseStatus]:
    """How far a request may have come, by its code."""
    return {one.value: one for one in HenvendelseStatus}


def breach_kinds(avvik: Personvernavvik) -> list[str]:
    """What a breach is, in words."""
    return [str(Avviksart(kode).label) for kode in avvik.arter]
