"""The reader's changes of state: starting, keeping a page with the pointer, stopping, and trying again.

The pointer moves in the transaction that keeps the events before it, so that no crash loses or repeats one. All run in an
operator's context.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.hendelsesliste import avvik, typer
from fiks.folkeregister.hendelsesliste.siden import Hull, Sortert, sort_out
from fiks.folkeregister.models import (
    Avviksslag,
    Hendelse,
    Hendelseshull,
    Hendelsesleser,
    Hendelsesstatus,
    Leserstatus,
)
from fiks.integrasjoner.hendelsesliste import Hendelse as Lest

HULL_AGAIN = timedelta(minutes=1)
# What stops nothing and needs nobody is shown for a week after it last came.
TOLD = (Avviksslag.UKJENT_TYPE, Avviksslag.UTEN_PERSON, Avviksslag.UORDEN, Avviksslag.GJENTATT)
TOLD_FOR = timedelta(days=7)
_KEEP = """
    insert into hendelse (sekvensnummer, nummer, hendelsetype, ajourholdt_at, mottatt_at, status, forsoek)
    select sekvensnummer, nummer, hendelsetype, ajourholdt_at, %(at)s, status, 0
    from unnest(%(sekvensnumre)s::bigint[], %(numre)s::varchar[], %(typer)s::text[], %(ajourholdt)s::timestamptz[],
                %(statuser)s::text[]) as lest (sekvensnummer, nummer, hendelsetype, ajourholdt_at, status)
    on conflict (sekvensnummer) do nothing
