"""Writing in a draft: its texts, scenarios and measures, and what happens when two write at once."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Vurdering
from fiks.digiorden.tests.vurderingssider import URL, codes, draft, fresh, from_template, text
from fiks.digiorden.vurdering import innhold as inn
from tests.world import World

pytestmark = pytest.mark.django_db
PAGES = (
    "rediger",
    "scenario/ny",
    "scenario/s1",
    "tiltak/ny",
    "tiltak/t1",
    "scenariobank",
    "send",
    "gjenaapne",
    "slett",
)
_SCENARIO = {
    "hendelse": "Maskin på avveie",
    "brudd": "K",
    "sannsynlighet": "3",
    "konsekvens": "3",
    "rest_sannsynlighet": "0",
    "rest_konsekvens": "0",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_and_a_wrong_role_are_refused(client: Client, digiorden: World, page: str) -> None:
    made = draft(digiorden)
    url = f"{URL}{made.pk}/{page}/"
    assert client.get(url).headers["Location"].startswith(reverse("innlogging:logg_inn"))
    for person in (digiorden.fredrik, digiorden.siri, digiorden.odd, digiorden.ingrid):
        assert digiorden.log_in(client, person).get(url).status_code == 403


def _contents(world: World, made: Vurdering) -> inn.Innhold:
    return inn.read(fresh(world, made).innhold)


def test_the_texts_are_saved_also_when_something_is_missing(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert client.get(f"{URL}{made.pk}/rediger/").context["form"]["gjelder_TJENESTE"].value() == [
        "TJENESTE:FOLKEREGISTER"
    ]
    given = {"tittel": "Nytt navn", "omfang": "", "risikoeier": "", "versjon": "2"}
    page = text(client.post(f"{URL}{made.pk}/rediger/", given, follow=True))
    assert "Endringene er lagret." in page
    assert "Velg hva vurderingen gjelder." in page
    assert "Velg risikoeier." in page
    assert codes(digiorden)[-1] == "digiorden.vurdering_endret"


def test_two_who_write_the_same_text_see_both_and_overwrite_nothing(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    first = {"tittel": made.tittel, "omfang": "Den enes tekst", "versjon": "2"}
    client.post(f"{URL}{made.pk}/rediger/", first)
    page = client.post(f"{URL}{made.pk}/rediger/", first | {"omfang": "Den andres tekst"})
    assert "Noen har endret dette mens du skrev" in text(page)
    assert "Omfang Den enes tekst Den andres tekst" in text(page)
    assert _contents(digiorden, made).omfang == "Den enes tekst"
    again = first | {"omfang": "Den andres tekst", "versjon": str(page.context["versjon"])}
    client.post(f"{URL}{made.pk}/rediger/", again)
    assert _contents(digiorden, made).omfang == "Den andres tekst"


def test_two_may_write_in_different_scenarios_at_once(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    client.post(f"{URL}{made.pk}/scenario/ny/", _SCENARIO | {"versjon": "1"})
    other = _contents(digiorden, made).scenarioer[1]
    client.post(f"{URL}{made.pk}/scenario/s1/", _SCENARIO | {"versjon": "2", "hendelse": "Endret av én"})
    given = _SCENARIO | {"versjon": str(other.versjon), "hendelse": "Endret av en annen"}
    assert "Scenarioet er lagret." in text(client.post(f"{URL}{made.pk}/scenario/{other.id}/", given, follow=True))
    assert [one.hendelse for one in _contents(digiorden, made).scenarioer] == ["Endret av én", "Endret av en annen"]


def test_an_old_scenario_overwrites_nothing_and_removes_nothing(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    for extra in ({}, {"fjern": "ja"}):
        page = client.post(f"{URL}{made.pk}/scenario/s1/", _SCENARIO | {"versjon": "1"} | extra)
        assert "Noen har endret dette mens du skrev" in text(page)
    assert _contents(digiorden, made).scenarioer[0].hendelse == "En ansatt slår opp naboen"


def test_a_scenario_is_removed(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    page = client.post(f"{URL}{made.pk}/scenario/s1/", {"versjon": "2", "fjern": "ja"}, follow=True)
    assert "Scenarioet er fjernet." in text(page)
    assert _contents(digiorden, made).scenarioer == []


def test_a_measure_that_is_removed_leaves_every_scenario(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    assert "Brukt i scenario 1." in text(client.get(f"{URL}{made.pk}/tiltak/t1/"))
    client.post(f"{URL}{made.pk}/tiltak/t1/", {"versjon": "2", "fjern": "ja"})
    assert _contents(digiorden, made).tiltak == []
    assert _contents(digiorden, made).scenarioer[0].tiltak == []


def test_a_measure_that_is_done_was_done_on_a_day(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    given = {"tittel": "Krypter disker", "status": "GJENNOMFOERT", "versjon": "1"}
    assert "Skriv dagen tiltaket ble gjennomført." in text(client.post(f"{URL}{made.pk}/tiltak/ny/", given))
    page = text(client.post(f"{URL}{made.pk}/tiltak/ny/", given | {"done_date": "1.11.2026"}, follow=True))
    assert "Gjennomført 1. november 2026" in page


def test_scenarios_are_picked_from_the_bank_once_with_their_measures(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    bank = f"{URL}{made.pk}/scenariobank/"
    assert "Et vedlegg publiseres på nett" in text(client.get(bank))
    page = text(client.post(bank, {"bank": "scenariobank", "scenario": ["b03", "b08"]}, follow=True))
    assert "2 scenarioer er hentet." in page
    innhold = _contents(digiorden, made)
    assert len(innhold.scenarioer) == 3
    assert len({one.id for one in (*innhold.scenarioer, *innhold.tiltak)}) == 3 + len(innhold.tiltak)
    assert [one.tittel for one in innhold.tiltak].count("Lær opp alle ansatte i trygg bruk hvert år") == 1
    client.post(bank, {"bank": "scenariobank", "scenario": ["b03"]})
    assert len(_contents(digiorden, made).scenarioer) == 3


def test_no_national_number_is_let_in(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    number = next(iter(digiorden.numbers.values()))
    given = _SCENARIO | {"versjon": "2", "aarsaker": f"Gjelder {number}"}
    assert "Skriv uten fødselsnummer." in text(client.post(f"{URL}{made.pk}/scenario/s1/", given))


def test_a_scenario_or_measure_that_is_not_there_is_not_found(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    for page in ("scenario/finnes-ikke", "tiltak/finnes-ikke", "tiltak/finnes-ikke/oppfolging", "versjoner/1"):
        assert client.get(f"{URL}{made.pk}/{page}/").status_code == 404


def test_measures_are_shared_out_in_one_go_and_nothing_when_one_was_saved_meanwhile(
    client: Client, digiorden: World
) -> None:
    made = from_template(digiorden, "folkeregister-ros", "ROS")
    digiorden.log_in(client, digiorden.jonas)
    url = f"{URL}{made.pk}/fordel/"
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    filled = {
        name: str(digiorden.jonas.pk)
        if name.startswith("ansvarlig_")
        else "1.6.2027"
        if name.startswith("frist_")
        else value
        for name, value in shown.items()
    }
    assert "20 tiltak er endret." in text(client.post(url, filled, follow=True))
    assert {one.ansvarlig for one in _contents(digiorden, made).tiltak} == {"Jonas Lie Berg"}
    page = text(client.post(url, shown, follow=True))
    assert "har endret tiltakene mens du skrev. Ingenting er lagret." in page
    assert all(one.frist for one in _contents(digiorden, made).tiltak)
