"""The pages where the protocol goes out and in as files, and where a DPIA is read in."""

from django.utils import timezone

from fiks.digiorden.actions.protokollimport import keep_upload
from fiks.felles.kontekst import acting
from tests.browser.scene import Scene, State, faulty, plain

_FILE = """Nummer;Navn;Formål;Ansvarlig enhet;Internt ansvarlig
1;Bibliotek;Låne ut bøker;Kultur;En annen
2;Kino;Selge billetter;;
"""
_FAULTY = "Navn;Høy risiko;Formål: artikkel 6\nBibliotek;kanskje;6.1.g\nBibliotek;ja;=1+1\n"


def make_protokollfiler(scene: Scene) -> None:
    """A file that has been tried."""
    by = scene.world.actor(scene.world.jonas)
    with acting(by):
        scene.made["opplastet"] = keep_upload(_FILE.encode(), by=by, at=timezone.now()).pk


def _with_faults(scene: Scene) -> None:
    scene.go("digiorden:protokoll_les_inn")
    file = {"name": "fil.csv", "mimeType": "text/csv", "buffer": _FAULTY.encode()}
    scene.page.locator("[name=fil]").set_input_files([file])  # type: ignore[list-item]
    scene.press("Prøveles filen")


PROTOKOLLFILER: tuple[State, ...] = (
    plain("digiorden:protokoll_hent"),
    plain("digiorden:protokoll_hent", query="?omfang=i-bruk", what="med utkast"),
)
# For Jonas, who writes.
PROTOKOLLFILER_WRITING: tuple[State, ...] = (
    plain("digiorden:protokoll_les_inn"),
    faulty("digiorden:protokoll_les_inn", button="Prøveles filen"),
    State("digiorden:protokoll_les_inn", "med feil i filen", _with_faults, faulty=True),
    plain("digiorden:protokoll_proevelest", "opplastet"),
    plain("digiorden:vurdering_les_inn"),
    faulty("digiorden:vurdering_les_inn", button="Les inn vurderingen"),
)
