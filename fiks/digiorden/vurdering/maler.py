"""Templates and scenario banks that come with the program: versioned files, which an organisation copies and makes its own.

A template is a content with a code and a version. A copy remembers which it was made of («folkeregister-ros 1»), and is
never changed by a later version of it.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from fiks.digiorden.vurdering.innhold import Dpia, Innhold, Scenario, Tiltak

_FOLDER = Path(__file__).parent / "maler"


class Mal(msgspec.Struct, frozen=True, kw_only=True):
    """A template (slag ROS or DPIA) or a bank (SCENARIOER). `tjeneste` is the service it is written for, if any."""

    kode: str
    mal_versjon: int
    slag: str
    tittel: str
    beskrivelse: str
    tjeneste: str = ""
    omfang: str = ""
    avgrensning: str = ""
    dpia: Dpia | None = None
    scenario: list[Scenario] = []
    tiltak: list[Tiltak] = []

    @property
    def key(self) -> str:
        """Code and version, as a copy remembers it."""
        return f"{self.kode} {self.mal_versjon}"


@cache
def shipped() -> tuple[Mal, ...]:
    """All that come with the program."""
    files = sorted(file for file in _FOLDER.glob("*.toml") if file.name != "screeningkriterier.toml")
    return tuple(msgspec.toml.decode(file.read_bytes(), type=Mal) for file in files)


def newest(maler: Iterable[Mal]) -> list[Mal]:
    """The latest version of each, by title."""
    latest: dict[str, Mal] = {}
    for mal in maler:
        if mal.kode not in latest or latest[mal.kode].mal_versjon < mal.mal_versjon:
            latest[mal.kode] = mal
    return sorted(latest.values(), key=lambda mal: mal.tittel)


def copied(mal: Mal) -> Innhold:
    """A content of one's own, made of a template. Nothing in it is accepted, and nobody is responsible yet."""
    stored = msgspec.to_builtins(mal)
    innhold = Innhold(
        omfang=mal.omfang,
        avgrensning=mal.avgrensning,
        scenarioer=msgspec.convert(stored["scenario"], list[Scenario]),
        tiltak=msgspec.convert(stored["tiltak"], list[Tiltak]),
        dpia=msgspec.convert(stored["dpia"], Dpia) if mal.slag == "DPIA" and mal.dpia else None,
    )
    for one in innhold.scenarioer:
        one.kilde = f"{mal.key} {one.id}"
    if mal.slag == "DPIA" and innhold.dpia is None:
        innhold.dpia = Dpia()
    return innhold


def picked(mal: Mal, scenario_ids: Iterable[str], innhold: Innhold) -> list[Scenario]:
    """Put scenarios of a bank or template into a content, with the measures they name. Returns those that were added.

    One that is there already is left out; a measure with the same title is used again.
    """
    there = {one.kilde for one in innhold.scenarioer}
    wanted = set(scenario_ids)
    added = []
    for one in mal.scenario:
        kilde = f"{mal.key} {one.id}"
        if one.id in wanted and kilde not in there:
            copy = msgspec.convert(msgspec.to_builtins(one), Scenario)
            copy.id, copy.kilde = _free(innhold, one.id), kilde
            copy.tiltak = [_measure(mal, tiltak_id, innhold) for tiltak_id in one.tiltak]
            innhold.scenarioer.append(copy)
            added.append(copy)
    return added


def _measure(mal: Mal, tiltak_id: str, innhold: Innhold) -> str:
    found = next(one for one in mal.tiltak if one.id == tiltak_id)
    same = next((one for one in innhold.tiltak if one.tittel == found.tittel), None)
    if same is None:
        same = msgspec.convert(msgspec.to_builtins(found), Tiltak)
        same.id = _free(innhold, found.id)
        innhold.tiltak.append(same)
    return same.id


def _free(innhold: Innhold, wished: str) -> str:
    """An id that nothing in the content has."""
    taken = {one.id for one in innhold.scenarioer} | {one.id for one in innhold.tiltak}
    number, found = 2, wished
    while found in taken:
        found, number = f"{wished}-{number}", number + 1
    return found
