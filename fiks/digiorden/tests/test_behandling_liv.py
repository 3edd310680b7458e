"""The life of a record: sent, approved by another, returned, revised, withdrawn, and its review date moved."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions import behandlinger as actions
from fiks.digiorden.models import Behandling, Behandlingsversjon
from fiks.digiorden.queries.behandlinger import contents_in_force, in_force_for, is_approved
from fiks.digiorden.tests.protokollen import approved, draft, fresh, last_row, revised, seen, sent, vaksinasjon
from fiks.felles.kontekst import acting
from fiks.felles.meldinger.models import Melding
from tests.world import World

pytestmark = pytest.mark.django_db
PAGES = ("behandling_send", "behandling_vurder", "behandling_trekk", "behandling_frist")
POSTS = ("behandling_ny_versjon", "behandling_forkast", "behandling_hent_tilbake")


def _url(name: str, behandling: Behandling) -> str:
    return reverse(f"digiorden:{name}", args=[behandling.pk])


def _post(client: Client, name: str, behandling: Behandling, **given: Any) -> Any:
    return client.post(_url(name, behandling), {"versjon": behandling.versjon} | given)


def _notices(world: World) -> list[tuple[str, str]]:
    with acting(world.actor(world.ingrid)):
        return list(Melding.objects.order_by("at", "tittel").values_list("bruker__navn", "tittel"))


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    for name in PAGES:
        assert "/innlogging/" in client.get(_url(name, made)).headers["Location"]
    for name in POSTS:
        assert "/innlogging/" in _post(client, name, made).headers["Location"]


@pytest.mark.parametrize("navn", ["siri", "odd", "fredrik"])
def test_one_who_only_reads_is_refused(client: Client, digiorden: World, navn: str) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, getattr(digiorden, navn))
    for name in (*PAGES, *POSTS):
        assert _post(client, name, made, begrunnelse="x").status_code == 403


def test_writers_do_not_approve_and_approvers_do_not_write(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    for name in ("behandling_vurder", "behandling_trekk", "behandling_frist"):
        assert client.get(_url(name, made)).status_code == 403
    digiorden.log_in(client, digiorden.ingrid)
    for name in ("behandling_send", *POSTS):
        assert _post(client, name, made).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_records_of_another_organisation_are_not_found(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.berit)
    for name in (*PAGES, *POSTS):
        assert _post(client, name, made, begrunnelse="x").status_code == 404
    with acting(digiorden.actor(digiorden.berit)):
        assert not is_approved(made.pk, virksomhet_id=made.virksomhet_id, at=digiorden.now)


def test_a_draft_is_sent_and_approvers_are_told_without_personal_data_in_the_title(
    client: Client, digiorden: World
) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert "Ingrid Aas" in client.get(_url("behandling_send", made)).text
    assert _post(client, "behandling_send", made, kommentar="Se over formålet.").status_code == 302
    kept = fresh(digiorden, made)
    assert kept.is_sent
    assert kept.sendt_av_navn == "Jonas Lie Berg"
    assert _notices(digiorden) == [("Ingrid Aas", "En behandling venter på godkjenning")]
    assert last_row(digiorden, "digiorden.behandling_sendt").aarsak == "Se over formålet."


def test_what_the_law_asks_for_must_be_there_before_it_is_sent(client: Client, digiorden: World) -> None:
    made = draft(digiorden, vaksinasjon(digiorden, formaal=[]))
    digiorden.log_in(client, digiorden.jonas)
    answer = _post(client, "behandling_send", made)
    assert answer.headers["Location"].endswith("/rediger/?vis=mangler")
    by = digiorden.actor(digiorden.jonas)
    with acting(by), pytest.raises(actions.HasFaults):
        actions.send_behandling(fra=seen(made), kommentar="", by=by, at=digiorden.now)
    assert fresh(digiorden, made).is_draft


def test_faults_that_do_not_stop_it_are_told_to_both(client: Client, digiorden: World) -> None:
    made = draft(digiorden, vaksinasjon(digiorden, hoey_risiko=True))
    digiorden.log_in(client, digiorden.jonas)
    assert "Gjør en DPIA" in client.get(_url("behandling_send", made)).text
    _post(client, "behandling_send", made)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Gjør en DPIA" in client.get(_url("behandling_vurder", made)).text


def test_another_approves_and_it_is_in_force_from_then(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.ingrid)
    due = (digiorden.now + timedelta(days=200)).date()
    answer = _post(client, "behandling_vurder", made, handling="godkjenn", neste_revisjon=f"{due:%d.%m.%Y}")
    assert answer.status_code == 302
    kept = fresh(digiorden, made)
    assert kept.is_approved
    assert (kept.neste_revisjon_date, kept.godkjent_av) == (due, "Ingrid Aas")
    with acting(digiorden.actor(digiorden.siri)) as _:
        known = {"virksomhet_id": made.virksomhet_id}
        assert not is_approved(made.pk, at=digiorden.now - timedelta(days=1), **known)
        assert is_approved(made.pk, at=kept.godkjent_at, **known)  # type: ignore[arg-type]  # it has just been set
        assert [one.pk for one in in_force_for(digiorden.actor(digiorden.siri))] == [made.pk]
    assert ("Jonas Lie Berg", "En behandling er godkjent") in _notices(digiorden)
    assert last_row(digiorden, "digiorden.behandling_godkjent").detaljer["neste_revisjon"] == due.isoformat()


def test_nobody_approves_what_he_sent_himself(client: Client, digiorden: World) -> None:
    by = digiorden.actor(digiorden.berit)
    with acting(by):
        innhold = vaksinasjon(digiorden, ansvarlig_id=str(digiorden.berit.pk))
        made = actions.create_behandling(innhold, by=by, at=digiorden.now)
        made = actions.send_behandling(fra=seen(made), kommentar="", by=by, at=digiorden.now)
    digiorden.log_in(client, digiorden.berit)
    assert "En annen må godkjenne den." in client.get(_url("behandling_vurder", made)).text
    due = f"{digiorden.now + timedelta(days=200):%d.%m.%Y}"
    answer = client.post(
        _url("behandling_vurder", made),
        {"versjon": made.versjon, "handling": "godkjenn", "neste_revisjon": due},
        follow=True,
    )
    assert "Du sendte behandlingen selv." in answer.text
    with acting(by):
        assert Behandling.objects.get(pk=made.pk).is_sent


@pytest.mark.parametrize("given", ["", "i morgen", "1.1.2020", "1.1.2050"])
def test_a_review_date_must_be_a_coming_one(client: Client, digiorden: World, given: str) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.ingrid)
    assert _post(client, "behandling_vurder", made, handling="godkjenn", neste_revisjon=given).status_code == 200
    assert fresh(digiorden, made).is_sent


def test_it_is_sent_back_with_a_comment_that_the_writer_sees(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Skriv hva som må endres." in _post(client, "behandling_vurder", made, handling="returner").text
    _post(client, "behandling_vurder", made, handling="returner", kommentar="Del formålet i to.")
    kept = fresh(digiorden, made)
    assert kept.is_draft
    assert ("Jonas Lie Berg", "En behandling er sendt tilbake") in _notices(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert "Del formålet i to." in client.get(_url("behandling_rediger", made)).text


def test_the_one_who_sent_it_takes_it_back(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert _post(client, "behandling_hent_tilbake", made).headers["Location"].endswith("/rediger/")
    assert fresh(digiorden, made).is_draft


def test_a_decision_on_what_has_changed_since_is_not_taken(client: Client, digiorden: World) -> None:
    made = sent(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    _post(client, "behandling_hent_tilbake", made)
    digiorden.log_in(client, digiorden.ingrid)
    due = f"{digiorden.now + timedelta(days=200):%d.%m.%Y}"
    given = {"versjon": made.versjon, "handling": "godkjenn", "neste_revisjon": due}
    assert "Ingenting er gjort." in client.post(_url("behandling_vurder", made), given, follow=True).text
    assert fresh(digiorden, made).is_draft


def test_the_approved_version_is_in_force_until_the_new_one_is_approved(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert _post(client, "behandling_ny_versjon", made).headers["Location"].endswith("/rediger/")
    kept = fresh(digiorden, made)
    assert (kept.is_draft, kept.is_in_force, kept.utgave) == (True, True, 2)
    by = digiorden.actor(digiorden.jonas)
    with acting(by):
        actions.save_draft(vaksinasjon(digiorden, enhet="Ny enhet"), fra=seen(kept), by=by, at=digiorden.now)
        assert [innhold.enhet for _one, innhold in contents_in_force(by)] == ["Helse"]
        assert is_approved(made.pk, virksomhet_id=made.virksomhet_id, at=digiorden.now)
        kept = actions.send_behandling(fra=seen(fresh(digiorden, made)), kommentar="", by=by, at=digiorden.now)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Ny enhet" in client.get(_url("behandling_vurder", kept)).text
    due = f"{digiorden.now + timedelta(days=200):%d.%m.%Y}"
    _post(client, "behandling_vurder", kept, handling="godkjenn", neste_revisjon=due)
    with acting(by):
        assert [innhold.enhet for _one, innhold in contents_in_force(by)] == ["Ny enhet"]


def test_a_new_version_can_be_thrown_away(client: Client, digiorden: World) -> None:
    made = revised(digiorden)
    by = digiorden.actor(digiorden.jonas)
    with acting(by):
        made = actions.save_draft(vaksinasjon(digiorden, navn="Forkastes"), fra=seen(made), by=by, at=digiorden.now)
    digiorden.log_in(client, digiorden.jonas)
    _post(client, "behandling_forkast", made)
    kept = fresh(digiorden, made)
    assert (kept.tittel, kept.is_approved, kept.utgave) == ("Vaksinasjon av eldre", True, 1)
    never = draft(digiorden)
    assert (
        "Ingenting er gjort."
        in client.post(_url("behandling_forkast", never), {"versjon": never.versjon}, follow=True).text
    )


def test_it_is_withdrawn_with_a_reason_and_can_come_back_as_a_new_version(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Skriv hvorfor behandlingen trekkes tilbake." in _post(client, "behandling_trekk", made).text
    _post(client, "behandling_trekk", made, begrunnelse="Oppgaven er avsluttet")
    kept = fresh(digiorden, made)
    assert (kept.is_withdrawn, kept.is_in_force) == (True, False)
    assert last_row(digiorden, "digiorden.behandling_trukket").aarsak == "Oppgaven er avsluttet"
    with acting(digiorden.actor(digiorden.siri)):
        known = {"virksomhet_id": made.virksomhet_id}
        assert not is_approved(made.pk, at=kept.trukket_at, **known)  # type: ignore[arg-type]  # it has just been set
        assert is_approved(made.pk, at=digiorden.now, **known)
    digiorden.log_in(client, digiorden.jonas)
    _post(client, "behandling_ny_versjon", kept)
    again = fresh(digiorden, made)
    assert (again.is_draft, again.is_in_force) == (True, False)


def test_the_review_date_is_moved_with_a_reason(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    digiorden.log_in(client, digiorden.ingrid)
    due = (digiorden.now + timedelta(days=30)).date()
    assert _post(client, "behandling_frist", made, neste_revisjon=f"{due:%d.%m.%Y}").status_code == 200
    _post(client, "behandling_frist", made, neste_revisjon=f"{due:%d.%m.%Y}", begrunnelse="Loven endres")
    assert fresh(digiorden, made).neste_revisjon_date == due
    row = last_row(digiorden, "digiorden.behandling_frist")
    assert (row.aarsak, row.detaljer["etter"]) == ("Loven endres", due.isoformat())


def test_versions_are_never_changed_and_what_is_in_force_is_one_of_them(digiorden: World) -> None:
    made = approved(digiorden)
    with acting(digiorden.actor(digiorden.ingrid)):
        for change in ({"gjeldende_nr": 99}, {"gjeldende_nr": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Behandling.objects.filter(pk=made.pk).update(**change)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Behandlingsversjon.objects.update(av_navn="En annen")
