"""The main jobs from end to end in Chromium, with the keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fiks.folkeregister.tests.listesider import NY
from fiks.folkeregister.tests.lists import sheets
from tests.browser.conftest import Visit
from tests.browser.keyboard import press, tab_to, work, write
from tests.world import World


def _heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_person_is_looked_up_from_the_choice_of_role_and_back(visit: Visit, transactional_world: World) -> None:
    visitor = visit(transactional_world.jonas)
    page = visitor.go("/")
    press(page, "link", "Folkeregister")
    _heading(page, "Folkeregister")
    press(page, "button", "Skole med hjemmel")
    press(page, "link", "Slå opp nummer")
    _heading(page, "Hva skal du bruke opplysningene til?")
    press(page, "radio", "Innskriving i skolen", "Space")
    write(page, "Saksnummer (valgfritt)", "2026/1432")
    press(page, "button", "Gå videre")
    _heading(page, "Slå opp nummer")
    number = transactional_world.numbers["solveig"]
    write(page, "Fødselsnummer eller d-nummer", f"{number[:6]} {number[6:]}")
    page.keyboard.press("Enter")
    _heading(page, "Solveig Christiansen")
    expect(page.get_by_text("Sak", exact=True).locator("xpath=following-sibling::dd")).to_have_text("2026/1432")
    assert number not in page.url + page.title()
    press(page, "link", "Slå opp et annet nummer")
    _heading(page, "Slå opp nummer")
    page.go_back()
    _heading(page, "Solveig Christiansen")
    assert visitor.errors == []


@pytest.mark.parametrize("script", [True, False], ids=["med skript", "uten skript"])
def test_the_vaccination_list_is_drawn_to_a_file(visit: Visit, transactional_world: World, script: bool) -> None:
    world = transactional_world
    page = visit(world.jonas, world.vaksine, script=script).go(NY)
    write(page, "Fra alder", "65")
    tab_to(page, page.get_by_role("radio", name="Vaksine"))
    tab_to(page, page.get_by_label("Formål"))
    press(page, "button", "Lag listen")
    _heading(page, "Vi lager listen")
    work()
    if not script:
        press(page, "link", "Oppdater siden")
    _heading(page, "Listen er klar")
    with page.expect_download() as download:
        press(page, "link", "Last ned regnearket")
    found = sheets(Path(download.value.path()).read_bytes())["Innbyggere"]
    assert found[0][8] == "Identifikasjonsnummer_foedselsEllerDNummer"
    numbers = {row[8] for row in found[1:]}
    assert {world.numbers["solveig"], world.numbers["per"]} <= numbers
    assert not {world.numbers[name] for name in ("fortrolig", "strengt", "klient", "mona", "bjarne")} & numbers


def test_a_graded_address_is_shown_with_a_reason_and_hidden_again(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.siri, transactional_world.barnevern).go("/folkeregister/oppslag/")
    write(page, "Fødselsnummer eller d-nummer", transactional_world.numbers["fortrolig"])
    page.keyboard.press("Enter")
    _heading(page, "Frank Fjell")
    press(page, "link", re.compile("^Be om å se adressen"))
    _heading(page, "Vil du se den skjulte adressen?")
    press(page, "radio", "Jeg skal møte personen der", "Space")
    write(page, "Begrunn kort", "Hjemmebesøk i dag")
    press(page, "button", "Vis adressen")
    _heading(page, "Skjult adresse")
    expect(page.get_by_text("Hemmeligveien 14")).to_be_visible()
    press(page, "button", "Skjul adressen")
    _heading(page, "Frank Fjell")
    expect(page.get_by_text("Hemmeligveien")).to_have_count(0)


def test_help_opens_beside_the_page_and_esc_leads_back(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine).go(NY)
    button = page.get_by_role("button", name="Hjelp til denne siden")
    tab_to(page, button)
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#hjelp").get_by_role("button", name="Lukk"))
    page.keyboard.press("Escape")
    expect(page.locator("#hjelp")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_language_is_changed_and_changed_back(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas).go("/folkeregister/")
    for name, code in (("English", "en"), ("Bokmål", "nb")):
        tab_to(page, page.locator("#meny details.velger > summary"))
        page.keyboard.press("Enter")
        press(page, "button", name)
        expect(page.locator("html")).to_have_attribute("lang", code)
        assert page.url.endswith("/folkeregister/")


def test_the_role_switcher_closes_with_esc_and_changes_the_role(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine).go("/folkeregister/")
    switcher = page.locator("details.topp__bytte > summary")
    tab_to(page, switcher)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Barnevern"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Barnevern")).to_be_hidden()
    expect(switcher).to_be_focused()
    page.keyboard.press("Enter")
    press(page, "button", "Barnevern")
    expect(switcher).to_contain_text("Rolle: Barnevern")
    expect(page.get_by_text("Du bruker rollen Barnevern.")).to_be_visible()
