"""The whole protocol as a file. Who took it is written to the audit log, since it names who is responsible inside."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from fiks.digiorden.hode import Hode
from fiks.digiorden.protokoll import kolonner, ropa
from fiks.digiorden.protokoll.ark import Post, rows
from fiks.digiorden.protokoll.arklesing import OM_FILEN
from fiks.digiorden.protokoll.utskrift import whole
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.queries.protokollutvalg import Omfang, poster
from fiks.felles.kontekst import Actor
from fiks.felles.pdf.sats import set_pdf
from fiks.felles.regneark import Format, Kolonne, Slag, open_book
from fiks.felles.revisjon.actions import Handling, record

ARK = "Behandlinger"
_WIDE, _NARROW = 32, 12
_NUMBERS = frozenset({kolonner.NUMMER, "Versjon"})


class Filslag(StrEnum):
    """What the protocol can be had as. The value is the file's ending."""

    PDF = "pdf"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """For the header Content-Type."""
        own = {Filslag.PDF: "application/pdf", Filslag.JSON: "application/json"}
        return own.get(self) or Format(self.value).media_type


@dataclass(frozen=True, slots=True)
class Fil:
    """A finished file."""

    navn: str
    media_type: str
    innhold: bytes


@transaction.atomic
def hent_protokoll(slag: Filslag, omfang: Omfang, *, by: Actor, at: datetime) -> Fil:
    """Make the file, and write down that it was taken."""
    found, head = poster(by, omfang), hode(by, at=at)
    details = {"filslag": slag.value, "omfang": omfang.value, "antall": len(found)}
    handling = Handling("digiorden.protokoll_hentet", gjelder=head.eier.navn, detaljer=details)
    record(handling, by=by, at=at, virksomhet_id=by.tenant)
    content = _made(slag, found, head, at=at)
    return Fil(f"behandlingsprotokoll-{head.eier.orgnr}-{at:%Y-%m-%d}.{slag.value}", slag.media_type, content)


def _made(slag: Filslag, found: list[tuple[UUID, Post]], head: Hode, *, at: datetime) -> bytes:
    records = [one for _id, one in found]
    if slag is Filslag.PDF:
        return set_pdf(whole(records, head), at=at)
    if slag is Filslag.JSON:
        return json.dumps(ropa.document(found, head), ensure_ascii=False, indent=1).encode()
    return spreadsheet(Format(slag.value), records, head)


def spreadsheet(format: Format, records: list[Post], head: Hode) -> bytes:
    """The protocol as a spreadsheet. The names of the columns and the codes are the same in every language."""
    out = BytesIO()
    with override("nb"), open_book(format, out) as book:
        columns = [
            Kolonne(name, Slag.INTEGER if name in _NUMBERS else Slag.TEXT, _NARROW if name in _NUMBERS else _WIDE)
            for name, _told in kolonner.headings()
        ]
        book.sheet(ARK, columns)
        book.write(rows(records, head.eier))
        book.sheet(OM_FILEN, [Kolonne("", bredde=32), Kolonne("", bredde=90)], headings=False)
        book.write(_about(head))
    return out.getvalue()


def _about(head: Hode) -> list[list[str | None]]:
    contacts: list[list[str | None]] = [[one.tittel, ", ".join(one.linjer)] for one in head.kontakter]
    headings: list[list[str | None]] = [[name, told] for name, told in kolonner.headings()]
    return [
        ["Virksomhet", f"{head.eier.navn}, organisasjonsnummer {head.eier.orgnr}"],
        *contacts,
        ["Fil", head.bunntekst],
        [None, None],
        ["Kolonne", "Hva den inneholder"],
        *headings,
    ]
