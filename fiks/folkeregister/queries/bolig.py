"""Who is registered in a dwelling. Persons whose home is shielded have none in the table, so they are never here."""

from dataclasses import dataclass
from datetime import date

from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.models import Person
from fiks.folkeregister.queries.personer import Naer, order_of
from fiks.folkeregister.registerkopi.plassering import farm_key, street_key

MOST = 200


@dataclass(frozen=True, slots=True)
class Beboer:
    """One who lives there, and since when."""

    naer: Naer
    siden: date | None


@dataclass(frozen=True, slots=True)
class Bolig:
    """A dwelling: where it is, and who lives there, in the role's order. `antall` is all, those without room too."""

    noekkel: str
    kommunenummer: str
    adresse: str
    bruksenhetsnummer: str
    postnummer: str
    poststed: str
    beboere: list[Beboer]
    antall: int


@dataclass(frozen=True, slots=True)
class Boligadresse:
    """A dwelling as it is asked for: in a street, or by farm numbers (`matrikkel`)."""

    kommunenummer: str
    bruksenhetsnummer: str
    gate: str = ""
    husnummer: str = ""
    husbokstav: str = ""
    matrikkel: tuple[int, int, int, int] | None = None
    postnummer: str = ""

    @property
    def noekkel(self) -> str:
        """The address as it is sorted by."""
        if self.matrikkel:
            return farm_key(self.matrikkel, self.bruksenhetsnummer)
        return street_key(self.gate, self.husnummer or None, self.husbokstav or None, self.bruksenhetsnummer)


def bolig(noekkel: str, *, innsyn: Innsyn) -> Bolig | None:
    """A dwelling by its key; None when nobody who may be shown is registered there."""
    people = Person.objects.filter(husholdning=noekkel, skjoldet=False, graderingsnivaa=None)
    rows = list(people.order_by(*order_of(innsyn))[: MOST + 1])
    if not rows:
        return None
    first = rows[0]
    return Bolig(
        noekkel,
        first.kommunenummer or "",
        first.adresse or "",
        first.bruksenhetsnummer or "",
        first.postnummer or "",
        first.poststed or "",
        [Beboer(_naer(row), row.flyttedato) for row in rows[:MOST]],
        people.count() if len(rows) > MOST else len(rows),
    )


def dwellings_at(asked: Boligadresse) -> list[str]:
    """Keys of the dwellings that an address may mean: none, one, or several where two streets share a name."""
    found = Person.objects.filter(
        kommunenummer=asked.kommunenummer, adressesortering=asked.noekkel, skjoldet=False, husholdning__isnull=False
    )
    if asked.postnummer:
        found = found.filter(postnummer=asked.postnummer)
    return sorted({str(one) for one in found.values_list("husholdning", flat=True)})


def _naer(row: Person) -> Naer:
    return Naer(
        row.identifikator,
        row.fornavn,
        row.mellomnavn,
        row.etternavn,
        row.foedselsdato,
        row.foedselsaar,
        bool(row.doedsdato) or row.status == "doed",
        skjoldet=False,
    )
