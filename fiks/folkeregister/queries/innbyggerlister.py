"""Reads of lists and of saved criteria within the actor's role, and the counts that previews and orders rest on.

A list belongs to the role that drew it: who has the role sees it, in her organisation, while she works in that role.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from psycopg import sql

from fiks.felles.koder.kalender import age_on
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister import kolonneuttrykk
from fiks.folkeregister.lister.forhaandsvisning import Forhaandsvisning, forhaandsvis, nearest
from fiks.folkeregister.lister.kolonneuttrykk import Grunnlag
from fiks.folkeregister.lister.predikat import predikat
from fiks.folkeregister.lister.utvalg import OLDEST, Utvalg, from_json
from fiks.folkeregister.lister.utvalgstekst import summary
from fiks.folkeregister.models import Innbyggerliste, LagretUtvalg, Nedlasting, Registerrolle
from fiks.folkeregister.models.listearbeid import DONE
from fiks.folkeregister.queries import listearbeid


def lister_for(actor: Actor) -> QuerySet[Innbyggerliste]:
    """The lists of the role that the actor has chosen, newest first."""
    return listearbeid.of_role(Innbyggerliste, actor)


def liste_for(actor: Actor, liste_id: UUID) -> Innbyggerliste | None:
    """One list of the actor's role, with its file and the list it is compared with."""
    return lister_for(actor).select_related("dokument", "forrige", "lagret_utvalg").filter(pk=liste_id).first()


@dataclass(frozen=True, slots=True)
class Egen:
    """One of the actor's own lists, as overviews show it. `rolle` is the role that it was drawn in."""

    id: UUID
    tittel: str
    rolle: str
    prosent: int
    slettes_at: datetime | None


def underveis(actor: Actor, *, most: int) -> list[Egen]:
    """The actor's own lists that are being drawn, in whatever role, newest first."""
    return _own(listearbeid.own_underway(Innbyggerliste, actor, most=most))


def klare(actor: Actor, *, at: datetime, most: int) -> list[Egen]:
    """The actor's own lists with a file to download, in whatever role, newest first."""
    return _own(listearbeid.own_ready(Innbyggerliste, actor, at=at, most=most))


def _own(lister: Iterable[Innbyggerliste]) -> list[Egen]:
    return [Egen(liste.pk, _tittel(liste), liste.rolle.navn, liste.percent, liste.slettes_at) for liste in lister]


def _tittel(liste: Innbyggerliste) -> str:
    text = summary(utvalg_of(liste))
    return f"{text[:1].upper()}{text[1:]}"


def rolle_of(actor: Actor, liste_id: UUID, *, at: datetime) -> Registerrolle | None:
    """The role of a list, when the actor has that role but has not chosen it."""
    return listearbeid.rolle_of(Innbyggerliste, actor, liste_id, at=at)


def nedlastinger_for(actor: Actor, liste: Innbyggerliste) -> QuerySet[Nedlasting]:
    """Who has downloaded a list, newest first."""
    return Nedlasting.objects.filter(virksomhet_id=actor.tenant, liste=liste).order_by("-at", "-id")


def lagrede_utvalg_for(actor: Actor) -> QuerySet[LagretUtvalg]:
    """The criteria that are kept for the actor's role."""
    found = LagretUtvalg.objects.filter(
        virksomhet_id=actor.tenant, rolle__ressurs_id=actor.ressurs_id or listearbeid.NO_ROLE
    )
    return found.select_related("rolle").order_by("navn", "id")


def utvalg_of(row: Innbyggerliste | LagretUtvalg) -> Utvalg:
    """The criteria of a list, or of saved criteria."""
    return from_json(row.utvalg)


def previous(
    rolle: Registerrolle, utvalg: Utvalg, lagret: LagretUtvalg | None, *, med_graderte: bool
) -> Innbyggerliste | None:
    """The latest list of the role from the same saved criteria, or with equal criteria on whatever date.

    Lists with graded addresses are compared with such lists only: the difference would be those who are graded.
    """
    same = Q(utvalg_noekkel=utvalg.noekkel)
    if lagret is not None:
        same |= Q(lagret_utvalg=lagret)
    return (
        Innbyggerliste.objects.filter(same, rolle=rolle, status__in=DONE, med_graderte=med_graderte)
        .order_by("-bestilt_at", "-id")
        .first()
    )


def subjektmengde(liste: Innbyggerliste) -> bytes | None:
    """The packed set of persons on a list, from the audit log."""
    if liste.revisjon_at is None or liste.revisjon_id is None:
        return None
    rows = Revisjonslinje.objects.filter(virksomhet_id=liste.virksomhet_id)
    row = rows.filter(at=liste.revisjon_at, id=liste.revisjon_id).first()
    return bytes(row.subjektmengde) if row and row.subjektmengde else None


def underway(virksomhet_id: UUID, liste_id: UUID) -> Innbyggerliste | None:
    """A list that waits to be drawn, or that somebody has begun on."""
    return listearbeid.underway(Innbyggerliste, virksomhet_id, liste_id).select_related("forrige").first()


def count(utvalg: Utvalg, *, graded: bool = False) -> int:
    """Exactly how many fit. For an order, which is logged with everyone on it; never for a preview."""
    with connection.cursor() as cursor:
        cursor.execute(predikat(utvalg, graded=graded).select(sql.SQL("count(*)")))
        return int(cursor.fetchone()[0])


def preview(utvalg: Utvalg, innsyn: Innsyn, *, today: date) -> Forhaandsvisning:
    """How many fit, and of which ages, as ADR 0009 allows. Ages are told only when the role opens them."""
    on = utvalg.age_date(today=today)
    by_age = _by_age(utvalg, on)
    if not innsyn.opens("foedsel", "foedselsdato"):
        return _without_ages(sum(by_age.values()))
    fra, til = _ages(utvalg, on)
    return forhaandsvis(by_age, fra=fra, til=til)


def _without_ages(total: int) -> Forhaandsvisning:
    return Forhaandsvisning(nearest(total) if total >= 5 else None)


def _by_age(utvalg: Utvalg, on: date) -> dict[int | None, int]:
    found = predikat(utvalg)
    age = kolonneuttrykk.alder(Grunnlag(found.sted, utvalg.kommuner, on))
    with connection.cursor() as cursor:
        cursor.execute(found.select(sql.SQL("{} as alder, count(*)").format(age)) + sql.SQL(" group by 1"))
        return dict(cursor.fetchall())


def _ages(utvalg: Utvalg, on: date) -> tuple[int, int]:
    """The youngest and the oldest that the criteria allow, whether there is such a person or not."""
    if utvalg.alder is None:
        return 0, OLDEST
    first, last = utvalg.alder.birth_dates()
    return max(0, age_on(last, on)), min(OLDEST, age_on(first, on))
