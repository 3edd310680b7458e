"""The pages of washing in the states people meet them in."""

from datetime import UTC, date, datetime

from fiks.felles.kontekst import acting
from fiks.folkeregister.actions.vask import slett_vask
from fiks.folkeregister.models import Vask
from fiks.folkeregister.tests.vasker import row, washer, xlsx
from tests.browser.scene import Scene, State, faulty, plain

VASK = "folkeregister:vask"


def make_washes(scene: Scene) -> None:
    at_work = washer(scene.world)
    listed = xlsx(
        row(None, "Solveig", "Kristjansen", date(1958, 3, 12), "Strandgata 14 B", "4790", "Fløyte"),
        row(scene.world.numbers["merged_former"], note="Trompet"),
        row("123", "Frank", "Fjell", "04.04.56"),
        row(None, "Ole", "Hansen", "31.02.1980", None, "47"),
    )
    scene.made["utkast"] = at_work.upload(listed).pk
    changes = {
        "i_koe": {},
        "i_arbeid": {"status": "I_ARBEID", "startet_at": datetime.now(UTC), "antall_rader": 812, "antall_vasket": 500},
        "feilet": {"status": "FEILET", "feil": "Lagringsplassen er full.", "opplastet": None},
        "avbrutt": {"status": "AVBRUTT", "opplastet": None},
    }
    for name, values in changes.items():
        scene.made[name] = at_work.order(listed).pk
        if values:
            with acting(at_work.by):
                Vask.objects.filter(pk=scene.made[name]).update(**values)
    scene.made["vasket"] = at_work.wash(listed).pk
    deleted = at_work.wash(listed)
    with acting(at_work.by):
        slett_vask(vask=deleted, by=at_work.by, at=datetime.now(UTC))
    scene.made["slettet"] = deleted.pk


def _unwashable(scene: Scene) -> None:
    scene.go(f"{VASK}_kolonner", "utkast")
    for name in ("kolonne_0", "kolonne_2"):
        scene.page.locator(f"[name={name}]").select_option("")
    scene.press("Vask listen")


WASHES = (
    plain("folkeregister:vasker"),
    faulty("folkeregister:vasker", button="Last opp listen"),
    plain(f"{VASK}_kolonner", "utkast"),
    State(f"{VASK}_kolonner", "med feil", _unwashable, faulty=True),
    *(
        plain(VASK, name, what=name.replace("_", " "))
        for name in ("i_koe", "i_arbeid", "vasket", "feilet", "avbrutt", "slettet")
    ),
    plain(f"{VASK}_slett", "vasket"),
    plain("folkeregister:start", what="med vask"),
    plain("nettsted:oversikt", what="med vask"),
)
