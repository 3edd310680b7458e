"""What stands on every print and file: whose it is, whom to ask, who made it and when (GDPR art. 30 no. 1 a)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fiks.felles.pdf.blokker import Fakta, Faktum


@dataclass(frozen=True, slots=True)
class Eier:
    """The organisation."""

    navn: str
    orgnr: str


@dataclass(frozen=True, slots=True)
class Kontaktlinje:
    """A contact: the code and the name of what it is for, who it is, and how to reach them."""

    slag: str
    tittel: str
    navn: str
    adresse: str = ""
    epost: str = ""
    telefon: str = ""

    @property
    def linjer(self) -> list[str]:
        """What is known, line by line."""
        return [line for line in (self.navn, self.adresse, self.epost, self.telefon) if line]


@dataclass(frozen=True, slots=True)
class Hode:
    """All of it, with the line at the bottom of each page."""

    eier: Eier
    kontakter: Sequence[Kontaktlinje]
    bunntekst: str

    def fakta(self) -> Fakta:
        """Who is responsible, as facts."""
        number = [_("Organisasjonsnummer %(nr)s") % {"nr": self.eier.orgnr}] if self.eier.orgnr else []
        facts = [Faktum(_("Virksomhet"), [self.eier.navn, *number])]
        return Fakta([*facts, *(Faktum(one.tittel, one.linjer) for one in self.kontakter)])


def spraak() -> str:
    """The reader's language, for the frame of a document."""
    found = (get_language() or "nb")[:2]
    return found if found in {"nb", "nn", "en"} else "nb"
