"""Previewing, ordering, cancelling, downloading and deleting resident lists. Drawing one is in `listetegning`."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from fiks.felles.jobber import defer
from fiks.felles.koder import hjemler
from fiks.felles.koder.hjemler import Lister
from fiks.felles.koder.kalender import OSLO
from fiks.felles.kontekst import Acr, Actor, Kanal, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused, StepUpNeeded
from fiks.folkeregister.access import innsyn, require_geography, require_use
from fiks.folkeregister.actions import listearbeid
from fiks.folkeregister.actions.listearbeid import Fil, NotUnderway
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister import kolonnesett, utvalgsregler
from fiks.folkeregister.lister.forhaandsvisning import Forhaandsvisning
from fiks.folkeregister.lister.utvalg import Utvalg, UtvalgError
from fiks.folkeregister.lister.utvalgstekst import describe, summary
from fiks.folkeregister.models import (
    Filformat,
    Innbyggerliste,
    Kolonnesett,
    LagretUtvalg,
    Listestatus,
    Nedlasting,
    Registerrolle,
    Sortering,
)
from fiks.folkeregister.models.listearbeid import UNDERWAY
from fiks.folkeregister.models.rolle import Bruksomraade
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries import timegrense
from fiks.folkeregister.queries.kommandolinje import require_holds
from fiks.folkeregister.queries.listearbeid import due_for_deletion, virksomhet_ids

FORHAANDSVIST = "folkeregister.liste_forhaandsvist"
DRAW = "folkeregister.draw_liste"
MOST_PREVIEWS = 60  # an hour and person: enough to try criteria out, too few to search with counts (docs/adr/0009)


class TooManyPreviews(Exception):
    """The person has previewed as often as one may in an hour."""


class AlreadyOrdered(Exception):
    """This very order was placed before: the button was pressed twice."""


@dataclass(frozen=True, slots=True)
class Bestilling:
    """What is ordered. `kolonner` are codes for EGENDEFINERT (kolonnesett.FELTER).

    `med_graderte` is the deliberate choice to have those whose address is graded; it takes a reason (`aarsak`), as lists do
    in areas that draw them when needed only. `vis_nye`: a sheet of those who are new since the previous draw. `id` becomes
    the list's: given with the form, it makes a second press order nothing.
    """

    utvalg: Utvalg
    kolonnesett: Kolonnesett = Kolonnesett.VAKSINE
    kolonner: tuple[str, ...] = ()
    sortering: Sortering = Sortering.NAVN
    filformat: Filformat = Filformat.XLSX
    med_graderte: bool = False
    aarsak: str = ""
    vis_nye: bool = False
    lagret_utvalg: LagretUtvalg | None = None
    id: UUID = field(default_factory=uuid4)


@transaction.atomic
def preview_liste(utvalg: Utvalg, *, rolle: Registerrolle, by: Actor, at: datetime) -> Forhaandsvisning:
    """Count those who fit, by age, as ADR 0009 allows. Logged with the criteria, without the numbers.

    Those whose address is graded are never counted.

    Raises:
        UtvalgError: criteria that the role does not open, or that cannot stand together.
        Refused: the role does not draw lists, or not of these municipalities.
        TooManyPreviews
    """
    utvalg = _allowed(utvalg, rolle, by=by)
    timegrense.one_at_a_time(FORHAANDSVIST, by)
    if timegrense.free_again(FORHAANDSVIST, by, most=MOST_PREVIEWS, at=at):
        raise TooManyPreviews
    found = queries.preview(utvalg, innsyn(rolle), today=_today(at))
    with translation.override("nb"):
        handling = _handling(FORHAANDSVIST, rolle, detaljer={"utvalg": describe(utvalg)})
    record(handling, by=by, at=at)
    return found


@transaction.atomic
def bestill_liste(
    bestilling: Bestilling, *, rolle: Registerrolle, by: Actor, at: datetime, background: bool = True
) -> Innbyggerliste:
    """Order a list, and put the drawing of it in the queue in the same transaction.

    `background=False` leaves the drawing to the caller (the command line).

    Raises:
        UtvalgError: criteria or columns that the role does not open, or that cannot stand together.
        Refused: the role does not draw lists, or not of these municipalities; no purpose, or no reason where it takes one.
        StepUpNeeded: graded addresses take a log-in at level high.
        AlreadyOrdered
    """
    utvalg = _allowed(bestilling.utvalg, rolle, by=by)
    opened = innsyn(rolle)
    kolonnesett.check_chosen(bestilling.kolonnesett, bestilling.kolonner, opened, utvalg.tilhoerighet)
    _require_sorting(bestilling, opened)
    _require_purpose(bestilling, rolle, by=by)
    if bestilling.med_graderte:
        _require_graded(bestilling, opened, by=by)
    liste = Innbyggerliste(
        id=bestilling.id,
        virksomhet_id=rolle.virksomhet_id,
        rolle=rolle,
        lagret_utvalg=bestilling.lagret_utvalg,
        utvalg=utvalg.as_json(),
        utvalg_noekkel=utvalg.noekkel,
        kolonnesett=bestilling.kolonnesett,
        kolonner=list(bestilling.kolonner),
        sortering=bestilling.sortering,
        filformat=bestilling.filformat,
        vis_nye=bestilling.vis_nye,
        med_graderte=bestilling.med_graderte,
        aarsak=bestilling.aarsak.strip(),
        formaal=by.formaal,
        sak=by.sak,
        bestilt_av=by.id,
        bestilt_av_navn=by.navn,
        bestilt_at=at,
        kanal=by.kanal,
        acr=by.acr,
        os_bruker=by.os_bruker,
        request_id=by.request_id,
        antall_ventet=queries.count(utvalg, graded=bestilling.med_graderte),
        forrige=queries.previous(rolle, utvalg, bestilling.lagret_utvalg, med_graderte=bestilling.med_graderte),
    )
    _insert_once(liste, by=by)
    record(handling_of("folkeregister.liste_bestilt", liste), by=by, at=at)
    if background:
        defer(DRAW, liste=str(liste.pk), virksomhet=str(liste.virksomhet_id))
    return liste


def _insert_once(liste: Innbyggerliste, *, by: Actor) -> None:
    try:
        with transaction.atomic():
            liste.save(force_insert=True)
    except IntegrityError as error:
        if queries.lister_for(by).filter(pk=liste.pk).exists():
            raise AlreadyOrdered(liste.pk) from error
        raise


@transaction.atomic
def cancel_liste(*, liste: Innbyggerliste, by: Actor, at: datetime) -> None:
    """Stop a list that is underway; what is written of it is thrown away.

    Raises:
        NotUnderway
    """
    own = queries.lister_for(by).filter(pk=liste.pk).exists()
    if not own or not listearbeid.end(liste, Listestatus.AVBRUTT, since=UNDERWAY, at=at):
        raise NotUnderway(liste.pk)
    record(handling_of("folkeregister.liste_avbrutt", liste), by=by, at=at)


@transaction.atomic
def last_ned_liste(*, liste: Innbyggerliste, by: Actor, at: datetime) -> Fil:
    """Open a list's file for sending, and log that it was downloaded.

    Raises:
        NotReady
        StepUpNeeded: the list holds graded addresses, and they take a log-in at level high.
    """
    found, dokument = listearbeid.require_ready(queries.lister_for(by), liste, at=at)
    if found.med_graderte and not by.acr.covers(Acr.HIGH):
        raise StepUpNeeded(Acr.HIGH)
    require_use(found.rolle, Bruksomraade.INNBYGGERLISTE)
    _require_role_still_opens(found, by=by, at=at)
    Nedlasting.objects.create(virksomhet_id=found.virksomhet_id, liste=found, at=at, bruker=by.id, bruker_navn=by.navn)
    record(handling_of("folkeregister.liste_lastet_ned", found, antall=found.antall), by=by, at=at)
    return listearbeid.file_of(found, dokument)


@transaction.atomic
def slett_liste(*, liste: Innbyggerliste, by: Actor, at: datetime) -> bool:
    """Destroy a list's file, now or when its time is out. False when there is none. The set of persons stays in the log."""
    if not listearbeid.delete_file(liste, by=by, at=at):
        return False
    record(handling_of("folkeregister.liste_slettet", liste), by=by, at=at)
    return True


