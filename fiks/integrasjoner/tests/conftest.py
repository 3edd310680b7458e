from collections.abc import Iterator

import pytest

from fiks.integrasjoner.tests.world import Outside
from fiks.integrasjoner.tests.world import outside as running_outside


@pytest.fixture(scope="module")
def _running() -> Iterator[Outside]:
    with running_outside() as found:
        yield found


@pytest.fixture
def outside(_running: Outside) -> Iterator[Outside]:
    yield _running
    _running.clock.ahead = 0
    _running.waited.clear()
