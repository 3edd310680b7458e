"""Digiorden in the named world: open for Lillesand and Birkenes, with people who have each of its roles.

Lillesand  Ingrid (administrer, godkjenn) · Jonas (rediger) · Odd (personvernombud) · Siri (les) · Fredrik (nothing)
Birkenes   Berit (administrer, rediger, godkjenn)
Sørlandet Fagsystem   Vera (rettighetshaver)
"""

from itertools import islice

from fiks.digiorden import access
from fiks.felles.kontekst import acting
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import RessursType
from fiks.felles.virksomhet import actions as virksomhet
from fiks.felles.virksomhet.models import Bruker
from tests.world import OPERATOR, World, _staff_numbers


def open_digiorden(world: World) -> World:
    """Open the service, and give the people their roles."""
    with acting(OPERATOR):
        world.vera = _vendor_person(world)
        for owner in (world.lillesand, world.birkenes, world.leverandoer):
            tilgang.open_tjeneste(virksomhet=owner, tjeneste=access.TJENESTE, aarsak="Test", by=OPERATOR, at=world.now)
        for person, koder in (
            (world.ingrid, (access.ADMINISTRER, access.GODKJENN)),
            (world.jonas, (access.REDIGER,)),
            (world.odd, (access.PERSONVERNOMBUD,)),
            (world.siri, (access.LES,)),
            (world.berit, (access.ADMINISTRER, access.REDIGER, access.GODKJENN)),
            (world.vera, (access.RETTIGHETSHAVER,)),
        ):
            _give(world, person, koder)
    return world


def give_role(world: World, person: Bruker, *koder: str) -> None:
    """Give somebody one more role."""
    with acting(OPERATOR):
        _give(world, person, koder)


def _vendor_person(world: World) -> Bruker:
    number = next(islice(_staff_numbers(), 6, None))
    return virksomhet.add_bruker(
        virksomhet=world.leverandoer,
        foedselsnummer=number,
        navn="Vera Moen",
        epost="vera@example.no",
        by=OPERATOR,
        at=world.now,
    )


def _give(world: World, person: Bruker, koder: tuple[str, ...]) -> None:
    ressurs = tilgang.create_ressurs(
        virksomhet=person.virksomhet, type=RessursType.VIRKSOMHET, navn=person.virksomhet.navn
    )
    for kode in koder:
        world.give(person, ressurs, kode)
