import io
import zipfile

import pytest

from fiks.felles.regneark import zipping
from fiks.felles.regneark.zipping import ZipWriter


def _archive() -> bytes:
    sink = io.BytesIO()
    archive = ZipWriter(sink)
    archive.add("mimetype", b"text/plain", stored=True)
    entry = archive.open("mappe/stor.xml")
    for number in range(2000):
        entry.write(b"<row>%d</row>" % number)
    entry.close()
    archive.add("slutt.xml", b"<slutt/>")
    archive.close()
    return sink.getvalue()


def _read(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_entries_are_read_back() -> None:
    rows = b"".join(b"<row>%d</row>" % number for number in range(2000))
    assert _read(_archive()) == {"mimetype": b"text/plain", "mappe/stor.xml": rows, "slutt.xml": b"<slutt/>"}


@pytest.mark.parametrize("limit", [1, 50, 150, 1000, 20_000])
def test_numbers_past_32_bits_are_written_in_64(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = _archive()
    monkeypatch.setattr(zipping, "_WIDE", limit)
    wide = _archive()
    assert len(wide) > len(plain)
    assert _read(wide) == _read(plain)


def test_a_stored_first_entry_shows_its_content_at_byte_38() -> None:
    assert _archive()[30:48] == b"mimetypetext/plain"


def test_equal_content_gives_equal_bytes() -> None:
    assert _archive() == _archive()


def test_an_archive_that_was_never_closed_cannot_be_opened() -> None:
    sink = io.BytesIO()
    archive = ZipWriter(sink)
    archive.add("en.xml", b"<en/>")
    archive.open("to.xml").write(b"<to>")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(sink)
