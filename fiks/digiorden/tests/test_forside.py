"""What the first page of Digiorden tells each role."""

from datetime import timedelta

import pytest
from django.test import Client

from fiks.digiorden.queries import forside
from fiks.digiorden.queries.forside import Del, Linje, Maaling
from fiks.digiorden.tests import protokollen, vurderingssider
from fiks.digiorden.tests.personvern import as_typed, register, take_in, today
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/"


def test_the_administrator_is_told_what_lacks(client: Client, digiorden: World) -> None:
    text = digiorden.log_in(client, digiorden.ingrid).get(URL).text
    assert "Legg til: Personvernombud" in text
    assert "0 av 5" in text
    assert "Roller i Digiorden" in text


def test_a_reader_has_nothing_waiting(client: Client, digiorden: World) -> None:
    text = digiorden.log_in(client, digiorden.siri).get(URL).text
    assert "Ingenting venter på deg." in text
    assert "Legg til:" not in text
    assert "Roller i Digiorden" not in text
    assert "Innsyn i loggen" not in text


def test_the_officer_sees_deadlines_by_urgency(client: Client, digiorden: World) -> None:
    take_in(client, digiorden, mottatt_date=as_typed(today() - timedelta(days=60)))
    register(client, digiorden)
    text = client.get(URL).text
    overdue, soon = text.index("Over fristen"), text.index("De neste sju dagene")
    assert overdue < text.index("Svar på henvendelse") < soon < text.index("Meld avvik")


def test_a_handler_sees_what_is_his(client: Client, digiorden: World) -> None:
    take_in(client, digiorden, behandler=str(digiorden.jonas.pk))
    take_in(client, digiorden)
    text = digiorden.log_in(client, digiorden.jonas).get(URL).text
    assert text.count("Svar på henvendelse") == 1
    assert "Svar på henvendelse" not in digiorden.log_in(client, digiorden.siri).get(URL).text


def test_a_part_adds_its_lines_and_measures(client: Client, digiorden: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forside, "_parts", dict(forside._parts))
    forside.register(
        Del(
            "proeve",
            "Prøvedel",
            "Bare i en test.",
            "digiorden:start",
            1,
            koder=("digiorden.les",),
            linjer=lambda _actor, _at: [Linje("Se over noe", "/digiorden/", over=True)],
            maalinger=lambda _actor, _at: [Maaling("Prøvet", 3, 7), Maaling("Tom", 0, 0)],
        )
    )
    text = digiorden.log_in(client, digiorden.siri).get(URL).text
    assert "Se over noe" in text
    assert "3 av 7" in text
    assert "Tom" not in text
    assert "Prøvedel" not in digiorden.log_in(client, digiorden.jonas).get(URL).text


def test_an_approver_is_told_what_waits_for_her(client: Client, digiorden: World) -> None:
    protokollen.sent(digiorden)
    text = digiorden.log_in(client, digiorden.ingrid).get(URL).text
    assert "Godkjenn behandlingen «Vaksinasjon av eldre»" in text
    assert "Sendt av Jonas Lie Berg." in text
    assert "Godkjenn behandlingen" not in digiorden.log_in(client, digiorden.jonas).get(URL).text


def test_the_responsible_is_told_of_records_to_review(client: Client, digiorden: World) -> None:
    protokollen.approved(digiorden, dager=20)
    text = digiorden.log_in(client, digiorden.jonas).get(URL).text
    assert "Se over behandlingen «Vaksinasjon av eldre»" in text
    assert "1 av 1" in text
    assert "Se over behandlingen" not in digiorden.log_in(client, digiorden.siri).get(URL).text
    assert "Vaksinasjon av eldre" not in digiorden.log_in(client, digiorden.berit).get(URL).text


def test_a_risk_owner_is_told_of_what_she_must_decide_on(client: Client, digiorden: World) -> None:
    made = vurderingssider.draft(digiorden)
    assert "Ta stilling til" not in digiorden.log_in(client, digiorden.ingrid).get(URL).text
    vurderingssider.sent(digiorden, made)
    assert "Ta stilling til «Folkeregister i Lillesand»" in digiorden.log_in(client, digiorden.ingrid).get(URL).text
    assert "Ta stilling til" not in digiorden.log_in(client, digiorden.jonas).get(URL).text
