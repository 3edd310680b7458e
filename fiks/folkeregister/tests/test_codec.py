import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.tests.persons import line, person

SAMPLES = [
    line(person(navn=[{"fornavn": f"Test {n * 7919}", "etternavn": f"Person {n * 104_729}"}])) for n in range(600)
]
TRAINED = codec.train(SAMPLES)


@given(st.binary(max_size=5000))
def test_bytes_come_back_unchanged_with_and_without_dictionary(data: bytes) -> None:
    for ordbok in (codec.NONE, TRAINED):
        packed = ordbok.compressor().compress(data)
        assert codec.dictionary_id(packed) == ordbok.id
        assert codec.decode(packed, ordbok) == data


def test_a_dictionary_makes_documents_smaller() -> None:
    with_it, without = (len(used.compressor().compress(SAMPLES[-1])) for used in (TRAINED, codec.NONE))
    assert with_it < without / 2


def test_the_wrong_dictionary_is_refused() -> None:
    with pytest.raises(codec.UnknownDictionary):
        codec.decode(TRAINED.compressor().compress(SAMPLES[0]), codec.NONE)


@pytest.mark.parametrize("samples", [[], SAMPLES[:10], [b""] * 1000])
def test_poor_samples_train_no_dictionary(samples: list[bytes]) -> None:
    assert codec.train(samples) == codec.NONE
