"""Birth, death, couples and guardians."""

from msgspec.structs import replace

from testmiljo.befolkning import Document, Row
from testmiljo.liv.changes.civil import WIDOWED
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.orders.world import ORDERS, Refused, World, grade_of, spouse_of
from testmiljo.liv.rows import current, kommune_of, number_of, status_of, text

_GONE = {"doed", "opphoert"}
_METADATA = {"ajourholdstidspunkt", "erGjeldende", "kilde", "aarsak", "gyldighetstidspunkt", "opphoerstidspunkt"}


@ORDERS.kind
def foedsel(world: World, akt: Akt) -> list[Line]:
    """`mor` or `nummer` is the mother; the father is her spouse when none is given. The child lives with the mother."""
    mother = world.with_status(akt.mor or akt.nummer, "bosatt")
    kjoenn = akt.kjoenn or world.some_kjoenn()
    home = current(mother, "bostedsadresse")
    akt = replace(
        akt,
        nummer="",
        mor=number_of(mother),
        far=_father(world, akt.far or spouse_of(mother)),
        kjoenn=kjoenn,
        navn=akt.navn or world.some_name(kjoenn, text(current(mother, "navn"), "etternavn") or "TESTBARN"),
        nytt=world.new_number(akt.dato, kjoenn),
        kommune="" if grade_of(mother) else kommune_of(mother),
        adresse=_fields(home) if home else None,
        grad=grade_of(mother),
    )
    parents = [(parent, "endringIFamilierelasjon") for parent in (akt.mor, akt.far) if parent]
    return world.write(akt, (akt.nytt, "personErOpprettet"), *parents)


def _father(world: World, number: str) -> str:
    document = world.register.document(number) if number else None
    return number_of(document) if document and status_of(document) == "bosatt" else ""


def _fields(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _METADATA}


@ORDERS.kind
def doedsfall(world: World, akt: Akt) -> list[Line]:
    """The one who is married to the dead is widowed in the same act."""
    document = world.person(akt.nummer)
    if status_of(document) in _GONE:
        raise Refused(f"Personen har status {status_of(document)}.")
    _check_date_of_death(document, akt)
    number = number_of(document)
    widow = world.register.document(spouse_of(document)) if spouse_of(document) else None
    events = [(number, "personErDoed")]
    if widow and status_of(widow) not in _GONE and spouse_of(widow) == number:
        events.append((number_of(widow), "endringISivilstand"))
    return world.write(replace(akt, nummer=number), *events)


def _check_date_of_death(document: Document, akt: Akt) -> None:
    if akt.dato < text(current(document, "foedsel"), "foedselsdato"):
        raise Refused("Dødsdatoen er før fødselsdatoen.")


@ORDERS.kind
def reaktivering(world: World, akt: Akt) -> list[Line]:
    """The death is annulled."""
    document = world.with_status(akt.nummer, "doed")
    number = number_of(document)
    events = [(number, "personErReaktivert")]
    if widow := _widow(world, document, number):
        events.append((widow, "endringISivilstand"))
    return world.write(replace(akt, nummer=number), *events)


def _widow(world: World, dead: Document, number: str) -> str:
    spouse = text(current(dead, "sivilstand"), "relatertVedSivilstand")
    document = world.register.document(spouse) if spouse else None
    row = current(document, "sivilstand") if document else None
    widowed = text(row, "sivilstand") in WIDOWED.values() and text(row, "relatertVedSivilstand") == number
    return number_of(document) if document and widowed else ""


@ORDERS.kind
def doedsdato_rettet(world: World, akt: Akt) -> list[Line]:
    """A date of death is corrected by annulling the death and registering it again."""
    _check_date_of_death(world.person(akt.nummer), akt)
    reactivated = reaktivering(world, replace(akt, slag="reaktivering"))
    return [*reactivated, *doedsfall(world, replace(akt, slag="doedsfall"))]


@ORDERS.kind
def vigsel(world: World, akt: Akt) -> list[Line]:
    both = [world.with_status(number, "bosatt") for number in (akt.nummer, akt.med)]
    first, second = (number_of(document) for document in both)
    if first == second:
        raise Refused("To forskjellige personer må til.")
    if any(spouse_of(document) for document in both):
        raise Refused("En av dem er gift fra før.")
    kommune = akt.kommune or ("" if grade_of(both[0]) else kommune_of(both[0]))
    akt = replace(akt, nummer=first, med=second, kommune=kommune)
    return world.write(akt, (first, "endringISivilstand"), (second, "endringISivilstand"))


@ORDERS.kind
def separasjon(world: World, akt: Akt) -> list[Line]:
    if text(current(world.person(akt.nummer), "sivilstand"), "sivilstand") == "separert":
        raise Refused("Personen er separert fra før.")
    return skilsmisse(world, akt)


@ORDERS.kind
def skilsmisse(world: World, akt: Akt) -> list[Line]:
    document = world.person(akt.nummer)
    other = world.register.document(spouse_of(document)) if spouse_of(document) else None
    if other is None:
        raise Refused("Personen er ikke gift.")
    first, second = number_of(document), number_of(other)
    akt = replace(akt, nummer=first, med=second)
    return world.write(akt, (first, "endringISivilstand"), (second, "endringISivilstand"))


@ORDERS.kind
def vergemaal(world: World, akt: Akt) -> list[Line]:
    """Without `med` the guardianship ends."""
    number = number_of(world.with_status(akt.nummer, "bosatt", "utflyttet"))
    med = number_of(world.person(akt.med)) if akt.med else ""
    if med == number:
        raise Refused("Ingen kan være verge for seg selv.")
    return world.write(replace(akt, nummer=number, med=med), (number, "endringIVergemaal"))
