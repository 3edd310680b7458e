"""Reads of screenings and their criteria, within the actor's organisation."""

import msgspec
from django.db.models import QuerySet

from fiks.digiorden.models import Malbank, Screening, Screeningkriterium
from fiks.digiorden.queries.vurderinger import ABOUT
from fiks.digiorden.vurdering.screening import Gruppe, Kriterium, shipped, table
from fiks.felles.kontekst import Actor


def screeninger_for(actor: Actor) -> QuerySet[Screening]:
    """Every screening of the organisation, the latest first."""
    found = Screening.objects.filter(virksomhet_id=actor.tenant).select_related(*ABOUT)
    return found.order_by("-confirmed_at", "-id")


def common_kriterier() -> tuple[Kriterium, ...]:
    """The criteria that all share: the operator's last table, or the one that comes with the program."""
    row = Malbank.objects.filter(slag="SCREENING").order_by("-mal_versjon").first()
    return tuple(msgspec.convert(row.innhold["kriterium"], list[Kriterium])) if row else shipped()


def own_kriterier_for(actor: Actor) -> dict[str, Screeningkriterium]:
    """The rows of the organisation's own, by code."""
    return {row.kode: row for row in Screeningkriterium.objects.filter(virksomhet_id=actor.tenant).order_by("kode")}


def kriterier_for(actor: Actor) -> list[Kriterium]:
    """All criteria as the organisation has them, those left out too."""
    common = common_kriterier()
    sources = {one.kode: one.kilde for one in common}
    own = {
        row.kode: Kriterium(
            kode=row.kode,
            gruppe=Gruppe(row.gruppe),
            tekst=row.tekst,
            forklaring=row.forklaring,
            kilde=sources.get(row.kode, ""),
            aktiv=row.aktiv,
        )
        for row in own_kriterier_for(actor).values()
    }
    return table(common, own)
