"""What docs/adr/0009 promises of previews, tried on every small town and on many larger ones."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.actions import innbyggerlister
from fiks.folkeregister.actions.innbyggerlister import MOST_PREVIEWS, TooManyPreviews, preview_liste
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister.forhaandsvisning import Forhaandsvisning, forhaandsvis, nearest, round_to_sum
from fiks.folkeregister.lister.utvalg import Utvalg, UtvalgError
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.tests.lists import LILLESAND, PER, Drawer, aged, drawer, vaccinator
from tests.world import World

FEW = {1, 2, 3, 4}
COUNTS = st.dictionaries(st.one_of(st.none(), st.integers(0, 110)), st.integers(0, 40))


def _preview(by_age: Mapping[int | None, int], fra: int = 0, til: int = 130) -> Forhaandsvisning:
    return forhaandsvis(by_age, fra=fra, til=til)


def _shown(cells: tuple[int, ...]) -> tuple[object, ...]:
    """What is told of a town with these numbers in bands of five years."""
    found = _preview({place * 5: number for place, number in enumerate(cells)}, til=len(cells) * 5 - 1)
    return (found.shown, *((band.label, band.shown) for band in found.baand))


def _inside(town: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every town that a narrower criterion can leave."""
    return product(*(range(number + 1) for number in town))


@pytest.mark.parametrize(("bands", "most"), [(1, 40), (2, 20), (3, 11)])
def test_no_two_previews_tell_exactly_how_few_persons_they_differ_by(bands: int, most: int) -> None:
    """For every pair that is shown: the numbers from 1 to 4 are never the only ones left, in all or in any band."""
    towns = list(product(range(most + 1), repeat=bands))
    shown = {town: _shown(town) for town in towns}
    total: dict[tuple[object, object], set[int]] = defaultdict(set)
    in_band: dict[object, list[set[int]]] = defaultdict(lambda: [set() for _ in range(bands)])
    for wide in towns:
        for narrow in _inside(wide):
            pair = (shown[wide], shown[narrow])
            total[pair].add(sum(wide) - sum(narrow))
            for place in range(bands):
                in_band[pair][place].add(wide[place] - narrow[place])
    # At the edge of what is tried, larger towns that look the same are missing.
    known = {shown[town] for town in towns if max(town) <= most - 5}
    for pair, in_all in total.items():
        if known.issuperset(pair):
            assert not any(len(left) == 1 and left <= FEW for left in (in_all, *in_band[pair])), pair


def test_totals_alone_never_tell_that_somebody_is_between() -> None:
    differences: dict[object, set[int]] = defaultdict(set)
    for wide in range(60):
        for narrow in range(wide + 1):
            differences[_shown((wide,)), _shown((narrow,))].add(wide - narrow)
    assert not any(found <= FEW for found in differences.values())


@given(COUNTS)
def test_fewer_than_five_are_told_as_such_and_nobody_as_nobody_too(by_age: dict[int | None, int]) -> None:
    found = _preview(by_age)
    assert (found.shown == "færre enn 5") == (sum(by_age.values()) < 5)
    if found.antall is None:
        assert found.baand == ()


@given(COUNTS)
def test_bands_hold_at_least_five_and_add_up_to_the_rounded_total(by_age: dict[int | None, int]) -> None:
    found = _preview(by_age)
    if found.antall is not None:
        assert found.antall == nearest(sum(by_age.values())) == sum(band.antall for band in found.baand)
        assert all(band.antall >= 5 and band.antall % 5 == 0 for band in found.baand)


@given(st.lists(st.integers(5, 10_000), min_size=1, max_size=30))
def test_no_band_is_rounded_further_than_to_the_next_five(counts: list[int]) -> None:
    assert all(abs(before - after) < 5 for before, after in zip(counts, round_to_sum(counts), strict=True))


@settings(max_examples=30)
@given(st.permutations([(0, 7), (6, 9), (95, 5), (None, 3), (40, 12)]))
def test_equal_towns_are_told_equally(order: list[tuple[int | None, int]]) -> None:
    assert _preview(dict(order)) == _preview(dict(sorted(order, key=str)))


