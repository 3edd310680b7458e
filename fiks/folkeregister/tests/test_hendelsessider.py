"""Sorting pages of events out, and differences between documents: without network or database."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.folkeregister.hendelsesliste import typer
from fiks.folkeregister.hendelsesliste.forskjell import elements_that_differ
from fiks.folkeregister.hendelsesliste.siden import Hull, sort_out
from fiks.integrasjoner.hendelsesliste import Hendelse


def _events(*numbers: int) -> list[Hendelse]:
    return [Hendelse(number, "endringINavn") for number in numbers]


def _new(*numbers: int, neste: int = 1, hull: tuple[Hull, ...] = ()) -> list[int]:
    return [hendelse.sekvensnummer for hendelse in sort_out(_events(*numbers), neste=neste, hull=hull).nye]


def test_a_page_in_order_is_all_new() -> None:
    found = sort_out(_events(1, 2, 3), neste=1, hull=())
    assert (found.neste, found.hull, found.gjentatt, found.uordnet) == (4, (), 0, False)


def test_what_was_read_before_is_passed_over_and_counted() -> None:
    found = sort_out(_events(1, 2, 3, 3), neste=3, hull=())
    assert (len(found.nye), found.gjentatt, found.neste) == (1, 3, 4)


def test_holes_are_remembered_wherever_they_are() -> None:
    found = sort_out(_events(3, 4, 8), neste=1, hull=())
    assert (found.hull, found.neste) == ((Hull(1, 2), Hull(5, 7)), 9)


def test_what_comes_late_leaves_the_rest_of_its_hole() -> None:
    found = sort_out(_events(12, 6), neste=11, hull=(Hull(4, 8),))
    assert found.hull == (Hull(4, 5), Hull(7, 8), Hull(11, 11))
    assert _new(12, 6, neste=11, hull=(Hull(4, 8),)) == [6, 12]


def test_an_empty_page_changes_nothing() -> None:
    found = sort_out([], neste=7, hull=(Hull(3, 3),))
    assert (found.neste, found.hull, found.nye) == (7, (Hull(3, 3),), ())


@given(st.lists(st.lists(st.integers(1, 60), max_size=12), max_size=12))
def test_whatever_comes_each_number_is_new_once_and_the_rest_are_holes(pages: list[list[int]]) -> None:
    neste, hull, kept = 1, (), list[int]()
    for page in pages:
        found = sort_out(_events(*page), neste=neste, hull=hull)
        neste, hull = found.neste, found.hull
        kept += [hendelse.sekvensnummer for hendelse in found.nye]
    missing = [number for fra, til in hull for number in range(fra, til + 1)]
    assert sorted([*kept, *missing]) == list(range(1, neste))
    assert set(kept) == {number for page in pages for number in page}


def _documents(**changes: object) -> tuple[bytes, bytes]:
    basis = {"navn": [{"fornavn": "A"}, {"fornavn": "B"}], "kjoenn": [{"kjoenn": "kvinne"}]}
    return json.dumps(basis).encode(), json.dumps(basis | changes, indent=1).encode()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"navn": [{"fornavn": "B"}, {"fornavn": "A"}]}, set()),
        ({"status": []}, set()),
        ({"navn": [{"fornavn": "A"}]}, {"navn"}),
        ({"doedsfall": {"doedsdato": "2026-01-01"}, "kjoenn": []}, {"doedsfall", "kjoenn"}),
        ({"12345678901": 1}, {"annet"}),
    ],
)
def test_elements_that_differ_are_named(changes: dict[str, object], expected: set[str]) -> None:
    assert elements_that_differ(*_documents(**changes)) == expected


@pytest.mark.parametrize("theirs", [b"", b"{", b"[]", b"\xff"])
def test_what_is_no_document_differs(theirs: bytes) -> None:
    assert elements_that_differ(_documents()[0], theirs) == {"annet"}


def test_every_published_type_is_known(shared: object) -> None:
    import yaml

    spec = shared / "spec/freg/freg-offentlig-med-hjemmel-1.5.openapi.yaml"  # type: ignore[operator]  # a path
    schemas = yaml.safe_load(spec.read_text("utf-8"))["components"]["schemas"]
    event = schemas["folkeregisteret.tilgjengeliggjoering.hendelse.v1.Hendelse"]
    assert set(event["properties"]["hendelsestype"]["enum"]) <= typer.KJENTE
