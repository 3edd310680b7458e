"""The registers of words: how records use them, how they grow, and how two are merged."""

from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.actions import begreper as actions
from fiks.digiorden.models import Begrep, Begrepsslag, Behandling, Behandlingsversjon
from fiks.digiorden.protokoll.innhold import Databehandler, Gruppe, Mottaker, Opplysning, les
from fiks.digiorden.queries.begreper import fingerprint, records_with
from fiks.digiorden.queries.behandlinger import contents_in_force, is_approved
from fiks.digiorden.tests.protokollen import approved, draft, fresh, last_row, revised, vaksinasjon
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/digiorden/begreper/"


def _begrep(world: World, navn: str) -> Begrep:
    with acting(world.actor(world.ingrid)):
        return Begrep.objects.get(navn=navn)


def _url(name: str, begrep: Begrep) -> str:
    return reverse(f"digiorden:{name}", args=[begrep.pk])


def _merge(client: Client, begrep: Begrep, til: str) -> Any:
    shown = client.get(_url("begrep_slaa_sammen", begrep) + f"?til={til}")
    return client.post(
        _url("begrep_slaa_sammen", begrep), {"til": til, "avtrykk": shown.context["avtrykk"]}, follow=True
    )


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    draft(digiorden)
    word = _begrep(digiorden, "Folkehelseinstituttet")
    for url in (URL, _url("begrep", word), _url("begrep_slaa_sammen", word)):
        assert "/innlogging/" in client.get(url).headers["Location"]
    assert "/innlogging/" in client.post(f"{URL}ny/").headers["Location"]


