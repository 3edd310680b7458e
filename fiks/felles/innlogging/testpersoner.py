"""The persons of the test world, offered on the log-in page of a demonstration. Never in production."""

import logging
from pathlib import Path

import msgspec
from django.conf import settings

_log = logging.getLogger(__name__)


class Testperson(msgspec.Struct, frozen=True):
    """As the demonstration's file has them; numbers are synthetic."""

    __test__ = False

    fnr: str
    name: str
    organisation: str = ""
    roles: list[str] = []
    description: str = ""

    @property
    def about(self) -> str:
        """One line on who she is."""
        return self.description or " · ".join(filter(None, [self.organisation, ", ".join(self.roles)]))


class _File(msgspec.Struct, frozen=True):
    persons: list[Testperson] = []


def testpersoner() -> list[Testperson]:
    """The persons to choose among; none outside the test world."""
    if not settings.TEST_WORLD:
        return []
    return _read(settings.TEST_PERSONS)


testpersoner.__test__ = False  # type: ignore[attr-defined]  # pytest would collect it


def _read(path: Path) -> list[Testperson]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).persons
    except FileNotFoundError:
        return []
    except msgspec.DecodeError as error:
        _log.warning("%s is not understood: %s", path.name, error)
        return []
