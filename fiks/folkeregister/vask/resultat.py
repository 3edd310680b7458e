"""What stands in the result: the uploaded columns as they were, what was found, and of the person what the role opens.

Of who has a shielded address there is no place, nor any word that tells of one; the same holds for who does not live where
the role reaches, found by number or not: a file is a list, and lists are bounded by geography (access.py).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.innlesing.tabell import Celle
from fiks.felles.koder.kalender import format_kort_dato
from fiks.felles.koder.kommuner import kommune
from fiks.felles.regneark import Kolonne, Slag, Value
from fiks.folkeregister import innsyn as cutting
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.vask import celler
from fiks.folkeregister.vask.dom import Dom, Utfall
from fiks.folkeregister.vask.kandidatsoek import Grenser, Kandidat
from fiks.folkeregister.vask.rader import Rad


@dataclass(frozen=True, slots=True)
class Visning:
    """What may be told of persons: what the role opens, where it reaches, and which municipalities it calls its own."""

    innsyn: Innsyn
    grenser: Grenser
    egne: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Felt:
    overskrift: str | Promise
    element: str
    felt: str
    verdi: Callable[[Kandidat, Visning, bool], Value]
    slag: Slag = Slag.TEXT
    bredde: int = 18


def _status(person: Kandidat, visning: Visning, near: bool) -> str:
    """What has become of the person, as whoever keeps a list wants to know it."""
    if person.status == "doed" or person.doedsdato:
        day = person.doedsdato if visning.innsyn.opens("doedsfall", "doedsdato") else None
        return _("Død %(dato)s") % {"dato": format_kort_dato(day)} if day else _("Død")
    if person.status == "utflyttet":
        return "" if person.skjoldet else _("Utflyttet fra Norge")
    if person.status != "bosatt":
        shown = cutting.status_for(person.status, visning.innsyn) if person.status else ""
        return shown[:1].upper() + shown[1:]
    return _("Bosatt") + _where(person, visning, near)


def _where(person: Kandidat, visning: Visning, near: bool) -> str:
    """« i Lillesand»; nothing of who is shielded, as of who has no home."""
    number = person.kommunenummer
    if person.skjoldet or not number or not visning.innsyn.opens("bostedsadresse"):
        return ""
    if not near:
        return _(" i en annen kommune")
    found = kommune(number)
    where = {"kommune": found.navn.split(" - ")[0] if found else number}
    return _(" i %(kommune)s") % where if number in visning.egne else _(" i en annen kommune: %(kommune)s") % where


def _address(person: Kandidat, visning: Visning, near: bool) -> str | None:
    if person.skjoldet or not person.adresse or not near:
        return None
    return person.adresse if visning.innsyn.opens_home(person.adresse) else None


def _postal(column: str) -> Callable[[Kandidat, Visning, bool], Value]:
    def value(person: Kandidat, visning: Visning, near: bool) -> Value:
        shown = _address(person, visning, near)
        found: str | None = getattr(person, column) if shown else None
        return found

    return value


_FELTER = (
    _Felt(
        gettext_lazy("Identifikasjonsnummer"), "identifikasjonsnummer", "", lambda person, _v, _n: person.identifikator
    ),
    _Felt(gettext_lazy("Registrert fornavn"), "navn", "fornavn", lambda person, _v, _n: person.fornavn, bredde=22),
    _Felt(gettext_lazy("Registrert mellomnavn"), "navn", "mellomnavn", lambda person, _v, _n: person.mellomnavn),
    _Felt(
        gettext_lazy("Registrert etternavn"), "navn", "etternavn", lambda person, _v, _n: person.etternavn, bredde=22
    ),
    _Felt(
        gettext_lazy("Registrert fødselsdato"),
        "foedsel",
        "foedselsdato",
        lambda person, _v, _n: person.foedselsdato,
        Slag.DATE,
    ),
    _Felt(gettext_lazy("Status"), "status", "status", _status, bredde=34),
    _Felt(gettext_lazy("Registrert adresse"), "bostedsadresse", "", _address, bredde=30),
    _Felt(gettext_lazy("Registrert postnummer"), "bostedsadresse", "", _postal("postnummer")),
    _Felt(gettext_lazy("Registrert poststed"), "bostedsadresse", "", _postal("poststed")),
)


def opened(innsyn: Innsyn) -> list[_Felt]:
    """The columns about persons that a role fills. The others are left out."""
    return [felt for felt in _FELTER if innsyn.opens(felt.element, felt.felt)]


def elements(innsyn: Innsyn) -> list[str]:
    """The pieces of information that a result shows, for the log."""
    found = [felt.element for felt in opened(innsyn)]
    died = ["doedsfall"] if "status" in found and innsyn.opens("doedsfall", "doedsdato") else []
    return list(dict.fromkeys([*found, *died]))


def codes(innsyn: Innsyn) -> list[str]:
    """The columns about persons that a result holds, as element and field, to know later whether they are still open."""
    return [f"{felt.element}.{felt.felt}".rstrip(".") for felt in opened(innsyn)]


def own_columns(headings: Sequence[str], rows: Iterable[Sequence[Celle]]) -> list[Kolonne]:
    """The uploaded columns: days where all are days, whole numbers where all are, else text."""
    kinds: list[set[type]] = [set() for _heading in headings]
    widths = [len(heading) + 2 for heading in headings]
    for row in rows:
        for nr, cell in enumerate(row[: len(headings)]):
            if cell is not None:
                kinds[nr].add(type(cell))
                widths[nr] = max(widths[nr], len(celler.text(cell)) + 2)
    slag = {frozenset({date}): Slag.DATE, frozenset({int}): Slag.INTEGER}
    return [
        Kolonne(heading, slag.get(frozenset(found), Slag.TEXT), min(max(width, 8), 40))
        for heading, found, width in zip(headings, kinds, widths, strict=True)
    ]


def added_columns(innsyn: Innsyn) -> list[Kolonne]:
    """The columns that washing adds."""
    first = [
        Kolonne(_("Treff"), bredde=18),
        Kolonne(_("Hvorfor"), bredde=60),
        Kolonne(_("Poeng"), Slag.INTEGER, 8),
    ]
    persons = [Kolonne(str(felt.overskrift), felt.slag, felt.bredde) for felt in opened(innsyn)]
    return [*first, *persons, Kolonne(_("Feil i raden"), bredde=50)]


def row(rad: Rad, dom: Dom, columns: Sequence[Kolonne], visning: Visning) -> list[Value]:
    """One row of the first sheet. `columns` are the uploaded ones."""
    own = [_own(cell, column) for cell, column in zip(_padded(rad, len(columns)), columns, strict=True)]
    why = ". ".join(dom.hvorfor)
    points = dom.poeng if dom.utfall in {Utfall.SIKKER, Utfall.TROLIG} else None
    found: list[Value] = [str(dom.utfall.label), why, points]
    return [*own, *found, *_about(dom.person, visning), _faults(rad)]


def _padded(rad: Rad, width: int) -> list[Celle]:
    return [*rad.celler[:width], *[None] * (width - len(rad.celler))]


def _own(cell: Celle, column: Kolonne) -> Value:
    return celler.text(cell) or None if column.slag is Slag.TEXT else cell


def _about(person: Kandidat | None, visning: Visning) -> Iterator[Value]:
    for felt in opened(visning.innsyn):
        if person is None:
            yield None
        else:
            yield felt.verdi(person, visning, visning.grenser.is_inside(person))


def _faults(rad: Rad) -> str | None:
    places = [
        (_("Kolonne %(kolonne)s: ") % {"kolonne": one.kolonne} if one.kolonne else "") + one.tekst for one in rad.feil
    ]
    return " ".join(places) or None


def possible_columns(innsyn: Innsyn) -> list[Kolonne]:
    """The columns of the sheet of those among whom somebody must choose."""
    persons = [Kolonne(str(felt.overskrift), felt.slag, felt.bredde) for felt in opened(innsyn)]
    return [Kolonne(_("Rad"), Slag.INTEGER, 8), Kolonne(_("Poeng"), Slag.INTEGER, 8), *persons]


def possible_rows(washed: Iterable[tuple[Rad, Dom]], visning: Visning) -> Iterator[list[Value]]:
    """Each of those who are about as likely, by the row's number in the uploaded sheet."""
    for rad, dom in washed:
        for one in dom.mulige:
            yield [rad.nr, one.poeng, *_about(one.person, visning)]


def shown(washed: Iterable[tuple[Rad, Dom]]) -> Iterator[str]:
    """The numbers of all persons that the result tells of, for the log."""
    for _rad, dom in washed:
        if dom.person is not None:
            yield dom.person.identifikator
        yield from (one.person.identifikator for one in dom.mulige)
