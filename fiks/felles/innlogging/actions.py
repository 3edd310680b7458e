"""Logging in and out, and choosing whom to act for. Each writes its row in the audit log."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from fiks.felles.innlogging import oekt, queries
from fiks.felles.innlogging.models import Oekt, Utloggingstoken
from fiks.felles.innlogging.oekt import Innhold
from fiks.felles.innlogging.oidc import Login, LogoutClaims
from fiks.felles.kontekst import Acr, Actor, acting
from fiks.felles.revisjon.actions import Handling, record, record_refusal
from fiks.felles.tilgang.queries import roller_of
from fiks.felles.virksomhet.models import Bruker

_TOKENS_KEPT = timedelta(hours=1)  # a log-out token is refused when it is older than ten minutes
_AT_A_TIME = 500


class UnknownPerson(Exception):
    """The person has proved who she is, and is a user of no organisation here."""


class AnotherPerson(Exception):
    """The one who logged in anew is not the one whose session it is."""


class NotYours(Exception):
    """The person has no such role, or may not act for that organisation."""


class TokenUsed(Exception):
    """The log-out token has been used before."""


@transaction.atomic
def log_in(session: SessionBase, login: Login, *, by: Actor, at: datetime) -> bool:
    """Log a person in, who has proved who she is. False when she must choose an organisation first.

    Raises:
        UnknownPerson
    """
    brukere = queries.brukere_of(login.pid, by)
    if not brukere:
        raise UnknownPerson
    end_session(session, maate="ny_innlogging", by=by, at=at)
    acr, sid, sub, id_token = Acr(login.acr), login.sid, login.sub, login.id_token
    if len(brukere) > 1:
        oekt.begin_choice(session, pid=login.pid, acr=acr, sid=sid, sub=sub, id_token=id_token, at=at)
        return False
    oekt.begin(session, bruker=brukere[0], acr=acr, sid=sid, sub=sub, id_token=id_token, at=at)
    _enter(session, brukere[0], "innlogging.logget_inn", by=by, at=at)
    return True


@transaction.atomic
def step_up(session: SessionBase, login: Login, *, by: Actor, at: datetime) -> None:
    """Raise the level of the session, for the same person.

    Raises:
        AnotherPerson: the session stays as it was.
    """
    content = oekt.read(session)
    bruker = queries.bruker_of(content, by) if content else None
    if content is None or bruker is None or bruker.foedselsnummer != login.pid:
        raise AnotherPerson
    reached = max(Acr(login.acr), content.acr, key=list(Acr).index)
    oekt.raise_level(session, acr=reached, sid=login.sid, sub=login.sub, id_token=login.id_token)
    who = replace(by, acr=reached)
    with acting(who):
        record(Handling("innlogging.steg_opp"), by=who, at=at)


@transaction.atomic
def choose_virksomhet(session: SessionBase, virksomhet_id: UUID, *, by: Actor, at: datetime) -> None:
    """Act for one of the organisations that the person is a user of, now or instead of another.

    Raises:
        NotYours
    """
    content = oekt.read(session)
    if content is None:
        raise NotYours
    if content.virksomhet == virksomhet_id:
        return
    chosen = next((one for one in queries.choices(content, by) if one.virksomhet_id == virksomhet_id), None)
    if chosen is None:
        raise NotYours
    first = content.bruker is None
    if not first:
        _record_end(content, "byttet_virksomhet", by=by, at=at)
    oekt.choose_virksomhet(session, chosen)
    _enter(session, chosen, "innlogging.logget_inn" if first else "innlogging.valgte_virksomhet", by=by, at=at)


@transaction.atomic
def choose_rolle(session: SessionBase, ressurs_id: UUID, *, by: Actor, at: datetime) -> None:
    """Choose the role to act in, among those the person has now.

    Raises:
        NotYours
    """
    rolle = roller_of(UUID(by.id), at=at).filter(pk=ressurs_id).first()
    if rolle is None:
        raise NotYours
    oekt.choose_ressurs(session, rolle.id)
    who = replace(by, ressurs_id=rolle.id, formaal="", sak="")
    record(Handling("innlogging.valgte_rolle", gjelder=rolle.navn, rolle_navn=rolle.navn), by=who, at=at)


@transaction.atomic
def end_session(session: SessionBase, *, maate: str, by: Actor, at: datetime) -> None:
    """Log out. `maate` tells the audit log which way. A session that had ended is only emptied."""
    content = oekt.read(session)
    if oekt.end(session) and content is not None:
        _record_end(content, maate, by=by, at=at)


def end_by_provider(*, sid: str, sub: str = "", maate: str, by: Actor, at: datetime) -> int:
    """End the sessions of a log-in that has ended at the provider. Returns how many there were."""
    return sum(_end_row(row, maate, by=by, at=at) for row in queries.named_by_provider(sid, sub))


@transaction.atomic
def end_by_token(claims: LogoutClaims, *, by: Actor, at: datetime) -> int:
    """The same, as told from server to server.

    Raises:
        TokenUsed
    """
    _, new = Utloggingstoken.objects.get_or_create(jti=claims.jti, defaults={"used_at": at})
    if not new:
        raise TokenUsed
    return end_by_provider(sid=claims.sid, sub=claims.sub, maate="bakkanal", by=by, at=at)


def clean_up(*, by: Actor, at: datetime) -> int:
    """End sessions that nobody came back to, and forget what is too old to matter. Returns how many ended."""
    ended = sum(_end_row(row, oekt.too_old(row, at), by=by, at=at) for row in queries.outlived(at)[:_AT_A_TIME])
    Utloggingstoken.objects.filter(used_at__lt=at - _TOKENS_KEPT).delete()
    SessionStore.clear_expired()
    return ended


def refuse(grunn: str, *, by: Actor, at: datetime) -> None:
    """Write that a log-in came to nothing. `grunn` is a short word, never a number or a name."""
    record_refusal(Handling("innlogging.avvist", detaljer={"grunn": grunn}), by=by, at=at)


def _enter(session: SessionBase, bruker: Bruker, kode: str, *, by: Actor, at: datetime) -> None:
    """One who has only one role has it chosen at once."""
    with acting(queries.actor_of(_content(session), by)):
        roller = list(roller_of(bruker.id, at=at)[:2])
        rolle = roller[0] if len(roller) == 1 else None
        oekt.choose_ressurs(session, rolle.id if rolle else None)
        who = queries.actor_of(_content(session), by, navn=bruker.navn)
        record(Handling(kode, rolle_navn=rolle.navn if rolle else ""), by=who, at=at)


@transaction.atomic
def _end_row(row: Oekt, maate: str, *, by: Actor, at: datetime) -> bool:
    session = SessionStore(row.session_key)
    content = oekt.read(session)
    session.flush()
    if not oekt.forget(row.pk):
        return False
    if content is not None:
        _record_end(content, maate, by=by, at=at)
    return True


def _record_end(content: Innhold, maate: str, *, by: Actor, at: datetime) -> None:
    """Written as the person who was logged in. One who had not chosen an organisation had done nothing in any."""
    bruker = queries.bruker_of(content, by)
    if bruker is None:
        return
    who = queries.actor_of(content, by, navn=bruker.navn)
    with acting(who):
        record(Handling("innlogging.logget_ut", detaljer={"maate": maate}), by=who, at=at)


def _content(session: SessionBase) -> Innhold:
    content = oekt.read(session)
    if content is None:
        raise LookupError("nobody is logged in")
    return content
