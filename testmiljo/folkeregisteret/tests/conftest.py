from collections.abc import Iterator
from pathlib import Path

import pytest

from testmiljo.folkeregisteret.tests.world import Consumer, consuming


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consumer]:
    with consuming(Path(tmp_path_factory.mktemp("verden"))) as consumer:
        yield consumer
