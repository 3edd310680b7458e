"""Writing in a draft: every field comes back as it was kept, rows come and go, and nobody overwrites another."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions.behandlinger import save_draft
from fiks.digiorden.forms.behandling import data_of
from fiks.digiorden.models import Behandling
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.tests.protokollen import approved, draft, drift, fresh, last_row, seen, vaksinasjon
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db


def _url(behandling: Behandling) -> str:
    return reverse("digiorden:behandling_rediger", args=[behandling.pk])


def _typed(behandling: Behandling, **changes: str | list[str]) -> dict[str, Any]:
    """What a browser would send of the draft as it is, with some of it changed."""
    data: QueryDict = data_of(les(behandling.innhold))
    given: dict[str, Any] = {key: data.getlist(key) for key in data} | {
        "versjon": behandling.versjon,
        "handling": "lagre",
    }
    return given | {key.replace("__", "-"): value for key, value in changes.items()}


def _save(client: Client, behandling: Behandling, **changes: Any) -> Any:
    return client.post(_url(behandling), _typed(behandling, **changes))


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    assert "/innlogging/" in client.get(_url(draft(digiorden))).headers["Location"]


@pytest.mark.parametrize("navn", ["siri", "odd", "fredrik", "ingrid"])
def test_one_who_does_not_write_is_refused(client: Client, digiorden: World, navn: str) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, getattr(digiorden, navn))
    assert client.get(_url(made)).status_code == 403
    assert _save(client, made).status_code == 403


@pytest.mark.parametrize("kind", ["controller", "processor"])
def test_saving_what_is_shown_changes_nothing(client: Client, digiorden: World, kind: str) -> None:
    made = draft(digiorden, vaksinasjon(digiorden) if kind == "controller" else drift(digiorden))
    digiorden.log_in(client, digiorden.jonas)
    assert _save(client, made).status_code == 302
    kept = fresh(digiorden, made)
    assert kept.innhold == made.innhold
    assert kept.versjon == made.versjon


def test_what_is_written_is_kept_and_logged(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    answer = _save(
        client,
        made,
        navn="Vaksinasjon av alle",
        formaal__0__hjemler="smittevernloven § 3-8 https://lovdata.no/x\nhelsepersonelloven § 39",
        hoey_risiko="ja",
        databehandlere__0__avtale_date="1.2.26",
    )
    assert answer.status_code == 302
    kept = fresh(digiorden, made)
    assert kept.tittel == "Vaksinasjon av alle"
    assert kept.hoey_risiko is True
    assert kept.mangler == ["UTEN_DPIA"]
    assert [one["lenke"] for one in kept.innhold["formaal"][0]["hjemler"]] == ["https://lovdata.no/x", ""]
    assert kept.innhold["databehandlere"][0]["avtale_date"] == "2026-02-01"
    row = last_row(digiorden, "digiorden.behandling_lagret")
    assert row.gjelder == "Vaksinasjon av alle"
    assert "Navn på behandlingen" in row.detaljer["felt"]


def test_a_draft_full_of_faults_can_be_saved(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    answer = client.post(_url(made), {"navn": "Bare et navn", "versjon": made.versjon, "handling": "lagre"})
    assert answer.status_code == 302
    assert {"UTEN_FORMAAL", "UTEN_LAGRINGSTID", "OVERFOERING_UBESVART"} <= set(fresh(digiorden, made).mangler)


def test_faults_stand_at_their_fields(client: Client, digiorden: World) -> None:
    made = draft(digiorden, vaksinasjon(digiorden, overfoeres=None, lagring=[]))
    digiorden.log_in(client, digiorden.jonas)
    text = client.get(_url(made) + "?vis=mangler").text
    assert 'href="#id_overfoeres_0"' in text
    assert 'href="#id_lagring-0-antall"' in text
    assert "Svar på om opplysningene sendes ut av EØS." in text


def test_what_cannot_be_kept_is_told_and_stays_written(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    answer = _save(
        client, made, navn="", beskrivelse="Beholdes", databehandlere__0__orgnr="12", lagring__0__antall="ti"
    )
    assert answer.status_code == 200
    for said in ("Skriv hva behandlingen heter.", "med ni siffer", "Skriv et tall", "Beholdes"):
        assert said in answer.text
    assert fresh(digiorden, made).tittel == "Vaksinasjon av eldre"


def test_a_national_number_is_refused_in_texts(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    answer = _save(client, made, notater=f"Gjelder {digiorden.jonas.foedselsnummer}")
    assert "Skriv uten fødselsnummer" in answer.text


def test_rows_are_added_and_taken_away_without_saving(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    answer = _save(client, made, handling="legg-til:formaal", formaal__0__tekst="Skrevet nå")
    assert 'name="formaal-1-tekst"' in answer.text
    assert "Skrevet nå" in answer.text
    changed = {"formaal__antall": "2", "formaal__1__tekst": "Den andre", "formaal__1__artikkel_6": ["6.1.c"]}
    answer = _save(client, made, handling="fjern:formaal-0", **changed)
    assert 'name="formaal-1-tekst"' not in answer.text
    assert answer.context["form"]["formaal-0-tekst"].value() == "Den andre"
    assert fresh(digiorden, made).versjon == made.versjon


def test_the_number_of_a_purpose_follows_it_and_is_never_used_again(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    _save(client, made, formaal__antall="2", formaal__1__tekst="Statistikk", formaal__0__tekst="Tilby vaksine")
    kept = fresh(digiorden, made)
    assert [(one["nummer"], one["tekst"]) for one in kept.innhold["formaal"]] == [
        (1, "Tilby vaksine"),
        (2, "Statistikk"),
    ]


def test_transfers_are_dropped_when_there_are_none(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    row = {"overfoeringer__antall": "1", "overfoeringer__0__land": "USA", "overfoeringer__0__garanti": "45"}
    _save(client, made, overfoeres="ja", **row)
    kept = fresh(digiorden, made)
    assert kept.innhold["overfoeringer"][0]["land"] == "USA"
    _save(client, kept, overfoeres="nei", **row)
    assert fresh(digiorden, made).innhold["overfoeringer"] == []


def test_another_who_saved_meanwhile_is_never_overwritten(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    by = digiorden.actor(digiorden.jonas)
    with acting(by):
        save_draft(vaksinasjon(digiorden, beskrivelse="Skrevet av den andre"), fra=seen(made), by=by, at=digiorden.now)
    digiorden.log_in(client, digiorden.jonas)
    answer = _save(client, made, beskrivelse="Skrevet av meg")
    assert answer.status_code == 200
    assert "har endret behandlingen mens du skrev" in answer.text
    assert "Skrevet av den andre" in answer.text
    assert answer.context["form"]["beskrivelse"].value() == "Skrevet av meg"
    assert fresh(digiorden, made).innhold["beskrivelse"] == "Skrevet av den andre"
    again = _save(client, made, beskrivelse="Vi er enige", versjon=str(answer.context["versjon"]))
    assert again.status_code == 302
    assert fresh(digiorden, made).innhold["beskrivelse"] == "Vi er enige"


def test_one_that_is_approved_cannot_be_written_in(client: Client, digiorden: World) -> None:
    made = approved(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert client.get(_url(made)).status_code == 302
    assert _save(client, made, navn="Endret").status_code == 302
    assert fresh(digiorden, made).tittel == "Vaksinasjon av eldre"


def test_the_notices_texts_survive_a_save(client: Client, digiorden: World) -> None:
    from fiks.digiorden.protokoll.innhold import Erklaering, Erklaeringstekst

    notice = Erklaering(tekster={"nn": Erklaeringstekst(innledning="Slik brukar vi opplysningane.")})
    made = draft(digiorden, vaksinasjon(digiorden, erklaering=notice))
    digiorden.log_in(client, digiorden.jonas)
    _save(client, made, navn="Nytt navn")
    kept = fresh(digiorden, made).innhold
    assert kept["erklaering"]["tekster"]["nn"]["innledning"] == "Slik brukar vi opplysningane."


@pytest.mark.django_db(transaction=True)
def test_a_draft_of_another_organisation_is_not_found(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.berit)
    assert client.get(_url(made)).status_code == 404
    assert _save(client, made, navn="Stjålet").status_code == 404
