"""A life of its own: events drawn with a seed, about as often as they happen to people."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from random import Random

from msgspec.structs import replace

from testmiljo.befolkning import Document
from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.tables import kommuner
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.orders import Refused, order
from testmiljo.liv.orders.world import spouse_of
from testmiljo.liv.register import LivingRegister
from testmiljo.liv.roll import Population
from testmiljo.liv.roll import text as number_text
from testmiljo.liv.rows import current, number_of, status_of, text

_POOL = 5000
_ATTEMPTS = 40
_KINDS_TRIED = 8
_FAR = "flytting til en annen kommune"


def _age(document: Document) -> int:
    """As ages are counted in the town."""
    born = text(current(document, "foedsel"), "foedselsaar")
    return AS_OF.year - int(born) if born else -1


def _anybody(_document: Document) -> bool:
    return True


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


_NOTHING_MORE = Akt("")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What happens, how often, and to whom: somebody with a status who fits. Weights are after SSB's yearly counts, the
    rare ones more often than they are."""

    name: str
    weight: float
    who: Callable[[Document], bool] = _resident
    status: str = "bosatt"
    akt: Akt = _NOTHING_MORE


_KINDS = (
    _Kind("flytting", 45),
    _Kind(_FAR, 15),
    _Kind("foedsel", 6, _could_be_mother),
    _Kind("doedsfall", 5, _old),
    _Kind("innflytting", 3, _anybody, "utflyttet"),
    _Kind("ny_person", 3),
    _Kind("dnummer", 2),
    _Kind("nytt_nummer", 1, _anybody, "midlertidig"),
    _Kind("utflytting", 4, _grown, akt=Akt("", land="SWE")),
    _Kind("vigsel", 4, _could_marry),
    _Kind("separasjon", 1.5, _married),
    _Kind("skilsmisse", 1.5, _married),
    _Kind("navneendring", 4, _grown),
    _Kind("adresseoppdatering", 4),
    _Kind("statsborgerskap", 2, _grown, akt=Akt("", land="NOR")),
    _Kind("postadresse", 2, _grown),
    _Kind("vergemaal", 1, _old),
    _Kind("adressebeskyttelse", 0.5, _grown, akt=Akt("", grad="fortrolig")),
    _Kind("adressebeskyttelse", 0.3, _grown, akt=Akt("", grad="ugradert")),
    _Kind("doedsdato_rettet", 0.5, _anybody, "doed"),
    _Kind("annullering", 0.5, akt=Akt("", element="bostedsadresse")),
    _Kind("sammenslaaing", 0.3),
)
_WEIGHTS = [kind.weight for kind in _KINDS]


class Chance:
    """The same seed on the same life gives the same events."""

    def __init__(self, register: LivingRegister, seed: int) -> None:
        self._register = register
        self._seed = seed

    def happen(self, at: datetime) -> list[Line]:
        """One thing. Empty when nobody was found for it."""
        draw = Random(mix(self._seed, self._register.lines))
        for kind in draw.choices(_KINDS, _WEIGHTS, k=_KINDS_TRIED):
            if lines := self._attempt(draw, kind, at):
                return lines
        return []

    def _attempt(self, draw: Random, kind: _Kind, at: datetime) -> list[Line]:
        for _ in range(_ATTEMPTS):
            document = self._somebody(draw, kind.status)
            if document is not None and status_of(document) == kind.status and kind.who(document):
                with suppress(Refused):
                    return order(self._register, self._akt(draw, kind, number_of(document)), at)
        return []

    def _akt(self, draw: Random, kind: _Kind, number: str) -> Akt:
        if kind.name in {"ny_person", "dnummer"}:
            return Akt("innflytting" if kind.name == "ny_person" else kind.name)
        if kind.name == _FAR:
            return Akt("flytting", nummer=number, kommune=draw.choice(list(kommuner())))
        if kind.name == "vigsel":
            return Akt(kind.name, nummer=number, med=self._other(draw, "bosatt", _could_marry))
        if kind.name == "vergemaal":
            return Akt(kind.name, nummer=number, med=self._other(draw, "bosatt", _grown))
        if kind.name == "sammenslaaing":
            return Akt(kind.name, nummer=number, med=self._other(draw, "midlertidig", _anybody))
        return replace(kind.akt, slag=kind.name, nummer=number)

    def _other(self, draw: Random, status: str, who: Callable[[Document], bool]) -> str:
        for _ in range(_ATTEMPTS):
            document = self._somebody(draw, status)
            if document is not None and status_of(document) == status and who(document):
                return number_of(document)
        return ""

    def _somebody(self, draw: Random, status: str) -> Document | None:
        """Somebody who had the status when the life began, or has come in it."""
        pool, born = self._pools.get(status, []), self._register.born
        if not pool and not born:
            return None
        place = draw.randrange(len(pool) + len(born))
        number = pool[place] if place < len(pool) else number_text(born[place - len(pool)])
        return self._register.document(number)

    @cached_property
    def _pools(self) -> dict[str, list[str]]:
        """Some thousand of the population by status: what happens to them is as good as what happens to all."""
        pools: dict[str, list[str]] = {}
        for number, status in islice(_sampled(self._register.population), _POOL):
            pools.setdefault(status, []).append(number)
        return pools


def _sampled(population: Population) -> Iterator[tuple[str, str]]:
    if sample := getattr(population, "sample", None):
        yield from ((person.number, person.status.value) for person in sample(_POOL // 3))
    else:
        yield from ((number_of(document), status_of(document)) for document in population.documents())


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
