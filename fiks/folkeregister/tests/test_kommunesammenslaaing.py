"""Municipalities that were merged, renumbered or divided: old numbers keep finding people, and nothing is guessed."""

from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from django.test import Client

from fiks.felles.kontekst import Acr, acting
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.actions.innbyggerlister import Bestilling, preview_liste
from fiks.folkeregister.actions.lagrede_utvalg import save_utvalg
from fiks.folkeregister.actions.roller import RolleError, RolleInnhold, create_rolle
from fiks.folkeregister.commands.innbyggerliste import command
from fiks.folkeregister.forms.kommandolinje import Valg, bestilling
from fiks.folkeregister.lister.utvalg import Utvalg, UtvalgError
from fiks.folkeregister.lister.utvalgstekst import summary
from fiks.folkeregister.models import Kolonnesett, LagretUtvalg
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.tests.events import load, moved, number_of, rolle_with
from fiks.folkeregister.tests.lists import Drawer
from tests.world import OPERATOR, VAKSINE_OPENS, World

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = (Bruksomraade.INNBYGGERLISTE, Bruksomraade.HENDELSER)
LONG_AGO = date(2015, 5, 5)


def at_work(world: World, *kommuner: str) -> Drawer:
    """Jonas at work in a role that was made before its municipality changed."""
    rolle = rolle_with(world, VAKSINE_OPENS, bruk=LISTS)
    with acting(OPERATOR):
        Registerrolle.objects.filter(pk=rolle.pk).update(kommuner=list(kommuner))
        rolle.refresh_from_db()
    return Drawer(world, rolle, world.actor(world.jonas, rolle))


def people(world: World, *kommuner: str) -> dict[str, str]:
    """Somebody who has lived long in each; numbers by municipality, as the documents have it."""
    made = {kommune: moved(f"FRA {kommune}", LONG_AGO, til=kommune) for kommune in kommuner}
    load(world, *made.values())
    return {kommune: number_of(document) for kommune, document in made.items()}


@pytest.mark.parametrize("written", ["3301", "3005", "0602"])
@pytest.mark.parametrize("asked", ["3301", "3005", "0625"])
def test_a_role_and_criteria_of_any_time_find_the_people(world: World, written: str, asked: str) -> None:
    """Drammen: 0602, 0625 and 0711 became 3005 in 2020, and 3005 became 3301 in 2024."""
    found = people(world, "3301", "3005", "0602")
    assert set(at_work(world, written).numbers(Utvalg((asked,)))) == set(found.values())


def test_a_role_of_a_divided_municipality_covers_all_that_it_became(world: World) -> None:
    """Ålesund, 1507, became Ålesund, 1508, and Haram, 1580."""
    found = people(world, "1508", "1580", "4215")
    someone = at_work(world, "1507")
    assert someone.rolle.kommuner_now == ["1508", "1580"]
    assert someone.numbers(Utvalg(("1508",))) == [found["1508"]]
    assert set(someone.numbers(Utvalg(("1508", "1580")))) == {found["1508"], found["1580"]}
    with pytest.raises(Refused):
        someone.order(Utvalg(("4215",)))


@pytest.mark.parametrize("number", ["1507", "1504", "1534"])
def test_criteria_of_a_divided_municipality_are_told_about_not_guessed(world: World, number: str) -> None:
    someone = at_work(world, "1507")
    with acting(someone.by), pytest.raises(UtvalgError, match=r"1508 \(Ålesund\) og 1580 \(Haram\)") as told:
        preview_liste(Utvalg((number,)), rolle=someone.rolle, by=someone.by, at=world.now)
    assert told.value.field == "kommuner"
    with pytest.raises(UtvalgError, match="ble delt"):
        someone.order(Utvalg((number,)))


def _saved(someone: Drawer, *kommuner: str) -> str:
    """Criteria as they were kept before the change."""
    with acting(someone.by):
        order = Bestilling(Utvalg(kommuner), kolonnesett=Kolonnesett.VAKSINE)
        kept = save_utvalg(order, navn="Fra før", rolle=someone.rolle, by=someone.by, at=someone.at)
    return str(kept.pk)


def _kept_as(saved: str, *kommuner: str) -> None:
    with acting(OPERATOR):
        LagretUtvalg.objects.filter(pk=saved).update(utvalg={"kommuner": list(kommuner)})


