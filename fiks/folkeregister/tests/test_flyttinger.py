"""Moves told apart from new numbers, corrections and graded addresses (folkeregister.md a.1 rule 4, b.6)."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.koder import kommuneendringer
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Doedsfall, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import Avgang, avganger, moved_in
from fiks.folkeregister.registerkopi.projection import check, project
from fiks.folkeregister.tests.persons import Rad, person, veg

GONE = ("FLYTTET", date(2024, 5, 2))


def row(kommune: str, since: str, street: str = "", *, current: bool = False, **fields: object) -> Rad:
    """A home since a day, at an address that stands nowhere else."""
    home = veg(street or f"Vei i {kommune} {since}", kommune=kommune)
    times = {"erGjeldende": current, "gyldighetstidspunkt": f"{since}T00:00:00+01:00", "flyttedato": since}
    return {**home, **times, **fields}


def _ends(ordered: list[Adresse], died: Doedsfall | None, *, emigrated: bool = True) -> Sequence[Avgang]:
    """How each row ended; avganger says nothing when none did so."""
    return avganger(ordered, died, emigrated=emigrated) or [Avgang()] * len(ordered)


def told(*rows: Rad, died: str = "") -> tuple[date | None, list[tuple[str | None, date | None]]]:
    """Since when in the municipality, and how each row ended, in the order of the rows."""
    death = {"doedsfall": {"doedsdato": died, "erGjeldende": True}} if died else {}
    document = msgspec.convert(person(bostedsadresse=list(rows), **death), Folkeregisterperson)
    ordered = rader.newest_first(document.bostedsadresse)
    ends = dict(zip(map(id, ordered), _ends(ordered, document.doedsfall), strict=True))
    return moved_in(ordered), [ends[id(one)][:2] for one in document.bostedsadresse]


def test_a_move_to_another_municipality_ends_the_home_there() -> None:
    since, ends = told(row("4215", "2024-05-02", current=True), row("4216", "2010-01-01"))
    assert since == date(2024, 5, 2)
    assert ends == [(None, None), GONE]


def test_a_move_within_the_municipality_ends_nothing() -> None:
    since, ends = told(row("4215", "2024-05-02", current=True), row("4215", "2010-01-01"))
    assert (since, ends) == (date(2010, 1, 1), [(None, None)] * 2)


@pytest.mark.parametrize(
    ("new", "old"),
    [("3301", "3005"), ("3301", "0602"), ("3301", "0625"), ("1508", "1507"), ("1580", "1507"), ("5059", "5012")],
)
def test_a_municipality_that_changed_its_number_moved_nobody(new: str, old: str) -> None:
    since, ends = told(row(new, "2024-01-01", current=True), row(old, "2010-01-01"))
    assert (since, ends) == (date(2010, 1, 1), [(None, None)] * 2)


def test_a_part_that_went_to_the_neighbour_moved_nobody() -> None:
    """Boundaries that were adjusted stand in no table; the register's own reason tells."""
    taken_over = row("4216", "2024-05-02", current=True, aarsak="Kommuneregulering")
    assert told(taken_over, row("4215", "2010-01-01")) == (date(2010, 1, 1), [(None, None)] * 2)


@pytest.mark.parametrize(
    "same",
    [
        {"gyldighetstidspunkt": "2010-01-01T00:00:00+01:00"},
        {"flyttedato": "2010-01-01"},
        {"adresseIdentifikatorFraMatrikkelen": "id-1"},
    ],
)
def test_a_row_that_was_written_anew_is_no_move(same: Rad) -> None:
    anew = row("4216", "2024-05-02", current=True) | same
    before = row("4215", "2010-01-01") | {"adresseIdentifikatorFraMatrikkelen": "id-1"}
    assert told(anew, before)[1] == [(None, None)] * 2


def test_who_left_the_country_has_left_on_that_day() -> None:
    gone = row("4215", "2010-01-01", opphoerstidspunkt="2024-05-02T11:00:00+02:00")
    assert told(gone) == (None, [GONE])
    back = row("4215", "2025-01-01", current=True)
    assert told(back, gone) == (date(2025, 1, 1), [(None, None), GONE])


@pytest.mark.parametrize(
    ("status", "more", "told_as"),
    [
        ("opphoert", {}, None),
        ("forsvunnet", {}, None),
        ("inaktiv", {}, None),
        ("doed", {"doedsfall": {"erGjeldende": True}}, None),  # the day is unknown
        ("doed", {"doedsfall": {"doedsdato": "2025-01-01"}}, None),  # declared dead long after
        ("doed", {"doedsfall": {"doedsdato": "2025-01-01"}, "utflytting": [{"tilflyttingsland": "SWE"}]}, "FLYTTET"),
        ("utflyttet", {}, "FLYTTET"),
    ],
)
def test_only_who_left_the_country_moved_out_of_a_home_that_ended(status: str, more: Rad, told_as: str | None) -> None:
    """Others were annulled as a duplicate, lost, or dead since a day that nobody knows."""
    ended = row("4215", "2010-01-01", opphoerstidspunkt="2024-05-02T11:00:00+02:00")
    document = msgspec.convert(person(bostedsadresse=[ended], status=[{"status": status}], **more), Folkeregisterperson)
    (address,) = project(document, check(document).current).adresser
    assert address[-3] == told_as


