"""What is searched for, as a value: what a hit must fit, and whether that is enough to search by.

Enough is a rule of minimum, as NHN and the Dutch BRP have it (reference/folkeregister.md f): something that points out few,
and one thing more. It keeps search from becoming a way to leaf through the register.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fiks.folkeregister.registerkopi.norsk_key import words

LONGEST_NAME = 200
MOST_WORDS = 8
LONGEST_SPAN = 20
_NAME = 2
_MATRIKKEL = re.compile(r"(\d{1,5})\s*/\s*(\d{1,5})(?:\s*/\s*(\d{1,5}))?(?:\s*/\s*(\d{1,5}))?", re.ASCII)
_STREET = re.compile(r"(?P<gate>.*?[^\W\d_].*?)(?:[\s,]+(?P<nummer>\d{1,5})\s*(?P<bokstav>[a-zæøå])?)?", re.IGNORECASE)
_UNIT = re.compile(r"([HKLU])\s*(\d{2})\s*(\d{2})", re.IGNORECASE | re.ASCII)
_ID = re.compile(r"[^0-9A-Z]")
_WITH_LAND = re.compile(r"([A-Z]{3})\s*-\s*(.+)")


class SoekError(Exception):
    """The criteria cannot be used. `field` names the part, the text is Bokmål and says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Gateadresse:
    """A street, as typed, with a number and letter where they are given."""

    gate: str
    nummer: str = ""
    bokstav: str = ""


