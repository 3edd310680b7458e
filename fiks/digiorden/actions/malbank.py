"""Publishing shared templates, scenario banks and criteria: the operator's."""

from datetime import datetime

import msgspec
from django.db import transaction

from fiks.digiorden.models import Malbank, Malslag
from fiks.digiorden.vurdering import maler, screening
from fiks.digiorden.vurdering.maler import Mal
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record


class BadMal(ValueError):
    """The file is no template, bank or table of criteria. The text says what is wrong, in Bokmål."""


class Kriterietabell(msgspec.Struct, frozen=True):
    """A table of criteria, as a file."""

    kode: str
    mal_versjon: int
    tittel: str
    kriterium: list[screening.Kriterium]
    slag: str = "SCREENING"


@transaction.atomic
def publish_mal(raw: bytes, *, by: Actor, at: datetime) -> Malbank:
    """Publish a version. Copies that are made stay as they are; a published version is never changed.

    Raises:
        BadMal
    """
    read = _read(raw)
    known = {mal.mal_versjon for mal in maler.shipped() if mal.kode == read.kode}
    known |= set(Malbank.objects.filter(kode=read.kode).values_list("mal_versjon", flat=True))
    if known and read.mal_versjon <= max(known):
        raise BadMal(f"Versjon {max(known)} av {read.kode} finnes. Skriv et høyere nummer i mal_versjon.")
    row = Malbank.objects.create(
        kode=read.kode,
        mal_versjon=read.mal_versjon,
        slag=read.slag,
        tittel=read.tittel,
        innhold=msgspec.to_builtins(read),
        published_at=at,
    )
    record(Handling("digiorden.mal_publisert", gjelder=str(row), detaljer={"slag": row.slag}), by=by, at=at)
    return row


def _read(raw: bytes) -> Mal | Kriterietabell:
    try:
        slag = msgspec.toml.decode(raw, type=dict).get("slag")
        if slag not in Malslag.values:
            raise BadMal("Filen må ha slag: ROS, DPIA, SCENARIOER eller SCREENING.")
        if slag == Malslag.SCREENING:
            return msgspec.toml.decode(raw, type=Kriterietabell)
        mal = msgspec.toml.decode(raw, type=Mal)
    except msgspec.DecodeError as error:
        raise BadMal(f"Filen kan ikke leses: {error}") from error
    _check_links(mal)
    return mal


def _check_links(mal: Mal) -> None:
    known = {one.id for one in mal.tiltak}
    for one in mal.scenario:
        if lost := set(one.tiltak) - known:
            raise BadMal(f"Scenario {one.id} viser til tiltak som ikke finnes: {', '.join(sorted(lost))}.")
    ids = [one.id for one in mal.scenario] + [one.id for one in mal.tiltak]
    if len(ids) != len(set(ids)):
        raise BadMal("To scenarioer eller tiltak har samme id.")
