"""What the player remembers while it runs; nothing outlives the process.

Everything is touched from one event loop, without an await between reading and writing, so no locks are needed.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from testmiljo.idporten.config import LEVELS, Client, Config, Person

Clock = Callable[[], float]
T = TypeVar("T")

# Lifetimes of the SSO session in seconds, as ID-porten's page on single sign-on has them.
SESSION_IDLE, SESSION_LONGEST = 30 * 60, 120 * 60
PUSHED_REQUEST_SECONDS, LOGIN_SECONDS, CODE_SECONDS = 120, 20 * 60, 120


class Shelf(Generic[T]):
    """Values that can be taken out once, before they expire."""

    def __init__(self, seconds: int, clock: Clock) -> None:
        self._seconds = seconds
        self._clock = clock
        self._values: dict[str, tuple[float, T]] = {}

    def put(self, value: T) -> str:
        """Keep the value under an identifier that cannot be guessed."""
        now = self._clock()
        self._values = {key: kept for key, kept in self._values.items() if kept[0] > now}
        identifier = secrets.token_urlsafe(32)
        self._values[identifier] = (now + self._seconds, value)
        return identifier

    def peek(self, identifier: str) -> T | None:
        expires, value = self._values.get(identifier, (0.0, None))
        return value if expires > self._clock() else None

    def take(self, identifier: str) -> T | None:
        value = self.peek(identifier)
        self._values.pop(identifier, None)
        return value


class UsedOnce:
    """Identifiers that may be used once, remembered until they would have expired anyway."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}

    def claim(self, identifier: str, until: float) -> bool:
        """False when it has been used before."""
        now = self._clock()
        self._until = {key: end for key, end in self._until.items() if end > now}
        if identifier in self._until:
            return False
        self._until[identifier] = until
        return True


@dataclass(frozen=True, slots=True)
class Order:
    """An authorization request that has been checked. `level` is the lowest that the client accepts."""

    client_id: str
    redirect_uri: str
    scope: str
    state: str
    nonce: str
    code_challenge: str
    level: str
    prompt: str
    locale: str
    resource: str


@dataclass(frozen=True, slots=True)
class Session:
    """A person logged in to ID-porten. `sid` is what clients know it by, `clients` are those who have got a token."""

    sid: str
    pid: str
    level: str
    auth_time: int
    started: float
    last_used: float
    clients: frozenset[str] = frozenset()

    def reaches(self, level: str) -> bool:
        return LEVELS.index(self.level) >= LEVELS.index(level)


@dataclass(frozen=True, slots=True)
class Grant:
    """What an authorization code stands for."""

    order: Order
    session: Session


class Store:
    def __init__(self, config: Config, clock: Clock) -> None:
        self.clock = clock
        self.clients: dict[str, Client] = {client.client_id: client for client in config.clients}
        self.persons: dict[str, Person] = {person.fnr: person for person in config.persons}
        self.pushed: Shelf[Order] = Shelf(PUSHED_REQUEST_SECONDS, clock)
        self.logins: Shelf[Order] = Shelf(LOGIN_SECONDS, clock)
        self.codes: Shelf[Grant] = Shelf(CODE_SECONDS, clock)
        self.used = UsedOnce(clock)
        self._sessions: dict[str, Session] = {}

    def client(self, client_id: str, integration_type: str) -> Client | None:
        client = self.clients.get(client_id)
        return client if client and client.integration_type == integration_type else None

    def session(self, key: str | None) -> Session | None:
        """The live session that the browser's cookie stands for; using it prolongs it."""
        session = self._sessions.get(key or "")
        if session is None:
            return None
        now = self.clock()
        if now - session.last_used > SESSION_IDLE or now - session.started > SESSION_LONGEST:
            return None
        return self._keep(str(key), replace(session, last_used=now))

    def log_in(self, key: str | None, pid: str, level: str) -> tuple[str, Session]:
        """Open a session, or carry on the one of the same person; gives the new value of the cookie as well."""
        now = self.clock()
        old = self.session(key)
        if old and old.pid == pid:
            sid, started, clients = old.sid, old.started, old.clients
        else:
            sid, started, clients = secrets.token_urlsafe(32), now, frozenset[str]()
        self._sessions.pop(key or "", None)
        new_key = secrets.token_urlsafe(32)
        return new_key, self._keep(new_key, Session(sid, pid, level, int(now), started, now, clients))

    def join(self, sid: str, client_id: str) -> bool:
        """Remember that the client is part of the session, so that it is told when it ends; False when it has."""
        key = self._key_of(sid)
        session = self._sessions.get(key)
        if session:
            self._sessions[key] = replace(session, clients=session.clients | {client_id})
        return session is not None

    def end(self, sid: str) -> Session | None:
        """End the session that clients know as `sid`."""
        return self._sessions.pop(self._key_of(sid), None)

    def _key_of(self, sid: str) -> str:
        return next((key for key, session in self._sessions.items() if session.sid == sid), "")

    def clients_of(self, session: Session) -> Iterable[Client]:
        return [self.clients[client_id] for client_id in sorted(session.clients) if client_id in self.clients]

    def _keep(self, key: str, session: Session) -> Session:
        self._sessions[key] = session
        return session
