"""The pages of resident lists in Chromium: what follows the choices, the way to a file, and without script."""

from playwright.sync_api import Page, expect

from fiks.felles.kontekst import acting
from fiks.folkeregister.models import Innbyggerliste
from fiks.folkeregister.tests.listesider import NY
from tests.browser.conftest import NARROW, Visit
from tests.browser.keyboard import work
from tests.world import World


def test_the_number_follows_what_is_chosen_with_the_keyboard(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine).go(NY)
    page.get_by_label("Alder på en bestemt dato").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#id_fyller_fra").is_visible()
    assert not page.locator("#id_alder_fra").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status")).to_contain_text("35")
    expect(page.get_by_role("status")).to_contain_text("fyller 20 år eller mer i")
    expect(page.locator("#forhaandsvisning svg")).to_be_visible()


def test_enter_in_a_field_counts_and_never_orders(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine).go(NY)
    page.locator("#id_alder_fra").fill("20")
    page.get_by_label("Sak eller referanse").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny innbyggerliste")
    expect(page.locator("#antall-status")).to_contain_text("35")
    with acting(transactional_world.actor(transactional_world.jonas)):
        assert not Innbyggerliste.objects.exists()


def test_the_page_of_a_list_becomes_ready_by_itself(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine).go(NY)
    page.locator("#id_alder_fra").fill("20")
    page.get_by_role("button", name="Lag listen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi lager listen")
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listen er klar")
    assert _downloaded(page).startswith("innbyggerliste-lillesand-")


def test_a_list_is_made_without_script(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine, script=False, width=NARROW).go(NY)
    page.locator("#id_alder_fra").fill("20")
    page.get_by_role("button", name="Vis hvor mange").click()
    expect(page.locator("#antall-status")).to_contain_text("35")
    page.get_by_role("button", name="Lag listen").click()
    work()
    page.get_by_role("link", name="Oppdater siden").click()
    assert _downloaded(page).endswith(".xlsx")


def _downloaded(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned regnearket").click()
    return download.value.suggested_filename
