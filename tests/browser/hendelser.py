"""Pages of events, dwellings and guardians, and those to whom something has happened."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from fiks.folkeregister.tests.events import HERE, THERE, born, died, load, moved
from tests.browser.scene import Scene, State, faulty, plain

_DAY = datetime.now(UTC).date() - timedelta(days=40)
MOVED_IN = 57


def prepare(scene: Scene) -> None:
    """More than a page of those who moved in, and some of each other kind."""
    days = [_DAY + timedelta(days=place % 30) for place in range(MOVED_IN)]
    moved_in = [moved(f"INNFLYTTER {place}", day) for place, day in enumerate(days)]
    out = [moved(f"UTFLYTTER {place}", _DAY, fra=HERE, til=THERE) for place in range(3)]
    load(scene.world, *moved_in, *out, born("NYFØDT", _DAY), died("GAMMEL", _DAY))


def _query(hva: str, siden: date = _DAY, more: str = "") -> str:
    return f"?hva={hva}&siden={siden:%d.%m.%Y}&kommuner={HERE}{more}"


def _next_page(scene: Scene) -> None:
    scene.go("folkeregister:hendelser", query=_query("INNFLYTTET"))
    with scene.page.expect_navigation():
        scene.page.get_by_role("link", name="Neste side").click()


def _dwelling(street: str) -> Callable[[Scene], None]:
    def opens(scene: Scene) -> None:
        scene.go("folkeregister:bolig_soek")
        for label, text in (("Adresse", street), ("Bolignummer", "H0101"), ("Kommune", "Lillesand")):
            scene.page.get_by_label(label, exact=True).fill(text)
        scene.press("Vis boligen")

    return opens


STATES = (
    plain("folkeregister:hendelser"),
    *(
        plain("folkeregister:hendelser", query=_query(hva), what=hva)
        for hva in ("FOEDT", "DOED", "INNFLYTTET", "UTFLYTTET")
    ),
    State("folkeregister:hendelser", "neste side", _next_page),
    plain("folkeregister:hendelser", query=_query("DOED", datetime.now(UTC).date()), what="ingen"),
    State(
        "folkeregister:hendelser",
        "med feil",
        lambda scene: scene.go("folkeregister:hendelser", query="?hva=DOED&siden=x"),
        faulty=True,
    ),
    plain("folkeregister:innbyggerliste_ny", query=_query("UTFLYTTET"), what="fra hendelser"),
    plain("folkeregister:bolig_soek"),
    faulty("folkeregister:bolig_soek", button="Vis boligen"),
    State("folkeregister:bolig_soek", "ingen", _dwelling("Finnesikkeveien 1")),
    State("folkeregister:bolig", "", _dwelling("Strandgata 14B")),
)
