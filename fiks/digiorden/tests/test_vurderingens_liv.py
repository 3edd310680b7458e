"""From draft to decision and back: who may do what, what is locked, and what the log says."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from fiks.digiorden.models import Vurdering, Vurderingsomfang, Vurderingstiltak, Vurderingsversjon
from fiks.digiorden.queries.vurderinger import omfang_of
from fiks.digiorden.tests.vurderingssider import (
    FOLKEREGISTER,
    URL,
    accepted,
    answered,
    codes,
    draft,
    fresh,
    from_template,
    sent,
    text,
)
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db


def _post(client: Client, made: Vurdering, page: str, **data: str) -> str:
    return text(client.post(f"{URL}{made.pk}/{page}/", data, follow=True))


def _decision(world: World, **changes: str) -> dict[str, str]:
    day = (world.now + timedelta(days=200)).strftime("%d.%m.%Y")
    return {"utfall": "AKSEPTERT", "risiko_s1": "JA", "review_date": day, **changes}


def test_a_ros_goes_from_editor_to_risk_owner_and_is_locked(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert "sendt til risikoeieren" in _post(client, made, "send", versjon=str(made.versjon))
    now = fresh(digiorden, made)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Ta stilling til risikoen" in text(client.get(f"{URL}{made.pk}/aksept/"))
    page = _post(client, made, "aksept", versjon=str(now.versjon), **_decision(digiorden))
    assert "Avgjørelsen er lagret, og versjonen er låst." in page
    now = fresh(digiorden, made)
    assert (now.status, now.accepted_by) == ("AKSEPTERT", "Ingrid Aas")
    assert codes(digiorden)[-2:] == ["digiorden.vurdering_sendt", "digiorden.vurdering_akseptert"]
    body = text(client.get(f"{URL}{made.pk}/versjoner/1/"))
    assert "Versjonen er låst. Ingen kan endre den." in body
    assert "En ansatt slår opp naboen" in body


def test_something_missing_stops_it_from_being_sent(client: Client, digiorden: World) -> None:
    made = from_template(digiorden, "folkeregister-ros", "ROS")
    digiorden.log_in(client, digiorden.jonas)
    assert "Noe mangler." in _post(client, made, "send", versjon=str(made.versjon))
    assert fresh(digiorden, made).status == "UTKAST"


def test_only_the_named_risk_owner_decides(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    for person in (digiorden.jonas, digiorden.odd, digiorden.siri):
        digiorden.log_in(client, person)
        assert client.post(f"{URL}{made.pk}/aksept/", _decision(digiorden)).status_code == 403
    with acting(digiorden.actor(digiorden.jonas)):
        Vurdering.objects.filter(pk=made.pk).update(risikoeier=digiorden.jonas)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Bare risikoeieren som er navngitt" in text(client.get(f"{URL}{made.pk}/aksept/"))
    assert "Bare risikoeieren" in _post(client, made, "aksept", versjon=str(made.versjon), **_decision(digiorden))
    assert fresh(digiorden, made).status == "TIL_GODKJENNING"


def test_nobody_decides_on_what_she_sent_herself(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    with acting(digiorden.actor(digiorden.jonas)):
        Vurdering.objects.filter(pk=made.pk).update(sent_by_id=str(digiorden.ingrid.pk))
    digiorden.log_in(client, digiorden.ingrid)
    page = _post(client, made, "aksept", versjon=str(made.versjon), **_decision(digiorden))
    assert "Du sendte vurderingen selv." in page
    assert fresh(digiorden, made).status == "TIL_GODKJENNING"


def test_what_was_changed_after_she_read_it_is_not_decided_on(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    page = _post(client, made, "aksept", versjon=str(made.versjon - 1), **_decision(digiorden))
    assert "har endret vurderingen etter at du åpnet siden" in page
    assert fresh(digiorden, made).status == "TIL_GODKJENNING"


def test_every_risk_above_the_limit_asks_for_a_stand(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    given = _decision(digiorden) | {"risiko_s1": ""}
    assert "Ta stilling til scenario 1." in _post(client, made, "aksept", versjon=str(made.versjon), **given)
    given = _decision(digiorden, risiko_s1="NEI")
    page = _post(client, made, "aksept", versjon=str(made.versjon), **given)
    assert "Scenario 1 er ikke akseptert. Da kan heller ikke helheten aksepteres." in page
    assert fresh(digiorden, made).status == "TIL_GODKJENNING"


def test_not_accepting_takes_a_reason_and_is_locked_too(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    given = {"utfall": "IKKE_AKSEPTERT", "risiko_s1": "NEI", "versjon": str(made.versjon)}
    assert "Skriv hvorfor risikoen ikke aksepteres." in _post(client, made, "aksept", **given)
    assert "låst" in _post(client, made, "aksept", begrunnelse="For høy", **given)
    assert fresh(digiorden, made).status == "IKKE_AKSEPTERT"
    assert codes(digiorden)[-1] == "digiorden.vurdering_ikke_akseptert"


def test_the_officer_advises_on_a_dpia_and_decides_nothing(client: Client, digiorden: World) -> None:
    made = draft(digiorden, slag="DPIA")
    digiorden.log_in(client, digiorden.jonas)
    assert "sendt til personvernombudet" in _post(client, made, "send", versjon=str(made.versjon))
    digiorden.log_in(client, digiorden.odd)
    advice = {"tekst": "Ikke begynn", "forhaandsdroefting": "JA", "forhaandsdroefting_hvorfor": "Høy risiko"}
    assert "Rådet er gitt." in _post(client, made, "raad", versjon=str(fresh(digiorden, made).versjon), **advice)
    now = fresh(digiorden, made)
    assert now.status == "UTKAST", "it goes back to the editors, whatever she advised"
    answered(digiorden, made)
    sent(digiorden, made)
    accepted(digiorden, made)
    assert fresh(digiorden, made).status == "AKSEPTERT", "the risk owner decides, against the advice too"
    body = text(client.get(f"{URL}{made.pk}/versjoner/1/"))
    assert "Ikke begynn" in body
    assert "Vi følger det" in body
    assert "digiorden.vurdering_raad" in codes(digiorden)


def test_a_dpia_is_not_sent_to_the_risk_owner_without_advice(client: Client, digiorden: World) -> None:
    made = draft(digiorden, slag="DPIA")
    digiorden.log_in(client, digiorden.jonas)
    _post(client, made, "send", versjon=str(made.versjon), til="risikoeier")
    assert fresh(digiorden, made).status == "TIL_RAAD"
    digiorden.log_in(client, digiorden.ingrid)
    assert "Dette kan ikke gjøres" in text(client.get(f"{URL}{made.pk}/aksept/"))


def test_a_change_after_the_advice_is_shown_to_the_risk_owner(client: Client, digiorden: World) -> None:
    made = draft(digiorden, slag="DPIA")
    digiorden.log_in(client, digiorden.jonas)
    _post(client, made, "send", versjon=str(made.versjon))
    digiorden.log_in(client, digiorden.odd)
    given = {"tekst": "Bra", "forhaandsdroefting": "NEI", "forhaandsdroefting_hvorfor": "Lav"}
    _post(client, made, "raad", versjon=str(fresh(digiorden, made).versjon), **given)
    digiorden.log_in(client, digiorden.siri)
    assert "endret etter at personvernombudet" not in text(client.get(f"{URL}{made.pk}/"))
    with acting(digiorden.actor(digiorden.jonas)):
        now = Vurdering.objects.get(pk=made.pk)
        now.innhold["scenarioer"][0]["hendelse"] = "Noe helt annet"
        now.save()
    assert "endret etter at personvernombudet" in text(client.get(f"{URL}{made.pk}/"))


def test_high_risk_left_in_a_dpia_is_not_accepted_before_datatilsynet_is_asked(
    client: Client, digiorden: World
) -> None:
    made = draft(digiorden, slag="DPIA")
    digiorden.log_in(client, digiorden.jonas)
    _post(client, made, "send", versjon=str(made.versjon))
    digiorden.log_in(client, digiorden.odd)
    given = {"tekst": "Bra", "forhaandsdroefting": "JA", "forhaandsdroefting_hvorfor": "Høy"}
    _post(client, made, "raad", versjon=str(fresh(digiorden, made).versjon), **given)
    answered(digiorden, made)
    with acting(digiorden.actor(digiorden.jonas)):
        now = Vurdering.objects.get(pk=made.pk)
        now.innhold["scenarioer"][0]["rest_sannsynlighet"] = 4
        now.save()
    made = sent(digiorden, made)
    digiorden.log_in(client, digiorden.ingrid)
    given = _decision(digiorden, hvorfor_s1="Vi må")
    page = _post(client, made, "aksept", versjon=str(made.versjon), **given)
    assert "Datatilsynet må spørres før behandlingen begynner" in page
    assert fresh(digiorden, made).status == "TIL_GODKJENNING"


def test_calling_back_opens_it_for_writing_again(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    digiorden.log_in(client, digiorden.siri)
    assert client.post(f"{URL}{made.pk}/trekk/").status_code == 403
    digiorden.log_in(client, digiorden.jonas)
    assert "trukket tilbake" in _post(client, made, "trekk")
    assert fresh(digiorden, made).status == "UTKAST"
    assert codes(digiorden)[-1] == "digiorden.vurdering_trukket"


def test_what_is_sent_cannot_be_written_in(client: Client, digiorden: World) -> None:
    made = sent(digiorden, draft(digiorden))
    digiorden.log_in(client, digiorden.jonas)
    page = _post(client, made, "scenario/s1", hendelse="Endret imens", versjon="2")
    assert "Dette kan ikke gjøres slik vurderingen er nå." in page
    assert "Endret imens" not in text(client.get(f"{URL}{made.pk}/"))


def test_reopening_makes_a_new_version_and_keeps_the_accepted_one(client: Client, digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    with acting(digiorden.actor(digiorden.jonas)):
        tiltak = Vurderingstiltak.objects.get(vurdering=made)
    digiorden.log_in(client, digiorden.jonas)
    done = {"status": "GJENNOMFOERT", "done_date": "01.11.2026", "versjon": str(tiltak.versjon)}
    assert "Tiltaket er fulgt opp." in _post(client, made, "tiltak/t1/oppfolging", **done)
    assert "Ny versjon er åpnet." in _post(client, made, "gjenaapne", begrunnelse="Ny bruk")
    now = fresh(digiorden, made)
    innhold = inn.read(now.innhold)
    assert (now.status, now.nummer) == ("UTKAST", 2)
    assert innhold.tiltak[0].status == "GJENNOMFOERT", "how far measures are come follows along"
    assert innhold.scenarioer[0].akseptert is None, "a new version is decided on anew"
    body = text(client.get(f"{URL}{made.pk}/"))
    assert "Versjon 1 er akseptert av Ingrid Aas og gjelder til og med" in body
    jonas = digiorden.actor(digiorden.jonas)
    with acting(jonas):
        assert [omfang for omfang, _navn in omfang_of(jonas, now)] == [FOLKEREGISTER]
        locked = Vurderingsversjon.objects.get(vurdering=made)
        assert inn.read(locked.innhold).tiltak[0].status == "PLANLAGT", "the decided version is as it was"
    assert codes(digiorden)[-2:] == ["digiorden.tiltak_fulgt_opp", "digiorden.vurdering_gjenaapnet"]


def test_the_database_refuses_to_change_what_was_decided(digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    with acting(digiorden.actor(digiorden.jonas)):
        changes = (
            lambda: Vurderingsversjon.objects.filter(vurdering=made).update(begrunnelse="Rettet"),
            lambda: Vurderingsversjon.objects.filter(vurdering=made).delete(),
            lambda: Vurderingsomfang.objects.filter(vurdering=made).delete(),
            lambda: Vurdering.objects.filter(pk=made.pk).update(innhold={"omfang": "Rettet"}),
            lambda: Vurdering.objects.filter(pk=made.pk).update(tittel="Rettet"),
        )
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_another_assessment_takes_its_place(client: Client, digiorden: World) -> None:
    old = accepted(digiorden, sent(digiorden, draft(digiorden, tittel="Den gamle")))
    digiorden.log_in(client, digiorden.ingrid)
    assert "Ingen annen vurdering av samme slag er akseptert." in text(client.get(f"{URL}{old.pk}/erstatt/"))
    new = accepted(digiorden, sent(digiorden, draft(digiorden, tittel="Den nye")))
    assert "Denne er erstattet av Den nye" in _post(client, old, "erstatt", av=str(new.pk))
    assert fresh(digiorden, old).status == "ERSTATTET"
    assert codes(digiorden)[-1] == "digiorden.vurdering_erstattet"
    digiorden.log_in(client, digiorden.jonas)
    assert client.get(f"{URL}{old.pk}/erstatt/").status_code == 403


def test_only_drafts_that_were_never_decided_are_deleted(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.siri)
    assert client.post(f"{URL}{made.pk}/slett/").status_code == 403
    digiorden.log_in(client, digiorden.jonas)
    assert "blir borte" in text(client.get(f"{URL}{made.pk}/slett/"))
    assert "Utkastet er slettet." in _post(client, made, "slett", versjon=str(made.versjon))
    assert codes(digiorden)[-1] == "digiorden.vurdering_slettet"
    kept = accepted(digiorden, sent(digiorden, draft(digiorden)))
    _post(client, kept, "gjenaapne", begrunnelse="Ny bruk")
    assert "kan ikke slettes" in _post(client, kept, "slett", versjon=str(kept.versjon))


def test_a_measure_is_followed_up_by_editors_and_the_one_responsible(client: Client, digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    digiorden.log_in(client, digiorden.siri)
    given = {"status": "I_ARBEID", "versjon": "1"}
    assert "Den som har ansvaret for tiltaket, og redaktører" in _post(client, made, "tiltak/t1/oppfolging", **given)
    with acting(digiorden.actor(digiorden.jonas)):
        Vurderingstiltak.objects.filter(vurdering=made).update(ansvarlig=digiorden.siri)
    assert "Tiltaket er fulgt opp." in _post(client, made, "tiltak/t1/oppfolging", **given)
    page = _post(client, made, "tiltak/t1/oppfolging", status="FORKASTET", versjon="1")
    assert "Noen har endret dette mens du skrev" in page
    with acting(digiorden.actor(digiorden.jonas)):
        assert Vurderingstiltak.objects.get(vurdering=made).status == "I_ARBEID"


_ADVICE = {"tekst": "Ikke begynn", "forhaandsdroefting": "JA", "forhaandsdroefting_hvorfor": "Høy risiko"}


def _asked(client: Client, digiorden: World) -> Vurdering:
    """A DPIA that waits for advice."""
    made = draft(digiorden, slag="DPIA")
    digiorden.log_in(client, digiorden.jonas)
    _post(client, made, "send", versjon=str(made.versjon))
    return fresh(digiorden, made)


def test_advice_is_about_what_the_officer_read(client: Client, digiorden: World) -> None:
    read = _asked(client, digiorden)
    _post(client, read, "trekk")
    _post(client, read, "scenario/s1", fjern="1", versjon="1")
    _post(client, read, "send", versjon=str(fresh(digiorden, read).versjon))
    waiting = fresh(digiorden, read)
    assert waiting.status == "TIL_RAAD"
    digiorden.log_in(client, digiorden.odd)
    assert f'name="versjon" value="{waiting.versjon}"' in client.get(f"{URL}{read.pk}/raad/").content.decode()
    page = _post(client, read, "raad", versjon=str(read.versjon), **_ADVICE)
    assert "har endret vurderingen. Les den på nytt før du gir rådet." in page
    assert "Ikke begynn" in page, "what she wrote is still there"
    assert fresh(digiorden, read).status == "TIL_RAAD"


def test_a_dpia_that_was_advised_about_is_never_deleted(client: Client, digiorden: World) -> None:
    made = _asked(client, digiorden)
    digiorden.log_in(client, digiorden.odd)
    _post(client, made, "raad", versjon=str(made.versjon), **_ADVICE)
    digiorden.log_in(client, digiorden.jonas)
    now = fresh(digiorden, made)
    assert "Personvernombudet har gitt råd." in _post(client, made, "slett", versjon=str(now.versjon))
    assert fresh(digiorden, made).status == "UTKAST"


def test_a_draft_that_another_has_written_in_is_not_deleted_unseen(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    page = _post(client, made, "slett", versjon=str(made.versjon - 1))
    assert "har endret vurderingen. Les den før du sletter." in page
    assert fresh(digiorden, made).status == "UTKAST"
