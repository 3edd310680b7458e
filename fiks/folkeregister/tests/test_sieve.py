from hypothesis import given
from hypothesis import strategies as st

from fiks.folkeregister.registerkopi.sieve import Sieve
from fiks.folkeregister.tests.persons import numbers

_SIEVE = Sieve()


@given(st.lists(st.text(alphabet="0123456789", min_size=11, max_size=11)))
def test_a_number_that_has_been_seen_is_never_forgotten(seen: list[str]) -> None:
    _SIEVE.update(seen)
    assert _SIEVE.perhaps(seen) == seen


def test_few_numbers_that_have_not_been_seen_are_asked_for() -> None:
    sieve, every = Sieve(), numbers("128558")
    sieve.update(number for number, _ in zip(every, range(500), strict=False))
    others = [number for number, _ in zip(every, range(200), strict=False)]
    assert len(sieve.perhaps(others)) < 5
