"""Every page of the site in Chromium: sound by axe, one column that fits, one h1, a title, help, a quiet console."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import TimeoutError as NothingCame

from tests.browser.conftest import WIDE
from tests.browser.conftest import Visit as Visits
from tests.browser.pages import NO_PAGES, VISITS, Visit
from tests.browser.scene import Scene, State, faults
from tests.world import World

# What a browser says of an answer that is meant to be a refusal.
_REFUSED = "Failed to load resource: the server responded with a status of "
_SAMPLES = {"uuid": UUID(int=1), "int": 1, "slug": "helse", "string": "x"}


def _places(patterns: Iterable[URLPattern | URLResolver], app: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of every address, and something to put in its holes."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _places(pattern.url_patterns, pattern.namespace or app)
        else:
            holes = getattr(pattern.pattern, "converters", {})
            kinds = {hole: type(kind).__name__.removesuffix("Converter").lower() for hole, kind in holes.items()}
            name = f"{app}:{pattern.name}" if app else str(pattern.name)
            yield name, {hole: _SAMPLES[kind] for hole, kind in kinds.items()}


@pytest.mark.django_db
def test_every_page_is_opened_here_or_left_out_with_a_reason(client: Client) -> None:
    opened = {state.name for visit in VISITS.values() for state in visit.states}
    places = dict(_places(get_resolver().url_patterns))
    takes_get = {name for name, holes in places.items() if client.get(reverse(name, kwargs=holes)).status_code != 405}
    assert takes_get - opened - NO_PAGES.keys() == set()
    assert NO_PAGES.keys() - takes_get == set(), "a reason for an address that is not there"


def _looked_at(scene: Scene, state: State) -> list[str]:
    scene.page.set_viewport_size({"width": WIDE, "height": 900})
    state.opens(scene)
    found = list(_follow(scene, state)) if state.faulty else []
    found += faults(scene, state)
    said = [text for text in scene.visitor.errors if state.status == 200 or not text.startswith(_REFUSED)]
    scene.visitor.errors.clear()
    return found + [f"{state.name} {state.what}: console: {text}" for text in said]


def _follow(scene: Scene, state: State) -> Iterator[str]:
    """The summary of faults has focus, and each of its lines leads to a field."""
    page = scene.page
    try:
        # The component takes it when it has been set up, a little after the page.
        page.wait_for_function("document.activeElement.className === 'ds-error-summary'", timeout=5000)
    except NothingCame:
        yield f"{state.name} {state.what}: the summary does not take focus"
    links = page.locator(".ds-error-summary a").all()
    if not links:
        yield f"{state.name} {state.what}: the summary leads nowhere"
    for link in links:
        place = str(link.get_attribute("href")).removeprefix("#")
        link.press("Enter")
        if not page.evaluate("place => document.activeElement.closest('[id]')?.id === place", place):
            yield f"{state.name} {state.what}: «{link.inner_text()}» does not lead to #{place}"


@pytest.mark.parametrize("visit_", VISITS.values(), ids=VISITS.keys())
def test_pages_are_sound_at_every_width(visit: Visits, transactional_world: World, visit_: Visit) -> None:
    world = transactional_world
    person = getattr(world, visit_.person) if visit_.person else None
    scene = Scene(world, visit(person, getattr(world, visit_.rolle) if visit_.rolle else None))
    visit_.prepares(scene)
    found = [fault for state in visit_.states for fault in _looked_at(scene, state)]
    assert not found, "\n".join(found)
