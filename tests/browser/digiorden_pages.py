"""The pages of Digiorden and the states people meet them in."""

from tests.browser.scene import Scene, State, plain
from tests.world_digiorden import open_digiorden


def make_digiorden(scene: Scene) -> None:
    """Open the service, and make what the pages show."""
    open_digiorden(scene.world)


DIGIORDEN_PAGES: tuple[State, ...] = (plain("digiorden:start"),)
