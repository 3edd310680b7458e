"""The pages of privacy notices in the states people meet them in, the public ones too."""

from django.utils import timezone

from fiks.digiorden.actions.erklaeringer import publish
from fiks.digiorden.tests import erklaeringen, protokollen
from fiks.felles.kontekst import acting
from tests.browser.scene import Scene, State, faulty, plain
from tests.world_digiorden import open_digiorden

ERKLAERING = "digiorden:erklaering"
ALLE = "erklaeringer:personvernerklaering"


def make_erklaeringer(scene: Scene) -> None:
    """A notice that has been published twice, and one that is being written."""
    world, by = scene.world, scene.world.actor(scene.world.ingrid)
    erklaeringen.made_reachable(world)
    made = protokollen.approved(world, erklaeringen.with_notice(world))
    for _time in range(2):
        with acting(by):
            publish(
                behandling_id=made.pk,
                gjeldende_nr=made.gjeldende_nr,
                gjelder_fra=timezone.localdate(),
                by=by,
                at=timezone.now(),
            )
    scene.made["erklaert"], scene.made["erklaert_nr"] = made.pk, made.nummer
    scene.made["orgnr"] = world.lillesand.orgnr
    scene.made["skrives"] = protokollen.draft(world, erklaeringen.with_notice(world)).pk


def make_open_erklaeringer(scene: Scene) -> None:
    """The same, where nobody logs in."""
    open_digiorden(scene.world)
    make_erklaeringer(scene)


ERKLAERINGER: tuple[State, ...] = (
    plain(ERKLAERING, "erklaert"),
    plain(ERKLAERING, "erklaert", query="?spraak=en", what="engelsk med mangler"),
    plain(f"{ERKLAERING}_publiser", "erklaert"),
    faulty(f"{ERKLAERING}_trekk", "erklaert", button="Trekk erklæringen tilbake"),
    plain(f"{ERKLAERING}_trekk", "erklaert"),
    plain(f"{ALLE}er", "orgnr"),
    plain(ALLE, "orgnr", "erklaert_nr"),
    plain(f"{ALLE}_versjon", "orgnr", "erklaert_nr", "1"),
)
# For Jonas, who writes.
ERKLAERINGER_WRITING: tuple[State, ...] = (
    plain(ERKLAERING, "skrives", query="?spraak=nn", what="som redaktør"),
    plain(f"{ERKLAERING}_rediger", "skrives", "nn"),
)
# For anybody.
ERKLAERINGER_OPEN: tuple[State, ...] = (
    plain(f"{ALLE}er", "orgnr", what="uten å logge inn"),
    plain(ALLE, "orgnr", "erklaert_nr", what="uten å logge inn"),
)
