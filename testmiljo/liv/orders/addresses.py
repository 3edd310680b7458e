"""Moves, protection and post."""

from msgspec.structs import replace

from testmiljo.liv.line import Akt, Bolig, Line
from testmiljo.liv.orders.identity import ny_person, nytt_nummer
from testmiljo.liv.orders.world import ORDERS, Refused, World, grade_of, with_address
from testmiljo.liv.rows import current, kommune_of, number_of, status_of

GRADES = ("fortrolig", "strengtFortrolig", "ugradert")
_ABROAD = "SWE"


@ORDERS.kind
def flytting(world: World, akt: Akt) -> list[Line]:
    """To a dwelling in `kommune`, or within the municipality."""
    document = world.with_status(akt.nummer, "bosatt")
    if grade_of(document) == "strengtFortrolig":
        raise Refused("Personen har strengt fortrolig adresse, og ingen bostedsadresse.")
    bolig = world.dwelling(akt, kommune_of(document))
    akt = replace(akt, nummer=number_of(document), bolig=bolig, kommune="")
    return world.write(akt, (akt.nummer, "endringIBostedsadresse"))


@ORDERS.kind
def utflytting(world: World, akt: Akt) -> list[Line]:
    number = number_of(world.with_status(akt.nummer, "bosatt"))
    return world.write(replace(akt, nummer=number, land=akt.land or _ABROAD), (number, "personErUtflyttet"))


@ORDERS.kind
def innflytting(world: World, akt: Akt) -> list[Line]:
    """Somebody who has lived here comes back; a holder of a d-number gets a new number; without `nummer` a new person."""
    if not akt.nummer:
        return ny_person(world, akt)
    document = world.with_status(akt.nummer, "utflyttet", "midlertidig", "inaktiv", "ikkeBosatt")
    if status_of(document) != "utflyttet":
        return nytt_nummer(world, akt)
    bolig = world.dwelling(akt)
    akt = replace(akt, nummer=number_of(document), land=akt.land or _ABROAD, bolig=bolig, kommune="")
    return world.write(akt, (akt.nummer, "personErBosatt"))


@ORDERS.kind
def adresseoppdatering(world: World, akt: Akt) -> list[Line]:
    number = number_of(with_address(world, akt.nummer))
    return world.write(replace(akt, nummer=number), (number, "endringIBostedsadresseUtenFlytting"))


@ORDERS.kind
def postadresse(world: World, akt: Akt) -> list[Line]:
    document = world.with_status(akt.nummer, "bosatt")
    if grade_of(document):
        raise Refused("Personen har adressebeskyttelse.")
    number = number_of(document)
    return world.write(replace(akt, nummer=number), (number, "endringIKontaktinformasjon"))


@ORDERS.kind
def adressebeskyttelse(world: World, akt: Akt) -> list[Line]:
    """`grad` ugradert lifts the protection."""
    document = world.with_status(akt.nummer, "bosatt")
    if akt.grad not in GRADES:
        raise Refused(f"grad skal være {', '.join(GRADES)}.")
    held = grade_of(document) or "ugradert"
    if held == akt.grad:
        raise Refused(f"Adressen er {held} fra før.")
    homeless = akt.grad == "ugradert" and current(document, "bostedsadresse") is None
    bolig = akt.bolig or Bolig(akt.kommune or world.register.home_kommune)
    akt = replace(akt, nummer=number_of(document), bolig=bolig if homeless else None, kommune="")
    return world.write(akt, (akt.nummer, "endringIAdressebeskyttelse"))
