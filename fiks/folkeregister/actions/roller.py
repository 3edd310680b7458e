"""Making and changing register roles."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import Ressurs, RessursType
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle, RolleSlag
from fiks.folkeregister.opplysninger import is_confidential, is_known


class RolleError(Exception):
    """The role cannot be made like this. `field` names the part, the text says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class RolleInnhold:
    """What a role is. See Registerrolle for the parts."""

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


@transaction.atomic
def create_rolle(innhold: RolleInnhold, *, virksomhet: Virksomhet, by: Actor, at: datetime) -> Registerrolle:
    """Make a role and the resource that access to it is given on.

    Raises:
        RolleError: the area is closed, or the role would open something confidential without a legal basis.
    """
    _validate(innhold)
    ressurs = tilgang.create_ressurs(virksomhet=virksomhet, type=RessursType.REGISTERROLLE, navn=innhold.navn)
    _ensure_area(virksomhet, innhold.tjenesteomraade)
    rolle = Registerrolle(virksomhet=virksomhet, ressurs=ressurs, created_at=at)
    _fill(rolle, innhold, by=by, at=at)
    rolle.save(force_insert=True)
    _record("folkeregister.rolle_opprettet", rolle, by=by, at=at)
    return rolle


@transaction.atomic
def change_rolle(*, rolle: Registerrolle, innhold: RolleInnhold, by: Actor, at: datetime) -> None:
    """Change a role. What it opens changes for everyone who has it, from the next look-up on.

    Raises:
        RolleError: as for create_rolle, and when the service area would change.
    """
    if innhold.tjenesteomraade != rolle.tjenesteomraade:
        raise RolleError("tjenesteomraade", "Tjenesteområdet kan ikke endres. Lag en ny rolle.")
    _validate(innhold)
    before = _facts(rolle)
    _fill(rolle, innhold, by=by, at=at)
    rolle.save()
    Ressurs.objects.filter(pk=rolle.ressurs_id).update(navn=innhold.navn)
    _record("folkeregister.rolle_endret", rolle, by=by, at=at, before=before)


@transaction.atomic
def set_rolle_active(*, rolle: Registerrolle, active: bool, by: Actor, at: datetime) -> bool:
    """Close a role, or open it again. False when it was so already."""
    if not Registerrolle.objects.filter(pk=rolle.pk, aktiv=not active).update(aktiv=active, changed_at=at, changed_by=by.navn):
        return False
    Ressurs.objects.filter(pk=rolle.ressurs_id).update(aktiv=active)
    _record("folkeregister.rolle_aapnet" if active else "folkeregister.rolle_lukket", rolle, by=by, at=at)
    return True


def _validate(innhold: RolleInnhold) -> None:
    area = hjemler.tjenesteomraader().get(innhold.tjenesteomraade)
    if area is None or not area.gyldig:
        raise RolleError("tjenesteomraade", "Tjenesteområdet kan ikke brukes i nye roller.")
    if innhold.med_hjemmel and not area.taushetsbelagt:
        raise RolleError("med_hjemmel", f"{area.navn} har ikke hjemmel til taushetsbelagte opplysninger.")
    if unknown := sorted(kode for kode in innhold.opplysninger if not is_known(kode)):
        raise RolleError("opplysninger", f"Opplysningen {unknown[0]} finnes ikke.")
    if not innhold.med_hjemmel and any(is_confidential(kode) for kode in innhold.opplysninger):
        raise RolleError("opplysninger", "Rollen kan ikke ha taushetsbelagte opplysninger uten hjemmel.")
    if not innhold.hjemmel.strip():
        raise RolleError("hjemmel", "Velg hjemmelen rollen bygger på.")
    if not innhold.landsdekkende and not innhold.kommuner:
        raise RolleError("kommuner", "Velg minst én kommune.")


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
    rolle.kommuner = list(innhold.kommuner)
    rolle.landsdekkende = innhold.landsdekkende
    rolle.changed_at, rolle.changed_by = at, by.navn


def _facts(rolle: Registerrolle) -> dict[str, object]:
    return {
        "hjemmel": rolle.hjemmel,
        "opplysninger": list(rolle.opplysninger),
        "bruksomraader": list(rolle.bruksomraader),
        "kommuner": list(rolle.kommuner),
        "landsdekkende": rolle.landsdekkende,
        "formaal": list(rolle.formaal),
    }


def _record(
    kode: str, rolle: Registerrolle, *, by: Actor, at: datetime, before: dict[str, object] | None = None
) -> None:
    details = {"rolle": str(rolle.pk), "etter": _facts(rolle)} | ({"foer": before} if before else {})
    handling = Handling(kode, rolle_navn=rolle.navn, tjenesteomraade=rolle.tjenesteomraade, gjelder=rolle.navn, detaljer=details)
    record(handling, by=by, at=at, virksomhet_id=rolle.virksomhet_id)