@pytest.mark.parametrize("navn", ["siri", "jonas", "odd", "fredrik"])
def test_only_the_administrator_changes_words(client: Client, digiorden: World, navn: str) -> None:
    draft(digiorden)
    word = _begrep(digiorden, "Folkehelseinstituttet")
    digiorden.log_in(client, getattr(digiorden, navn))
    assert client.get(URL).status_code == (403 if navn == "fredrik" else 200)
    for url in (_url("begrep", word), _url("begrep_slaa_sammen", word), f"{URL}ny/"):
        assert client.post(url, {}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_words_of_another_organisation_are_never_shown(client: Client, digiorden: World) -> None:
    draft(digiorden)
    word = _begrep(digiorden, "Folkehelseinstituttet")
    digiorden.log_in(client, digiorden.berit)
    assert "Folkehelseinstituttet" not in client.get(f"{URL}?slag=MOTTAKER").text
    assert client.get(_url("begrep", word)).status_code == 404
    assert client.get(_url("begrep_slaa_sammen", word)).status_code == 404


def test_a_word_that_is_written_is_added_once_however_it_is_capitalised(digiorden: World) -> None:
    draft(digiorden, vaksinasjon(digiorden, mottakere=[Mottaker(navn="Fastlegen")]))
    made = draft(digiorden, vaksinasjon(digiorden, mottakere=[Mottaker(navn="fastlegen"), Mottaker(navn="nav")]))
    assert [en["navn"] for en in made.innhold["mottakere"]] == ["Fastlegen", "NAV"]
    with acting(digiorden.actor(digiorden.ingrid)):
        assert Begrep.objects.filter(slag="MOTTAKER").count() == 1
    assert last_row(digiorden, "digiorden.begrep_lagt_til").gjelder


def test_processors_are_known_by_their_organisation_number(digiorden: World) -> None:
    draft(digiorden)
    other = vaksinasjon(digiorden, databehandlere=[Databehandler(navn="Journalhuset", orgnr="999888777")])
    named = vaksinasjon(digiorden, databehandlere=[Databehandler(navn="journalhuset as")])
    for innhold in (other, named):
        kept = draft(digiorden, innhold).innhold["databehandlere"][0]
        assert (kept["navn"], kept["orgnr"]) == ("Journalhuset AS", "999888777")


def test_the_page_counts_the_records_that_use_each_word(client: Client, digiorden: World) -> None:
    draft(digiorden)
    draft(digiorden)
    digiorden.log_in(client, digiorden.siri)
    found = {ordet.navn: ordet.antall for ordet in client.get(f"{URL}?slag=MOTTAKER").context["ordene"]}
    assert found["Folkehelseinstituttet"] == 2
    assert found["NAV"] == 0
    assert client.get(f"{URL}?slag=TULL").status_code == 200


def test_a_word_is_added_by_hand_but_not_twice(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    given = {"navn": "Blodtype ", "art": "SAERLIG"}
    assert "Ordet er lagt til." in client.post(f"{URL}ny/?slag=OPPLYSNING", given, follow=True).text
    assert _begrep(digiorden, "Blodtype").art == "SAERLIG"
    again = client.post(f"{URL}ny/?slag=OPPLYSNING", {"navn": "blodtype", "art": "VANLIG"})
    assert "står i listen fra før" in again.text
    assert "Skriv ordet som skal legges til." in client.post(f"{URL}ny/?slag=OPPLYSNING", {"art": "VANLIG"}).text


def test_a_category_that_becomes_special_makes_its_records_lack_a_basis(client: Client, digiorden: World) -> None:
    purpose = [msgspec.structs.replace(one, artikkel_9_10=[]) for one in vaksinasjon(digiorden).formaal]
    group = [Gruppe(registrerte="Elever", opplysninger=[Opplysning(navn="Blodtype")])]
    made = draft(digiorden, vaksinasjon(digiorden, formaal=purpose, grupper=group))
    assert made.mangler == []
    digiorden.log_in(client, digiorden.ingrid)
    answer = client.post(_url("begrep", _begrep(digiorden, "Blodtype")), {"art": "SAERLIG"}, follow=True)
    assert "Ordet er endret i 1 behandling." in answer.text
    assert fresh(digiorden, made).mangler == ["SAERLIG_UTEN_GRUNNLAG"]
    assert last_row(digiorden, "digiorden.begrep_endret").detaljer["etter"] == "SAERLIG"


def test_a_merge_shows_what_changes_and_then_changes_just_that(client: Client, digiorden: World) -> None:
    kept = approved(digiorden, vaksinasjon(digiorden, navn="Godkjent", mottakere=[Mottaker(navn="Fastlege")]))
    both = revised(digiorden, vaksinasjon(digiorden, navn="Ny versjon", mottakere=[Mottaker(navn="Fastlege")]))
    other = draft(digiorden, vaksinasjon(digiorden, navn="En annen", mottakere=[Mottaker(navn="Fastleger")]))
    digiorden.log_in(client, digiorden.ingrid)
    word = _begrep(digiorden, "Fastlege")
    preview = client.get(_url("begrep_slaa_sammen", word) + "?til=Fastleger").text
    assert "2 behandlinger blir endret." in preview
    assert "Godkjent og ny versjon" in preview
    assert "En annen" not in preview
    assert "Ordene er slått sammen i 2 behandlinger." in _merge(client, word, "Fastleger").text
    by = digiorden.actor(digiorden.ingrid)
    with acting(by):
        in_force = {innhold.navn: innhold.mottakere[0].navn for _one, innhold in contents_in_force(by)}  # type: ignore[union-attr]
        assert in_force == {"Godkjent": "Fastleger", "Ny versjon": "Fastleger"}
        assert all(is_approved(one.pk, virksomhet_id=one.virksomhet_id, at=digiorden.now) for one in (kept, both))
        assert Behandlingsversjon.objects.filter(handling="BEGREP").count() == 3
        assert les(Behandling.objects.get(pk=both.pk).innhold).mottakere[0].navn == "Fastleger"  # type: ignore[union-attr]
        first = Behandlingsversjon.objects.get(behandling=kept, nr=1)
        assert first.innhold["mottakere"][0]["navn"] == "Fastlege"
    assert fresh(digiorden, other).versjon == other.versjon
    assert last_row(digiorden, "digiorden.begrep_slaatt_sammen").detaljer["til"] == "Fastleger"


def test_a_merged_word_becomes_the_other_when_it_is_written_again(client: Client, digiorden: World) -> None:
    draft(digiorden, vaksinasjon(digiorden, mottakere=[Mottaker(navn="Fastlege")]))
    digiorden.log_in(client, digiorden.ingrid)
    _merge(client, _begrep(digiorden, "Fastlege"), "Helseforetak")
    made = draft(digiorden, vaksinasjon(digiorden, mottakere=[Mottaker(navn="fastlege")]))
    assert made.innhold["mottakere"][0]["navn"] == "Helseforetak"


def test_a_merge_of_other_records_than_were_shown_is_refused(client: Client, digiorden: World) -> None:
    draft(digiorden, vaksinasjon(digiorden, mottakere=[Mottaker(navn="Fastlege")]))
    digiorden.log_in(client, digiorden.ingrid)
    word = _begrep(digiorden, "Fastlege")
    url = _url("begrep_slaa_sammen", word)
    shown = client.get(url + "?til=NAV").context["avtrykk"]
    draft(digiorden, vaksinasjon(digiorden, mottakere=[Mottaker(navn="Fastlege")]))
    assert "Ingenting er gjort." in client.post(url, {"til": "NAV", "avtrykk": shown}).text
    assert _begrep(digiorden, "Fastlege").slaatt_sammen_at is None


def test_groups_that_come_to_be_alike_become_one(digiorden: World) -> None:
    groups = [
        Gruppe(registrerte="Elev", opplysninger=[Opplysning(navn="Navn")]),
        Gruppe(registrerte="Elever", opplysninger=[Opplysning(navn="Adresse"), Opplysning(navn="Navn")]),
    ]
    made = draft(digiorden, vaksinasjon(digiorden, grupper=groups))
    by = digiorden.actor(digiorden.ingrid)
    with acting(by):
        shown = fingerprint(records_with(by, Begrepsslag.REGISTRERT, "Elev"))
        word = Begrep.objects.get(navn="Elev")
        actions.merge_begrep(begrep=word, til="Elever", avtrykk=shown, by=by, at=digiorden.now)
    found = fresh(digiorden, made).innhold["grupper"]
    assert [(en["registrerte"], [o["navn"] for o in en["opplysninger"]]) for en in found] == [
        ("Elever", ["Navn", "Adresse"])
    ]


def test_a_word_is_not_merged_into_itself_or_into_nothing(digiorden: World) -> None:
    draft(digiorden)
    by = digiorden.actor(digiorden.ingrid)
    with acting(by):
        word = Begrep.objects.get(navn="Folkehelseinstituttet")
        for til in ("Folkehelseinstituttet", "Finnes ikke"):
            with pytest.raises(actions.NotOwn):
                actions.merge_begrep(begrep=word, til=til, avtrykk="", by=by, at=digiorden.now)