def test_bands_are_named_by_the_ages_that_were_asked_for() -> None:
    found = _preview(dict.fromkeys(range(67, 110), 6), fra=67)
    assert [band.label for band in found.baand] == [
        "67–69 år",
        "70–74 år",
        "75–79 år",
        "80–84 år",
        "85–89 år",
        "90–94 år",
        "95 år eller eldre",
    ]


def test_bands_with_few_are_joined_with_their_neighbour() -> None:
    labels = [band.label for band in _preview({66: 9, 71: 4, 76: 0, 99: 4, None: 2}, fra=65).baand]
    assert labels == ["65–69 år", "70 år eller eldre, eller ukjent"]
    assert [band.label for band in _preview({6: 8}, fra=6, til=6).baand] == ["6 år"]


@pytest.mark.django_db
def test_a_preview_counts_what_the_list_will_hold(world: World) -> None:
    someone = vaccinator(world)
    utvalg = Utvalg(("4215",), alder=aged(20))
    shown = _ask(someone, utvalg)
    with acting(someone.by):
        assert shown.antall == nearest(queries.count(utvalg))


@pytest.mark.django_db
def test_a_preview_is_logged_with_its_criteria_and_without_numbers(world: World) -> None:
    someone = vaccinator(world)
    _ask(someone, Utvalg(("4215",), alder=aged(65)))
    with acting(someone.by):
        row = Revisjonslinje.objects.get(handling=innbyggerlister.FORHAANDSVIST)
    assert (row.aktoer_navn, row.rolle_navn, row.formaal) == ("Jonas Lie Berg", "Vaksinasjon", someone.by.formaal)
    assert (row.antall, row.subjekter, row.subjektmengde) == (None, [], None)
    assert set(row.detaljer) == {"utvalg"}
    assert row.detaljer["utvalg"][0] == "Bosatt i Lillesand."


@pytest.mark.django_db
def test_nobody_previews_more_than_the_hour_allows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(innbyggerlister, "MOST_PREVIEWS", 3)
    assert MOST_PREVIEWS >= 3
    someone = vaccinator(world)
    for _ in range(3):
        _ask(someone, LILLESAND)
    with pytest.raises(TooManyPreviews):
        _ask(someone, LILLESAND)
    _ask(someone.at_time(someone.at + timedelta(minutes=61)), LILLESAND)
    _ask(drawer(world).at_time(someone.at + timedelta(minutes=61)), LILLESAND)


@pytest.mark.django_db
def test_the_protected_are_never_counted(world: World) -> None:
    """Criteria that fit the protected alone look like criteria that fit nobody."""
    someone = drawer(world)
    for born in (1956, 1950, 1957):
        nobody = _ask(someone, Utvalg(("4215",), alder=aged(2026 - born, 2026 - born, PER), sivilstander=("skilt",)))
        assert nobody == Forhaandsvisning(None)


@pytest.mark.django_db
def test_a_role_without_birth_dates_sees_no_ages(world: World) -> None:
    found = queries.preview(LILLESAND, Innsyn(frozenset({"bostedsadresse"})), today=PER)
    assert found.antall is not None
    assert found.baand == ()


@pytest.mark.django_db
def test_criteria_and_municipalities_that_the_role_lacks_are_refused(world: World) -> None:
    someone = vaccinator(world)
    with pytest.raises(UtvalgError):
        _ask(someone, Utvalg(("4215",), sivilstander=("gift",)))
    with pytest.raises(Refused, match="GEOGRAFI"):
        _ask(someone, Utvalg(("4216",)))
    barnevern = Drawer(world, world.barnevern, world.actor(world.siri, world.barnevern))
    with pytest.raises(Refused, match="BRUKSOMRAADE"):
        _ask(barnevern, LILLESAND)
    stranger = Drawer(world, world.vaksine, world.actor(world.berit, world.birkenesrolle))
    with pytest.raises(Refused, match="ROLLE"):
        _ask(stranger, LILLESAND)


def _ask(someone: Drawer, utvalg: Utvalg) -> Forhaandsvisning:
    with acting(someone.by):
        return preview_liste(utvalg, rolle=someone.rolle, by=someone.by, at=someone.at)
