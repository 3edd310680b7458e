"""A life of its own: events drawn with a seed, about as often as they happen to people."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from random import Random

from testmiljo.befolkning import Document
from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.tables import kommuner
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.orders import Refused, order
from testmiljo.liv.orders.world import spouse_of
from testmiljo.liv.register import LivingRegister
from testmiljo.liv.roll import text as number_text
from testmiljo.liv.rows import current, number_of, status_of, text

_POOL = 5000
_ATTEMPTS = 40
_KINDS_TRIED = 8


def _age(document: Document) -> int:
    born = text(current(document, "foedsel"), "foedselsaar")
    return datetime.now(UTC).year - int(born) if born else -1


def _resident(document: Document) -> bool:
    return status_of(document) == "bosatt"


def _grown(document: Document) -> bool:
    return _resident(document) and _age(document) >= 18


def _could_be_mother(document: Document) -> bool:
    return (
        _resident(document) and 19 <= _age(document) <= 45 and text(current(document, "kjoenn"), "kjoenn") == "kvinne"
    )


def _could_marry(document: Document) -> bool:
    return 20 <= _age(document) <= 80 and _resident(document) and not spouse_of(document)


def _married(document: Document) -> bool:
    return _resident(document) and bool(spouse_of(document))


def _old(document: Document) -> bool:
    return _resident(document) and _age(document) >= 65


def _is(status: str) -> Callable[[Document], bool]:
    return lambda document: status_of(document) == status


# Kind, how often, who, and what else is told. Weights after SSB's yearly counts, the rare ones more often than they are.
_KINDS: tuple[tuple[str, float, Callable[[Document], bool], dict[str, str]], ...] = (
    ("flytting", 45, _resident, {}),
    ("flytting til en annen kommune", 15, _resident, {}),
    ("foedsel", 6, _could_be_mother, {}),
    ("doedsfall", 5, _old, {}),
    ("innflytting", 6, _is("utflyttet"), {}),
    ("nytt_nummer", 2, _is("midlertidig"), {}),
    ("utflytting", 4, _grown, {"land": "SWE"}),
    ("vigsel", 4, _could_marry, {}),
    ("separasjon", 1.5, _married, {}),
    ("skilsmisse", 1.5, _married, {}),
    ("navneendring", 4, _grown, {}),
    ("adresseoppdatering", 4, _resident, {}),
    ("statsborgerskap", 2, _grown, {"land": "NOR"}),
    ("postadresse", 2, _grown, {}),
    ("vergemaal", 1, _old, {}),
    ("adressebeskyttelse", 0.5, _grown, {"grad": "fortrolig"}),
    ("adressebeskyttelse", 0.3, _grown, {"grad": "ugradert"}),
    ("doedsdato_rettet", 0.5, _is("doed"), {}),
    ("annullering", 0.5, _resident, {"element": "bostedsadresse"}),
)


class Chance:
    """The same seed on the same life gives the same events."""

    def __init__(self, register: LivingRegister, seed: int) -> None:
        self._register = register
        self._seed = seed

    def happen(self, at: datetime) -> list[Line]:
        """One thing. Empty when nobody was found for it."""
        draw = Random(mix(self._seed, self._register.lines))
        for kind, _, who, more in draw.choices(_KINDS, [weight for _, weight, *_ in _KINDS], k=_KINDS_TRIED):
            if lines := self._attempt(draw, kind, who, more, at):
                return lines
        return []

    def _attempt(
        self, draw: Random, kind: str, who: Callable[[Document], bool], more: dict[str, str], at: datetime
    ) -> list[Line]:
        for _ in range(_ATTEMPTS):
            document = self._somebody(draw)
            if document is None or not who(document):
                continue
            with suppress(Refused):
                return order(self._register, self._akt(draw, kind, document, more), at)
        return []

    def _akt(self, draw: Random, kind: str, document: Document, more: dict[str, str]) -> Akt:
        number = number_of(document)
        if kind.startswith("flytting til"):
            return Akt("flytting", nummer=number, kommune=draw.choice(list(kommuner())))
        if kind == "vigsel":
            return Akt(kind, nummer=number, med=self._other(draw, _could_marry))
        if kind == "vergemaal":
            return Akt(kind, nummer=number, med=self._other(draw, _grown))
        return Akt(kind, nummer=number, **more)

    def _other(self, draw: Random, who: Callable[[Document], bool]) -> str:
        for _ in range(_ATTEMPTS):
            document = self._somebody(draw)
            if document is not None and who(document):
                return number_of(document)
        return ""

    def _somebody(self, draw: Random) -> Document | None:
        born = self._register.born
        place = draw.randrange(len(self._pool) + len(born))
        number = self._pool[place] if place < len(self._pool) else number_text(born[place - len(self._pool)])
        return self._register.document(number)

    @cached_property
    def _pool(self) -> list[str]:
        """Some thousand of the population: what happens to them is as good as what happens to all."""
        population = self._register.population
        if sample := getattr(population, "sample", None):
            return [person.number for person in islice(sample(_POOL // 3), _POOL)]
        return [number_of(document) for document in islice(population.documents(), _POOL)]


def spread(chance: Chance, count: int, since: date | None, now: datetime) -> Iterator[Line]:
    """So many events, evenly from a day until now, or all of them now."""
    start = datetime.combine(since, datetime.min.time(), UTC) if since else now
    for place in range(count):
        yield from chance.happen(start + (now - start) * ((place + 1) / count))


@contextmanager
def living(register: LivingRegister, per_minute: float, seed: int) -> Iterator[None]:
    """Something happens so many times a minute for as long as the block lasts."""
    stop = threading.Event()
    chance = Chance(register, seed)

    def live() -> None:
        while not stop.wait(60 / per_minute):
            chance.happen(datetime.now(UTC))

    thread = threading.Thread(target=live, name="liv", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
