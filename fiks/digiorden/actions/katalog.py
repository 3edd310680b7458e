"""The life of a row in the shared catalogue: sent in, approved or refused, changed, confirmed, retired. Never deleted.

Who may is told by access.py and held by the database (docs/adr/0003): a municipality can only send in, a vendor reaches the
rows with its own organisation number, the operator all.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from fiks.digiorden.actions.applikasjoner import knytt_til_katalogen, require_change
from fiks.digiorden.models import Applikasjon, Katalogforslag, Katalogsystem
from fiks.digiorden.models.katalog import Katalogstatus
from fiks.digiorden.queries import katalog as queries
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused
from fiks.felles.virksomhet.queries import virksomhet

# What is said of a system, and so what its vendor can confirm.
FACTS = (
    "navn",
    "tidligere_navn",
    "alias",
    "leverandoer_navn",
    "tidligere_leverandoerer",
    "beskrivelse",
    "temaer",
    "versjoner",
    "tilgjengelighet",
    "tilgjengelighet_lenke",
    "grensesnitt",
    "felleskomponenter",
)
# These the operator changes and nobody else: they decide who the rights holder is.
_OPERATORS = frozenset({"leverandoer_orgnr"})


class KatalogEndret(Exception):
    """The row is not as it was when it was read: changed, or in another state."""


@transaction.atomic
def send_inn(
    *, applikasjon: Applikasjon, values: Mapping[str, object], melding: str, versjon: int, by: Actor, at: datetime
) -> Katalogsystem:
    """Send a system that the catalogue lacks in to it, and let the application be that system meanwhile.

    Raises:
        Refused: the actor may not change the application.
        Endret: somebody else has changed the application meanwhile.
    """
    require_change(applikasjon, by=by, at=at)
    system = Katalogsystem(id=uuid4(), created_at=at, changed_at=at, **_columns(values, open_to=_OPERATORS))
    system.save(force_insert=True)
    Katalogforslag.objects.create(
        virksomhet_id=by.tenant,
        katalogsystem=system,
        melding=melding,
        sendt_at=at,
        sendt_av=by.id,
        sendt_av_navn=by.navn,
    )
    knytt_til_katalogen(applikasjon=applikasjon, katalogsystem=system, versjon=versjon, by=by, at=at)
    _record("digiorden.katalog_sendt_inn", system, by=by, at=at)
    return system


def godkjenn(*, system: Katalogsystem, by: Actor, at: datetime) -> None:
    """Take a system that has been sent in into the catalogue.

    Raises:
        KatalogEndret: it does not wait any more.
        Refused: the actor is neither the operator nor the rights holder.
    """
    _decide(system, Katalogstatus.FORESLAATT, Katalogstatus.PUBLISERT, "digiorden.katalog_godkjent", by=by, at=at)


def avvis(*, system: Katalogsystem, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Refuse a system that has been sent in. Those who sent it in read why.

    Raises:
        KatalogEndret, Refused: as for godkjenn.
    """
    kode = "digiorden.katalog_avvist"
    _decide(system, Katalogstatus.FORESLAATT, Katalogstatus.AVVIST, kode, begrunnelse, by=by, at=at)


