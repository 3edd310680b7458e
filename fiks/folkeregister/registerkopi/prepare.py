"""From a line to what is stored: checked, known by its fingerprint, and packed as COPY takes it.

Needs no database, so it runs in processes of its own when there is much to load (workers).
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from struct import Struct

import msgspec

from fiks.felles.koder import identifikator
from fiks.felles.koder.feil import gettext_noop
from fiks.felles.koder.identifikator import Miljoe, Serie
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.document import Folkeregisterperson, Identifikasjonsnummer, parse
from fiks.folkeregister.registerkopi.norsk_key import norsk_noekkel
from fiks.folkeregister.registerkopi.projection import BadDocument, Numbers, Projection, check, project
from fiks.folkeregister.registerkopi.soekerader import Gate, streets
from fiks.folkeregister.registerkopi.tables import TABLES, copy_lines

_WRONG_SERIES = {
    Miljoe.PRODUKSJON: gettext_noop("Dokumentet har et testnummer, og det tas ikke inn i produksjon."),
    Miljoe.TEST: gettext_noop("Dokumentet har et nummer som ikke er syntetisk, og det tas ikke inn i test."),
}
_HEAD = Struct(">hi11si")
_MICROSECONDS = Struct(">iq")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Incoming(msgspec.Struct, array_like=True, gc=False):
    """What the loader must know of a document that has been checked: the line it stood on, its numbers and fingerprint."""

    line: int
    number: str
    former: tuple[str, ...]
    hash: bytes


class Packed(msgspec.Struct, array_like=True, gc=False):
    """Documents from these lines as COPY takes them: rows of `persondokument` (binary), and of each of TABLES (text)."""

    lines: list[int]
    documents: bytes
    rows: list[bytes]


class Learned(msgspec.Struct, array_like=True):
    """What stands in tables of its own, once: words of names with their phonetic keys, and streets with sorting keys."""

    words: dict[str, str] = {}
    streets: list[tuple[str, str, str]] = []

    def add(self, other: "Learned") -> None:
        """Put what is in another to this."""
        self.words.update(other.words)
        self.streets += other.streets


class Checked(msgspec.Struct, gc=False):
    """A document that can be trusted, still to be packed."""

    incoming: Incoming
    raw: bytes
    document: Folkeregisterperson
    current: Identifikasjonsnummer


def check_line(line: int, raw: bytes, *, miljoe: Miljoe) -> Checked:
    """Read and check one line.

    Raises:
        BadDocument: with the reason.
    """
    try:
        document = parse(raw)
    except msgspec.ValidationError as problem:
        raise _wrong_shape(problem) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadDocument(gettext_noop("Linjen er ikke JSON.")) from None
    numbers = check(document)
    _require_possible(numbers, miljoe)
    number = numbers.current.foedsels_eller_d_nummer
    if b"\\" in raw and rb"\u0000" in raw:
        _require_no_null(document, numbers)
    return Checked(Incoming(line, number, numbers.former, codec.fingerprint(raw)), raw, document, numbers.current)


class Packer:
    """Packs documents, and gathers the words and streets in them, each once."""

    def __init__(self, ordbok: codec.Ordbok, at: datetime) -> None:
        self._compress = ordbok.compressor().compress
        microseconds = (at - _EPOCH) // datetime.resolution
        self._read_at = _MICROSECONDS.pack(8, microseconds)
        self._seen: set[str] = set()
        self._streets: set[Gate] = set()
        self._learned = Learned()

    def pack(self, documents: Sequence[Checked]) -> Packed:
        """Make the rows of documents. They are compressed together, while the dictionary is in the processor's memory."""
        compressed = [self._compress(checked.raw) for checked in documents]
        rows = [list[str]() for _ in TABLES]
        for checked in documents:
            made = project(checked.document, checked.current)
            self._learn(made)
            plain = b"\\" not in checked.raw
            for lines, table in zip(rows, TABLES, strict=True):
                if found := table.rows(made):
                    lines.extend(copy_lines(found, plain=plain))
        return Packed(
            [checked.incoming.line for checked in documents],
            b"".join(map(self._document, documents, compressed)),
            [("\n".join(lines) + "\n").encode() if lines else b"" for lines in rows],
        )

    def _document(self, checked: Checked, packed: bytes) -> bytes:
        """Four columns; each has its length before it."""
        head = _HEAD.pack(4, 11, checked.incoming.number.encode(), len(packed))
        return head + packed + b"\x00\x00\x00\x10" + checked.incoming.hash + self._read_at

    def take_learned(self) -> Learned:
        """The words and streets that are new since last asked."""
        learned, self._learned = self._learned, Learned()
        return learned

    def _learn(self, made: Projection) -> None:
        if not made.tokens <= self._seen:
            new = made.tokens - self._seen
            self._seen |= new
            self._learned.words.update((word, norsk_noekkel(word)) for word in new)
        for street in streets(made.document, made.level):
            if street not in self._streets:
                self._streets.add(street)
                self._learned.streets.append((*street, norsk_key(street[1])))


@contextmanager
def without_collector() -> Iterator[None]:
    """Many objects live at once here and none go in circles; looking for circles would take half of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _require_possible(numbers: Numbers, miljoe: Miljoe) -> None:
    """Each of the person's numbers must be one, and real or synthetic as the installation is."""
    for number in (numbers.current.foedsels_eller_d_nummer, *numbers.former):
        serie = identifikator.serie(number)
        if serie is None:
            raise BadDocument(gettext_noop("Dokumentet har et nummer som ikke er et fødselsnummer eller d-nummer."))
        if (serie is Serie.REELL) != (miljoe is Miljoe.PRODUKSJON):
            raise BadDocument(_WRONG_SERIES[miljoe])


def _require_no_null(document: Folkeregisterperson, numbers: Numbers) -> None:
    """The one character that PostgreSQL has no place for. Where no column comes from, it may stand."""
    made = project(document, numbers.current)
    if any("\0" in value for table in TABLES for row in table.rows(made) for value in row if value):
        raise BadDocument(gettext_noop("Dokumentet har en verdi som ikke kan lagres."))


def _wrong_shape(problem: msgspec.ValidationError) -> BadDocument:
    """Name the field. The path comes last in msgspec's text, and holds names of fields only."""
    _text, found, path = str(problem).rpartition(" - at `$")
    place = path.rstrip("`").strip(".") if found else ""
    if place:
        return BadDocument(gettext_noop("Dokumentet har feil form i %(felt)s."), place)
    return BadDocument(gettext_noop("Dokumentet har feil form."))