def test_saved_criteria_from_before_a_merger_are_drawn_again(client: Client, world: World) -> None:
    people(world, "3301")
    someone = at_work(world, "3005")
    saved = _saved(someone, "3301")
    _kept_as(saved, "0602")
    world.log_in(client, world.jonas, someone.rolle)
    assert "Bosatt i Drammen" in client.get(f"/folkeregister/innbyggerlister/utvalg/{saved}/").content.decode()
    form = client.get(f"/folkeregister/innbyggerlister/ny/?utvalg={saved}").content.decode()
    assert 'value="3301"' in form
    assert "checked" in form.split('value="3301"')[1].split(">")[0]


def test_saved_criteria_from_before_a_division_ask_for_a_choice(client: Client, world: World) -> None:
    someone = at_work(world, "1507")
    saved = _saved(someone, "1508")
    _kept_as(saved, "1507")
    world.log_in(client, world.jonas, someone.rolle)
    form = client.get(f"/folkeregister/innbyggerlister/ny/?utvalg={saved}").content.decode()
    assert "Ålesund ble delt" in form
    for number in ("1508", "1580"):
        assert "checked" not in form.split(f'value="{number}"')[1].split(">")[0]


def test_the_administrator_is_told_of_a_division_and_chooses(client: Client, world: World) -> None:
    someone = at_work(world, "1507", "4215")
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    page = client.get(f"/folkeregister/roller/{someone.rolle.pk}/").content.decode()
    assert "Ålesund ble delt" in page
    assert "Rollen dekker alle til du har valgt" in page
    form = client.get(f"/folkeregister/roller/{someone.rolle.pk}/endre/").content.decode()
    assert 'value="1507, Lillesand"' in form


def test_a_role_is_made_with_today_s_numbers(world: World) -> None:
    with acting(OPERATOR):
        assert _role(world, "0602", "0625", "4215").kommuner == ["3301", "4215"]
        with pytest.raises(RolleError, match="ble delt"):
            _role(world, "1507")
        with pytest.raises(RolleError, match="har eller har hatt"):
            _role(world, "9999")


def _role(world: World, *kommuner: str) -> Registerrolle:
    innhold = RolleInnhold(
        navn="Ny",
        tjenesteomraade=world.vaksine.tjenesteomraade,
        hjemmel=world.vaksine.hjemmel,
        formaal=tuple(world.vaksine.formaal),
        opplysninger=frozenset(world.vaksine.opplysninger),
        bruksomraader=(Bruksomraade.OPPSLAG,),
        kommuner=kommuner,
        begrunnelse="Test",
    )
    return create_rolle(innhold, virksomhet=world.lillesand, by=OPERATOR, at=world.now)


@pytest.mark.parametrize(("typed", "number"), [("0602", "3301"), ("Nedre Eiker", "3301"), ("Haram", "1580")])
def test_the_command_line_reads_old_numbers_and_names(tmp_path: Path, typed: str, number: str) -> None:
    valg = Valg(kommune=(typed,), ut=tmp_path / "x.xlsx")
    assert bestilling(valg, today=date(2026, 11, 25)).utvalg.kommuner == (number,)


def test_the_command_line_tells_of_a_division(world: World, tmp_path: Path) -> None:
    options = ["--kommune", "1507", "--rolle", "x", "--som", "y", "--formaal", "z", "--ut", f"{tmp_path}/x.xlsx"]
    result = CliRunner().invoke(command, options)
    assert result.exit_code == 1
    assert "Velg mellom 1508 (Ålesund) og 1580 (Haram)" in result.output


def test_old_criteria_are_described_by_the_name_they_had() -> None:
    assert summary(Utvalg(("3005",))) == "bosatt i Drammen"
    assert summary(Utvalg(("1507",))) == "bosatt i Ålesund"


def test_events_of_an_old_number_lead_to_today_s(client: Client, world: World) -> None:
    someone = at_work(world, "3005", "4215")
    world.log_in(client, world.jonas, someone.rolle)
    load(world, moved("NYINNFLYTTET", date(2026, 10, 1), fra="4216", til="3005"))
    for number in ("3301", "3005", "0602"):
        query = urlencode({"hva": "INNFLYTTET", "siden": "1.9.2026", "kommuner": number})
        assert "Hendelse Nyinnflyttet" in client.get(f"/folkeregister/hendelser/?{query}").content.decode()


def test_events_of_a_divided_municipality_ask_for_a_choice(client: Client, world: World) -> None:
    someone = at_work(world, "1507")
    world.log_in(client, world.jonas, someone.rolle)
    query = urlencode({"hva": "INNFLYTTET", "siden": "1.9.2026", "kommuner": "1507"})
    assert "Ålesund ble delt" in client.get(f"/folkeregister/hendelser/?{query}").content.decode()
