import pytest

from fiks.felles.regneark.fields import SEPARATOR, clean, copy_text, longer_than


def _fields(row: bytes) -> list[bytes]:
    return clean(row).split(SEPARATOR)[:-1]


def test_a_row_of_copy_text_becomes_its_fields() -> None:
    assert _fields(b"Ola\x1f\x1f0301\n") == [b"Ola", b"", b"0301"]


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (rb"a\\n", rb"a\n"),
        (rb"a\nb", b"a\nb"),
        (rb"a\r\nb\rc", b"a\nb\nc"),
        (rb"a\tb", b"a\tb"),
        (rb"a\b\f\vb", b"ab"),
        (b"a\\\x1fb", b"ab"),
        (b"a\\\\\x1fb", b"a\\\x1fb"),
    ],
)
def test_escapes_of_copy_are_read(sent: bytes, meant: bytes) -> None:
    assert clean(sent + b"\n") == meant + SEPARATOR


def test_characters_that_xml_forbids_are_removed() -> None:
    forbidden = "".join(map(chr, {*range(32)} - {9, 10, 13})) + "\ufffe\uffff"
    assert _fields(copy_text([[f"a{forbidden}b"]])) == [b"ab"]


def test_a_text_that_is_not_unicode_does_not_stop_the_rest() -> None:
    assert _fields(copy_text([["a\ud800b", "c"]])) == [b"a?b", b"c"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1234\x1f1234\x1f", False),
        (b"12345\x1f1\x1f", True),
        (b"1\x1f12345\x1f", True),
        (b"1\x1f1234\x1f12345\x1f", True),
        (b"\x1f\x1f\x1f\x1f\x1f\x1f\x1f", False),
        (b"", False),
    ],
)
def test_a_field_longer_than_the_limit_is_found(data: bytes, *, expected: bool) -> None:
    assert longer_than(4, data) is expected