def test_no_change_of_a_municipality_in_the_table_is_a_move() -> None:
    for change in kommuneendringer.endringer():
        day = change.dato.isoformat()
        for new in change.nye:
            assert told(row(new, day, current=True), row(change.nummer, "2001-01-01")) == (
                date(2001, 1, 1),
                [(None, None)] * 2,
            )


def test_death_ends_the_last_home() -> None:
    ended = row("4215", "2010-01-01", opphoerstidspunkt="2024-05-02T11:00:00+02:00")
    assert told(ended, died="2024-05-02")[1] == [("DOED", date(2024, 5, 2))]
    assert told(row("4215", "2010-01-01", current=True), died="2024-05-02")[1] == [("DOED", date(2024, 5, 2))]


def test_who_died_abroad_had_left() -> None:
    gone = row("4215", "2010-01-01", opphoerstidspunkt="2024-05-02T11:00:00+02:00")
    assert told(gone, died="2025-05-02")[1] == [GONE]


def test_nobody_comes_from_or_goes_to_a_graded_address() -> None:
    hidden = {"adressegradering": "klientadresse"}
    here, before = row("4215", "2024-05-02", current=True), row("4216", "2010-01-01")
    assert told(here, before | hidden) == (None, [(None, None)] * 2)
    assert told(here | hidden, before) == (None, [(None, None)] * 2)
    between = row("4217", "2015-01-01", **hidden)
    assert told(here, between, before) == (None, [(None, None)] * 3)
    assert told(here | hidden, row("4216", "2020-01-01"), before)[1] == [(None, None)] * 3


def test_a_graded_address_on_the_way_breaks_no_stay() -> None:
    here, before = row("4215", "2024-05-02", current=True), row("4215", "2010-01-01")
    assert told(here, row("4216", "2015-01-01", adressegradering="fortrolig"), before)[0] == date(2010, 1, 1)


def test_the_published_documents_are_read_as_they_were(shared: Path) -> None:
    found = {}
    for file in sorted((shared / "data/npr-persons").glob("*.json")):
        document = msgspec.json.decode(file.read_bytes(), type=Folkeregisterperson)
        ordered = rader.newest_first(document.bostedsadresse)
        ends = [tuple(end[:2]) for end in _ends(ordered, document.doedsfall)] if ordered else []
        found[file.stem] = (moved_in(ordered), ends)
    assert found["28857197102"] == (None, [("DOED", date(2020, 12, 22))])
    assert found["05839297221"] == (None, [("FLYTTET", date(2025, 4, 27)), ("FLYTTET", date(2017, 3, 19))])
    assert found["12889197496"][0] == date(2022, 9, 8)
    assert found["04834598502"] == (None, [(None, None)])


KOMMUNER = ("4215", "4216", "3005", "3301", "1507", "1508", "1580")
drawn = st.builds(
    row,
    st.sampled_from(KOMMUNER),
    st.dates(date(2000, 1, 1), date(2026, 1, 1)).map(date.isoformat),
    st.sampled_from(("Strandgata", "Storgata", "")),
    adressegradering=st.sampled_from(("ugradert", "ugradert", "klientadresse", "noeNytt")),
    aarsak=st.sampled_from(("Flytting innenlands", "Kommuneregulering", "Adresseoppdatering")),
)


def _in_turn(rows: list[Rad]) -> list[Rad]:
    """As a register would have them: one row a day, the newest one current."""
    days = {str(one["flyttedato"]): one for one in rows}
    return [days[day] | {"erGjeldende": place == 0} for place, day in enumerate(sorted(days, reverse=True))]


lives = st.lists(drawn, min_size=1, max_size=6).map(_in_turn)


def _ordered(rows: list[Rad]) -> list[Adresse]:
    return rader.newest_first(msgspec.convert(json.loads(json.dumps(rows)), list[Adresse]))


@given(st.lists(drawn, min_size=1, max_size=6), st.booleans())
def test_no_end_stands_beside_a_graded_row(rows: list[Rad], current: bool) -> None:
    rows[0]["erGjeldende"] = current
    ordered = _ordered(rows)
    for place, end in enumerate(avganger(ordered, None, emigrated=True)):
        if end != Avgang():
            assert all(one.adressegradering == "ugradert" for one in ordered[max(place - 1, 0) : place + 1])


@given(lives)
def test_writing_every_row_anew_moves_nobody(rows: list[Rad]) -> None:
    """Matrikkelen's refresh doubles each row; the moves told stay the same."""
    doubled = [copy for one in rows for copy in (one, one | {"aarsak": "Adresseoppdatering", "erGjeldende": False})]

    assert _moves(_ordered(doubled)) <= _moves(_ordered(rows))


def _moves(ordered: list[Adresse]) -> set[Avgang]:
    return {end for end in avganger(ordered, None, emigrated=True) if end != Avgang()}
