"""What a field, a row and a section of a record are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise


class Slag(Enum):
    """How a field is asked for."""

    TEKST = auto()
    LANG = auto()
    ORD = auto()
    ORDLISTE = auto()
    OPPLYSNINGER = auto()
    LINJER = auto()
    HJEMLER = auto()
    VALG = auto()
    FLERVALG = auto()
    JANEI = auto()
    AVKRYSSING = auto()
    TALL = auto()
    DATO = auto()
    ORGNR = auto()
    PERSON = auto()


@dataclass(frozen=True, slots=True)
class Felt:
    """One field. `navn` is its path in the content, «formaal.tekst»; `kort` fields are those of the short form."""

    navn: str
    ledetekst: Promise
    slag: Slag = Slag.TEKST
    hjelp: Promise | str = ""
    kort: bool = False
    valg: Mapping[str, Promise] | None = None
    begrep: str = ""
    bredde: str = ""

    @property
    def kortnavn(self) -> str:
        """The name within its row: «tekst» of «formaal.tekst»."""
        return self.navn.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Rekke:
    """Rows of the same kind. `noekkel` is the field of a row that tells which it is."""

    navn: str
    ledetekst: Promise
    en: Promise
    legg_til: Promise
    felter: tuple[Felt, ...]
    noekkel: str
    hjelp: Promise | str = ""
    kort: bool = False


@dataclass(frozen=True, slots=True)
class Seksjon:
    """A part of the record, with its own heading."""

    kode: str
    tittel: Promise
    deler: tuple[Felt | Rekke, ...]
