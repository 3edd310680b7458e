"""Finding a municipality by what people type: a name or a number, of today or of before.

What was merged leads to what it has become. What was divided is told with what to choose between, and so is a name that
several have: nothing is guessed.
"""

from collections.abc import Iterable
from functools import cache

from fiks.felles.koder import kommuneendringer
from fiks.felles.koder.feil import Feil, gettext_noop
from fiks.felles.koder.kalender import format_dato
from fiks.felles.koder.kommuner import Kommune, kommune, kommuner_by_name
from fiks.felles.koder.norsk_orden import fold


class UkjentKommune(Feil):
    """No municipality has had the name or the number."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("Ingen kommune har eller har hatt det navnet eller nummeret."))


class FlereKommuner(Feil):
    """Several municipalities are meant by the name. `numre` are those to choose between."""

    def __init__(self, navn: str, numre: Iterable[str]) -> None:
        self.numre = tuple(sorted(numre))
        text = gettext_noop("Flere kommuner heter «%(navn)s». Skriv nummeret: %(numre)s.")
        super().__init__(text, navn=navn, numre=_choice(self.numre, county=True))


class DeltKommune(Feil):
    """The municipality was divided. `numre` are what it became, to choose between."""

    def __init__(self, nummer: str) -> None:
        self.nummer = nummer
        self.numre = tuple(sorted(kommuneendringer.became(nummer)))
        division, first = kommuneendringer.divided(nummer), kommuneendringer.endring(nummer)
        assert division
        assert first
        values = {"delt": _first(division.navn), "dato": format_dato(division.dato), "numre": _choice(self.numre)}
        text = gettext_noop("%(delt)s ble delt %(dato)s. Velg mellom %(numre)s, eller ta med flere.")
        if first.navn != division.navn:
            text = gettext_noop(
                "%(gammel)s ble en del av %(delt)s, som ble delt %(dato)s. Velg mellom %(numre)s, eller ta med flere."
            )
            values["gammel"] = _first(first.navn)
        super().__init__(text, **values)


def find(typed: str) -> str:
    """The number of today's municipality that is meant.

    Raises:
        UkjentKommune, FlereKommuner, DeltKommune
    """
    text = typed.strip()
    if text.isdecimal():
        return of_today(text)
    named = _named(text)
    today = {number for number in named if kommune(number)}
    return of_today(_only(today or named))


def of_today(nummer: str) -> str:
    """Today's number of a number that is written down somewhere.

    Raises:
        UkjentKommune, DeltKommune
    """
    if kommune(settled := kommuneendringer.settled(nummer)):
        return settled
    if kommuneendringer.divided(nummer):
        raise DeltKommune(nummer)
    raise UkjentKommune


def name_of(nummer: str) -> str:
    """The first official name of a number, of today or before; the number itself when there is none."""
    found = kommune(nummer)
    if found:
        return _first(found.navn)
    change = kommuneendringer.endring(nummer)
    return _first(change.navn) if change else nummer


def _only(numbers: set[str]) -> str:
    """The one that is meant. Several of before may have become the same."""
    if not numbers:
        raise UkjentKommune
    if len(numbers) > 1 and len(became := set(map(kommuneendringer.settled, numbers))) == 1:
        return became.pop()
    if len(numbers) > 1:
        raise FlereKommuner(
            name_of(min(numbers)), {new for number in numbers for new in kommuneendringer.became(number)}
        )
    return numbers.pop()


def _named(text: str) -> set[str]:
    """Numbers by any official name, «Trondheim» or «Tråante», and whole, «Trondheim - Tråante»."""
    return set(_by_name().get(_plain(text.removesuffix(" kommune")), ()))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    every = [(one.navn, one.nummer) for one in kommuner_by_name()]
    every += [(change.navn, change.nummer) for change in kommuneendringer.endringer()]
    for name, number in every:
        for part in {_plain(name), *map(_plain, name.split(" - "))}:
            found[part] = (*found.get(part, ()), number)
    return found


def _plain(name: str) -> str:
    return fold(" ".join(name.casefold().split()))


def _first(name: str) -> str:
    return name.split(" - ", maxsplit=1)[0]


def _choice(numbers: Iterable[str], *, county: bool = False) -> str:
    """«1508 (Ålesund) og 1580 (Haram)»; with the county where the names are the same."""
    found = [one for number in numbers if (one := kommune(number))]
    *first, last = [f"{one.nummer} ({_told(one, county=county)})" for one in found]
    return f"{', '.join(first)} og {last}" if first else last


def _told(found: Kommune, *, county: bool) -> str:
    return found.fylkesnavn if county else _first(found.navn)
