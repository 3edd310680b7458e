"""The packed set of a list's persons gives back exactly the numbers that went in."""

from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.revisjon import subjektmengde

NUMBERS = st.integers(min_value=0, max_value=99_999_999_999).map(lambda number: f"{number:011d}")


@given(st.lists(NUMBERS, max_size=200))
def test_every_number_comes_back_once_and_in_order(numbers: list[str]) -> None:
    assert subjektmengde.unpack(subjektmengde.pack(numbers)) == sorted(set(numbers))


@given(st.lists(NUMBERS, max_size=50), NUMBERS)
def test_it_tells_whether_a_number_is_there(numbers: list[str], asked: str) -> None:
    assert subjektmengde.contains(subjektmengde.pack(numbers), asked) is (asked in numbers)


def test_a_large_set_takes_few_bytes() -> None:
    numbers = [f"{nth * 1_999_993:011d}" for nth in range(50_000)]
    assert len(subjektmengde.pack(numbers)) < 3 * len(numbers)
