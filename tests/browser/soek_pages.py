"""The search page in the states people meet it in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fiks.folkeregister.soek import motor
from tests.browser.scene import Scene, State, faulty, plain


def _search(more: tuple[str, ...] = (), **fields: str) -> Callable[[Scene], None]:
    """Fill in fields by name, tick boxes by label, and press the button."""

    def opens(scene: Scene) -> None:
        scene.go("folkeregister:soek")
        scene.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        for name, value in fields.items():
            scene.page.locator(f"main [name={name}]").fill(value)
        for label in more:
            scene.page.get_by_label(label, exact=True).check()
        scene.press("Søk")

    return opens


@contextmanager
def _at_most(most: int) -> Iterator[None]:
    before = motor.MOST
    motor.MOST = most
    try:
        yield
    finally:
        motor.MOST = before


def _too_many(scene: Scene) -> None:
    with _at_most(3):
        _search(navn="Ola Fylling")(scene)


_HISTORY = "Søk også i tidligere navn og adresser"
SEARCHES = (
    plain("folkeregister:soek"),
    faulty("folkeregister:soek", button="Søk"),
    State("folkeregister:soek_treff", "treff", _search(navn="Solveig Kristjansen")),
    State("folkeregister:soek_treff", "ingen treff", _search(navn="Xaver Qwertz")),
    State("folkeregister:soek_treff", "for mange", _too_many),
    State("folkeregister:soek_treff", "flere sider", _search(("Lillesand",), navn="Fylling")),
    State("folkeregister:soek_treff", "historikk", _search((_HISTORY,), navn="Kristjansen", foedt="1958")),
    State("folkeregister:soek_treff", "adresse", _search(gate="Skoleveien 14", bruksenhet="H0101")),
    State("folkeregister:soek_treff", "vernet", _search(navn="Stine Skjult")),
)
