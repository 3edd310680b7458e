"""The pages of access, the audit log and the register roles, in Chromium at two widths."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.queries.revisjonslogg import Logginnsyn, Utvalg, linjer_in, shown
from fiks.felles.tilgang.tests.rows import write
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.world import World

PICTURES = os.environ.get("FIKS_BILDER", "")


def _tell(world: World) -> str:
    """Some acts for the log; returns the address of one row."""
    by = world.actor(world.siri, world.barnevern, formaal="Undersøkelse", sak="2026/77")
    facts = {"rolle_navn": "Barnevern", "tjenesteomraade": "BARNEVERN", "opplysninger": ["navn", "foreldreansvar"]}
    write(by, datetime.now(UTC), konfidensiell=True, subjekter=[world.numbers["bjarne"]], antall=1, **facts)
    by = world.actor(world.jonas, world.fullrolle, formaal="Flytting", sak="2026/12")
    facts = {"rolle_navn": "Skole med hjemmel", "tjenesteomraade": "OPPVEKST", "opplysninger": ["navn", "foedsel"]}
    write(by, datetime.now(UTC), subjekter=[world.numbers["solveig"]], antall=1, **facts)
    innsyn = Logginnsyn(world.lillesand.pk, administrator=True, omraader=frozenset())
    with acting(world.actor(world.ingrid)):
        row = shown(innsyn, linjer_in(innsyn, Utvalg(handling="folkeregister.oppslag"))[:1])[0]
    return reverse("tilgang:revisjonslinje", args=[row.mikrosekunder, row.id])


def _pages(world: World) -> Iterator[str]:
    with acting(world.actor(world.ingrid)):
        controls = Tildeling.objects.get(bruker=world.odd)
        uses = Tildeling.objects.get(bruker=world.siri)
    for name in ("start", "administratorer", "administrator_ny", "kontroller_ny", "personer", "person_ny"):
        yield reverse(f"tilgang:{name}")
    for name in ("revisjonslogg", "revisjonslogg_person"):
        yield reverse(f"tilgang:{name}")
    yield reverse("tilgang:tilgang_ta_tilbake", args=[controls.pk])
    yield reverse("tilgang:person_steng", args=[world.siri.pk])
    yield _tell(world)
    yield reverse("folkeregister:roller")
    yield reverse("folkeregister:rolle_ny")
    yield reverse("folkeregister:rolle_ny_omraade", args=["BARNEVERN"]) + "?hjemmel=ja"
    for name in ("rolle", "rolle_endre", "rolle_lukk", "tilgang_gi"):
        yield reverse(f"folkeregister:{name}", args=[world.barnevern.pk])
    yield reverse("folkeregister:tilgang_ta_tilbake", args=[world.barnevern.pk, uses.pk])


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_is_accessible_and_fits(visit: Visit, transactional_world: World, width: int) -> None:
    visitor = visit(transactional_world.ingrid, width=width)
    wrong = []
    for place, path in enumerate([*_pages(transactional_world), reverse("tilgang:revisjonslogg")]):
        page = visitor.go(path)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{place:02}-{width}.png", full_page=True)
        for unfolded in page.locator("main details:not([open]) > summary").all():
            unfolded.click()
        wrong += [f"{path}: {fault}" for fault in visitor.faults()]
        if visitor.scrolls_sideways():
            wrong.append(f"{path}: scrolls sideways")
    assert wrong == []
    assert visitor.errors == []


def test_a_fault_takes_focus_and_leads_to_its_field(visit: Visit, transactional_world: World) -> None:
    visitor = visit(transactional_world.ingrid)
    page = visitor.go(reverse("tilgang:person_ny"))
    page.get_by_role("button", name="Legg til personen").click()
    assert page.title().startswith("Feil: ")
    assert page.evaluate("document.activeElement.className") == "ds-error-summary"
    assert visitor.faults() == []
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "feil.png", full_page=True)
    page.get_by_role("link", name="Skriv navnet på personen.").press("Enter")
    assert page.evaluate("document.activeElement.name") == "navn"


def test_a_role_is_made_and_given_with_the_keyboard_alone_and_without_script(
    visit: Visit, transactional_world: World
) -> None:
    visitor = visit(transactional_world.ingrid, script=False)
    page = visitor.go(reverse("folkeregister:rolle_ny_omraade", args=["HELSE"]))
    page.get_by_label("Navnet på rollen").fill("Helsestasjon")
    page.get_by_label("folkeregisterloven §\u00a010-1 første ledd").press("Space")
    page.get_by_role("button", name="Lag rollen").press("Enter")
    page.get_by_role("link", name="Gi tilgang").press("Enter")
    page.get_by_label("Person", exact=True).select_option(label="Fredrik Dahl (fredrik@example.no)")
    page.get_by_label("Hvorfor skal personen ha tilgang?").fill("Helsesykepleier")
    page.get_by_role("button", name="Gi tilgang").press("Enter")
    assert page.get_by_text("Fredrik Dahl har fått tilgang til Helsestasjon.").is_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_refusal_says_whom_to_ask(visit: Visit, transactional_world: World, width: int) -> None:
    visitor = visit(transactional_world.fredrik, width=width)
    page = visitor.go(reverse("tilgang:personer"))
    assert page.get_by_role("heading", level=1).inner_text() == "Du har ikke tilgang"
    assert page.get_by_text("Ingrid Aas").is_visible()
    assert visitor.faults() == []
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"utenfor-{width}.png", full_page=True)
    closed = visit(transactional_world.siri, transactional_world.barnevern, width=width)
    with acting(transactional_world.actor(transactional_world.ingrid)):
        type(transactional_world.barnevern).objects.filter(pk=transactional_world.barnevern.pk).update(aktiv=False)
    page = closed.go(reverse("folkeregister:oppslag"))
    assert page.get_by_text("Dette må være på plass").is_visible()
    assert closed.faults() == []
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"brutt-{width}.png", full_page=True)
