"""What a document is made of: data alone. No text given here is ever read as markup."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Lenke(msgspec.Struct, frozen=True, tag_field="slag", tag="lenke"):
    """A link; only http, https and mailto."""

    tekst: str
    adresse: str


Tekst = str | Lenke


class Stil(StrEnum):
    """How a paragraph looks."""

    BROED = "broed"
    INGRESS = "ingress"
    MERKNAD = "merknad"


class Tone(StrEnum):
    """The colour behind a cell. It never stands alone: the cell's text says the same."""

    INGEN = ""
    LAV = "lav"
    MIDDELS = "middels"
    HOEY = "hoey"


class Overskrift(msgspec.Struct, frozen=True, tag_field="slag", tag="overskrift"):
    """A heading. The title of the document is level 1; the first heading is level 2, and no level is skipped."""

    tekst: str
    nivaa: int = 2
    ny_side: bool = False


class Avsnitt(msgspec.Struct, frozen=True, tag_field="slag", tag="avsnitt"):
    """A paragraph. An empty line in the text begins a new one, a line break stays a line break."""

    tekst: Tekst
    stil: Stil = Stil.BROED


class Punkter(msgspec.Struct, frozen=True, tag_field="slag", tag="punkter"):
    """A list with bullets, or with numbers."""

    punkter: Sequence[Tekst]
    nummerert: bool = False


class Faktum(msgspec.Struct, frozen=True):
    """A name and its values, each on its own line."""

    navn: str
    verdier: Sequence[Tekst]


class Fakta(msgspec.Struct, frozen=True, tag_field="slag", tag="fakta"):
    """Facts about one thing, name by name."""

    rader: Sequence[Faktum]


class Kolonne(msgspec.Struct, frozen=True):
    """A column: its heading and its share of the width."""

    tittel: str
    bredde: int = 1
    hoeyre: bool = False


class Celle(msgspec.Struct, frozen=True, tag_field="slag", tag="celle"):
    """A cell with a colour behind it."""

    tekst: str
    tone: Tone = Tone.INGEN


class Tabell(msgspec.Struct, frozen=True, tag_field="slag", tag="tabell"):
    """A table whose headings are repeated on every page. Rows do not break over pages."""

    kolonner: Sequence[Kolonne]
    rader: Sequence[Sequence[Tekst | Celle]]


Blokk = Overskrift | Avsnitt | Punkter | Fakta | Tabell


class Dokument(msgspec.Struct, frozen=True):
    """A whole document.

    `avsender` stands on top of every page, `bunntekst` (who printed it and when) at the bottom. `innhold` is how many levels
    of headings the table of contents shows; 0 leaves it out.
    """

    tittel: str
    avsender: str
    blokker: Sequence[Blokk]
    bunntekst: str = ""
    undertittel: str = ""
    spraak: str = "nb"
    innhold: int = 0
