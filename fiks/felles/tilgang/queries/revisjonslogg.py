"""Reads of the audit log: what an administrator and a controller may see of it.

* An administrator sees every row of his organisation. A controller who is not one sees the rows of his areas.
* In some areas the row itself tells of a client relation (`konfidensiell`; barnevernsloven § 13-1, sosialtjenesteloven § 44,
  helse- og omsorgstjenesteloven § 12-1). Whom it was about, and the words that could tell it (case, reason, object,
  details), are for a controller of that area only.
* What one may not see, one may not search in either: no filter, count or page may depend on it. A test compares two logs
  that differ only there (tests/test_ingen_lekkasje.py).

Rows leave here as `Logglinje`, with what is hidden left out; nothing above this module has the row itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from fiks.felles.kontekst import Actor, ActorSlag
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje, Utfall
from fiks.felles.tilgang.models import Ressurs, RessursType
from fiks.felles.tilgang.privilegier import ADMINISTRER
from fiks.felles.tilgang.queries.tildelinger import controlled_areas, has_any

KEYS = ("-at", "-id")
OTHERS = "andre"  # jobs, and those who run the installation
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Logginnsyn:
    """How much of the organisation's log somebody may see: all of it as an administrator, else the areas he controls."""

    virksomhet_id: UUID
    administrator: bool
    omraader: frozenset[str]

    def shows_identities(self, linje: Revisjonslinje) -> bool:
        """Tell whether whom the row is about may be seen."""
        return not linje.konfidensiell or linje.tjenesteomraade in self.omraader


@dataclass(frozen=True, slots=True)
class Utvalg:
    """What is asked for. Empty parts ask for nothing; `til` is the first moment after."""

    fra: datetime | None = None
    til: datetime | None = None
    aktoer: str = ""
    handling: str = ""
    rolle: UUID | None = None
    utfall: str = ""
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Logglinje:
    """One row as somebody may see it. `skjult`: whom it was about is left out here."""

    id: UUID
    at: datetime
    handling: str
    utfall: str
    aktoer_slag: str
    aktoer_navn: str
    kanal: str
    acr: str
    os_bruker: str
    on_behalf_of: str
    rolle_navn: str
    tjenesteomraade: str
    formaal: str
    opplysninger: tuple[str, ...]
    antall: int | None
    request_id: str
    ip: str
    skjult: bool
    sak: str = ""
    aarsak: str = ""
    gjelder: str = ""
    subjekter: tuple[str, ...] = ()
    detaljer: Mapping[str, object] | None = None

    @property
    def mikrosekunder(self) -> int:
        """The time as a whole number, for the row's address."""
        return (self.at - _EPOCH) // timedelta(microseconds=1)

    @property
    def fakta(self) -> list[tuple[str, str]]:
        """The details as names and texts, nested ones with their path."""
        return list(_flat(self.detaljer or {}))

    @property
    def avvist(self) -> bool:
        return self.utfall == Utfall.AVVIST


def logginnsyn(actor: Actor, *, at: datetime) -> Logginnsyn:
    """What the actor may see of the log now. One who is neither administrator nor controller sees no row."""
    administrator = has_any(actor, [ADMINISTRER], at=at)
    return Logginnsyn(actor.tenant, administrator, frozenset(controlled_areas(actor, at=at)))


def logginnsyn_for_svar(actor: Actor, *, at: datetime) -> Logginnsyn:
    """What one who answers a person about what is logged of him may see (GDPR art. 15): every row, as an administrator.

    Whom it was about is shown in the areas that he controls, and no others. The caller's door says who answers.
    """
    return Logginnsyn(actor.tenant, administrator=True, omraader=frozenset(controlled_areas(actor, at=at)))


def linjer_in(innsyn: Logginnsyn, utvalg: Utvalg) -> QuerySet[Revisjonslinje]:
    """The rows that fit. Give them to `shown` before anything is made of them."""
    found = _visible(innsyn).filter(_in_time(utvalg))
    if utvalg.aktoer == OTHERS:
        found = found.filter(aktoer_slag__in=[ActorSlag.OPERATOER, ActorSlag.SYSTEM])
    elif utvalg.aktoer:
        found = found.filter(aktoer_id=utvalg.aktoer)
    if utvalg.handling:
        found = found.filter(handling=utvalg.handling)
    if utvalg.rolle:
        found = found.filter(Q(ressurs_id=utvalg.rolle) | Q(detaljer__ressurs=str(utvalg.rolle)))
    if utvalg.utfall:
        found = found.filter(utfall=utvalg.utfall)
    return found.filter(_with_text(innsyn, utvalg.tekst)) if utvalg.tekst else found


