"""Reads of the organisation's own applications."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from fiks.digiorden.katalog import temaer
from fiks.digiorden.models import Applikasjon, Applikasjonskobling, Delingsvalg
from fiks.digiorden.models.applikasjon import Livsloep
from fiks.felles.kontekst import Actor


@dataclass(frozen=True, slots=True)
class Applikasjonsutvalg:
    """What a list is narrowed to. `livsloep` empty: all that are not ended; "ALLE": those too."""

    tekst: str = ""
    livsloep: str = ""
    tema: str = ""
    mangler: str = ""
    mine: bool = False


# What may be missing, and how that is seen.
MANGLER = {
    "katalog": Q(katalogsystem=None),
    "systemeier": Q(systemeier=None),
    "avtaleslutt": Q(avtale_slutt_date=None),
    "ros": Q(ros__in=["", "MANGLER"]),
    "databehandleravtale": Q(databehandleravtale__in=["", "MANGLER"]),
}


def applikasjoner_for(actor: Actor) -> QuerySet[Applikasjon]:
    """All applications of the organisation, in the order of their names."""
    found = Applikasjon.objects.filter(virksomhet_id=actor.tenant)
    return found.select_related("katalogsystem", "systemeier", "systemansvarlig").order_by("sortering", "id")


def applikasjoner_in(actor: Actor, utvalg: Applikasjonsutvalg) -> QuerySet[Applikasjon]:
    """The applications that a list is narrowed to."""
    found = applikasjoner_for(actor)
    if utvalg.livsloep in Livsloep.values:
        found = found.filter(livsloep=utvalg.livsloep)
    elif utvalg.livsloep != "ALLE":
        found = found.exclude(livsloep=Livsloep.AVSLUTTET)
    if utvalg.tekst:
        named = Q(navn__icontains=utvalg.tekst) | Q(leverandoer_navn__icontains=utvalg.tekst)
        catalogued = Q(katalogsystem__navn__icontains=utvalg.tekst)
        found = found.filter(named | catalogued | Q(katalogsystem__leverandoer_navn__icontains=utvalg.tekst))
    if utvalg.tema:
        ids = temaer.below(utvalg.tema)
        own, catalogued = Q(temaer__overlap=ids), Q(temaer=[], katalogsystem__temaer__overlap=ids)
        found = found.filter(own | catalogued)
    if utvalg.mangler in MANGLER:
        found = found.filter(MANGLER[utvalg.mangler])
    if utvalg.mine:
        found = found.filter(Q(systemeier_id=_uuid(actor.id)) | Q(systemansvarlig_id=_uuid(actor.id)))
    return found


def counts_by_livsloep(actor: Actor) -> dict[str, int]:
    """How many applications the organisation has in each part of their life."""
    found = Applikasjon.objects.filter(virksomhet_id=actor.tenant).values("livsloep").annotate(antall=Count("id"))
    return {row["livsloep"]: row["antall"] for row in found.order_by()}


def koblinger_of(actor: Actor, applikasjon: Applikasjon) -> QuerySet[Applikasjonskobling]:
    """How an application hangs together with others, whichever end it is."""
    found = Applikasjonskobling.objects.filter(virksomhet_id=actor.tenant)
    mine = found.filter(Q(fra=applikasjon) | Q(til=applikasjon))
    return mine.select_related("fra", "til").order_by("slag", "til__sortering", "id")


def uses_of(actor: Actor, katalogsystem_id: UUID) -> QuerySet[Applikasjon]:
    """The organisation's own applications of a system."""
    return applikasjoner_for(actor).filter(katalogsystem_id=katalogsystem_id)


def delingsvalg_of(virksomhet_id: UUID) -> Delingsvalg | None:
    """What an organisation lets others see; None: nothing has been chosen, and nothing is seen."""
    return Delingsvalg.objects.filter(virksomhet_id=virksomhet_id).first()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
