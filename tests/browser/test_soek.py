"""Searching in Chromium with the keyboard: to a hit, to the person and back, and streets while one types."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.keyboard import press, write
from tests.world import World


@pytest.mark.parametrize("script", [True, False], ids=["med skript", "uten skript"])
def test_a_person_is_found_by_a_misspelled_name(visit: Visit, transactional_world: World, script: bool) -> None:
    visitor = visit(transactional_world.jonas, transactional_world.fullrolle, script=script)
    page = visitor.go("/folkeregister/")
    press(page, "link", "Søk")
    write(page, "Navn", "Solveig Kristjansen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Christiansen lyder likt som Kristjansen")).to_be_visible()
    assert "ristjansen" not in page.url + page.title()
    press(page, "button", "Solveig Christiansen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Solveig Christiansen")
    page.go_back()
    expect(page.get_by_role("heading", level=2).first).to_have_text("1 person passer")
    assert visitor.errors == []


def test_streets_are_suggested_while_one_types(visit: Visit, transactional_world: World) -> None:
    visitor = visit(transactional_world.jonas, transactional_world.fullrolle)
    page = visitor.go("/folkeregister/soek/")
    write(page, "Gateadresse", "stran")
    expect(page.locator("#gateforslag option")).to_have_count(1)
    assert page.locator("#gateforslag option").get_attribute("value") == "Strandgata"
    assert visitor.errors == []
