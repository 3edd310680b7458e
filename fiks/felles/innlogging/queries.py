"""Reads of sessions: which are alive, and who acts in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from fiks.felles.innlogging import oekt
from fiks.felles.innlogging.models import Oekt
from fiks.felles.innlogging.oekt import Innhold
from fiks.felles.kontekst import Acr, Actor, ActorSlag, acting, reading_as
from fiks.felles.virksomhet.models import Bruker, Virksomhet
from fiks.felles.virksomhet.queries import brukere_with_pid


class Ended(Exception):
    """The session is over. `maate` is why: `hvile`, `lengste_tid`, `stengt`, or `annet_sted`."""

    def __init__(self, maate: str) -> None:
        super().__init__(maate)
        self.maate = maate


def alive(content: Innhold, *, at: datetime) -> Oekt:
    """The row of a session that may go on.

    Raises:
        Ended: it was logged out elsewhere, or its time is up.
    """
    row = Oekt.objects.filter(pk=content.oekt).first()
    if row is None:
        raise Ended("annet_sted")
    if maate := oekt.too_old(row, at):
        raise Ended(maate)
    return row


def actor(content: Innhold, nobody: Actor) -> Actor:
    """Who acts: `nobody`, with request id and address, until an organisation is chosen.

    Raises:
        Ended: the user is closed.
    """
    if content.bruker is None:
        return nobody
    found = actor_of(content, nobody)
    with acting(found):
        bruker = Bruker.objects.filter(pk=content.bruker, virksomhet_id=found.tenant).only("navn", "aktiv").first()
    if bruker is None or not bruker.aktiv:
        raise Ended("stengt")
    return replace(found, navn=bruker.navn)


def actor_of(content: Innhold, nobody: Actor, *, navn: str = "") -> Actor:
    """The actor that a session names, before anybody has asked whether the user may act."""
    return replace(
        nobody,
        slag=ActorSlag.BRUKER,
        id=str(content.bruker or ""),
        navn=navn,
        virksomhet_id=content.virksomhet,
        ressurs_id=content.ressurs,
        acr=Acr(content.acr),
        formaal=content.formaal,
        sak=content.sak,
    )


def brukere_of(pid: str, nobody: Actor) -> Sequence[Bruker]:
    """Everything a person may act as, by organisation. For the moment of choosing whom to act for."""
    with acting(nobody, pid=pid):
        return list(brukere_with_pid(pid))


def bruker_of(content: Innhold, nobody: Actor) -> Bruker | None:
    """The user row of a session, closed ones too."""
    if content.bruker is None:
        return None
    found = actor_of(content, nobody)
    with acting(found):
        return Bruker.objects.filter(pk=content.bruker, virksomhet_id=found.tenant).first()


def choices(content: Innhold, nobody: Actor) -> Sequence[Bruker]:
    """Everything the person of a session may act as, whether she has chosen or not."""
    bruker = bruker_of(content, nobody)
    pid = bruker.foedselsnummer if bruker else oekt.pid(content)
    return brukere_of(pid, nobody) if pid else []


def outlived(at: datetime) -> QuerySet[Oekt]:
    """Sessions whose time is up, for the clock to end."""
    idle, absolute = timedelta(minutes=settings.SESSION_IDLE_MINUTES), timedelta(hours=settings.SESSION_ABSOLUTE_HOURS)
    return Oekt.objects.filter(Q(seen_at__lte=at - idle) | Q(started_at__lte=at - absolute))


def named_by_provider(sid: str, sub: str) -> QuerySet[Oekt]:
    """The sessions of one log-in at the provider, or without `sid`, all of a person's."""
    return Oekt.objects.filter(sid=sid) if sid else Oekt.objects.filter(sub=sub)


def may_act_for(actor: Actor) -> list[Virksomhet]:
    """The organisations that the person behind the actor may act for, by name."""
    with reading_as(actor):
        number = Bruker.objects.filter(pk=actor.id, virksomhet_id=actor.tenant).values_list("foedselsnummer", flat=True)
        pid = number.first()
    return [bruker.virksomhet for bruker in brukere_of(pid, actor)] if pid else []
