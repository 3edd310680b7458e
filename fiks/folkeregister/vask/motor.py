"""Washing some rows: numbers first, then name and birth date, then slips and spellings for those that are left.

Each step is one statement for all rows that need it, so that ten thousand rows are some dozens of statements. Rows that
have neither number nor birth date are found by name alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fiks.folkeregister.soek import kandidater
from fiks.folkeregister.vask import dom, foedtvekt, kandidatsoek, poeng
from fiks.folkeregister.vask.dom import Dom, Utfall
from fiks.folkeregister.vask.kandidatsoek import Grenser, Kandidat, Spoersmaal
from fiks.folkeregister.vask.poeng import Sammenligning
from fiks.folkeregister.vask.rader import Rad

if TYPE_CHECKING:
    from psycopg import Cursor

_MOST_LIKE = 25


@dataclass(frozen=True, slots=True)
class Vasker:
    """What a wash may do. `everywhere`: numbers find people in the whole country, as the role's look-ups do."""

    cursor: "Cursor[tuple[object, ...]]"
    grenser: Grenser
    sammenligning: Sammenligning
    everywhere: bool

    def wash(self, rows: Sequence[Rad]) -> list[Dom]:
        """What becomes of each row, in their order."""
        work = _Arbeid(self, rows)
        work.numbers()
        if self.sammenligning.navn:
            work.same_day()
            work.slips()
            work.spellings()
            work.without_day()
            work.former_homes()
        return [work.finished(nr) for nr in range(len(rows))]


