"""Asking for a list: the number first, then the order."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.folkeregister.actions import innbyggerlister as actions
from fiks.folkeregister.lister.utvalg import UtvalgError
from fiks.folkeregister.models import LagretUtvalg
from fiks.folkeregister.tests.listesider import LISTER, NY, at_work, filled, lister, rows, text
from fiks.folkeregister.views import innbyggerliste_ny
from tests.world import World

pytestmark = pytest.mark.django_db
ANTALL = f"{NY}antall/"


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(NY).headers["Location"].startswith(reverse("innlogging:logg_inn"))
    assert client.post(ANTALL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_role_that_does_not_draw_lists_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.siri, world.barnevern)
    assert client.get(NY).status_code == 403
    assert client.post(NY, filled(world)).status_code == 403
    assert client.post(ANTALL, filled(world)).status_code == 403
    assert lister(world) == []
    assert len(rows(world, "tilgang.avvist")) == 3


def test_the_page_asks_and_counts_nobody(client: Client, world: World) -> None:
    page = text(at_work(client, world).get(NY))
    assert "Hvem skal være med?" in page
    assert "Velg hvem som skal være med." in page
    assert "Noen personer kan ikke stå på lister" in page
    assert rows(world, "folkeregister.liste_forhaandsvist") == []


def test_the_municipality_and_the_work_in_progress_are_filled_in(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle, sak="2026/7")
    form = client.get(NY).context["form"]
    assert form["kommuner"].value() == ("4215",)
    assert (form["formaal"].value(), form["sak"].value()) == (world.fullrolle.formaal[0], "2026/7")


def test_the_number_is_rounded_and_logged_without_it(client: Client, world: World) -> None:
    page = text(at_work(client, world).post(ANTALL, filled(world)))
    assert '<span class="stort-tall">35</span>' in page
    assert "bosatt i Lillesand, 20 år eller eldre 31. desember 2026" in page
    assert "<svg" in page
    [row] = rows(world, "folkeregister.liste_forhaandsvist")
    assert (row.antall, row.subjekter) == (None, [])
    assert row.formaal == world.vaksine.formaal[0]


def test_a_small_number_is_not_told(client: Client, world: World) -> None:
    page = text(at_work(client, world).post(ANTALL, filled(world, alder_fra="71", alder_til="71")))
    assert "færre enn 5" in page
    assert "<svg" not in page


def test_the_number_comes_without_javascript_too(client: Client, world: World) -> None:
    page = text(at_work(client, world).post(NY, filled(world, handling="antall", formaal="", kolonnesett="")))
    assert '<span class="stort-tall">35</span>' in page
    assert "ds-error-summary" not in page
    assert 'value="20"' in page


def test_a_fault_in_the_criteria_is_told_where_the_number_would_stand(client: Client, world: World) -> None:
    at_work(client, world)
    assert "Velg minst én kommune." in text(client.post(ANTALL, filled(world, kommuner=[])))
    assert rows(world, "folkeregister.liste_forhaandsvist") == []


def test_who_counts_too_often_is_asked_to_wait(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_PREVIEWS", 1)
    at_work(client, world).post(ANTALL, filled(world))
    assert "Vent litt, eller lag listen." in text(client.post(ANTALL, filled(world)))


def test_faults_are_listed_and_nothing_typed_is_lost(client: Client, world: World) -> None:
    at_work(client, world)
    page = text(client.post(NY, filled(world, alder_per="31.2.2026", formaal="", sak="2026/99")))
    assert "<title>Feil: Ny innbyggerliste" in page
    assert '<a class="ds-link" href="#id_alder_per">Datoen finnes ikke. Skriv den slik: 31.12.2026.</a>' in page
    assert '<a class="ds-link" href="#id_formaal">Velg formålet med listen.</a>' in page
    assert 'value="31.2.2026"' in page
    assert 'value="2026/99"' in page
    assert lister(world) == []


def test_a_case_that_is_a_national_number_is_refused(client: Client, world: World) -> None:
    number = world.numbers["solveig"]
    page = text(at_work(client, world).post(NY, filled(world, sak=number)))
    assert "Skriv uten fødselsnummer." in page
    assert lister(world) == []


def test_an_order_goes_to_the_page_of_the_list(client: Client, world: World) -> None:
    answer = at_work(client, world).post(NY, filled(world, filformat="csv", sortering="ADRESSE"))
    [liste] = lister(world)
    assert answer.headers["Location"] == f"{LISTER}{liste.pk}/"
    assert (liste.filformat, liste.sortering, liste.kolonnesett) == ("csv", "ADRESSE", "VAKSINE")
    assert (liste.formaal, liste.sak) == (world.vaksine.formaal[0], "2026/1432")
    [row] = rows(world, "folkeregister.liste_bestilt")
    assert (row.aktoer_navn, row.sak, row.rolle_navn) == ("Jonas Lie Berg", "2026/1432", "Vaksinasjon")


def test_the_purpose_is_what_the_work_is_for_from_now_on(client: Client, world: World) -> None:
    purpose = world.vaksine.formaal[-1]
    at_work(client, world).post(NY, filled(world, formaal=purpose, sak="2026/88"))
    form = client.get(NY).context["form"]
    assert (form["formaal"].value(), form["sak"].value()) == (purpose, "2026/88")


def test_own_columns_are_chosen_among_those_the_role_opens(client: Client, world: World) -> None:
    at_work(client, world)
    page = text(client.post(NY, filled(world, kolonnesett="EGENDEFINERT", kolonner=[])))
    assert "Velg minst én kolonne." in page
    client.post(NY, filled(world, kolonnesett="EGENDEFINERT", kolonner=["Sivilstand_sivilstand"]))
    assert lister(world) == []
    client.post(NY, filled(world, kolonnesett="EGENDEFINERT", kolonner=["Navn_etternavn", "Alder"]))
    assert sorted(lister(world)[0].kolonner) == ["Alder", "Navn_etternavn"]


def test_a_municipality_outside_the_role_cannot_be_posted(client: Client, world: World) -> None:
    at_work(client, world).post(NY, filled(world, kommuner=["4216"]))
    assert lister(world) == []


def test_what_the_role_does_not_open_is_one_sentence(client: Client, world: World) -> None:
    page = text(at_work(client, world).get(NY))
    assert "Rollen Vaksinasjon åpner ikke for sivilstand og statsborgerskap." in page
    assert 'name="sivilstander"' not in page
    assert 'name="med_graderte"' not in page


def test_criteria_can_be_kept_without_a_purpose(client: Client, world: World) -> None:
    answer = at_work(client, world).post(NY, filled(world, handling="lagre", formaal="", filformat=""))
    with acting(world.actor(world.jonas)):
        kept = LagretUtvalg.objects.get()
    assert answer.headers["Location"] == f"{LISTER}utvalg/{kept.pk}/"
    assert kept.navn == "Bosatt i Lillesand, 20 år eller eldre 31.\u00a0desember\u00a02026"
    assert [row.gjelder for row in rows(world, "folkeregister.utvalg_lagret")] == [kept.navn]


def test_the_same_criteria_can_be_kept_twice(client: Client, world: World) -> None:
    at_work(client, world)
    client.post(NY, filled(world, handling="lagre"))
    client.post(NY, filled(world, handling="lagre"))
    with acting(world.actor(world.jonas)):
        names = sorted(LagretUtvalg.objects.values_list("navn", flat=True))
    assert names[1] == f"{names[0]} (2)"


def test_saved_criteria_are_filled_in_and_follow_the_list(client: Client, world: World) -> None:
    at_work(client, world).post(NY, filled(world, handling="lagre", kolonnesett="VALG"))
    with acting(world.actor(world.jonas)):
        kept = LagretUtvalg.objects.get()
    answer = client.get(f"{NY}?utvalg={kept.pk}")
    form = answer.context["form"]
    assert (form["alder_fra"].value(), form["kolonnesett"].value()) == (20, "VALG")
    assert f'name="lagret" value="{kept.pk}"' in text(answer)
    client.post(NY, filled(world, lagret=str(kept.pk)))
    client.post(NY, filled(world, lagret=str(kept.pk), alder_fra="30"))
    assert [liste.lagret_utvalg_id for liste in lister(world)] == [kept.pk, None]


def test_saved_criteria_that_are_changed_are_kept_under_their_name(client: Client, world: World) -> None:
    at_work(client, world).post(NY, filled(world, handling="lagre"))
    with acting(world.actor(world.jonas)):
        kept = LagretUtvalg.objects.get()
    client.post(NY, filled(world, handling="lagre", lagret=str(kept.pk), alder_fra="30"))
    with acting(world.actor(world.jonas)):
        changed = LagretUtvalg.objects.get()
    assert (changed.pk, changed.navn, changed.utvalg["alder"]["fra"]) == (kept.pk, kept.navn, 30)


def test_another_organisations_saved_criteria_are_not_there(client: Client, world: World) -> None:
    at_work(client, world).post(NY, filled(world, handling="lagre", alder_fra="33"))
    with acting(world.actor(world.jonas)):
        kept = LagretUtvalg.objects.get()
    world.log_in(client, world.berit, world.birkenesrolle)
    assert client.get(f"{NY}?utvalg={kept.pk}").context["form"]["alder_fra"].value() is None
    assert client.get(f"{NY}?som=tull").status_code == 200


def test_a_second_press_leads_to_the_list_of_the_first(client: Client, world: World) -> None:
    token = at_work(client, world).get(NY).context["form"]["bestilling_id"].value()
    first = client.post(NY, filled(world, bestilling_id=str(token)))
    second = client.post(NY, filled(world, bestilling_id=str(token)), follow=True)
    assert [str(liste.pk) for liste in lister(world)] == [str(token)]
    assert second.redirect_chain == [(first.headers["Location"], 302)]
    assert "Listen var bestilt fra før." in text(second)
    assert len(rows(world, "folkeregister.liste_bestilt")) == 1


def test_what_the_order_refuses_is_told_at_the_field(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise UtvalgError("sortering", "Rollen åpner ikke for adresse.")

    monkeypatch.setattr(innbyggerliste_ny, "bestill_liste", refuse)
    page = text(at_work(client, world).post(NY, filled(world)))
    assert '<a class="ds-link" href="#id_sortering_0">Rollen åpner ikke for adresse.</a>' in page
