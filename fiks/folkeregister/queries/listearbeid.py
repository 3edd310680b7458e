"""Reads of lists that are drawn and lists that are washed alike: both belong to the role they were ordered in."""

import re
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal
from fiks.felles.tilgang.queries import tildelinger_in_force
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.models import Listeinnstilling, Registerrolle
from fiks.folkeregister.models.listearbeid import READY, UNDERWAY, Listearbeid

NO_ROLE = UUID(int=0)
Arbeid = TypeVar("Arbeid", bound=Listearbeid)


def of_role(kind: type[Arbeid], actor: Actor) -> QuerySet[Arbeid]:
    """Those of the role that the actor has chosen, newest first."""
    found = kind.objects.filter(virksomhet_id=actor.tenant, rolle__ressurs_id=actor.ressurs_id or NO_ROLE)
    return found.select_related("rolle").order_by("-bestilt_at", "-id")


def ordered_by(kind: type[Arbeid], actor: Actor) -> QuerySet[Arbeid]:
    """The actor's own, in whatever role, newest first."""
    found = kind.objects.filter(virksomhet_id=actor.tenant, bestilt_av=actor.id)
    return found.select_related("rolle").order_by("-bestilt_at", "-id")


def own_underway(kind: type[Arbeid], actor: Actor, *, most: int) -> QuerySet[Arbeid]:
    """The actor's own that are being made."""
    return ordered_by(kind, actor).filter(status__in=UNDERWAY)[:most]


def own_ready(kind: type[Arbeid], actor: Actor, *, at: datetime, most: int) -> QuerySet[Arbeid]:
    """The actor's own with a file to download."""
    return ordered_by(kind, actor).filter(status=READY, slettes_at__gt=at)[:most]


def rolle_of(kind: type[Arbeid], actor: Actor, arbeid_id: UUID, *, at: datetime) -> Registerrolle | None:
    """The role of one, when the actor has that role but has not chosen it."""
    mine = tildelinger_in_force(actor, at=at).filter(privilegium=BRUK).values("ressurs_id")
    here = kind.objects.filter(pk=arbeid_id).values("rolle")
    found = Registerrolle.objects.filter(virksomhet_id=actor.tenant, aktiv=True, ressurs_id__in=mine, pk__in=here)
    return found.first()


def underway(kind: type[Arbeid], virksomhet_id: UUID, arbeid_id: UUID) -> QuerySet[Arbeid]:
    """One that waits, or that somebody has begun on."""
    found = kind.objects.filter(virksomhet_id=virksomhet_id, pk=arbeid_id, status__in=UNDERWAY)
    return found.select_related("rolle__virksomhet")


def due_for_deletion(kind: type[Arbeid], actor: Actor, *, at: datetime) -> QuerySet[Arbeid]:
    """Those of the actor's organisation whose time is out."""
    due = kind.objects.filter(virksomhet_id=actor.tenant, status=READY, slettes_at__lte=at)
    return due.select_related("rolle", "dokument").order_by("slettes_at")


def count_named(kind: type[Arbeid], virksomhet_id: UUID, stem: str) -> int:
    """How many have had this name, whatever their number and ending. Names are never used again."""
    pattern = rf"^{re.escape(stem)}(-[0-9]+)?\.[a-z]+$"
    return kind.objects.filter(virksomhet_id=virksomhet_id, filnavn__regex=pattern).count()


def who_ordered(arbeid: Listearbeid) -> Actor:
    """Who ordered it, at work through a job."""
    return Actor(
        ActorSlag.BRUKER,
        arbeid.bestilt_av,
        arbeid.bestilt_av_navn,
        Kanal.JOBB,
        virksomhet_id=arbeid.virksomhet_id,
        ressurs_id=arbeid.rolle.ressurs_id,
        acr=Acr(arbeid.acr),
        formaal=arbeid.formaal,
        sak=arbeid.sak,
        request_id=arbeid.request_id,
        os_bruker=arbeid.os_bruker,
    )


def days_kept(virksomhet_id: UUID) -> int:
    """How many days the organisation keeps its lists."""
    found = Listeinnstilling.objects.filter(virksomhet_id=virksomhet_id).values_list("dager", flat=True).first()
    return Listeinnstilling.DEFAULT_DAYS if found is None else found


def days_kept_for(rolle: Registerrolle, formaal: str) -> int:
    """How many days a list for a purpose is kept: the organisation's term, or the purpose's own when that is shorter."""
    area = hjemler.tjenesteomraader()[rolle.tjenesteomraade]
    own = [known.dager for known in area.formaal if known.navn == formaal and known.dager]
    return min(days_kept(rolle.virksomhet_id), *own) if own else days_kept(rolle.virksomhet_id)


def virksomhet_ids() -> list[UUID]:
    """Every organisation, for jobs that visit each."""
    return list(Virksomhet.objects.order_by("id").values_list("id", flat=True))
