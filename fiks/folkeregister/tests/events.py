"""Persons to whom something has happened, for tests of events; all in Lillesand unless told otherwise."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import acting
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.roller import RolleInnhold, create_rolle
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.tests.persons import Rad, line, numbers, person, rad, veg
from tests.world import OPERATOR, World

HERE, THERE = "4215", "4216"
_NUMBERS = numbers("128657")


def home(kommune: str, since: date, *, current: bool = True, **fields: object) -> Rad:
    """A home since a day, in a street of its own."""
    times = {"gyldighetstidspunkt": f"{since}T00:00:00+01:00", "flyttedato": since.isoformat(), "erGjeldende": current}
    return rad(**veg(f"Hendelsesveien {since:%j}", kommune=kommune)) | times | fields


def someone(name: str, **elements: object) -> Rad:
    """A person with a number of her own."""
    return person(next(_NUMBERS), navn=[rad(fornavn="HENDELSE", etternavn=name)], **elements)


def born(name: str, on: date, **elements: object) -> Rad:
    """A child who has lived in one place since birth."""
    foedsel = [rad(foedselsdato=on.isoformat(), foedselsaar=str(on.year))]
    return someone(name, foedsel=foedsel, bostedsadresse=[home(HERE, on, aarsak="Fødsel")], **elements)


def moved(name: str, on: date, *, fra: str = THERE, til: str = HERE, **elements: object) -> Rad:
    """Somebody who moved on a day, and had lived elsewhere for long."""
    return someone(name, bostedsadresse=[home(til, on), home(fra, date(2010, 1, 1), current=False)], **elements)


def died(name: str, on: date, *, registered: str = "", **elements: object) -> Rad:
    """Somebody who died at home."""
    death = {"doedsdato": on.isoformat(), "erGjeldende": True, "ajourholdstidspunkt": registered or None}
    ended = home(HERE, date(2010, 1, 1), current=False, opphoerstidspunkt=f"{on}T12:00:00+01:00")
    basis: Rad = {"status": [rad(status="doed")], "doedsfall": death, "bostedsadresse": [ended]}
    return someone(name, **(basis | elements))


def number_of(document: Rad) -> str:
    """The number of a person."""
    return str(document["identifikasjonsnummer"][0]["foedselsEllerDNummer"])  # type: ignore[index]  # a list of rows


def load(world: World, *documents: Rad) -> None:
    """Put documents into the register copy."""
    lines: Iterator[bytes] = map(line, documents)
    loading.load(lines, by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist.ndjson")


def rolle_with(
    world: World,
    opens: Collection[str],
    *,
    kommuner: tuple[str, ...] = (HERE,),
    bruk: tuple[Bruksomraade, ...] = (Bruksomraade.HENDELSER,),
) -> Registerrolle:
    """An open role of Lillesand, for events unless told otherwise; Jonas has it."""
    area = hjemler.tjenesteomraader()["HELSE"]
    innhold = RolleInnhold(
        navn="Velkomst",
        tjenesteomraade="HELSE",
        hjemmel=str(hjemler.hjemler_for("HELSE")[0]),
        formaal=tuple(formaal.navn for formaal in area.formaal),
        opplysninger=frozenset(opens),
        bruksomraader=bruk,
        kommuner=kommuner,
        begrunnelse="Test",
    )
    with acting(OPERATOR):
        rolle = create_rolle(innhold, virksomhet=world.lillesand, by=OPERATOR, at=world.now)
        world.give(world.jonas, rolle.ressurs, BRUK)
    return rolle
