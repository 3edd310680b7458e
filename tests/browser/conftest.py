"""Chromium against the site on a real port, logged in as somebody of the test world."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from fiks.felles.kontekst import Acr

if TYPE_CHECKING:  # this file is read before Django is set up
    from fiks.felles.virksomhet.models import Bruker
    from fiks.folkeregister.models.rolle import Registerrolle
    from tests.world import World

# Playwright's synchronous API runs an event loop in this thread, where Django would refuse to ask its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
WIDE, NARROW = 1280, 375
_RUN_AXE = """async part => {
    const found = await axe.run(part || document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]});
    return found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(" ")).join(", ")}`);
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file. Its event loop must have ended before other tests run theirs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A person at a browser. `page` is the tab, `errors` what the browser's console complained of."""

    page: Page
    base_url: str
    errors: list[str]

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(f"{self.base_url}{path}")
        return self.page

    def faults(self, part: str = "") -> list[str]:
        """What axe finds wrong with the page, or with a part of it, as rule and place."""
        if self.page.evaluate("typeof axe === 'undefined'"):
            self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(_RUN_AXE, part)
        return found

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(chromium: Browser, live_server: object, transactional_world: "World") -> Iterator[Visit]:
    """Make visitors: `visit(world.jonas, world.vaksine, width=375)`; without a person, one who is not logged in."""
    contexts = []

    def make(
        person: "Bruker | None" = None,
        rolle: "Registerrolle | None" = None,
        *,
        width: int = WIDE,
        acr: Acr = Acr.HIGH,
        script: bool = True,
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="nb-NO", java_script_enabled=script
        )
        contexts.append(context)
        base_url = str(live_server)
        if person:
            client = transactional_world.log_in(Client(), person, rolle, acr=acr)
            value = client.cookies["fiks_oekt"].value
            context.add_cookies([{"name": "fiks_oekt", "value": value, "url": base_url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        visitor = Visitor(page, base_url, [])
        page.on("console", lambda said: visitor.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: visitor.errors.append(json.dumps(str(error))))
        return visitor

    yield make
    for context in contexts:
        context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.nettleser)
