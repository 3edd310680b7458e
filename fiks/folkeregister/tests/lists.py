"""Ordering and drawing lists in tests, and reading them back with two readers that know nothing of our writer."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from fiks.felles.kontekst import Actor, acting
from fiks.felles.lager import actions as lager
from fiks.folkeregister.actions.innbyggerlister import Bestilling, bestill_liste
from fiks.folkeregister.actions.listemaal import Lagermaal
from fiks.folkeregister.actions.listetegning import draw
from fiks.folkeregister.lister.utvalg import Alder, Aldersmaate, Utvalg
from fiks.folkeregister.models import Filformat, Innbyggerliste, Registerrolle
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries.listearbeid import who_ordered

if TYPE_CHECKING:
    from tests.world import World

LILLESAND = Utvalg(("4215",))
PER = date(2026, 12, 31)


def aged(fra: int | None = None, til: int | None = None, per: date = PER) -> Alder:
    """Age on a date."""
    return Alder(Aldersmaate.PAA_DATO, fra, til, per)


def born(fra: int | None = None, til: int | None = None) -> Alder:
    """Birth years."""
    return Alder(Aldersmaate.FOEDT, fra, til)


@dataclass
class Drawer:
    """Someone at work in a role."""

    world: "World"
    rolle: Registerrolle
    by: Actor
    at: datetime = field(default_factory=timezone.now)

    def order(self, utvalg: Utvalg = LILLESAND, **parts: Any) -> Innbyggerliste:
        """Order a list; the job is left in the queue."""
        with acting(self.by):
            return bestill_liste(Bestilling(utvalg, **parts), rolle=self.rolle, by=self.by, at=self.at)

    def draw(self, utvalg: Utvalg = LILLESAND, **parts: Any) -> Innbyggerliste:
        """Order a list and draw it."""
        ordered = self.order(utvalg, **parts)
        with acting(self.by):
            waiting = queries.underway(ordered.virksomhet_id, ordered.pk)
        assert waiting is not None
        draw(waiting, by=who_ordered(waiting), clock=lambda: self.at, maal=Lagermaal())
        return self.again(ordered)

    def again(self, liste: Innbyggerliste) -> Innbyggerliste:
        """The list as it stands now."""
        with acting(self.by):
            found = queries.liste_for(self.by, liste.pk)
        assert found is not None
        return found

    def content(self, liste: Innbyggerliste) -> bytes:
        """The file, decrypted."""
        with acting(self.by):
            assert liste.dokument is not None
            chunks = lager.read(liste.dokument)
        return b"".join(chunks)

    def sheets(self, utvalg: Utvalg = LILLESAND, **parts: Any) -> dict[str, list[list[object]]]:
        """Draw a list, and read its sheets with calamine."""
        return sheets(self.content(self.draw(utvalg, **parts)))

    def numbers(self, utvalg: Utvalg = LILLESAND, **parts: Any) -> list[str]:
        """The numbers on a list, in its order."""
        rows = self.sheets(utvalg, **parts)["Innbyggere"]
        place = rows[0].index("Identifikasjonsnummer_foedselsEllerDNummer")
        return [str(row[place]) for row in rows[1:]]

    def at_time(self, at: datetime) -> "Drawer":
        """The same, at another time."""
        return replace(self, at=at)


def drawer(world: "World", **parts: Any) -> Drawer:
    """Jonas at work in the role that opens everything."""
    return Drawer(world, world.fullrolle, world.actor(world.jonas, world.fullrolle, **parts))


def vaccinator(world: "World") -> Drawer:
    """Jonas at work in the role for vaccination."""
    return Drawer(world, world.vaksine, world.actor(world.jonas, world.vaksine))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    """What calamine reads."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def cells(content: bytes) -> dict[str, list[list[object]]]:
    """What openpyxl reads."""
    book = load_workbook(BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


ENDINGS = {Filformat.XLSX: b"PK", Filformat.ODS: b"PK", Filformat.CSV: b"\xef\xbb\xbf"}
