"""One record: what it shows, which version, and what each may do with it."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions.behandlinger import save_draft
from fiks.digiorden.models import Behandling
from fiks.digiorden.tests.protokollen import approved, draft, drift, revised, seen, sent, vaksinasjon
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db


def _url(behandling: Behandling) -> str:
    return reverse("digiorden:behandling", args=[behandling.pk])


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    assert "/innlogging/" in client.get(_url(draft(digiorden))).headers["Location"]


def test_one_without_a_role_is_refused(client: Client, digiorden: World) -> None:
    assert digiorden.log_in(client, digiorden.fredrik).get(_url(draft(digiorden))).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_one_of_another_organisation_is_not_found(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    assert digiorden.log_in(client, digiorden.berit).get(_url(made)).status_code == 404


def test_it_shows_all_that_the_law_asks_for(client: Client, digiorden: World) -> None:
    text = digiorden.log_in(client, digiorden.siri).get(_url(approved(digiorden))).text
    for shown in (
        "Lillesand kommune",
        "Jonas Lie Berg",
        "Artikkel 6 nr. 1 e og artikkel 9 nr. 2 i.",
        "https://lovdata.no/lov/1994-08-05-55/§3-8",
        "Navn, helseopplysninger",
        "Folkehelseinstituttet",
        "Journalhuset AS, avtale signert 11.03.2024",
        "10 år etter siste dose",
        "Tilgangsstyring, Logging av bruk",
        "Versjon 1",
        "Godkjent",
    ):
        assert shown in text


def test_a_processors_record_shows_whom_it_is_done_for(client: Client, digiorden: World) -> None:
    text = digiorden.log_in(client, digiorden.siri).get(_url(draft(digiorden, drift(digiorden)))).text
    assert "Birkenes kommune" in text
    assert "Lagring" in text


def test_the_version_in_force_is_shown_while_another_is_under_work(client: Client, digiorden: World) -> None:
    made = revised(digiorden)
    by = digiorden.actor(digiorden.jonas)
    with acting(by):
        save_draft(vaksinasjon(digiorden, enhet="Ny enhet"), fra=seen(made), by=by, at=digiorden.now)
    digiorden.log_in(client, digiorden.siri)
    kept = client.get(_url(made)).text
    assert "Ny enhet" not in kept
    assert "En ny versjon er under arbeid." in kept
    work = client.get(_url(made) + "?vis=arbeid").text
    assert "Ny enhet" in work
    assert "Versjon 2" in work


def test_faults_lead_to_their_fields(client: Client, digiorden: World) -> None:
    made = draft(digiorden, vaksinasjon(digiorden, formaal=[]))
    text = digiorden.log_in(client, digiorden.jonas).get(_url(made)).text
    assert f"{_url(made)}rediger/?vis=mangler#id_formaal-0-tekst" in text
    assert "?vis=mangler" not in digiorden.log_in(client, digiorden.siri).get(_url(made)).text


def test_an_overdue_record_says_so(client: Client, digiorden: World) -> None:
    made = approved(digiorden, dager=-3)
    assert "Se over behandlingen. Fristen var" in digiorden.log_in(client, digiorden.siri).get(_url(made)).text


@pytest.mark.parametrize(
    ("navn", "state", "offered", "not_offered"),
    [
        ("siri", draft, [], ["Rediger", "Send til godkjenning", "Trekk behandlingen tilbake"]),
        ("jonas", draft, ["Rediger", "Send til godkjenning"], ["Vurder behandlingen", "Begynn en ny versjon"]),
        ("jonas", sent, ["Hent tilbake og rediger"], ["Vurder behandlingen", "Send til godkjenning"]),
        ("ingrid", sent, ["Vurder behandlingen", "Trekk behandlingen tilbake"], ["Hent tilbake og rediger"]),
        ("jonas", approved, ["Begynn en ny versjon"], ["Rediger", "Flytt fristen"]),
        ("ingrid", approved, ["Flytt fristen", "Trekk behandlingen tilbake"], ["Begynn en ny versjon"]),
        ("jonas", revised, ["Rediger", "Forkast den nye versjonen"], ["Begynn en ny versjon"]),
    ],
)
def test_only_what_one_may_do_is_offered(
    client: Client, digiorden: World, navn: str, state: object, offered: list[str], not_offered: list[str]
) -> None:
    made = state(digiorden)  # type: ignore[operator]  # one of the makers above
    text = digiorden.log_in(client, getattr(digiorden, navn)).get(_url(made)).text
    assert [one for one in offered if one not in text] == []
    assert [one for one in not_offered if one in text] == []
