"""What a session says about who is logged in.

Django keeps the session's contents; a row in `Oekt` says that it is alive. Log-in gives a new key, so that a key planted
in somebody's browser is worth nothing, and so do step-up and a change of organisation. Contents read here are a few ids;
the person's number and the ID token lie sealed. Whoever changes something writes the audit row (`actions`).
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from fiks.felles.innlogging.forsegling import seal, unseal
from fiks.felles.innlogging.models import Oekt
from fiks.felles.kontekst import Acr
from fiks.felles.virksomhet.models import Bruker

_KEY = "innlogging"
SEEN_EVERY = timedelta(minutes=1)


class Innhold(msgspec.Struct, frozen=True):
    """A session's contents. Without `bruker` the person has still to choose whom she acts for; `pid` is there until then."""

    oekt: UUID
    acr: Acr
    id_token: str = ""
    pid: str = ""
    bruker: UUID | None = None
    virksomhet: UUID | None = None
    ressurs: UUID | None = None
    formaal: str = ""
    sak: str = ""


def read(session: SessionBase) -> Innhold | None:
    """The contents, or None when nobody is logged in, or was so in an earlier version that kept something else."""
    try:
        return msgspec.convert(session[_KEY], Innhold, strict=False)
    except (KeyError, msgspec.ValidationError):
        return None


def begin(session: SessionBase, *, bruker: Bruker, acr: Acr, sid: str, sub: str, id_token: str, at: datetime) -> None:
    """Log a person in as a user of one organisation. Everything that was in the session is thrown away."""
    opened = _open(session, acr=acr, sid=sid, sub=sub, id_token=id_token, at=at)
    _keep(session, msgspec.structs.replace(opened, bruker=bruker.id, virksomhet=bruker.virksomhet_id))


def begin_choice(session: SessionBase, *, pid: str, acr: Acr, sid: str, sub: str, id_token: str, at: datetime) -> None:
    """Let a person in who acts for several organisations. She is nobody until `choose_virksomhet`."""
    opened = _open(session, acr=acr, sid=sid, sub=sub, id_token=id_token, at=at)
    _keep(session, msgspec.structs.replace(opened, pid=seal(pid, str(opened.oekt))))


def choose_virksomhet(session: SessionBase, bruker: Bruker) -> None:
    """Act for another organisation, as the same person: no role and no work follows along."""
    _new_key(session)
    _change(session, pid="", bruker=bruker.id, virksomhet=bruker.virksomhet_id, ressurs=None, formaal="", sak="")


def choose_ressurs(session: SessionBase, ressurs_id: UUID | None) -> None:
    """Choose a role, or none. Another role is other work, so purpose and case are cleared."""
    content = _logged_in(session)
    if ressurs_id != content.ressurs:
        _change(session, ressurs=ressurs_id, formaal="", sak="")


def set_work(session: SessionBase, formaal: str, sak: str) -> None:
    """Remember what the work in progress is for."""
    _change(session, formaal=formaal, sak=sak)


def raise_level(session: SessionBase, *, acr: Acr, sid: str, sub: str, id_token: str) -> None:
    """The same person has logged in anew, at a higher level. Role and work stay, and so does the absolute limit."""
    content = _logged_in(session)
    _new_key(session)
    Oekt.objects.filter(pk=content.oekt).update(sid=sid, sub=sub)
    _change(session, acr=acr, id_token=seal(id_token, str(content.oekt)))


def end(session: SessionBase) -> bool:
    """End the session and empty it. False when it had ended before."""
    content = read(session)
    session.flush()
    return content is not None and forget(content.oekt)


def forget(oekt_id: UUID) -> bool:
    """Take away the row that says the session is alive. False when somebody did so before."""
    deleted, _ = Oekt.objects.filter(pk=oekt_id).delete()
    return bool(deleted)


def id_token(content: Innhold) -> str:
    """The ID token of the latest log-in; empty when it cannot be read."""
    return unseal(content.id_token, str(content.oekt))


def pid(content: Innhold) -> str:
    """The number of a person who has still to choose an organisation."""
    return unseal(content.pid, str(content.oekt))


def too_old(oekt: Oekt, at: datetime) -> str:
    """Why the session must end now: `hvile`, `lengste_tid`, or nothing."""
    if at - oekt.started_at >= timedelta(hours=settings.SESSION_ABSOLUTE_HOURS):
        return "lengste_tid"
    return "hvile" if at - oekt.seen_at >= timedelta(minutes=settings.SESSION_IDLE_MINUTES) else ""


def seen(oekt: Oekt, at: datetime) -> None:
    """Remember that the session was used. Written at most once a minute."""
    if at - oekt.seen_at >= SEEN_EVERY:
        Oekt.objects.filter(pk=oekt.pk, seen_at__lt=at).update(seen_at=at)


def _open(session: SessionBase, *, acr: Acr, sid: str, sub: str, id_token: str, at: datetime) -> Innhold:
    end(session)
    session.create()
    key = session.session_key or ""
    oekt = Oekt.objects.create(id=uuid4(), session_key=key, sid=sid, sub=sub, started_at=at, seen_at=at)
    return Innhold(oekt.id, acr, seal(id_token, str(oekt.id)) if id_token else "")


def _new_key(session: SessionBase) -> None:
    content = _logged_in(session)
    session.cycle_key()
    Oekt.objects.filter(pk=content.oekt).update(session_key=session.session_key)


def _logged_in(session: SessionBase) -> Innhold:
    content = read(session)
    if content is None:
        raise LookupError("nobody is logged in")
    return content


def _change(session: SessionBase, **changes: object) -> None:
    _keep(session, msgspec.structs.replace(_logged_in(session), **changes))


def _keep(session: SessionBase, content: Innhold) -> None:
    session[_KEY] = msgspec.to_builtins(content)
