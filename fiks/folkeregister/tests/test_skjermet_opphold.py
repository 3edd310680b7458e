"""Rows made before a stay was hidden too: the migration mends them, and the database takes no more of them."""

import os
from collections.abc import Iterator
from importlib import import_module

import psycopg
import pytest

from fiks.folkeregister.tests.persons import NUMBERS

CLEAR = import_module("fiks.folkeregister.migrations.0011_skjermet_opphold").CLEAR
SHIELDED, OPEN = NUMBERS[:2]
_PUT = """insert into person (identifikator, sorteringsnavn, navnetokener, tidligere_navnetokener, statsborgerskap, skjoldet,
    oppholdskommune) values (%s, '', '{}', '{}', '{}', %s, '0301')"""
Owner = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def owner(django_db_setup: None) -> Iterator[Owner]:
    """The owner's connection; what it does is undone."""
    url = os.environ["DATABASE_OWNER_URL"]
    with psycopg.connect(url, dbname=os.environ["FIKS_TESTDATABASE"]) as connection:
        yield connection
        connection.rollback()


def test_a_shielded_person_is_given_no_stay(owner: Owner) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="person_skjoldet_uten_opphold"):
        owner.execute(_PUT, [SHIELDED, True])


def test_stays_from_before_are_cleared(owner: Owner) -> None:
    owner.execute("alter table person drop constraint person_skjoldet_uten_opphold")
    owner.execute(_PUT, [SHIELDED, True])
    owner.execute(_PUT, [OPEN, False])
    owner.execute(CLEAR)
    found = owner.execute("select identifikator, oppholdskommune from person where identifikator = any(%s)", [NUMBERS])
    assert dict(found.fetchall()) == {SHIELDED: None, OPEN: "0301"}  # type: ignore[arg-type]  # two columns
