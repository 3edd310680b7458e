"""The database holds who may write in the catalogue, and who reads what is published, whatever the code does."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from fiks.digiorden.actions.deling import velg_deling
from fiks.digiorden.models import Applikasjon, Applikasjonskobling, DeltApplikasjon, Katalogforslag, Katalogsystem
from fiks.digiorden.models.katalog import Katalogstatus
from fiks.digiorden.tests.katalog import VENDOR, make_applikasjon, make_system, system_again
from fiks.felles.kontekst import acting
from fiks.felles.virksomhet.models import Bruker
from tests.world import World
from tests.world_digiorden import open_digiorden

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def digiorden(transactional_world: World) -> World:
    """The world, committed for real."""
    return open_digiorden(transactional_world)


def as_person(world: World, person: Bruker, act: Callable[[], object]) -> object:
    with acting(world.actor(person)):
        return act()


def refused(world: World, person: Bruker, act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic(), acting(world.actor(person)):
            act()
    except DatabaseError:
        return True
    return False


def system(status: str = "FORESLAATT", **values: object) -> Katalogsystem:
    at = timezone.now()
    return Katalogsystem(navn="Nytt", sortering="nytt", status=status, created_at=at, changed_at=at, **values)


def test_a_municipality_inserts_a_proposal_and_nothing_else(digiorden: World) -> None:
    assert not refused(digiorden, digiorden.jonas, lambda: system().save(force_insert=True))
    for wrong in (
        system("PUBLISERT"),
        system(bekreftet_felter=["navn"]),
        system(avgjort_at=timezone.now()),
    ):
        assert refused(digiorden, digiorden.jonas, lambda wrong=wrong: wrong.save(force_insert=True))


def test_a_municipality_changes_no_row_and_deletes_none(digiorden: World) -> None:
    made = make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR)
    rows = Katalogsystem.objects.filter(pk=made.pk)
    assert as_person(digiorden, digiorden.jonas, lambda: rows.update(navn="Mitt")) == 0
    assert refused(digiorden, digiorden.jonas, lambda: rows._raw_delete(rows.db))
    assert system_again(made).navn == "Gerica"


def test_a_vendor_changes_its_own_rows_and_gives_none_away(digiorden: World) -> None:
    own = make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR)
    other = make_system(digiorden, "Oscar", leverandoer_orgnr="888888888")
    nobody = make_system(digiorden, "Uten")
    update = Katalogsystem.objects.filter
    assert as_person(digiorden, digiorden.vera, lambda: update(pk=own.pk).update(beskrivelse="Vår")) == 1
    for one in (other, nobody):
        pk = one.pk
        assert as_person(digiorden, digiorden.vera, lambda pk=pk: update(pk=pk).update(beskrivelse="Vår")) == 0
    assert refused(digiorden, digiorden.vera, lambda: update(pk=own.pk).update(leverandoer_orgnr="888888888"))
    assert refused(digiorden, digiorden.vera, lambda: update(pk=own.pk).update(slaatt_sammen_med=other.pk))


def test_a_municipality_with_the_number_of_a_row_is_no_rights_holder(digiorden: World) -> None:
    made = make_system(digiorden, "Eget", leverandoer_orgnr=digiorden.lillesand.orgnr)
    rows = Katalogsystem.objects.filter(pk=made.pk)
    assert as_person(digiorden, digiorden.jonas, lambda: rows.update(status=Katalogstatus.UTGAATT)) == 0


def test_who_sent_something_in_is_seen_by_nobody_else(digiorden: World) -> None:
    made = make_system(digiorden, "Gerica", leverandoer_orgnr=VENDOR)

    def send() -> None:
        Katalogforslag.objects.create(
            virksomhet_id=digiorden.lillesand.pk,
            katalogsystem=made,
            sendt_at=timezone.now(),
            sendt_av="x",
            sendt_av_navn="Jonas",
        )

    as_person(digiorden, digiorden.jonas, send)
    counts = [
        as_person(digiorden, person, Katalogforslag.objects.count)
        for person in (digiorden.jonas, digiorden.berit, digiorden.vera)
    ]
    assert counts == [1, 0, 0]


def test_published_rows_are_read_by_municipalities_and_written_by_their_owner(digiorden: World) -> None:
    make_applikasjon(digiorden, "Gerica", aarlig_kostnad=5)
    as_ingrid = digiorden.actor(digiorden.ingrid)
    with acting(as_ingrid):
        velg_deling(deler_applikasjoner=True, deler_avtaleslutt=False, versjon=0, by=as_ingrid, at=timezone.now())
    rows = DeltApplikasjon.objects.all()
    assert as_person(digiorden, digiorden.berit, rows.count) == 1
    assert as_person(digiorden, digiorden.vera, rows.count) == 0
    assert rows.count() == 0, "outside a context there is nothing"
    assert as_person(digiorden, digiorden.berit, lambda: rows.update(navn="Endret")) == 0
    assert as_person(digiorden, digiorden.berit, Applikasjon.objects.count) == 0


def test_nothing_of_one_organisation_can_hang_on_another(digiorden: World) -> None:
    mine = make_applikasjon(digiorden, "Min")
    theirs = make_applikasjon(digiorden, "Deres", by=digiorden.berit)
    own = Applikasjon.objects.filter(pk=mine.pk)
    assert refused(digiorden, digiorden.jonas, lambda: own.update(systemeier=digiorden.berit.pk))
    couple = Applikasjonskobling(virksomhet_id=digiorden.lillesand.pk, fra_id=mine.pk, til_id=theirs.pk, slag="DEL_AV")
    assert refused(digiorden, digiorden.jonas, lambda: couple.save(force_insert=True))
