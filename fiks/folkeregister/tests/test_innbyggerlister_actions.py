"""Ordering, cancelling, downloading, deleting and keeping, and who is refused what."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fiks.felles.kontekst import Acr, acting
from fiks.felles.lager import actions as lager
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.access import Refused, StepUpNeeded
from fiks.folkeregister.actions.innbyggerlister import (
    Bestilling,
    cancel_liste,
    delete_due,
    last_ned_liste,
    slett_liste,
)
from fiks.folkeregister.actions.lagrede_utvalg import NameTaken, delete_utvalg, save_utvalg
from fiks.folkeregister.actions.listearbeid import NotReady, NotUnderway
from fiks.folkeregister.actions.listeinnstilling import BadTerm, set_days_kept
from fiks.folkeregister.jobs import delete_lister
from fiks.folkeregister.lister.utvalg import Utvalg, UtvalgError
from fiks.folkeregister.models import (
    Innbyggerliste,
    Kolonnesett,
    LagretUtvalg,
    Listestatus,
    Nedlasting,
    Registerrolle,
    Sortering,
)
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries import listearbeid
from fiks.folkeregister.tests.lists import LILLESAND, Drawer, aged, drawer, vaccinator
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def _audit(someone: Drawer, kode: str) -> list[Revisjonslinje]:
    with acting(someone.by):
        return list(Revisjonslinje.objects.filter(handling=f"folkeregister.{kode}"))


def test_an_order_is_logged_with_criteria_purpose_and_case(world: World) -> None:
    someone = drawer(world, sak="2026/1432")
    liste = someone.order(Utvalg(("4215",), alder=aged(65)))
    (row,) = _audit(someone, "liste_bestilt")
    assert (row.formaal, row.sak, row.rolle_navn) == (someone.by.formaal, "2026/1432", "Skole med hjemmel")
    assert row.gjelder.replace("\u00a0", " ") == "bosatt i Lillesand, 65 år eller eldre 31. desember 2026"
    assert row.detaljer["liste"] == str(liste.pk)
    assert row.subjekter == []


def test_the_jobs_arguments_are_ids_only(world: World) -> None:
    liste = vaccinator(world).order()
    job = ProcrastinateJob.objects.get(task_name="folkeregister.draw_liste")
    assert job.args == {"liste": str(liste.pk), "virksomhet": str(world.lillesand.pk)}


@pytest.mark.parametrize(
    ("utvalg", "parts"),
    [
        (Utvalg(("4215",), sivilstander=("gift",)), {}),
        (Utvalg(("4215",), statuser=("midlertidig",)), {}),
        (Utvalg(()), {}),
        (LILLESAND, {"kolonnesett": Kolonnesett.EGENDEFINERT, "kolonner": ("Sivilstand_sivilstand",)}),
    ],
)
def test_what_the_role_does_not_open_is_refused(world: World, utvalg: Utvalg, parts: dict[str, Any]) -> None:
    someone = vaccinator(world)
    with pytest.raises(UtvalgError):
        someone.order(utvalg, **parts)
    with acting(someone.by):
        assert not Innbyggerliste.objects.exists()


def test_a_role_that_does_not_open_addresses_does_not_sort_by_them(world: World) -> None:
    world.vaksine.opplysninger = ["navn", "bostedsadresse.grunnkrets"]
    with pytest.raises(UtvalgError, match="adresse"):
        vaccinator(world).order(sortering=Sortering.ADRESSE)


def test_municipalities_outside_the_role_are_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        vaccinator(world).order(Utvalg(("4215", "4216")))
    assert refusal.value.ledd == "GEOGRAFI"


def test_a_list_takes_a_purpose(world: World) -> None:
    someone = vaccinator(world)
    with pytest.raises(Refused) as refusal:
        replace(someone, by=someone.by.with_purpose("")).order()
    assert refusal.value.ledd == "FORMAAL"


def test_roles_and_areas_that_draw_no_lists_are_refused(world: World) -> None:
    barnevern = Drawer(world, world.barnevern, world.actor(world.siri, world.barnevern))
    with pytest.raises(Refused) as refusal:
        barnevern.order()
    assert refusal.value.ledd == "BRUKSOMRAADE"
    world.barnevern.bruksomraader = ["INNBYGGERLISTE"]
    with pytest.raises(Refused) as refusal:
        barnevern.order()
    assert refusal.value.ledd == "OMRAADE"


def test_an_area_that_draws_lists_when_needed_asks_why(world: World) -> None:
    world.vaksine.tjenesteomraade = "OMSORG"
    someone = vaccinator(world)
    with pytest.raises(Refused) as refusal:
        someone.order()
    assert refusal.value.ledd == "BEGRUNNELSE"
    someone.order(aarsak="Forebyggende hjemmebesøk")


def test_graded_addresses_take_a_role_a_step_up_and_a_reason(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        vaccinator(world).order(med_graderte=True, aarsak="Vaksine")
    assert refusal.value.ledd == "OPPLYSNING"
    with pytest.raises(StepUpNeeded):
        drawer(world).order(med_graderte=True, aarsak="Skoleplass")
    strong = drawer(world, acr=Acr.HIGH)
    with pytest.raises(Refused) as refusal:
        strong.order(med_graderte=True, aarsak=" ")
    assert refusal.value.ledd == "BEGRUNNELSE"
    numbers = strong.numbers(med_graderte=True, aarsak="Skoleplass")
    assert {world.numbers["fortrolig"], world.numbers["klient"]} <= set(numbers)
    assert world.numbers["strengt"] not in numbers
    (row,) = _audit(strong, "liste_tegnet")
    assert (row.aarsak, row.detaljer["graderte"], row.acr) == ("Skoleplass", True, Acr.HIGH)


def test_a_list_with_graded_addresses_is_downloaded_with_a_strong_log_in_only(world: World) -> None:
    strong = drawer(world, acr=Acr.HIGH)
    liste = strong.draw(med_graderte=True, aarsak="Skoleplass")
    weak = drawer(world)
    with acting(weak.by), pytest.raises(StepUpNeeded):
        last_ned_liste(liste=liste, by=weak.by, at=weak.at)


def test_each_download_is_logged_and_the_file_can_be_sent_after(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw()
    for _ in range(2):
        with acting(someone.by):
            fil = last_ned_liste(liste=liste, by=someone.by, at=someone.at)
        assert len(b"".join(fil.innhold)) == fil.size
    assert fil.filnavn == liste.filnavn
    with acting(someone.by):
        assert [row.bruker_navn for row in queries.nedlastinger_for(someone.by, liste)] == ["Jonas Lie Berg"] * 2
    assert [row.antall for row in _audit(someone, "liste_lastet_ned")] == [liste.antall] * 2


def test_others_cannot_download(world: World) -> None:
    liste = vaccinator(world).draw()
    for stranger in (drawer(world), Drawer(world, world.birkenesrolle, world.actor(world.berit, world.birkenesrolle))):
        with acting(stranger.by), pytest.raises(NotReady):
            last_ned_liste(liste=liste, by=stranger.by, at=stranger.at)


def test_a_list_underway_can_be_cancelled_once(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order()
    with acting(someone.by):
        cancel_liste(liste=liste, by=someone.by, at=someone.at)
        with pytest.raises(NotUnderway):
            cancel_liste(liste=liste, by=someone.by, at=someone.at)
    assert someone.again(liste).status == Listestatus.AVBRUTT
    assert len(_audit(someone, "liste_avbrutt")) == 1


def test_deleting_destroys_the_file_and_keeps_the_log(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw()
    with acting(someone.by):
        assert slett_liste(liste=liste, by=someone.by, at=someone.at)
        assert not slett_liste(liste=liste, by=someone.by, at=someone.at)
        with pytest.raises(NotReady):
            last_ned_liste(liste=liste, by=someone.by, at=someone.at)
    gone = someone.again(liste)
    assert (gone.status, gone.antall) == (Listestatus.SLETTET, liste.antall)
    assert gone.dokument is not None
    with acting(someone.by), pytest.raises(FileNotFoundError):
        lager.read(gone.dokument)
    assert _audit(someone, "liste_tegnet")[0].subjektmengde


def test_lists_are_deleted_when_their_time_is_out(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw()
    other = Drawer(world, world.birkenesrolle, world.actor(world.berit, world.birkenesrolle)).draw(Utvalg(("4216",)))
    assert delete_due(at=someone.at + timedelta(days=6)) == 0
    delete_lister(someone.at + timedelta(days=8))
    assert someone.again(liste).status == Listestatus.SLETTET
    (row,) = _audit(someone, "liste_slettet")
    assert (row.aktoer_slag, row.aktoer_navn) == ("SYSTEM", "folkeregister.delete_lister")
    assert other.pk != liste.pk
    with acting(someone.by), pytest.raises(NotReady):
        last_ned_liste(liste=liste, by=someone.by, at=someone.at + timedelta(days=8))


def test_the_administrator_sets_how_long_lists_are_kept(world: World) -> None:
    ingrid = world.actor(world.ingrid, acr=Acr.HIGH)
    someone = vaccinator(world)
    with acting(ingrid):
        assert listearbeid.days_kept(world.lillesand.pk) == 7
        for wrong in (0, 91):
            with pytest.raises(BadTerm):
                set_days_kept(wrong, by=ingrid, at=someone.at)
        set_days_kept(30, by=ingrid, at=someone.at)
    assert someone.draw().slettes_at == someone.at + timedelta(days=30)
    (row,) = _audit(someone, "liste_oppbevaring_endret")
    assert row.detaljer == {"foer": 7, "etter": 30}
    with acting(world.actor(world.berit)):
        assert listearbeid.days_kept(world.birkenes.pk) == 7


def test_a_purpose_with_a_shorter_term_wins(world: World) -> None:
    ingrid = world.actor(world.ingrid)
    with acting(ingrid):
        set_days_kept(90, by=ingrid, at=world.now)
        assert listearbeid.days_kept_for(world.vaksine, "Smittesporing") == 30
        assert listearbeid.days_kept_for(world.vaksine, "Noe annet") == 90


def test_criteria_are_kept_for_all_who_have_the_role(world: World) -> None:
    someone = vaccinator(world)
    order = Bestilling(Utvalg(("0926",), alder=aged(65)))
    kept = _save(someone, order, "Vaksine 65+")
    colleague = world.actor(world.jonas, world.vaksine)
    with acting(colleague):
        assert [row.navn for row in queries.lagrede_utvalg_for(colleague)] == ["Vaksine 65+"]
        assert queries.utvalg_of(kept).kommuner == ("4215",)
    other_role = drawer(world)
    with acting(other_role.by):
        assert not queries.lagrede_utvalg_for(other_role.by).exists()


def test_a_name_is_used_once_in_a_role(world: World) -> None:
    someone = vaccinator(world)
    kept = _save(someone, Bestilling(LILLESAND), "Alle")
    with pytest.raises(NameTaken):
        _save(someone, Bestilling(LILLESAND), "Alle")
    changed = _save(someone, Bestilling(Utvalg(("4215",), kjoenn="mann")), "Alle", lagret=kept)
    assert changed.pk == kept.pk


def test_criteria_beyond_the_role_cannot_be_kept(world: World) -> None:
    with pytest.raises(UtvalgError):
        _save(vaccinator(world), Bestilling(Utvalg(("4215",), sivilstander=("gift",))), "Gifte")
    with pytest.raises(Refused):
        _save(vaccinator(world), Bestilling(Utvalg(("4216",))), "Birkenes")


def test_lists_from_kept_criteria_are_compared_after_the_criteria_have_changed(world: World) -> None:
    someone = vaccinator(world)
    kept = _save(someone, Bestilling(LILLESAND), "Alle")
    first = someone.draw(lagret_utvalg=kept)
    second = someone.draw(Utvalg(("4215",), kjoenn="mann"), lagret_utvalg=kept)
    assert second.forrige_id == first.pk
    assert (second.nye, second.borte) == (0, (first.antall or 0) - (second.antall or 0))


def test_forgetting_criteria_leaves_their_lists(world: World) -> None:
    someone = vaccinator(world)
    kept = _save(someone, Bestilling(LILLESAND), "Alle")
    liste = someone.draw(lagret_utvalg=kept)
    with acting(someone.by):
        assert delete_utvalg(lagret=kept, by=someone.by, at=someone.at)
        assert not delete_utvalg(lagret=kept, by=someone.by, at=someone.at)
    assert someone.again(liste).lagret_utvalg is None


def test_a_row_cannot_hang_on_another_organisations_role(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order()
    birkenes = world.actor(world.berit, world.birkenesrolle)
    liste.pk, liste.virksomhet = world.birkenes.pk, world.birkenes
    with acting(birkenes), pytest.raises(IntegrityError, match="samme_virksomhet"), transaction.atomic():
        liste.save(force_insert=True)


def test_another_organisation_sees_no_rows(world: World) -> None:
    someone = vaccinator(world)
    kept = _save(someone, Bestilling(LILLESAND), "Alle")
    liste = someone.draw(lagret_utvalg=kept)
    with acting(someone.by):
        last_ned_liste(liste=liste, by=someone.by, at=someone.at)
    with acting(world.actor(world.berit, world.birkenesrolle)):
        for model in (Innbyggerliste, LagretUtvalg, Nedlasting):
            assert not model.objects.exists()


def _save(someone: Drawer, order: Bestilling, navn: str, lagret: LagretUtvalg | None = None) -> LagretUtvalg:
    with acting(someone.by):
        return save_utvalg(order, navn=navn, rolle=someone.rolle, lagret=lagret, by=someone.by, at=someone.at)


def test_a_file_is_closed_when_the_role_no_longer_opens_what_is_in_it(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw()
    with acting(someone.by):
        Registerrolle.objects.filter(pk=world.vaksine.pk).update(kommuner=["4216"])
    with acting(someone.by), pytest.raises(Refused):
        last_ned_liste(liste=liste, by=someone.by, at=someone.at)


def test_a_file_is_closed_when_the_role_no_longer_fills_a_column_of_its_set(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw(kolonnesett=Kolonnesett.VAKSINE)
    assert "Kjoenn_kjoenn" in liste.utfylte
    with acting(someone.by):
        left = [one for one in world.vaksine.opplysninger if not one.startswith("kjoenn")]
        Registerrolle.objects.filter(pk=world.vaksine.pk).update(opplysninger=left)
    with acting(someone.by), pytest.raises(Refused) as refusal:
        last_ned_liste(liste=someone.again(liste), by=someone.by, at=someone.at)
    assert "kjønn" in refusal.value.melding


def test_a_list_with_graded_addresses_is_compared_with_such_lists_only(world: World) -> None:
    strong = drawer(world, acr=Acr.HIGH)
    first = strong.draw(med_graderte=True, aarsak="Skoleplass")
    plain = strong.draw()
    assert (plain.forrige_id, plain.borte) == (None, None)
    again = strong.draw(med_graderte=True, aarsak="Skoleplass")
    assert (again.forrige_id, again.borte) == (first.pk, 0)


def test_kept_criteria_of_a_confidential_area_are_confidential_in_the_log(world: World) -> None:
    someone = vaccinator(world)
    _save(someone, Bestilling(Utvalg(("4215",), alder=aged(65))), "Vaksine 65+")
    (row,) = _audit(someone, "utvalg_lagret")
    assert row.konfidensiell