def delete_due(*, at: datetime) -> int:
    """Delete every list whose time is out, one organisation and one list at a time. Returns how many."""
    deleted = 0
    for virksomhet_id in virksomhet_ids():
        clock = Actor.system("folkeregister.delete_lister", virksomhet_id=virksomhet_id)
        with acting(clock):
            due = list(due_for_deletion(Innbyggerliste, clock, at=at))
        for liste in due:
            with acting(clock):
                deleted += slett_liste(liste=liste, by=clock, at=at)
    return deleted


def needs_reason(rolle: Registerrolle) -> bool:
    """Tell whether the role's area draws lists when needed only, so that each takes a reason."""
    return hjemler.tjenesteomraader()[rolle.tjenesteomraade].lister == Lister.VED_BEHOV


def require_lists(rolle: Registerrolle, *, by: Actor) -> None:
    """Raise Refused unless the actor has chosen this role, and both the role and its service area draw lists."""
    if rolle.virksomhet_id != by.virksomhet_id or rolle.ressurs_id != by.ressurs_id:
        raise Refused("ROLLE", _("Du har ikke valgt denne rollen."), _("du selv"))
    require_use(rolle, Bruksomraade.INNBYGGERLISTE)
    area = hjemler.tjenesteomraader()[rolle.tjenesteomraade]
    if not area.lister_tillatt:
        text = _("Tjenesteområdet %(navn)s lager ikke innbyggerlister.") % {"navn": area.navn}
        raise Refused("OMRAADE", text, _("Fiks-administratoren"))


