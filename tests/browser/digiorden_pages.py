"""The pages of Digiorden and the states people meet them in."""

from tests.browser.behandling_pages import BEHANDLINGER, WRITING, make_behandlinger
from tests.browser.erklaering_pages import ERKLAERINGER, ERKLAERINGER_WRITING, make_erklaeringer
from tests.browser.personvern_pages import ORGANISATION_PAGES, PERSONVERN_PAGES, make_organisation, make_personvern
from tests.browser.protokollfil_pages import PROTOKOLLFILER, PROTOKOLLFILER_WRITING, make_protokollfiler
from tests.browser.scene import Scene, State, plain
from tests.browser.vurdering_pages import VURDERINGER, VURDERINGER_ADVISING, VURDERINGER_WRITING, make_vurderinger
from tests.world_digiorden import open_digiorden


def make_digiorden(scene: Scene) -> None:
    """Open the service, and make what the pages show."""
    open_digiorden(scene.world)
    make_behandlinger(scene)
    make_vurderinger(scene)
    make_protokollfiler(scene)
    make_organisation(scene)
    make_erklaeringer(scene)


def make_for_ombud(scene: Scene) -> None:
    """Open the service, and make what the data protection officer sees."""
    open_digiorden(scene.world)
    make_personvern(scene)


DIGIORDEN_PAGES: tuple[State, ...] = (
    plain("digiorden:start"),
    *BEHANDLINGER,
    *PROTOKOLLFILER,
    *VURDERINGER,
    *ORGANISATION_PAGES,
    *ERKLAERINGER,
)
# For Jonas, who writes and does not approve.
DIGIORDEN_WRITING: tuple[State, ...] = (*WRITING, *PROTOKOLLFILER_WRITING, *VURDERINGER_WRITING, *ERKLAERINGER_WRITING)
# For Odd, who advises.
DIGIORDEN_ADVISING: tuple[State, ...] = VURDERINGER_ADVISING
OMBUD_PAGES: tuple[State, ...] = PERSONVERN_PAGES
