"""Reads of the shared catalogue. Its rows are the same to all, but for who has sent them in."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum

from fiks.digiorden.katalog import temaer
from fiks.digiorden.katalog.navnesoek import MOST, Forslag, Navneindeks, Oppfoering
from fiks.digiorden.models import DeltApplikasjon, Katalogforslag, Katalogsammenslaaing, Katalogsystem
from fiks.digiorden.models.katalog import Katalogstatus
from fiks.felles.kontekst import Actor
from fiks.felles.virksomhet.models import Virksomhet, VirksomhetType

# The index of names in this process, and what it was made of. The catalogue is the same to all organisations.
_index: dict[tuple[int, int | None, datetime | None], Navneindeks] = {}


def katalogsystemer() -> QuerySet[Katalogsystem]:
    """The catalogue as it is read: what is in it, what has been retired, and what waits for approval."""
    found = Katalogsystem.objects.exclude(status=Katalogstatus.AVVIST)
    return found.select_related("slaatt_sammen_med").order_by("sortering", "id")


def katalogsystemer_in(*, tekst: str = "", tema: str = "", status: str = "") -> QuerySet[Katalogsystem]:
    """The systems that a list is narrowed to; without a status, those in the catalogue."""
    found = katalogsystemer().filter(status=status if status in Katalogstatus.values else Katalogstatus.PUBLISERT)
    if tekst:
        found = found.filter(pk__in=[one.id for one in foreslaa(tekst, most=100)])
    return found.filter(temaer__overlap=temaer.below(tema)) if tema else found


def katalogsystem(id: UUID) -> Katalogsystem | None:
    """One system, whatever its state."""
    return Katalogsystem.objects.select_related("slaatt_sammen_med").filter(pk=id).first()


def named(navn: str) -> list[Katalogsystem]:
    """The systems with this whole name, in capitals or not, whatever their state."""
    return list(Katalogsystem.objects.filter(navn__iexact=navn.strip()).order_by("created_at", "id"))


def choosable() -> QuerySet[Katalogsystem]:
    """What an application may be: everything but what was refused, or is a duplicate."""
    return katalogsystemer().filter(slaatt_sammen_med=None)


def foreslaa(skrevet: str, *, most: int = MOST) -> list[Forslag]:
    """Systems that may be meant by what is written, the likeliest first."""
    return names().forslag(skrevet, most=most)


def foreslaatte(skrevet: str) -> list[tuple[Forslag, Katalogsystem]]:
    """Suggestions, with the systems they are of."""
    found = foreslaa(skrevet)
    systemer = choosable().in_bulk([one.id for one in found])
    return [(one, systemer[one.id]) for one in found if one.id in systemer]


def names() -> Navneindeks:
    """The index of names, made anew when the catalogue has changed."""
    state = Katalogsystem.objects.aggregate(antall=Count("id"), versjoner=Sum("versjon"), sist=Max("changed_at"))
    key = (state["antall"], state["versjoner"], state["sist"])
    found = _index.get(key)
    if found is None:
        found = Navneindeks(_oppfoeringer())
        _index.clear()
        _index[key] = found
    return found


def _oppfoeringer() -> list[Oppfoering]:
    columns = ("id", "navn", "tidligere_navn", "alias", "leverandoer_navn", "tidligere_leverandoerer", "beskrivelse")
    return [
        Oppfoering(id, navn, tuple(before), tuple(alias), vendor, tuple(vendors_before), does)
        for id, navn, before, alias, vendor, vendors_before, does in choosable().values_list(*columns)
    ]


def users_of(system: Katalogsystem) -> QuerySet[DeltApplikasjon]:
    """The uses that organisations share, by the organisation's name. Vendors and the state see none (the row's policy)."""
    found = DeltApplikasjon.objects.filter(katalogsystem=system).exclude(livsloep="AVSLUTTET")
    return found.select_related("virksomhet").order_by("virksomhet__navn", "navn")


def sendt_inn_by(actor: Actor) -> QuerySet[Katalogforslag]:
    """What the organisation itself has sent in, newest first."""
    found = Katalogforslag.objects.filter(virksomhet_id=actor.tenant)
    return found.select_related("katalogsystem").order_by("-sendt_at", "-id")


def own_orgnr(actor: Actor) -> str:
    """The organisation number that makes the actor a rights holder; empty for others than vendors."""
    found = Virksomhet.objects.filter(pk=actor.tenant, type=VirksomhetType.LEVERANDOR).first()
    return found.orgnr if found else ""


def own_systems(actor: Actor) -> QuerySet[Katalogsystem]:
    """The systems that the actor's organisation is the rights holder of."""
    orgnr = own_orgnr(actor)
    found = Katalogsystem.objects.filter(leverandoer_orgnr=orgnr).order_by("sortering", "id")
    return found if orgnr else found.none()


def waiting_for(actor: Actor) -> QuerySet[Katalogsystem]:
    """What waits for approval: the vendor's own, or all for the operator; the oldest first."""
    found = Katalogsystem.objects.filter(status=Katalogstatus.FORESLAATT) if actor.is_operator else own_systems(actor)
    return found.filter(status=Katalogstatus.FORESLAATT).order_by("created_at", "id")


def sammenslaaing(id: UUID) -> Katalogsammenslaaing | None:
    """One merge; the operator's alone."""
    return Katalogsammenslaaing.objects.select_related("fra", "til").filter(pk=id).first()
