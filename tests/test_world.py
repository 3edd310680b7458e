"""The test world itself is as its docstring says."""

import pytest

from fiks.felles.kontekst import acting
from fiks.folkeregister.queries.roller import roller_for
from fiks.folkeregister.registerkopi.documents import raw_document
from tests.world import World


@pytest.mark.django_db
def test_everyone_named_is_found_and_nobody_is_not(world: World) -> None:
    missing = {name for name, number in world.numbers.items() if raw_document(number) is None}
    assert missing == {"nobody"}


@pytest.mark.django_db
def test_each_municipality_has_its_own_roles(world: World) -> None:
    with acting(world.actor(world.jonas)):
        assert set(roller_for(world.actor(world.jonas))) == {world.fullrolle, world.vaksine, world.barnevern}
    with acting(world.actor(world.berit)):
        assert list(roller_for(world.actor(world.berit))) == [world.birkenesrolle]
