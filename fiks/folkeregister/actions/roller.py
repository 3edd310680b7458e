"""Making and changing register roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from fiks.digiorden.queries.behandlinger import behandlinger_for
from fiks.felles.koder import hjemler
from fiks.felles.koder.feil import Feil
from fiks.felles.koder.kommunesoek import of_today
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import Ressurs, RessursType
from fiks.felles.tilgang.queries import open_tildelinger_for
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle, RolleSlag
from fiks.folkeregister.opplysninger import is_confidential, is_known, label

_NAMED = 5


class RolleError(Exception):
    """The role cannot be made like this. `field` names the part, the text says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class RolleInnhold:
    """What a role is. See Registerrolle for the parts.

    `begrunnelse` says why the role opens more than is usual in its area; it is kept in the log.
    """

    navn: str
    tjenesteomraade: str
    hjemmel: str
    formaal: tuple[str, ...]
    opplysninger: frozenset[str]
    bruksomraader: tuple[Bruksomraade, ...]
    kommuner: tuple[str, ...]
    beskrivelse: str = ""
    med_hjemmel: bool = False
    landsdekkende: bool = False
    slag: RolleSlag = RolleSlag.PERSON
    begrunnelse: str = ""
    behandling_id: UUID | None = None


@transaction.atomic
def create_rolle(innhold: RolleInnhold, *, virksomhet: Virksomhet, by: Actor, at: datetime) -> Registerrolle:
    """Make a role and the resource that access to it is given on.

    Raises:
        RolleError: the area is closed, or the role would open something confidential without a legal basis, draw lists
            where the area does not, or open more than is usual there without a reason.
    """
    _validate(innhold)
    _require_reason(innhold)
    ressurs = tilgang.create_ressurs(virksomhet=virksomhet, type=RessursType.REGISTERROLLE, navn=innhold.navn)
    _ensure_area(virksomhet, innhold.tjenesteomraade)
    rolle = Registerrolle(virksomhet=virksomhet, ressurs=ressurs, created_at=at)
    _fill(rolle, innhold, by=by, at=at)
    rolle.save(force_insert=True)
    _record("folkeregister.rolle_opprettet", rolle, aarsak=innhold.begrunnelse, by=by, at=at)
    return rolle


@transaction.atomic
def change_rolle(*, rolle: Registerrolle, innhold: RolleInnhold, by: Actor, at: datetime) -> None:
    """Change a role. What it opens changes for everyone who has it, from the next look-up on.

    Raises:
        RolleError: as for create_rolle, for what is new in it; when the service area would change; and when people have
            a role that would be for machines.
    """
    if innhold.tjenesteomraade != rolle.tjenesteomraade:
        raise RolleError("tjenesteomraade", _("Tjenesteområdet kan ikke endres. Lag en ny rolle."))
    _validate(innhold)
    _require_reason(innhold, had=rolle)
    if innhold.slag == RolleSlag.MASKIN and open_tildelinger_for(by, at=at).filter(ressurs=rolle.ressurs_id).exists():
        raise RolleError("slag", _("Personer har tilgang til rollen. Ta tilbake tilgangene først."))
    if innhold.behandling_id and not behandlinger_for(by).filter(pk=innhold.behandling_id).exists():
        raise RolleError("behandling", _("Velg en behandling i listen."))
    before = _facts(rolle)
    _fill(rolle, innhold, by=by, at=at)
    rolle.save()
    Ressurs.objects.filter(pk=rolle.ressurs_id).update(navn=innhold.navn)
    _record("folkeregister.rolle_endret", rolle, aarsak=innhold.begrunnelse, by=by, at=at, before=before)


@transaction.atomic
def set_rolle_active(*, rolle: Registerrolle, active: bool, begrunnelse: str = "", by: Actor, at: datetime) -> bool:
    """Close a role, or open it again. False when it was so already."""
    if not Registerrolle.objects.filter(pk=rolle.pk, aktiv=not active).update(
        aktiv=active, changed_at=at, changed_by=by.navn
    ):
        return False
    Ressurs.objects.filter(pk=rolle.ressurs_id).update(aktiv=active)
    kode = "folkeregister.rolle_aapnet" if active else "folkeregister.rolle_lukket"
    _record(kode, rolle, aarsak=begrunnelse, by=by, at=at)
    return True


def _validate(innhold: RolleInnhold) -> None:
    area = hjemler.tjenesteomraader().get(innhold.tjenesteomraade)
    if area is None or not area.gyldig:
        raise RolleError("tjenesteomraade", _("Tjenesteområdet kan ikke brukes i nye roller."))
    _validate_opplysninger(innhold, area)
    if Bruksomraade.INNBYGGERLISTE in innhold.bruksomraader and not area.lister_tillatt:
        said = _("%(omraade)s lager ikke innbyggerlister.") % {"omraade": area.navn}
        raise RolleError("bruksomraader", said)
    if not innhold.bruksomraader:
        raise RolleError("bruksomraader", _("Velg minst ett bruksområde."))
    if not innhold.formaal:
        raise RolleError("formaal", _("Velg eller skriv minst ett formål."))
    if not innhold.hjemmel.strip():
        raise RolleError("hjemmel", _("Velg hjemmelen rollen bygger på."))
    # folkeregisterloven § 10-2: only a law that names the register opens what is confidential.
    if innhold.med_hjemmel and innhold.hjemmel not in {str(hjemler.hjemler()[kode]) for kode in area.saerhjemler}:
        said = _("Taushetsbelagte opplysninger krever en hjemmel som åpner for dem. Velg en slik.")
        raise RolleError("hjemmel", said)
    _validate_geography(innhold)