"""


class LeserFlyttet(Exception):
    """The pointer is not where the page was asked from: the operator, or another reader, has moved it meanwhile."""


@transaction.atomic
def start_leser(*, fra: int, pakke: str, by: Actor, at: datetime) -> None:
    """Let the reader read from a sequence number on, after a full load, or anew.

    Events from there on are forgotten, since they will be read again; holes before it too, since the load has filled them.
    """
    Hendelse.objects.filter(sekvensnummer__gte=fra).delete()
    Hendelseshull.objects.all().delete()
    Hendelsesleser.objects.filter(pk=1).delete()
    Hendelsesleser.objects.create(pk=1, pakke=pakke, neste_sekvensnummer=fra, startet_at=at)
    avvik.close([slag for slag in Avviksslag if slag not in {Avviksslag.BORTE, Avviksslag.DOKUMENT_AVVIST}], at=at)
    record(Handling("folkeregister.folg_startet", detaljer={"fra": fra, "pakke": pakke}), by=by, at=at)


@transaction.atomic
def stop_leser(*, by: Actor, at: datetime) -> None:
    """Stop: the source no longer has the events from where we are, and going on would skip them."""
    leser = Hendelsesleser.objects.select_for_update().get(pk=1)
    Hendelsesleser.objects.filter(pk=1).update(status=Leserstatus.STOPPET)
    avvik.note(Avviksslag.FOR_GAMMEL, at=at, detaljer={"fra": leser.neste_sekvensnummer})
    detaljer = {"fra": leser.neste_sekvensnummer}
    record(Handling("folkeregister.folg_stoppet", detaljer=detaljer), by=by, at=at)


@transaction.atomic
def keep_page(*, fra: int, hendelser: Sequence[Lest], by: Actor, at: datetime) -> Sortert:
    """Keep what is new on a page that was asked for from `fra`, and move the pointer past it.

    Raises:
        LeserFlyttet: nothing is kept.
    """
    leser = Hendelsesleser.objects.select_for_update().get(pk=1)
    if leser.neste_sekvensnummer != fra or leser.is_stopped:
        raise LeserFlyttet
    before = {Hull(hull.fra, hull.til): hull for hull in Hendelseshull.objects.all()}
    found = sort_out(hendelser, neste=fra, hull=before)
    _keep(found.nye, at=at)
    _keep_holes(before, found.hull, at=at)
    ahead = [hendelse for hendelse in found.nye if hendelse.sekvensnummer >= fra]
    Hendelsesleser.objects.filter(pk=1).update(
        neste_sekvensnummer=found.neste,
        etag="" if found.neste != fra else leser.etag,
        hendelse_at=(ahead[-1].ajourholdt_at if ahead else None) or leser.hendelse_at,
        lest_at=at,
    )
    _note_page(found, at=at)
    if found.nye:
        detaljer = {"fra": found.nye[0].sekvensnummer, "til": found.nye[-1].sekvensnummer}
        record(Handling("folkeregister.hendelser_lest", antall=len(found.nye), detaljer=detaljer), by=by, at=at)
    return found


@transaction.atomic
def keep_late(*, hendelser: Sequence[Lest], hull: Hull, by: Actor, at: datetime) -> int:
    """Keep those events that belong in a hole. Returns how many; the rest of the hole waits longer and longer."""
    before = {Hull(row.fra, row.til): row for row in Hendelseshull.objects.select_for_update()}
    if hull not in before:
        return 0
    inside = [hendelse for hendelse in hendelser if hull.fra <= hendelse.sekvensnummer <= hull.til]
    found = sort_out(inside, neste=hull.til + 1, hull=before)
    _keep(found.nye, at=at)
    _keep_holes(before, found.hull, at=at)
    forsoek = before[hull].forsoek + 1
    wait = min(HULL_AGAIN * 2**forsoek, timedelta(days=1))
    left = Hendelseshull.objects.filter(fra__gte=hull.fra, til__lte=hull.til)
    left.update(forsoek=min(forsoek, 20), neste_at=at + wait)
    if found.nye:
        detaljer = {"fra": found.nye[0].sekvensnummer, "til": found.nye[-1].sekvensnummer}
        record(Handling("folkeregister.hendelser_lest", antall=len(found.nye), detaljer=detaljer), by=by, at=at)
    return len(found.nye)


@transaction.atomic
def forget_holes(*, by: Actor, at: datetime) -> int:
    """The operator has found out that what is missing will not come, and has seen to the copy otherwise."""
    antall = Hendelseshull.objects.count()
    detaljer = {"hull": [[hull.fra, hull.til] for hull in Hendelseshull.objects.order_by("fra")[:100]]}
    Hendelseshull.objects.all().delete()
    _note_holes(at=at)
    record(Handling("folkeregister.hull_lukket", antall=antall, detaljer=detaljer), by=by, at=at)
    return antall


@transaction.atomic
def try_again(*, by: Actor, at: datetime) -> int:
    """Let those who were not found, or whose document could not be used, be fetched once more. Returns how many events."""
    waiting = Hendelse.objects.filter(
        Q(status__in=[Hendelsesstatus.BORTE, Hendelsesstatus.AVVIST])
        | Q(status=Hendelsesstatus.VENTER, neste_at__isnull=False)
    )
    antall = waiting.update(status=Hendelsesstatus.VENTER, forsoek=0, neste_at=None)
    record(Handling("folkeregister.hendelser_paa_nytt", antall=antall), by=by, at=at)
    return antall


@transaction.atomic
def forget_old(*, by: Actor, at: datetime) -> int:
    """Delete events that were dealt with long ago, and close what was only told of and has not come again."""
    avvik.close_quiet(TOLD, since=at - TOLD_FOR, at=at)
    limit = at - timedelta(days=settings.EVENT_DAYS)
    antall, _by_model = Hendelse.objects.filter(status=Hendelsesstatus.BEHANDLET, behandlet_at__lt=limit).delete()
    if antall:
        record(Handling("folkeregister.hendelser_slettet", antall=antall), by=by, at=at)
    return antall


def note_source(*, siste: int | None = None, til_slutt: bool = False, etag: str | None = None, at: datetime) -> None:
    """What the source last told of itself."""
    told: dict[str, object] = {"lest_at": at, "neste_forsoek_at": None}
    if siste is not None:
        told["siste_i_kilden"] = siste
    if til_slutt:
        told["til_slutt_at"] = at
    if etag is not None:
        told["etag"] = etag
    Hendelsesleser.objects.filter(pk=1).update(**told)


def stay_away(*, until: datetime) -> None:
    """Leave the source alone, as it asked."""
    Hendelsesleser.objects.filter(pk=1).update(neste_forsoek_at=until)


def _keep(hendelser: Sequence[Lest], *, at: datetime) -> None:
    if not hendelser:
        return
    numbers = [_possible(hendelse.nummer) for hendelse in hendelser]
    states = [Hendelsesstatus.VENTER if number else Hendelsesstatus.UTEN_PERSON for number in numbers]
    kinds = [typer.shown(hendelse.hendelsetype) for hendelse in hendelser]
    rows = {
        "at": at,
        "sekvensnumre": [hendelse.sekvensnummer for hendelse in hendelser],
        "numre": numbers,
        "typer": kinds,
        "ajourholdt": [hendelse.ajourholdt_at for hendelse in hendelser],
        "statuser": [state.value for state in states],
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, rows)  # type: ignore[arg-type]  # lists of numbers, texts and times
    nobody = states.count(Hendelsesstatus.UTEN_PERSON)
    if nobody:
        avvik.note(Avviksslag.UTEN_PERSON, at=at, antall=nobody)
    unknown = [kind for kind in kinds if kind not in typer.KJENTE]
    if unknown:
        named = sorted(set(unknown) - {""})[:10]
        avvik.note(Avviksslag.UKJENT_TYPE, at=at, antall=len(unknown), detaljer={"typer": named})


def _possible(nummer: str) -> str:
    """Eleven digits, or nothing: what is anything else is not kept. Whether it is a number is for the source to know."""
    return nummer if len(nummer) == 11 and nummer.isascii() and nummer.isdecimal() else ""


def _keep_holes(before: dict[Hull, Hendelseshull], after: Sequence[Hull], *, at: datetime) -> None:
    left = set(after)
    if left == before.keys():
        return
    Hendelseshull.objects.filter(pk__in=[row.pk for hull, row in before.items() if hull not in left]).delete()
    Hendelseshull.objects.bulk_create(
        Hendelseshull(fra=hull.fra, til=hull.til, oppdaget_at=at, neste_at=at + HULL_AGAIN)
        for hull in after
        if hull not in before
    )
    _note_holes(at=at)


def _note_page(found: Sortert, *, at: datetime) -> None:
    if found.uordnet:
        avvik.note(Avviksslag.UORDEN, at=at)
    if found.gjentatt:
        avvik.note(Avviksslag.GJENTATT, at=at, antall=found.gjentatt)


def _note_holes(*, at: datetime) -> None:
    holes = list(Hendelseshull.objects.order_by("fra").values_list("fra", "til"))
    shown = [f"{fra}–{til}" if fra != til else str(fra) for fra, til in holes[:5]]
    avvik.set_count(Avviksslag.HULL, sum(til - fra + 1 for fra, til in holes), at=at, detaljer={"hull": shown})
