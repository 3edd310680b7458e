"""One person at a browser in the test world, and what every page that is shown must be."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Visitor

if TYPE_CHECKING:
    from tests.world import World

# Where to put pictures of the pages, for looking at them; nowhere when it is not set.
PICTURES = os.environ.get("FIKS_BILDER", "")
# 1280 at 200 % zoom, and the narrowest a page must fit (WCAG 1.4.10).
ZOOMED, NARROWEST = 640, 320
_NUMBER = re.compile(r"\d(?:\s?\d){10}")
_BREAKS = re.compile(
    r"\b\d{1,2}\. (?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b"
    r"|\bkl\. \d|§ \d|\b\d+ (?:dag|dager|minutter)\b"
)


@dataclass
class Scene:
    """`made` holds the ids of what was made beforehand, by name."""

    world: "World"
    visitor: Visitor
    made: dict[str, object] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.visitor.page

    def go(self, name: str, *made: str, query: str = "") -> None:
        """Open a page by its name. What is made has its id put in; other words are taken as they are."""
        self.visitor.go(reverse(name, args=[self.made.get(word, word) for word in made]) + query)

    def press(self, button: str) -> None:
        """Press a button, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()


Opens = Callable[[Scene], None]


@dataclass(frozen=True)
class State:
    """A page as somebody meets it. `name` is its name in the URLconf, `what` the state it is in."""

    name: str
    what: str
    opens: Opens
    status: int = 200
    faulty: bool = False
    has_help: bool = True


def plain(name: str, *made: str, query: str = "", what: str = "", status: int = 200, has_help: bool = True) -> State:
    """A page that is opened by its address."""
    return State(name, what, lambda scene: scene.go(name, *made, query=query), status, has_help=has_help)


def faulty(name: str, *made: str, button: str, query: str = "") -> State:
    """A form sent without what it asks for."""

    def opens(scene: Scene) -> None:
        scene.go(name, *made, query=query)
        scene.press(button)

    return State(name, "med feil", opens, faulty=True)


def faults(scene: Scene, state: State) -> list[str]:
    """All that is wrong with the page the browser shows now, at every width."""
    page, visitor = scene.page, scene.visitor
    found = list(_structure(page, state))
    _picture(scene, state, WIDE)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    found += visitor.faults()
    for width in (WIDE, ZOOMED, NARROWEST, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if visitor.scrolls_sideways():
            found.append(f"scrolls sideways at {width}")
    found += visitor.faults()
    _picture(scene, state, NARROW)
    found += _help(scene) if state.has_help else []
    return [f"{state.name} {state.what}: {fault}" for fault in found]


def _structure(page: Page, state: State) -> list[str]:
    title, text = page.title(), page.locator("main").inner_text()
    primary = page.locator("main .ds-button:not([data-variant])").filter(visible=True).count()
    status = page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
    held = {
        f"answers {state.status}": status == state.status,
        "has one h1": page.locator("h1").count() == 1,
        "has a title": len(title.removesuffix(" – Fiks")) > 3,
        "has no national number in its title": not _NUMBER.search(title),
        "says in its title whether something is wrong": title.startswith("Feil: ") == state.faulty,
        "has one primary button at most": primary <= 1,
        **{f"keeps «{words}» on one line": False for words in _BREAKS.findall(text)},
    }
    return [f"not: {rule}" for rule, holds in held.items() if not holds]


def _help(scene: Scene) -> list[str]:
    """The drawer opens by its button, is sound, and Esc closes it and gives the button focus again."""
    page = scene.page
    button = page.locator("[popovertarget=hjelp]").first
    if not button.count():
        return ["has no help"]
    button.press("Enter")
    found = [] if page.locator("#hjelp:popover-open").count() else ["help does not open"]
    found += scene.visitor.faults("#hjelp")
    page.keyboard.press("Escape")
    if page.locator("#hjelp:popover-open").count() or not button.evaluate("one => one === document.activeElement"):
        found.append("Esc does not lead back from help")
    return found


def _picture(scene: Scene, state: State, width: int) -> None:
    if PICTURES:
        name = re.sub(r"\W+", "-", f"{state.name} {state.what}").strip("-")
        scene.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
