import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiks.felles.lager.kryptering import CHUNK, EncryptingWriter, MasterKey, Unreadable, decrypt

KEY = os.urandom(32)


def _encrypt(*parts: bytes) -> bytes:
    target = io.BytesIO()
    writer = EncryptingWriter(target, KEY)
    for part in parts:
        writer.write(part)
    writer.finish()
    return target.getvalue()


def _decrypt(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(decrypt(io.BytesIO(content), key))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK]), max_size=4))
def test_what_is_written_in_any_pieces_is_read_back(sizes: list[int]) -> None:
    parts = [os.urandom(size) for size in sizes]
    assert _decrypt(_encrypt(*parts)) == b"".join(parts)


def test_content_cut_at_a_chunk_is_refused() -> None:
    content = _encrypt(os.urandom(3 * CHUNK))
    with pytest.raises(Unreadable):
        _decrypt(content[: 8 + 2 * (CHUNK + 16)])


def test_swapped_chunks_are_refused() -> None:
    content, size = _encrypt(os.urandom(3 * CHUNK)), CHUNK + 16
    with pytest.raises(Unreadable):
        _decrypt(content[:8] + content[8 + size : 8 + 2 * size] + content[8 : 8 + size] + content[8 + 2 * size :])


@pytest.mark.parametrize("at", [0, 3, 8, 100, -1])
def test_one_changed_bit_is_refused(at: int) -> None:
    content = bytearray(_encrypt(b"Kari Nordli" * 100))
    content[at] ^= 1
    with pytest.raises(Unreadable):
        _decrypt(bytes(content))


def test_another_key_is_refused() -> None:
    with pytest.raises(Unreadable):
        _decrypt(_encrypt(b"x"), os.urandom(32))


def test_a_wrapped_key_belongs_to_one_document() -> None:
    master = MasterKey("A" * 43 + "=")
    wrapped = master.wrap(KEY, "a")
    assert master.unwrap(wrapped, "a") == KEY
    with pytest.raises(Unreadable):
        master.unwrap(wrapped, "b")
