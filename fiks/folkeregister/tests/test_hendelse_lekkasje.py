"""Nothing about a protected person leaves through events: not on a page, a list or as a number (folkeregister.md b.6).

Lives are drawn at random. Who may be shown is worked out here anew, from the law rather than from the code: whoever has
protection, whose last home is graded, or who came from or went to a graded address is nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiks.felles.kontekst import acting
from fiks.folkeregister.access import innsyn
from fiks.folkeregister.actions.hendelser import vis_hendelser
from fiks.folkeregister.lister.utvalg import Utvalg
from fiks.folkeregister.queries import innbyggerlister as lists
from fiks.folkeregister.queries.hendelser import Hendelse, Spoersmaal
from fiks.folkeregister.tests.events import HERE, THERE, home, load, number_of, someone
from fiks.folkeregister.tests.lists import drawer
from fiks.folkeregister.tests.persons import Rad, rad
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
SINCE = date(2024, 1, 1)
OPEN = "ugradert"
LEVELS = ("", "", "fortrolig", "strengtFortrolig", "noeHeltNytt")
GRADES = (OPEN, OPEN, OPEN, "klientadresse", "fortrolig", "noeHeltNytt")
CRITERIA = {
    Hendelse.FOEDT: "foedt_siden",
    Hendelse.DOED: "doed_siden",
    Hendelse.INNFLYTTET: "innflyttet_siden",
    Hendelse.UTFLYTTET: "utflyttet_siden",
}


@dataclass(frozen=True)
class Bosted:
    """A home of a life, oldest first."""

    kommune: str
    grade: str


@dataclass(frozen=True)
class Liv:
    """A life: its homes, a year apart, how it ended, and the protection it has now."""

    homes: tuple[Bosted, ...]
    ended: str
    level: str
    born_here: bool

    def began(self, place: int) -> date:
        return SINCE + timedelta(days=20 + 90 * place)

    @property
    def end(self) -> date:
        return self.began(len(self.homes))


lives = st.builds(
    Liv,
    homes=st.lists(
        st.builds(Bosted, st.sampled_from((HERE, THERE)), st.sampled_from(GRADES)), min_size=1, max_size=4
    ).map(tuple),
    ended=st.sampled_from(("", "", "død", "utvandret")),
    level=st.sampled_from(LEVELS),
    born_here=st.booleans(),
)


def document(life: Liv) -> Rad:
    rows = []
    for place, where in enumerate(life.homes):
        last = place == len(life.homes) - 1
        row = home(where.kommune, life.began(place), current=last and not life.ended, adressegradering=where.grade)
        if last and life.ended:
            row["opphoerstidspunkt"] = f"{life.end}T00:00:00+01:00"
        rows.append(row)
    elements: Rad = {"bostedsadresse": rows[::-1]}
    if life.level:
        elements["adressebeskyttelse"] = [rad(graderingsnivaa=life.level)]
    if life.ended == "utvandret":
        elements["status"] = [rad(status="utflyttet")]
    if life.ended == "død":
        elements["doedsfall"] = {"doedsdato": life.end.isoformat(), "erGjeldende": True}
    if life.born_here:
        elements["foedsel"] = [rad(foedselsdato=life.began(0).isoformat(), foedselsaar="2024")]
    return someone("ETELLERANNET", **elements)


def may_be_told(life: Liv) -> set[Hendelse]:
    """What may be told of a life in the municipality, at the most."""
    if life.level or life.homes[-1].grade != OPEN:
        return set()
    found, now = set(), life.homes[-1].kommune == HERE and not life.ended
    if now and life.born_here:
        found.add(Hendelse.FOEDT)
    if life.ended == "død" and life.homes[-1].kommune == HERE:
        found.add(Hendelse.DOED)
    if now and _came_in_the_open(life):
        found.add(Hendelse.INNFLYTTET)
    if not now and any(_left_in_the_open(life)):
        found.add(Hendelse.UTFLYTTET)
    return found


def _came_in_the_open(life: Liv) -> bool:
    """Into the municipality from an open home, or from nowhere that is known; graded stays on the way are skipped."""
    stay = len(life.homes) - 1
    before = stay - 1
    while before >= 0 and (life.homes[before].grade != OPEN or life.homes[before].kommune == HERE):
        if life.homes[before].grade == OPEN:
            stay = before
        before -= 1
    if stay == 0:
        return not life.born_here
    return life.homes[stay - 1].grade == OPEN


def _left_in_the_open(life: Liv) -> Iterator[bool]:
    for older, newer in zip(life.homes, life.homes[1:], strict=False):
        yield older.kommune == HERE != newer.kommune and OPEN == older.grade == newer.grade
    yield life.ended == "utvandret" and life.homes[-1].kommune == HERE


def shown_on_page(world: World, hva: Hendelse) -> set[str]:
    by, asked, found, after = world.actor(world.jonas, world.fullrolle), Spoersmaal(hva, (HERE,), SINCE), set(), ""
    with acting(by):
        while True:
            side = vis_hendelser(asked, rolle=world.fullrolle, by=by, at=world.now, after=after)
            found |= {rad.nummer for rad in side.rows}
            after = side.next
            if not after:
                return found


@given(drawn=st.lists(lives, min_size=1, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_pages_and_lists_show_whom_the_law_lets_them_show(world: World, drawn: list[Liv]) -> None:
    documents = [document(life) for life in drawn]
    load(world, *documents)
    ours = {number_of(one): life for one, life in zip(documents, drawn, strict=True)}
    someone_at_work = drawer(world)
    for hva, criterion in CRITERIA.items():
        expected = {number for number, life in ours.items() if hva in may_be_told(life)}
        assert shown_on_page(world, hva) & set(ours) == expected
        if hva in {Hendelse.FOEDT, Hendelse.INNFLYTTET}:
            expected = {number for number in expected if not ours[number].ended}
        listed = someone_at_work.numbers(Utvalg((HERE,), **{criterion: SINCE}))  # type: ignore[arg-type]  # a date
        assert set(listed) & set(ours) == expected


def test_the_count_is_as_if_the_protected_were_not_there(world: World) -> None:
    open_homes = (Bosted(HERE, OPEN), Bosted(THERE, OPEN))
    hidden = [
        Liv(open_homes, "", "fortrolig", born_here=False),
        Liv(open_homes, "", "strengtFortrolig", born_here=False),
        Liv((*open_homes, Bosted(THERE, "klientadresse")), "", "", born_here=False),
        Liv((Bosted(HERE, OPEN), Bosted(THERE, "klientadresse")), "", "", born_here=False),
    ]
    load(
        world,
        *(document(life) for life in hidden),
        *(document(Liv(open_homes, "", "", born_here=False)) for _ in range(7)),
    )
    someone_at_work = drawer(world)
    asked = Utvalg((HERE,), utflyttet_siden=SINCE)
    with acting(someone_at_work.by):
        told = lists.preview(asked, innsyn(someone_at_work.rolle), today=date(2026, 12, 31))
        assert lists.count(asked) == 7
    assert told.antall == 5


def test_who_gets_protection_after_moving_is_gone_from_everything(world: World) -> None:
    life = Liv((Bosted(HERE, OPEN), Bosted(THERE, OPEN)), "", "", born_here=False)
    moved = document(life)
    load(world, moved)
    assert number_of(moved) in shown_on_page(world, Hendelse.UTFLYTTET)
    load(world, moved | {"adressebeskyttelse": [rad(graderingsnivaa="fortrolig")]})
    assert number_of(moved) not in shown_on_page(world, Hendelse.UTFLYTTET)
    assert number_of(moved) not in drawer(world).numbers(Utvalg((HERE,), utflyttet_siden=SINCE))
