"""An installation whose database would let people see too much does not start."""

import psycopg
import pytest
from django.core.checks import run_checks
from psycopg import sql

from fiks.nettsted.commands.sjekk import unsound

pytestmark = pytest.mark.django_db(transaction=True)


def _codes() -> set[str | None]:
    return {found.id for found in run_checks(databases=["default"])}


def test_the_installation_is_sound() -> None:
    assert unsound() == []


def test_a_table_with_an_organisation_but_no_policy_is_found(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    owner.execute("create table glemt (virksomhet_id uuid)")
    try:
        assert "fiks.E006" in _codes()
        assert any("glemt" in problem for problem in unsound())
    finally:
        owner.execute("drop table glemt")


def test_a_policy_that_is_not_forced_is_found(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    owner.execute("alter table ressurs no force row level security")
    try:
        assert "fiks.E006" in _codes()
    finally:
        owner.execute("alter table ressurs force row level security")


def test_a_change_that_is_not_migrated_is_found(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    row = owner.execute("select app, name, applied from django_migrations order by id desc limit 1").fetchone()
    assert row is not None
    owner.execute("delete from django_migrations where app = %s and name = %s", row[:2])
    try:
        assert any("fiks migrer" in problem for problem in unsound())
    finally:
        insert = sql.SQL("insert into django_migrations (app, name, applied) values ({})")
        owner.execute(insert.format(sql.SQL(", ").join(map(sql.Literal, row))))
