"""What the rest of the platform asks: does an accepted ROS, and a DPIA or screening, hold for this on this day?"""

from datetime import date, timedelta

import pytest

from fiks.digiorden.actions.avgjoerelser import reopen_vurdering, replace_vurdering
from fiks.digiorden.actions.screening import Konklusjon, confirm_screening
from fiks.digiorden.models import Applikasjon, Vurdering, Vurderingsomfang
from fiks.digiorden.queries.screening import kriterier_for
from fiks.digiorden.queries.vurderinger import Grunn, Svar, dpia_or_screening, ros_accepted
from fiks.digiorden.tests.vurderingssider import FOLKEREGISTER, accepted, draft, sent
from fiks.digiorden.vurdering.omfang import Omfang, Omfangsslag
from fiks.digiorden.vurdering.screening import Svar as Kryss
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def _day(world: World, days: int = 0) -> date:
    return world.now.date() + timedelta(days=days)


def _ros(world: World, days: int = 0, omfang: Omfang = FOLKEREGISTER) -> Svar:
    with acting(world.actor(world.jonas)):
        return ros_accepted(omfang, _day(world, days), virksomhet_id=world.lillesand.id)


def _dpia(world: World, days: int = 0) -> Svar:
    with acting(world.actor(world.jonas)):
        return dpia_or_screening(FOLKEREGISTER, _day(world, days), virksomhet_id=world.lillesand.id)


def _screen(world: World, *, needed: bool, days: int = 100, minutes: int = 0) -> None:
    jonas = world.actor(world.jonas)
    with acting(jonas):
        svar = {one.kode: Kryss.NEI for one in kriterier_for(jonas)}
        konklusjon = Konklusjon(FOLKEREGISTER, svar, needed, "Fordi", _day(world, days))
        confirm_screening(konklusjon, by=jonas, at=world.now + timedelta(minutes=minutes))


def test_without_any_it_says_that_it_is_missing(digiorden: World) -> None:
    found = _ros(digiorden)
    assert (found.holds, found.grunn) == (False, Grunn.MANGLER)
    assert found.tekst == "Det finnes ingen akseptert ROS."


def test_a_draft_is_not_enough_and_tells_who_can_mend_it(digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    found = _ros(digiorden)
    assert (found.holds, found.grunn, found.vurdering_id) == (False, Grunn.IKKE_AKSEPTERT, made.pk)
    assert found.hvem == "Ingrid Aas"
    assert "hos risikoeieren" in found.tekst


def test_an_accepted_one_holds_from_that_day_to_its_review_date(digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)), days=30)
    assert not _ros(digiorden, -1).holds
    assert _ros(digiorden, 0).holds
    last = _ros(digiorden, 30)
    assert (last.holds, last.grunn, last.until, last.nummer) == (True, Grunn.AKSEPTERT, _day(digiorden, 30), 1)
    past = _ros(digiorden, 31)
    assert (past.holds, past.grunn, past.vurdering_id) == (False, Grunn.OVER_FRIST, made.pk)
    assert "skulle vært sett over innen" in past.tekst


def test_the_accepted_version_holds_while_a_new_one_is_written(digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)), days=30)
    jonas = digiorden.actor(digiorden.jonas)
    with acting(jonas):
        reopen_vurdering(vurdering=made, begrunnelse="Ny bruk", by=jonas, at=digiorden.now)
        Vurderingsomfang.objects.filter(vurdering=made, nummer=2).delete()
    assert _ros(digiorden).holds, "what the draft is about does not change what was accepted"
    assert _ros(digiorden, 31).grunn is Grunn.OVER_FRIST


def test_what_a_later_accepted_version_left_out_holds_no_more(digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    jonas = digiorden.actor(digiorden.jonas)
    with acting(jonas):
        reopen_vurdering(vurdering=made, begrunnelse="Ny bruk", by=jonas, at=digiorden.now)
        Vurderingsomfang.objects.filter(vurdering=made, nummer=2).update(tjeneste="DIGIORDEN")
    accepted(digiorden, sent(digiorden, made))
    assert _ros(digiorden).grunn is Grunn.MANGLER
    assert _ros(digiorden, omfang=Omfang(Omfangsslag.TJENESTE, "DIGIORDEN")).nummer == 2


def test_a_replaced_one_holds_until_the_day_it_was_replaced(digiorden: World) -> None:
    old = accepted(digiorden, sent(digiorden, draft(digiorden, tittel="Den gamle")))
    with acting(digiorden.actor(digiorden.jonas)):
        other = accepted(digiorden, sent(digiorden, draft(digiorden, tittel="En annen")))
    ingrid = digiorden.actor(digiorden.ingrid)
    with acting(ingrid):
        later = digiorden.now + timedelta(days=10)
        replace_vurdering(vurdering=old, av=other, by=ingrid, at=later)
    assert _ros(digiorden, 9).holds
    assert _ros(digiorden, 10).vurdering_id == other.pk


def test_it_answers_for_an_application_too(digiorden: World) -> None:
    jonas = digiorden.actor(digiorden.jonas)
    made = draft(digiorden)
    with acting(jonas):
        program = Applikasjon(virksomhet=digiorden.lillesand, navn="Visma", sortering="visma")
        program.created_at = program.changed_at = digiorden.now
        program.save(force_insert=True)
        Vurderingsomfang.objects.create(
            virksomhet=digiorden.lillesand, vurdering=made, nummer=1, applikasjon_id=program.pk
        )
    accepted(digiorden, sent(digiorden, made))
    assert _ros(digiorden, omfang=Omfang(Omfangsslag.APPLIKASJON, str(program.pk))).holds


def test_a_dpia_is_no_ros_and_another_municipality_has_its_own(digiorden: World) -> None:
    accepted(digiorden, sent(digiorden, draft(digiorden)))
    assert _dpia(digiorden).grunn is Grunn.MANGLER
    with acting(OPERATOR):
        found = ros_accepted(FOLKEREGISTER, _day(digiorden), virksomhet_id=digiorden.birkenes.id)
    assert found.grunn is Grunn.MANGLER


def test_a_screening_is_enough_until_it_must_be_done_again(digiorden: World) -> None:
    _screen(digiorden, needed=False, days=20)
    found = _dpia(digiorden, 20)
    assert (found.holds, found.grunn) == (True, Grunn.SCREENET_UT)
    assert _dpia(digiorden, 21).grunn is Grunn.SCREENING_OVER_FRIST
    assert _dpia(digiorden, -1).grunn is Grunn.MANGLER


def test_a_screening_that_says_so_asks_for_a_dpia(digiorden: World) -> None:
    _screen(digiorden, needed=False)
    _screen(digiorden, needed=True, minutes=1)
    assert _dpia(digiorden).grunn is Grunn.DPIA_TRENGS
    made = draft(digiorden, slag="DPIA")
    assert _dpia(digiorden).grunn is Grunn.IKKE_AKSEPTERT
    with acting(digiorden.actor(digiorden.jonas)):
        Vurdering.objects.filter(pk=made.pk).update(status="TIL_GODKJENNING")
    accepted(digiorden, made)
    assert _dpia(digiorden).grunn is Grunn.AKSEPTERT
