"""Washing lists in tests, and reading the results."""

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from django.utils import timezone
from openpyxl import Workbook

from fiks.felles.kontekst import Actor, acting
from fiks.felles.lager import actions as lager
from fiks.folkeregister.actions.listemaal import Lagermaal
from fiks.folkeregister.actions.vask import Vaskevalg, bestill_vask, content_of, inndeling_of, last_opp_liste
from fiks.folkeregister.actions.vasking import wash
from fiks.folkeregister.models import Filformat, Registerrolle, Vask
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.queries.listearbeid import who_ordered
from fiks.folkeregister.tests.lists import sheets

if TYPE_CHECKING:
    from tests.world import World

HEADINGS = ("Fødselsnummer", "Fornavn", "Etternavn", "Fødselsdato", "Adresse", "Postnr", "Merknad")


def xlsx(*rows: tuple[object, ...], headings: tuple[str, ...] | None = HEADINGS, title: str = "Ark1") -> bytes:
    """A spreadsheet as somebody else's program writes it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in ([headings] if headings else []) + list(rows):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def row(
    number: object = None,
    given: object = None,
    family: object = None,
    born: object = None,
    address: object = None,
    postal: object = None,
    note: object = None,
) -> tuple[object, ...]:
    """A row under HEADINGS."""
    return (number, given, family, born, address, postal, note)


@dataclass
class Washer:
    """Somebody at work in a role."""

    world: "World"
    rolle: Registerrolle
    by: Actor
    at: datetime = field(default_factory=timezone.now)

    @property
    def rejects(self) -> Path:
        """Where rejected lines go."""
        return Path(mkdtemp()) / "avvist.ndjson"

    def upload(self, content: bytes) -> Vask:
        """Upload a file."""
        with acting(self.by):
            return last_opp_liste(content, rolle=self.rolle, by=self.by, at=self.at)

    def order(self, content: bytes, *, aarsak: str = "", filformat: Filformat = Filformat.XLSX) -> Vask:
        """Upload, and order it washed with the columns as they were recognised."""
        vask = self.upload(content)
        with acting(self.by):
            ark, inndeling = inndeling_of(vask)
            valg = Vaskevalg(inndeling.felter, inndeling.overskriftsrad or 0, ark, filformat, aarsak)
            return bestill_vask(valg, vask=vask, content=content_of(vask), by=self.by, at=self.at)

    def wash(self, content: bytes, *, filformat: Filformat = Filformat.XLSX) -> Vask:
        """Upload, order and wash."""
        return self.washed(self.order(content, filformat=filformat))

    def washed(self, vask: Vask) -> Vask:
        """Do the work of an ordered wash."""
        with acting(self.by):
            waiting = queries.underway(vask.virksomhet_id, vask.pk)
        assert waiting is not None
        wash(waiting, by=who_ordered(waiting), clock=lambda: self.at, maal=Lagermaal())
        return self.again(vask)

    def again(self, vask: Vask) -> Vask:
        """The wash as it stands now."""
        with acting(self.by):
            found = queries.vask_for(self.by, vask.pk)
        assert found is not None
        return found

    def content(self, vask: Vask) -> bytes:
        """The result, decrypted."""
        with acting(self.by):
            assert vask.dokument is not None
            chunks = lager.read(vask.dokument)
        return b"".join(chunks)

    def rows(self, *rows: tuple[object, ...]) -> list[dict[str, object]]:
        """Wash some rows, and give each with its headings."""
        found = sheets(self.content(self.wash(xlsx(*rows))))["Vasket"]
        return [dict(zip(map(str, found[0]), one, strict=True)) for one in found[1:]]

    def one(self, *cells: object, **parts: object) -> dict[str, object]:
        """Wash one row."""
        return self.rows(row(*cells, **parts))[0]


def washer(world: "World") -> Washer:
    """Jonas at work in the role that opens everything."""
    return Washer(world, world.fullrolle, world.actor(world.jonas, world.fullrolle))


SOLVEIG = (None, "Solveig", "Christiansen", date(1958, 3, 12))
