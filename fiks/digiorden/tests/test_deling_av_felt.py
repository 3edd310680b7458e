"""Every column of an application belongs to one class, and a published row holds shareable ones alone."""

from fiks.digiorden.katalog.deling import FELTKLASSER, PUBLISERT, Feltklasse, quarter_of
from fiks.digiorden.models import Applikasjon, DeltApplikasjon
from tests.kilder import expect_none


def columns(model: type[Applikasjon] | type[DeltApplikasjon]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def test_every_column_has_a_class() -> None:
    expect_none(columns(Applikasjon) ^ set(FELTKLASSER))


def test_a_published_row_has_no_other_columns_than_it_may() -> None:
    assert columns(DeltApplikasjon) == PUBLISERT
    own = {"applikasjon", "virksomhet", "avtale_kvartal", "changed_at"}
    assert all(FELTKLASSER[name] == Feltklasse.DELBAR for name in PUBLISERT - own)


def test_the_end_of_a_contract_is_never_more_exact_than_its_quarter() -> None:
    from datetime import date

    assert quarter_of(date(2027, 12, 31)) == date(2027, 10, 1)
    assert quarter_of(None) is None
