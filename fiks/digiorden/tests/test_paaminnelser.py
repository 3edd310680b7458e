"""Reminders of reviews: to whom, how often, and what the e-mail says."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.utils import timezone

from fiks.digiorden.actions.paaminnelser import is_due
from fiks.digiorden.jobs import remind_of_reviews
from fiks.digiorden.models import Behandling
from fiks.digiorden.tests.protokollen import approved, draft, fresh, last_row, vaksinasjon
from fiks.felles.kontekst import acting
from fiks.felles.meldinger.jobs import send_epost
from fiks.felles.meldinger.models import Melding
from fiks.felles.virksomhet.models import Bruker
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 1)


def _remind(world: World, *, days: int = 0) -> None:
    remind_of_reviews(world.now + timedelta(days=days))


def _notices(world: World) -> list[Melding]:
    """The notices about reviews, the newest first."""
    with acting(OPERATOR):
        return list(Melding.objects.filter(tittel__contains="ses over").select_related("bruker").order_by("-at"))


@pytest.mark.parametrize(
    ("today", "last", "due"),
    [
        ("2026-04-01", None, False),
        ("2026-04-02", None, True),
        ("2026-04-20", "2026-04-02", False),
        ("2026-05-18", "2026-04-02", True),
        ("2026-05-30", "2026-05-18", False),
        ("2026-06-01", "2026-05-18", True),
        ("2026-06-15", "2026-06-01", False),
        ("2026-07-01", "2026-06-01", True),
        ("2026-09-01", None, True),
    ],
)
def test_one_is_reminded_two_months_and_two_weeks_before_on_the_day_and_monthly(
    today: str,
    last: str | None,
    due: bool,
) -> None:
    given = date.fromisoformat(last) if last else None
    assert is_due(DUE, given, today=date.fromisoformat(today)) is due


def test_the_responsible_person_is_told_once(digiorden: World) -> None:
    made = approved(digiorden, dager=10)
    approved(digiorden, vaksinasjon(digiorden, navn="Om lenge"), dager=300)
    draft(digiorden)
    _remind(digiorden)
    _remind(digiorden)
    (told,) = _notices(digiorden)
    assert told.bruker.navn == "Jonas Lie Berg"
    assert "Vaksinasjon av eldre (innen" in told.tekst
    assert told.lenke == f"/digiorden/behandlinger/{made.pk}/"
    assert fresh(digiorden, made).paaminnet_date == timezone.localdate(digiorden.now)
    assert last_row(digiorden, "digiorden.behandling_paaminnet").detaljer["behandlinger"] == [made.nummer]


def test_several_records_make_one_notice(digiorden: World) -> None:
    for nr in range(3):
        approved(digiorden, vaksinasjon(digiorden, navn=f"Behandling {nr}"), dager=10)
    _remind(digiorden)
    (told,) = _notices(digiorden)
    assert told.tittel == "3 behandlinger skal ses over"
    assert "status=FORFALLER" in told.lenke


def test_the_administrators_are_told_when_the_responsible_person_has_left(digiorden: World) -> None:
    approved(digiorden, dager=10)
    with acting(OPERATOR):
        Bruker.objects.filter(pk=digiorden.jonas.pk).update(aktiv=False)
    _remind(digiorden)
    assert [told.bruker.navn for told in _notices(digiorden)] == ["Ingrid Aas"]


def test_one_is_told_again_when_the_date_is_passed(digiorden: World) -> None:
    approved(digiorden, dager=10)
    for days in (0, 5, 10, 20, 40):
        _remind(digiorden, days=days)
    assert len(_notices(digiorden)) == 3


@pytest.mark.django_db(transaction=True)
def test_the_e_mail_names_neither_record_nor_person(post: Mapping[str, str], digiorden: World) -> None:
    from testmiljo.epost.mailbox import shared_mailbox

    approved(digiorden, dager=10)
    _remind(digiorden)
    (told,) = _notices(digiorden)
    send_epost(melding=str(told.pk), virksomhet=str(told.virksomhet_id))
    assert post
    mail = shared_mailbox().newest_first()[0]
    assert "En behandling skal ses over" in mail.text
    assert not [word for word in ("Vaksinasjon", "Jonas Lie", "Berg") if word in mail.subject + mail.text]


@pytest.mark.django_db(transaction=True)
def test_each_organisation_gets_its_own(digiorden: World) -> None:
    approved(digiorden, dager=10)
    _remind(digiorden)
    with acting(digiorden.actor(digiorden.berit)):
        assert not Melding.objects.exists()
        assert not Behandling.objects.exists()