@dataclass(frozen=True, slots=True)
class Soek:
    """The criteria. What is empty asks for nothing. `historikk`: former names and addresses count too."""

    navn: str = ""
    foedselsdato: date | None = None
    aar_fra: int | None = None
    aar_til: int | None = None
    kjoenn: str = ""
    kommuner: tuple[str, ...] = ()
    gate: str = ""
    postnummer: str = ""
    matrikkel: str = ""
    bruksenhet: str = ""
    duf: str = ""
    utenlandsk: str = ""
    historikk: bool = False
    doede: bool = False
    utflyttede: bool = False

    @property
    def ord(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return words(self.navn)

    @property
    def adresse(self) -> Gateadresse | None:
        return gateadresse(self.gate) if self.gate.strip() else None

    @property
    def asks_place(self) -> bool:
        """Whether somebody is asked for by where she lives: then nobody whose address is shielded fits."""
        return bool(self.kommuner or self.gate or self.postnummer or self.matrikkel or self.bruksenhet)

    @property
    def asks_address(self) -> bool:
        """Whether a street or a property is asked for."""
        return bool(self.gate or self.matrikkel)

    def used(self) -> list[str]:
        """Names of the criteria that are asked about, for the log: never what they hold."""
        names = ("navn", "foedselsdato", "kjoenn", "kommuner", "gate", "postnummer", "matrikkel", "bruksenhet")
        found = [
            name for name in (*names, "duf", "utenlandsk", "historikk", "doede", "utflyttede") if getattr(self, name)
        ]
        return [*found, "foedselsaar"] if self.aar_fra or self.aar_til else found

    def check(self, *, one_municipality: bool = False) -> None:
        """Raise SoekError unless the criteria make sense and are enough.

        Args:
            one_municipality: the role searches in one municipality only, which then counts as chosen.
        """
        self._check_shape()
        if self.duf or self.utenlandsk or len([word for word in self.ord if len(word) >= _NAME]) >= _NAME:
            return
        address = self.adresse
        pointing = [bool(self.ord), bool(self.foedselsdato), bool(self.gate), bool(self.matrikkel)]
        more = [bool(address and address.nummer), bool(self.postnummer), bool(self.aar_fra or self.aar_til)]
        more += [bool(self.kommuner) or one_municipality]
        in_block = bool(self.postnummer and self.aar_fra)
        if not (any(pointing) or in_block) or sum(pointing) + sum(more) < 2:
            raise SoekError("", _too_little(self))

    def _check_shape(self) -> None:
        if len(self.navn) > LONGEST_NAME or len(self.ord) > MOST_WORDS:
            raise SoekError("navn", _("Skriv høyst %(antall)s ord i navnet.") % {"antall": MOST_WORDS})
        if self.navn.strip() and not any(len(word) >= _NAME for word in self.ord):
            raise SoekError("navn", _("Skriv minst to bokstaver av et av navnene."))
        if self.aar_fra and self.aar_til and not 0 <= self.aar_til - self.aar_fra <= LONGEST_SPAN:
            raise SoekError("foedt", _("Skriv høyst %(antall)s år, det første først.") % {"antall": LONGEST_SPAN})
        if self.gate:
            gateadresse(self.gate)
        if self.matrikkel:
            matrikkelnummer(self.matrikkel)
        if self.bruksenhet:
            bruksenhetsnummer(self.bruksenhet)
            if not (self.gate or self.matrikkel):
                raise SoekError("bruksenhet", _("Skriv også gateadressen eller matrikkelnummeret til boligen."))


def gateadresse(text: str) -> Gateadresse:
    """Read «Storgata 14 B».

    Raises:
        SoekError: there are not three letters of a street.
    """
    found = _STREET.fullmatch(" ".join(text.replace(",", " ").split()))
    letters = sum(letter.isalpha() for letter in found["gate"]) if found else 0
    if found is None or letters < 3:
        raise SoekError("gate", _("Skriv minst tre bokstaver av gatenavnet, slik: Storgata 14."))
    return Gateadresse(found["gate"], found["nummer"] or "", (found["bokstav"] or "").upper())


def matrikkelnummer(text: str) -> tuple[int, int, int, int]:
    """Read «12/34», «12/34/5» or «12/34/0/1»: farm, holding, leasehold, sub-number."""
    found = _MATRIKKEL.fullmatch(text.strip())
    if found is None:
        raise SoekError("matrikkel", _("Skriv gårdsnummer og bruksnummer slik: 12/34."))
    farm, holding, lease, sub = (int(part or 0) for part in found.groups())
    return farm, holding, lease, sub


def bruksenhetsnummer(text: str) -> str:
    """Read «H0101», also written «h 01 01»."""
    found = _UNIT.fullmatch(text.strip())
    if found is None:
        raise SoekError("bruksenhet", _("Skriv bruksenhetsnummeret med én bokstav og fire sifre, slik: H0101."))
    return f"{found[1].upper()}{found[2]}{found[3]}"


def identifikator(text: str) -> str:
    """A DUF number or a foreign identifier as it is kept: capitals and digits only."""
    return _ID.sub("", text.upper())


def med_land(text: str) -> tuple[str, str]:
    """Country and number of a foreign identifier: «8766…», or as Skatteetaten writes it, «ARG-8766…»."""
    found = _WITH_LAND.fullmatch(text.strip().upper())
    return (found[1], identifikator(found[2])) if found else ("", identifikator(text))


def _too_little(soek: Soek) -> str:
    if soek.ord:
        return _("Skriv hele navnet, eller legg til fødselsår, kommune, postnummer eller gateadresse.")
    if soek.foedselsdato:
        return _("Legg til navn, kommune, postnummer eller gateadresse.")
    if soek.gate or soek.matrikkel:
        return _("Legg til kommune, husnummer, postnummer eller navn.")
    return _("Skriv et navn, en fødselsdato eller en adresse å søke etter.")


@dataclass(frozen=True, slots=True)
class Ramme:
    """Who searches: the role's municipalities by today's numbers (None is the whole country), whether it looks up too, and
    so may see a home wherever it is, and whether it opens birth dates, which hits that are alike come in the order of.
    """

    kommuner: tuple[str, ...] | None = None
    looks_up: bool = False
    by_age: bool = True

    @property
    def one_municipality(self) -> bool:
        return self.kommuner is not None and len(self.kommuner) == 1

    def shows_home_in(self, kommunenummer: str | None) -> bool:
        """Whether the address of a home there may be shown."""
        return self.looks_up or self.kommuner is None or kommunenummer in self.kommuner