def merk_utgaatt(*, system: Katalogsystem, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Retire a system: it stays, with its uses, and new ones are told that it has been retired.

    Raises:
        KatalogEndret: it is not in the catalogue.
        Refused: as for godkjenn.
    """
    kode = "digiorden.katalog_utgaatt"
    _decide(system, Katalogstatus.PUBLISERT, Katalogstatus.UTGAATT, kode, begrunnelse, by=by, at=at)


def gjenopprett(*, system: Katalogsystem, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Take a retired system into the catalogue again.

    Raises:
        KatalogEndret: it is not retired, or was merged with another; that is undone by itself.
        Refused: as for godkjenn.
    """
    if system.slaatt_sammen_med_id:
        raise KatalogEndret(str(system.pk))
    kode = "digiorden.katalog_gjenopprettet"
    _decide(system, Katalogstatus.UTGAATT, Katalogstatus.PUBLISERT, kode, begrunnelse, by=by, at=at)


@transaction.atomic
def endre_system(
    *, system: Katalogsystem, values: Mapping[str, object], versjon: int, by: Actor, at: datetime
) -> list[str]:
    """Change what is said of a system, and return the columns that were changed.

    What a vendor says of its own system is confirmed by that; what the operator changes is confirmed no longer.

    Raises:
        KatalogEndret: `versjon` is not that of the row as it stands.
        Refused: as for godkjenn.
    """
    require_rights(system, by=by)
    columns = _columns(values, open_to=_OPERATORS if by.is_operator else frozenset())
    changed = sorted(navn for navn, value in columns.items() if getattr(system, navn) != value)
    confirmed = set(system.bekreftet_felter)
    said = {navn for navn in changed if navn in FACTS}
    columns["bekreftet_felter"] = sorted(confirmed - said if by.is_operator else confirmed | said)
    if not by.is_operator and said:
        columns |= {"bekreftet_at": at, "bekreftet_av": virksomhet(by.tenant).navn}
    _save(system, columns, versjon=versjon, at=at)
    _record("digiorden.katalog_endret", system, {"felter": changed}, by=by, at=at)
    return changed


@transaction.atomic
def bekreft(*, system: Katalogsystem, versjon: int, by: Actor, at: datetime) -> None:
    """The vendor confirms all that is said of its system, as it stands.

    Raises:
        KatalogEndret: as for endre_system.
        Refused: the actor is not the rights holder.
    """
    require_rights(system, by=by)
    if by.is_operator:
        raise Refused("RETTIGHETSHAVER", _("Bare leverandøren kan bekrefte opplysningene."), _("leverandøren"))
    told = [navn for navn in FACTS if getattr(system, navn)]
    columns = {"bekreftet_felter": sorted(told), "bekreftet_at": at, "bekreftet_av": virksomhet(by.tenant).navn}
    _save(system, columns, versjon=versjon, at=at)
    _record("digiorden.katalog_bekreftet", system, {"felter": told}, by=by, at=at)


@transaction.atomic
def les_inn(rows: list[dict[str, object]], *, by: Actor, at: datetime) -> tuple[int, int]:
    """Put systems into the catalogue, published. Those whose name is there already are left alone. Returns new and known."""
    known = set(queries.katalogsystemer().values_list("sortering", flat=True))
    new = 0
    for values in rows:
        columns = _columns(values, open_to=_OPERATORS)
        if columns["sortering"] in known:
            continue
        known.add(columns["sortering"])
        new += 1
        Katalogsystem.objects.create(
            **columns,
            status=Katalogstatus.PUBLISERT,
            avgjort_at=at,
            avgjort_av=by.navn,
            created_at=at,
            changed_at=at,
        )
    record(Handling("digiorden.katalog_lest_inn", antall=new), by=by, at=at)
    return new, len(rows) - new


def require_rights(system: Katalogsystem, *, by: Actor) -> None:
    """Raise Refused unless the actor is the operator, or works for the vendor that the system belongs to."""
    if by.is_operator or (system.leverandoer_orgnr and system.leverandoer_orgnr == queries.own_orgnr(by)):
        return
    said = _("Bare leverandøren og den som drifter Fiks, kan endre systemet i katalogen.")
    raise Refused("RETTIGHETSHAVER", said, _("den som drifter Fiks"))


@transaction.atomic
def _decide(
    system: Katalogsystem, before: str, after: str, kode: str, begrunnelse: str = "", *, by: Actor, at: datetime
) -> None:
    require_rights(system, by=by)
    columns = {"status": after, "avgjort_at": at, "avgjort_av": by.navn, "begrunnelse": begrunnelse}
    if system.status != before:
        raise KatalogEndret(str(system.pk))
    _save(system, columns, versjon=system.versjon, at=at)
    _record(kode, system, aarsak=begrunnelse, by=by, at=at)


def _save(system: Katalogsystem, columns: Mapping[str, object], *, versjon: int, at: datetime) -> None:
    """Write columns by a conditional update: the vendor has no rights to the others."""
    values = {**columns, "versjon": versjon + 1, "changed_at": at}
    if not Katalogsystem.objects.filter(pk=system.pk, versjon=versjon).update(**values):
        raise KatalogEndret(str(system.pk))
    system.refresh_from_db()


def _columns(values: Mapping[str, object], *, open_to: frozenset[str]) -> dict[str, object]:
    unknown = set(values) - set(FACTS) - open_to
    if unknown:
        raise ValueError(sorted(unknown))
    return {**values, "sortering": norsk_key(str(values["navn"]))} if "navn" in values else dict(values)


def _record(
    kode: str,
    system: Katalogsystem,
    details: Mapping[str, object] | None = None,
    *,
    aarsak: str = "",
    by: Actor,
    at: datetime,
) -> None:
    facts = {"katalogsystem": str(system.pk), **(details or {})}
    record(Handling(kode, gjelder=system.navn, aarsak=aarsak, detaljer=facts), by=by, at=at)