def _allowed(utvalg: Utvalg, rolle: Registerrolle, *, by: Actor) -> Utvalg:
    """The criteria with today's municipality numbers, when the role may use them."""
    return _opened(utvalg.with_chosen_kommuner(), rolle, by=by)


def _opened(utvalg: Utvalg, rolle: Registerrolle, *, by: Actor) -> Utvalg:
    require_lists(rolle, by=by)
    utvalgsregler.check_allowed(utvalg, innsyn(rolle))
    require_geography(rolle, list(utvalg.kommuner))
    return utvalg


def _require_sorting(bestilling: Bestilling, opened: Innsyn) -> None:
    """What a role does not see is not sorted by: the order would tell."""
    if bestilling.sortering == Sortering.ADRESSE:
        element = utvalgsregler.place_element(bestilling.utvalg.tilhoerighet)
        if not opened.opens(element, "vegadresse"):
            raise UtvalgError("sortering", _("Rollen åpner ikke for adresse."))


def _require_purpose(bestilling: Bestilling, rolle: Registerrolle, *, by: Actor) -> None:
    if not by.formaal:
        raise Refused("FORMAAL", _("Si hva listen skal brukes til, før du lager den."), _("du selv"))
    if needs_reason(rolle) and not bestilling.aarsak.strip():
        raise Refused("BEGRUNNELSE", _("Skriv hvorfor dere trenger listen."), _("du selv"))


def _require_graded(bestilling: Bestilling, opened: Innsyn, *, by: Actor) -> None:
    if bestilling.utvalg.left:
        raise UtvalgError("med_graderte", _("Lister over døde og utflyttede har aldri graderte adresser."))
    if not opened.may_choose_graded:
        raise Refused("OPPLYSNING", _("Rollen åpner ikke for graderte adresser."), _("Fiks-administratoren"))
    if by.kanal != Kanal.KOMMANDOLINJE and not by.acr.covers(Acr.HIGH):
        raise StepUpNeeded(Acr.HIGH)
    if not bestilling.aarsak.strip():
        raise Refused("BEGRUNNELSE", _("Skriv hvorfor dere trenger de graderte adressene."), _("du selv"))


def require_still(liste: Innbyggerliste, *, by: Actor, at: datetime) -> None:
    """Raise Refused or UtvalgError when the person or the role may not draw an ordered list any more."""
    require_holds(by, liste.rolle, at=at)
    _require_opened(liste, by=by, at=at)


def _require_role_still_opens(liste: Innbyggerliste, *, by: Actor, at: datetime) -> None:
    """Raise Refused when the role has been narrowed since the list was drawn, so that it no longer opens what is in it."""
    try:
        _require_opened(liste, by=by, at=at)
    except UtvalgError as narrowed:
        raise Refused("OPPLYSNING", str(narrowed), _("Fiks-administratoren")) from narrowed


def _require_opened(liste: Innbyggerliste, *, by: Actor, at: datetime) -> None:
    now = queries.utvalg_of(liste).with_current_kommuner(on=_today(at))
    utvalg = _opened(now, liste.rolle, by=by)
    opened = innsyn(liste.rolle)
    kolonnesett.check_chosen(Kolonnesett(liste.kolonnesett), liste.kolonner, opened, utvalg.tilhoerighet)
    kolonnesett.check_filled(liste.utfylte, opened, utvalg.tilhoerighet)
    if liste.med_graderte and not opened.may_choose_graded:
        raise Refused("OPPLYSNING", _("Rollen åpner ikke for graderte adresser."), _("Fiks-administratoren"))


def handling_of(
    kode: str,
    liste: Innbyggerliste,
    *,
    antall: int | None = None,
    aarsak: str = "",
    opplysninger: Collection[str] = (),
    subjektmengde: bytes | None = None,
) -> Handling:
    """What the audit log tells about something done with a list, in Bokmål whatever language the page was in."""
    utvalg = queries.utvalg_of(liste)
    with translation.override("nb"):
        details = {
            "liste": str(liste.pk),
            "utvalg": describe(utvalg),
            "kolonnesett": liste.kolonnesett,
            "filformat": liste.filformat,
            "graderte": liste.med_graderte,
        }
        about = summary(utvalg)
    handling = _handling(kode, liste.rolle, detaljer=details, gjelder=about, aarsak=aarsak or liste.aarsak)
    return replace(handling, antall=antall, opplysninger=opplysninger, subjektmengde=subjektmengde)


def _handling(
    kode: str, rolle: Registerrolle, *, detaljer: dict[str, object], gjelder: str = "", aarsak: str = ""
) -> Handling:
    return Handling(
        kode,
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        gjelder=gjelder,
        aarsak=aarsak,
        detaljer=detaljer,
    )


def _today(at: datetime) -> date:
    return at.astimezone(OSLO).date()
