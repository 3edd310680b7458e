"""The pages of resident lists in Chromium: at two widths, with the keyboard alone, and without script."""

import threading

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect

from fiks.felles.jobber.worker import worker_app
from fiks.felles.kontekst import acting
from fiks.folkeregister.models import Innbyggerliste, LagretUtvalg
from fiks.folkeregister.tests.listesider import LISTER, NY, filled
from fiks.folkeregister.tests.lists import vaccinator
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.world import World


def _work() -> None:
    """Do what is in the queue, in a thread of its own: the worker runs an event loop, and so does this one."""

    def run() -> None:
        with worker_app() as app:
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        connections.close_all()

    worker = threading.Thread(target=run)
    worker.start()
    worker.join()


def _addresses(world: World) -> list[str]:
    """Every page, with a list in each state that looks different."""
    jonas = vaccinator(world)
    ready, underway, failed = jonas.draw(), jonas.order(), jonas.order()
    world.log_in(client := Client(), world.jonas, world.vaksine)
    client.post(NY, filled(world, handling="lagre"))
    with acting(jonas.by):
        Innbyggerliste.objects.filter(pk=underway.pk).update(
            status="I_ARBEID", startet_at=jonas.at, antall_ventet=2318, antall_skrevet=1436
        )
        Innbyggerliste.objects.filter(pk=failed.pk).update(status="FEILET", feil="Lagringsplassen er full.")
        kept = LagretUtvalg.objects.get()
    lister = [f"{LISTER}{liste.pk}/" for liste in (ready, underway, failed)]
    return [LISTER, NY, *lister, f"{LISTER}{ready.pk}/slett/", f"{LISTER}utvalg/{kept.pk}/"]


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_every_page_is_accessible_and_fits(visit: Visit, transactional_world: World, width: int) -> None:
    addresses = _addresses(transactional_world)
    visitor = visit(transactional_world.jonas, transactional_world.vaksine, width=width)
    wrong = []
    for address in addresses:
        page = visitor.go(address)
        for unfolded in page.locator("main details:not([open]) > summary").all():
            unfolded.click()
        wrong += [f"{address}: {fault}" for fault in visitor.faults()]
        if visitor.scrolls_sideways():
            wrong.append(f"{address}: scrolls sideways")
    assert wrong == []
    assert visitor.errors == []


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
    _work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listen er klar")
    assert _downloaded(page).startswith("innbyggerliste-lillesand-")


def test_a_list_is_made_without_script(visit: Visit, transactional_world: World) -> None:
    page = visit(transactional_world.jonas, transactional_world.vaksine, script=False, width=NARROW).go(NY)
    page.locator("#id_alder_fra").fill("20")
    page.get_by_role("button", name="Vis hvor mange").click()
    expect(page.locator("#antall-status")).to_contain_text("35")
    page.get_by_role("button", name="Lag listen").click()
    _work()
    page.get_by_role("link", name="Oppdater siden").click()
    assert _downloaded(page).endswith(".xlsx")


def _downloaded(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned regnearket").click()
    return download.value.suggested_filename