@dataclass
class _Arbeid:
    vasker: Vasker
    rows: Sequence[Rad]
    done: dict[int, Dom] = field(default_factory=dict)
    found: dict[int, list[Kandidat]] = field(default_factory=dict)
    homes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _ranks: dict[int, list[poeng.Vurdert]] = field(default_factory=dict)

    def numbers(self) -> None:
        """Rows whose number somebody has."""
        asked = {rad.nummer for rad in self.rows if rad.nummer}
        if not asked:
            return
        whom = None if self.vasker.everywhere else self.vasker.grenser
        known = kandidatsoek.by_number(self.vasker.cursor, asked, whom)
        for nr, rad in enumerate(self.rows):
            if rad.nummer not in known:
                continue
            person, ended = known[rad.nummer]
            near = self.vasker.grenser.is_inside(person)
            vekt = poeng.weigh(rad, person, self.vasker.sammenligning, near=near)
            self.done[nr] = dom.by_number(person, vekt, ended=ended)

    def same_day(self) -> None:
        """Those born that day who share a word of the name."""
        asked = [Spoersmaal(nr, _words(rad), rad.datoer) for nr, rad in self._left() if rad.datoer and _words(rad)]
        self._add(kandidatsoek.by_day(self.vasker.cursor, asked, self.vasker.grenser))

    def slips(self) -> None:
        """For those not certain yet: the same two names, born on a day that a slip makes of the one written."""
        asked = []
        for nr, rad in self._left():
            ends = _ends(rad)
            if rad.datoer and ends and not self._is_clear(nr):
                days = tuple(dict.fromkeys(day for written in rad.datoer for day in foedtvekt.slips(written)))
                asked.append(Spoersmaal(nr, ends, days))
        self._add(kandidatsoek.by_name(self.vasker.cursor, asked, self.vasker.grenser))

    def spellings(self) -> None:
        """For those not certain yet: born that day, with words that are spelled in another way."""
        left = [(nr, rad) for nr, rad in self._left() if rad.datoer and _words(rad) and not self._is_clear(nr)]
        like = _spelled(word for _nr, rad in left for word in _words(rad))
        asked = []
        for nr, rad in left:
            tokens = [token for word in _words(rad) for token in like[word]]
            asked.append(Spoersmaal(nr, tuple(dict.fromkeys(tokens)), rad.datoer))
        self._add(kandidatsoek.by_day(self.vasker.cursor, asked, self.vasker.grenser))

    def without_day(self) -> None:
        """Rows without a birth date: the same two names; where nobody has both, names that are spelled in another way."""
        left = [(nr, rad, ends) for nr, rad in self._left() if not rad.datoer and (ends := _ends(rad))]
        asked = [Spoersmaal(nr, ends, (), rad.aar) for nr, rad, ends in left]
        self._add(kandidatsoek.by_name(self.vasker.cursor, asked, self.vasker.grenser))
        lost = [(nr, rad, ends) for nr, rad, ends in left if nr not in self.found]
        like = _spelled(word for _nr, _rad, ends in lost for word in ends)
        both = [(nr, like[first], like[last], rad.aar) for nr, rad, (first, last) in lost]
        self._add(kandidatsoek.by_like_name(self.vasker.cursor, both, self.vasker.grenser))

    def former_homes(self) -> None:
        """Where those lived before whom an address may speak for."""
        if not (self.vasker.sammenligning.sted and self.vasker.sammenligning.historikk):
            return
        asked = {one.identifikator for nr, rad in self._left() if rad.adresse for one in self.found.get(nr, ())}
        if asked:
            self.homes = kandidatsoek.former_homes(self.vasker.cursor, asked)
            for nr, rad in self._left():
                if rad.adresse:
                    self._ranks.pop(nr, None)

    def finished(self, nr: int) -> Dom:
        """The outcome of a row."""
        if nr in self.done:
            return self.done[nr]
        rad = self.rows[nr]
        outcome = dom.by_evidence(rad, self._ranked(nr), number_unknown=bool(rad.nummer))
        if outcome.utfall is not Utfall.INGEN or outcome.hvorfor:
            return outcome
        return Dom(Utfall.INGEN, tuple(self._why_nobody(rad)))

    def _why_nobody(self, rad: Rad) -> Iterable[str]:
        if rad.feil and not (rad.nummer or rad.can_be_searched):
            yield _("Raden har feil")
        if rad.nummer:
            whole = self.vasker.everywhere or self.vasker.grenser.kommuner is None
            yield _("Ingen har nummeret") if whole else _("Ingen i kommunene som rollen dekker, har nummeret")
        if rad.can_be_searched and self.vasker.sammenligning.navn:
            yield (
                _("Ingen passer med navnet og det andre i raden")
                if rad.datoer or rad.adresse
                else _("Ingen har navnet")
            )

    def _left(self) -> list[tuple[int, Rad]]:
        return [(nr, rad) for nr, rad in enumerate(self.rows) if nr not in self.done and rad.can_be_searched]

    def _add(self, found: dict[int, list[Kandidat]]) -> None:
        for nr, persons in found.items():
            self.found.setdefault(nr, []).extend(persons)
            self._ranks.pop(nr, None)

    def _is_clear(self, nr: int) -> bool:
        return dom.by_evidence(self.rows[nr], self._ranked(nr)).utfall is Utfall.SIKKER

    def _ranked(self, nr: int) -> list[poeng.Vurdert]:
        if nr not in self._ranks:
            persons = self.found.get(nr, [])
            vasker = self.vasker
            self._ranks[nr] = poeng.judge(self.rows[nr], persons, vasker.sammenligning, vasker.grenser, self.homes)
        return self._ranks[nr]


def _words(rad: Rad) -> tuple[str, ...]:
    return tuple(word for word in rad.ord if len(word) > 1)


def _ends(rad: Rad) -> tuple[str, str] | None:
    """The first given name and the last surname, when there are two such words."""
    whole = _words(rad)
    return (whole[0], whole[-1]) if len(whole) > 1 else None


def _spelled(words: Iterable[str]) -> dict[str, list[str]]:
    """For each word those of the register that it may be, the most alike first, by one read of the dictionary."""
    typed = list(dict.fromkeys(words))
    found = kandidater.find(typed) if typed else []
    ranked = (sorted(like.values(), key=lambda one: -one.poeng)[:_MOST_LIKE] for like in found)
    return {word: [one.token for one in like] for word, like in zip(typed, ranked, strict=True)}