def linjer_about(innsyn: Logginnsyn, number: str, utvalg: Utvalg) -> QuerySet[Revisjonslinje]:
    """Every row that shows this person, in lists too. Rows whose identities are hidden are not looked into."""
    seen = _visible(innsyn).filter(_in_time(utvalg)).filter(_identities_shown(innsyn))
    lists = seen.filter(subjektmengde__isnull=False).values_list("at", "id", "subjektmengde")
    holding = [
        (at, id)
        for at, id, packed in lists.iterator(chunk_size=100)
        if packed and subjektmengde.contains(bytes(packed), number)
    ]
    # The time is in the key of the partitions; the id alone is in no index.
    in_list = Q(at__in=[at for at, _ in holding], id__in=[id for _, id in holding])
    return seen.filter(Q(subjekter__contains=[number]) | in_list)


def linje(innsyn: Logginnsyn, *, at: datetime, id: UUID) -> Logglinje | None:
    """One row by its key, if it is among those that may be seen."""
    found = _visible(innsyn).filter(at=at, id=id)
    return next(iter(shown(innsyn, found)), None)


def shown(innsyn: Logginnsyn, linjer: Iterable[Revisjonslinje]) -> list[Logglinje]:
    """The rows as they may be seen."""
    return [_shown(innsyn, linje) for linje in linjer]


def registerroller_for(actor: Actor) -> QuerySet[Ressurs]:
    """The roles that rows can tell of, closed ones too."""
    found = Ressurs.objects.filter(virksomhet_id=actor.tenant, type=RessursType.REGISTERROLLE)
    return found.order_by("navn", "id")


def administration_of(actor: Actor, ressurs_id: UUID) -> QuerySet[Revisjonslinje]:
    """Who changed a role and gave and took access to it. For administrators; tells nothing of residents."""
    return Revisjonslinje.objects.filter(
        virksomhet_id=actor.tenant, detaljer__ressurs=str(ressurs_id), konfidensiell=False
    ).defer("subjektmengde")


def _visible(innsyn: Logginnsyn) -> QuerySet[Revisjonslinje]:
    own = Revisjonslinje.objects.filter(virksomhet_id=innsyn.virksomhet_id).defer("subjektmengde")
    return own if innsyn.administrator else own.filter(tjenesteomraade__in=innsyn.omraader)


def _identities_shown(innsyn: Logginnsyn) -> Q:
    """The same rule as `Logginnsyn.shows_identities`, where rows leave the database."""
    return Q(konfidensiell=False) | Q(tjenesteomraade__in=innsyn.omraader)


def _in_time(utvalg: Utvalg) -> Q:
    found = Q()
    if utvalg.fra:
        found &= Q(at__gte=utvalg.fra)
    if utvalg.til:
        found &= Q(at__lt=utvalg.til)
    return found


def _with_text(innsyn: Logginnsyn, text: str) -> Q:
    hidden = Q(sak__icontains=text) | Q(aarsak__icontains=text) | Q(gjelder__icontains=text)
    return Q(formaal__icontains=text) | (_identities_shown(innsyn) & hidden)


def _shown(innsyn: Logginnsyn, linje: Revisjonslinje) -> Logglinje:
    seen = innsyn.shows_identities(linje)
    return Logglinje(
        id=linje.id,
        at=linje.at,
        handling=linje.handling,
        utfall=linje.utfall,
        aktoer_slag=linje.aktoer_slag,
        aktoer_navn=linje.aktoer_navn,
        kanal=linje.kanal,
        acr=linje.acr,
        os_bruker=linje.os_bruker,
        on_behalf_of=linje.on_behalf_of,
        rolle_navn=linje.rolle_navn,
        tjenesteomraade=linje.tjenesteomraade,
        formaal=linje.formaal,
        opplysninger=tuple(linje.opplysninger),
        antall=linje.antall,
        request_id=linje.request_id,
        ip=linje.ip,
        skjult=not seen,
        sak=linje.sak if seen else "",
        aarsak=linje.aarsak if seen else "",
        gjelder=linje.gjelder if seen else "",
        subjekter=tuple(linje.subjekter) if seen else (),
        detaljer=linje.detaljer if seen else None,
    )


def _flat(details: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in details.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name} · ")
        else:
            yield f"{path}{name}", ", ".join(map(str, value)) if isinstance(value, list) else str(value)