def _validate_opplysninger(innhold: RolleInnhold, area: hjemler.Tjenesteomraade) -> None:
    if innhold.med_hjemmel and not area.taushetsbelagt:
        said = _("%(omraade)s har ikke hjemmel til taushetsbelagte opplysninger.") % {"omraade": area.navn}
        raise RolleError("med_hjemmel", said)
    if unknown := sorted(kode for kode in innhold.opplysninger if not is_known(kode)):
        raise RolleError("opplysninger", _("Opplysningen %(kode)s finnes ikke.") % {"kode": unknown[0]})
    if not innhold.opplysninger:
        raise RolleError("opplysninger", _("Velg minst én opplysning."))
    if not innhold.med_hjemmel and any(is_confidential(kode) for kode in innhold.opplysninger):
        raise RolleError("opplysninger", _("Rollen kan ikke ha taushetsbelagte opplysninger uten hjemmel."))


def _validate_geography(innhold: RolleInnhold) -> None:
    if not innhold.landsdekkende and not innhold.kommuner:
        raise RolleError("kommuner", _("Velg minst én kommune."))
    _kommuner(innhold)


def _kommuner(innhold: RolleInnhold) -> list[str]:
    """Today's numbers of the geography. What was divided must be chosen between, not guessed."""
    try:
        return list(dict.fromkeys(map(of_today, innhold.kommuner)))
    except Feil as error:
        raise RolleError("kommuner", error.text(_)) from error


def beyond_usual(area: hjemler.Tjenesteomraade, opplysninger: Iterable[str]) -> frozenset[str]:
    """What a role opens beyond what is usual in its area (hjemler.md 1.7, 2): it takes a reason.

    An open field of something that is usual there is usual too.
    """
    usual = {*area.default_open, *area.default_confidential}
    return frozenset(
        kode
        for kode in opplysninger
        if kode not in usual and (is_confidential(kode) or kode.partition(".")[0] not in usual)
    )


def _require_reason(innhold: RolleInnhold, *, had: Registerrolle | None = None) -> None:
    """Ask why, for what the role did not have before."""
    if innhold.begrunnelse.strip():
        return
    area = hjemler.tjenesteomraader()[innhold.tjenesteomraade]
    new = beyond_usual(area, innhold.opplysninger) - frozenset(had.opplysninger if had else ())
    if new:
        named = ", ".join(sorted(label(kode) for kode in new)[:_NAMED])
        said = _("Skriv hvorfor rollen trenger mer enn det som er vanlig i området: %(opplysninger)s.")
        raise RolleError("begrunnelse", said % {"opplysninger": named})
    lists = Bruksomraade.INNBYGGERLISTE
    had_lists = had is not None and lists in had.bruksomraader
    if area.lister is hjemler.Lister.VED_BEHOV and lists in innhold.bruksomraader and not had_lists:
        said = _("Skriv hvorfor rollen trenger innbyggerlister. I %(omraade)s lages de bare ved behov.")
        raise RolleError("begrunnelse", said % {"omraade": area.navn})


def _ensure_area(virksomhet: Virksomhet, kode: str) -> None:
    """The area's own resource is what a log controller is given access on."""
    navn = hjemler.tjenesteomraader()[kode].navn
    tilgang.create_ressurs(virksomhet=virksomhet, type=RessursType.OMRAADE, navn=navn, kode=kode)


def _fill(rolle: Registerrolle, innhold: RolleInnhold, *, by: Actor, at: datetime) -> None:
    rolle.slag = innhold.slag
    rolle.navn = innhold.navn
    rolle.beskrivelse = innhold.beskrivelse
    rolle.tjenesteomraade = innhold.tjenesteomraade
    rolle.med_hjemmel = innhold.med_hjemmel
    rolle.hjemmel = innhold.hjemmel
    rolle.formaal = list(innhold.formaal)
    rolle.opplysninger = sorted(innhold.opplysninger)
    rolle.bruksomraader = list(innhold.bruksomraader)
    rolle.kommuner = _kommuner(innhold)
    rolle.landsdekkende = innhold.landsdekkende
    rolle.behandling_id = innhold.behandling_id
    rolle.changed_at, rolle.changed_by = at, by.navn


def _facts(rolle: Registerrolle) -> dict[str, object]:
    return {
        "navn": rolle.navn,
        "slag": str(rolle.slag),
        "hjemmel": rolle.hjemmel,
        "med_hjemmel": rolle.med_hjemmel,
        "opplysninger": list(rolle.opplysninger),
        "bruksomraader": [str(bruk) for bruk in rolle.bruksomraader],
        "kommuner": list(rolle.kommuner),
        "landsdekkende": rolle.landsdekkende,
        "formaal": list(rolle.formaal),
        "behandling": rolle.behandling.tittel if rolle.behandling else None,
    }


def _record(
    kode: str,
    rolle: Registerrolle,
    *,
    aarsak: str = "",
    by: Actor,
    at: datetime,
    before: dict[str, object] | None = None,
) -> None:
    details = {"rolle": str(rolle.pk), "ressurs": str(rolle.ressurs_id), "etter": _facts(rolle)}
    handling = Handling(
        kode,
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        aarsak=aarsak,
        gjelder=rolle.navn,
        detaljer=details | ({"foer": before} if before else {}),
    )
    record(handling, by=by, at=at, virksomhet_id=rolle.virksomhet_id)
