"""Somebody who has a keyboard and no mouse, and the worker that does what she has ordered."""

import re
import threading

from django.db import connections
from playwright.sync_api import Locator, Page

from fiks.felles.jobber.worker import worker_app

_MOST_TABS = 120
# A choice shows focus around itself and its words.
_SHOWS_FOCUS = """one => [one, one.closest(".ds-field")].filter(Boolean).map(getComputedStyle)
    .some(style => style.outlineStyle !== "none" || style.boxShadow !== "none")"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has focus, and see that the focus shows."""
    target.wait_for(state="visible")
    for _press in range(_MOST_TABS):
        if target.evaluate("one => one === document.activeElement"):
            assert target.evaluate(_SHOWS_FOCUS), f"focus does not show on {target}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def press(page: Page, role: str, name: str | re.Pattern[str], key: str = "Enter") -> None:
    """Tab to a link, a button or a choice, and press the key."""
    tab_to(page, page.locator("body").get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]  # a role
    page.keyboard.press(key)


def write(page: Page, label: str, text: str) -> None:
    """Tab to a field and type."""
    tab_to(page, page.get_by_label(label, exact=True).filter(visible=True))
    page.keyboard.type(text)


def work() -> None:
    """Do what is in the queue, in a thread of its own: the worker runs an event loop, and so does this one."""

    def run() -> None:
        with worker_app() as app:
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        connections.close_all()

    worker = threading.Thread(target=run)
    worker.start()
    worker.join()
