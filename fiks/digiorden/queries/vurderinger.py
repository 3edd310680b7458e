"""Reads of assessments, within the actor's organisation, and what the rest of the platform asks about them.

`ros_accepted` and `dpia_or_screening` answer for one day, then as now: what counts is the last version that was accepted
up to and with that day, what it was about, and whether its review date had passed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from fiks.digiorden.models import (
    Akseptgrense,
    Applikasjon,
    Behandling,
    Malbank,
    Screening,
    Vurdering,
    Vurderingsomfang,
    Vurderingsslag,
    Vurderingsstatus,
    Vurderingstiltak,
    Vurderingsversjon,
)
from fiks.digiorden.queries.applikasjoner import applikasjoner_for
from fiks.digiorden.queries.behandlinger import behandlinger_for
from fiks.digiorden.vurdering import grenser
from fiks.digiorden.vurdering.innhold import read
from fiks.digiorden.vurdering.maler import Mal, newest, shipped
from fiks.digiorden.vurdering.mangler import Mangel, missing
from fiks.digiorden.vurdering.omfang import Omfang, Omfangsslag
from fiks.felles.design.tekst import dato
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.models import Tjeneste
from fiks.felles.virksomhet.models import Bruker
from fiks.felles.virksomhet.queries import brukere_for

ABOUT = ("tjeneste", "behandling", "applikasjon")
OPEN_TILTAK = ("PLANLAGT", "I_ARBEID")


def vurderinger_for(actor: Actor) -> QuerySet[Vurdering]:
    """Every assessment of the actor's organisation."""
    return Vurdering.objects.filter(virksomhet_id=actor.tenant).select_related("risikoeier", "erstattet_av")


def replacements_for(actor: Actor, vurdering: Vurdering) -> QuerySet[Vurdering]:
    """Accepted assessments of the same kind that could take the place of this one."""
    found = vurderinger_for(actor).filter(slag=vurdering.slag, status=Vurderingsstatus.AKSEPTERT)
    return found.exclude(pk=vurdering.pk).defer("innhold").order_by("tittel", "id")


def versjoner_of(actor: Actor, vurdering: Vurdering) -> QuerySet[Vurderingsversjon]:
    """What has been decided on an assessment, the latest first."""
    found = Vurderingsversjon.objects.filter(virksomhet_id=actor.tenant, vurdering_id=vurdering.pk)
    return found.order_by("-nummer")


def version_in_force(actor: Actor, vurdering: Vurdering) -> Vurderingsversjon | None:
    """The last accepted version, whether or not its review date has passed."""
    return versjoner_of(actor, vurdering).filter(utfall=Vurderingsstatus.AKSEPTERT).first()


def tiltak_of(actor: Actor, vurdering: Vurdering) -> QuerySet[Vurderingstiltak]:
    """The measures of one assessment, as far as they are come."""
    found = Vurderingstiltak.objects.filter(virksomhet_id=actor.tenant, vurdering_id=vurdering.pk)
    return found.select_related("ansvarlig").order_by("rekkefoelge")


def overdue_tiltak_for(actor: Actor, *, on: date) -> QuerySet[Vurderingstiltak]:
    """Measures of decided assessments whose deadline has passed."""
    found = Vurderingstiltak.objects.filter(
        virksomhet_id=actor.tenant, status__in=OPEN_TILTAK, frist__lt=on, vurdering__erstattet_at__isnull=True
    )
    decided = found.exclude(vurdering__status=Vurderingsstatus.UTKAST, vurdering__nummer=1)
    return decided.select_related("vurdering", "ansvarlig").order_by("frist", "id")


def grenser_for(actor: Actor) -> tuple[grenser.Grenser, Akseptgrense | None]:
    """The organisation's own limits and their row, or the default and None."""
    row = Akseptgrense.objects.filter(virksomhet_id=actor.tenant).first()
    return (grenser.read(row.grenser), row) if row else (grenser.DEFAULT, None)


def maler_for(actor: Actor) -> list[Mal]:  # noqa: ARG001 - the bank is the same for all who are let in
    """The newest version of every template and bank: those of the program, and those the operator has published."""
    rows = Malbank.objects.exclude(slag="SCREENING").values_list("innhold", flat=True)
    return newest([*shipped(), *(msgspec.convert(one, Mal) for one in rows)])


def mal_for(actor: Actor, kode: str) -> Mal | None:
    """The newest version of one template or bank."""
    return next((mal for mal in maler_for(actor) if mal.kode == kode), None)


def risikoeiere_for(actor: Actor) -> QuerySet[Bruker]:
    """People who may be named risk owner: whom of them may decide is asked when they do."""
    return brukere_for(actor)


def mangler_of(vurdering: Vurdering, *, for_raad: bool = False) -> list[Mangel]:
    """What is missing before an assessment can be sent on."""
    return missing(
        read(vurdering.innhold),
        has_omfang=Vurderingsomfang.objects.filter(vurdering=vurdering, nummer=vurdering.nummer).exists(),
        has_risikoeier=vurdering.risikoeier_id is not None,
        for_raad=for_raad,
    )


# ── What it is about ─────────────────────────────────────────────────────────────────────────────────────────────────


def omfang_choices(actor: Actor) -> list[tuple[Omfangsslag, str, list[tuple[str, str]]]]:
    """All that can be assessed: the kind, what it is called, and key and name of each."""
    kinds = (
        (Omfangsslag.TJENESTE, _("Tjenester"), Tjeneste.objects.order_by("navn", "kode").values_list("kode", "navn")),
        (
            Omfangsslag.BEHANDLING,
            _("Behandlinger"),
            _named(behandlinger_for(actor).exclude(status="TRUKKET"), "tittel"),
        ),
        (Omfangsslag.APPLIKASJON, _("Applikasjoner"), _named(applikasjoner_for(actor), "navn")),
    )
    found = [(slag, title, [(Omfang(slag, str(key)).key, navn) for key, navn in pairs]) for slag, title, pairs in kinds]
    return [kind for kind in found if kind[2]]


def _named(rows: "QuerySet[Behandling] | QuerySet[Applikasjon]", name: str) -> "list[tuple[UUID, str]]":
    return list(rows.order_by(name, "pk").values_list("pk", name))


def omfang_of(actor: Actor, vurdering: Vurdering, nummer: int | None = None) -> list[tuple[Omfang, str]]:
    """What a version (or the one being written) is about, with names."""
    rows = Vurderingsomfang.objects.filter(
        virksomhet_id=actor.tenant, vurdering_id=vurdering.pk, nummer=nummer or vurdering.nummer
    )
    named = rows.select_related(*ABOUT).order_by("tjeneste__navn", "behandling__tittel", "applikasjon__navn", "id")
    return [(omfang_in(row), name_of(row)) for row in named]


def omfang_in(row: Vurderingsomfang | Screening) -> Omfang:
    """What a row is about."""
    if row.behandling_id:
        return Omfang(Omfangsslag.BEHANDLING, str(row.behandling_id))
    if row.applikasjon_id:
        return Omfang(Omfangsslag.APPLIKASJON, str(row.applikasjon_id))
    return Omfang(Omfangsslag.TJENESTE, str(row.tjeneste_id))


def name_of(row: Vurderingsomfang | Screening) -> str:
    """The name of what a row is about."""
    return str(row.tjeneste or row.behandling or row.applikasjon)


def known_omfang(actor: Actor, omfang: Omfang) -> bool:
    """Whether it is a service, or a record or application of the actor's organisation."""
    return any(omfang.key == key for _slag, _title, pairs in omfang_choices(actor) for key, _navn in pairs)


def vurderinger_about(actor: Actor, omfang: Omfang) -> QuerySet[Vurdering]:
    """The assessments that are about something, as they are being written or were last decided."""
    rows = Vurderingsomfang.objects.filter(_about(omfang), virksomhet_id=actor.tenant, nummer=F("vurdering__nummer"))
    return vurderinger_for(actor).filter(pk__in=rows.values("vurdering_id")).defer("innhold").order_by("tittel", "id")


def _about(omfang: Omfang) -> Q:
    return Q(**{omfang.column: omfang.id})


# ── What the rest of the platform asks ───────────────────────────────────────────────────────────────────────────────


class Grunn(StrEnum):
    """Why the answer is as it is. The first three are a yes."""

    AKSEPTERT = "AKSEPTERT"
    SCREENET_UT = "SCREENET_UT"
    MANGLER = "MANGLER"
    IKKE_AKSEPTERT = "IKKE_AKSEPTERT"
    OVER_FRIST = "OVER_FRIST"
    DPIA_TRENGS = "DPIA_TRENGS"
    SCREENING_OVER_FRIST = "SCREENING_OVER_FRIST"


@dataclass(frozen=True, slots=True)
class Svar:
    """Whether the link holds, why, and what it rests on. `tekst` is a Bokmål sentence for the page that shows the chain.

    `vurdering_id` is what to open to mend it, if there is anything; `hvem` who can. `until` is the last day it holds.
    """

    holds: bool
    grunn: Grunn
    tekst: str
    vurdering_id: UUID | None = None
    nummer: int | None = None
    screening_id: UUID | None = None
    until: date | None = None
    hvem: str = ""


def ros_accepted(omfang: Omfang, on: date, *, virksomhet_id: UUID) -> Svar:
    """Whether an accepted ROS, not past its review date, is about this on that day."""
    return _assessed(Vurderingsslag.ROS, omfang, on, virksomhet_id)


def dpia_or_screening(omfang: Omfang, on: date, *, virksomhet_id: UUID) -> Svar:
    """Whether an accepted DPIA, or a screening that says none is needed, holds for this on that day.

    A DPIA that holds is enough whatever a screening says. A later screening that says a DPIA is needed ends an earlier one
    that said not.
    """
    found = _assessed(Vurderingsslag.DPIA, omfang, on, virksomhet_id)
    if found.holds:
        return found
    screening = (
        Screening.objects.filter(_about(omfang), virksomhet_id=virksomhet_id, confirmed_date__lte=on)
        .order_by("-confirmed_at", "-id")
        .first()
    )
    return _screened(screening, found, on) if screening else found


def _assessed(slag: Vurderingsslag, omfang: Omfang, on: date, virksomhet_id: UUID) -> Svar:
    accepted = _accepted_versions(slag, omfang, on, virksomhet_id)
    latest = accepted.order_by("-review_date", "-decided_at").first()
    words = {"slag": str(slag.label)}
    if latest is None:
        return _not_accepted(slag, omfang, virksomhet_id)
    owner = latest.decided_by
    common: dict[str, Any] = {
        "vurdering_id": latest.vurdering_id,
        "nummer": latest.nummer,
        "until": latest.review_date,
        "hvem": owner,
    }
    words |= {"tittel": latest.tittel, "frist": dato(latest.review_date)}
    if latest.review_date is not None and latest.review_date < on:
        said = _("%(slag)s «%(tittel)s» skulle vært sett over innen %(frist)s.") % words
        return Svar(holds=False, grunn=Grunn.OVER_FRIST, tekst=said, **common)
    said = _("%(slag)s «%(tittel)s» er akseptert og gjelder til og med %(frist)s.") % words
    return Svar(holds=True, grunn=Grunn.AKSEPTERT, tekst=said, **common)


def _accepted_versions(
    slag: Vurderingsslag, omfang: Omfang, on: date, virksomhet_id: UUID
) -> QuerySet[Vurderingsversjon]:
    """The last accepted version of each assessment on that day, if it was about this and was not replaced by then."""
    of_same = Vurderingsversjon.objects.filter(
        vurdering_id=OuterRef("vurdering_id"), utfall=Vurderingsstatus.AKSEPTERT, accepted_date__lte=on
    )
    about = Vurderingsomfang.objects.filter(
        _about(omfang), virksomhet_id=virksomhet_id, vurdering_id=OuterRef("vurdering_id"), nummer=OuterRef("nummer")
    )
    return Vurderingsversjon.objects.filter(
        Q(vurdering__erstattet_at__isnull=True) | Q(vurdering__erstattet_at__date__gt=on),
        virksomhet_id=virksomhet_id,
        vurdering__slag=slag,
        nummer=Subquery(of_same.order_by("-nummer").values("nummer")[:1]),
    ).filter(Exists(about))


def _not_accepted(slag: Vurderingsslag, omfang: Omfang, virksomhet_id: UUID) -> Svar:
    """There is none, or one that is on its way."""
    rows = Vurderingsomfang.objects.filter(
        _about(omfang),
        virksomhet_id=virksomhet_id,
        vurdering__slag=slag,
        vurdering__erstattet_at__isnull=True,
        nummer=F("vurdering__nummer"),
    )
    row = rows.select_related("vurdering__risikoeier").order_by("-vurdering__changed_at").first()
    if row is None:
        return Svar(
            holds=False, grunn=Grunn.MANGLER, tekst=_("Det finnes ingen akseptert %(slag)s.") % {"slag": slag.label}
        )
    of = row.vurdering
    said = _("%(slag)s «%(tittel)s» er ikke akseptert. Status: %(status)s.")
    words = {"slag": slag.label, "tittel": of.tittel, "status": of.get_status_display().lower()}
    owner = of.risikoeier.navn if of.risikoeier else ""
    return Svar(holds=False, grunn=Grunn.IKKE_AKSEPTERT, tekst=said % words, vurdering_id=of.pk, hvem=owner)


def _screened(screening: Screening, dpia: Svar, on: date) -> Svar:
    """What the last screening adds to there being no DPIA that holds."""
    words = {"dag": dato(screening.confirmed_date), "frist": dato(screening.review_date)}
    if screening.dpia_needed:
        holds, grunn, said = False, Grunn.DPIA_TRENGS, _("Vurderingen %(dag)s sier at DPIA trengs.")
    elif screening.review_date < on:
        said = _("At DPIA ikke trengs, skulle vært vurdert på nytt innen %(frist)s.")
        holds, grunn = False, Grunn.SCREENING_OVER_FRIST
    else:
        said = _("Det ble vurdert %(dag)s at DPIA ikke trengs. Det gjelder til og med %(frist)s.")
        holds, grunn = True, Grunn.SCREENET_UT
    if not holds and dpia.grunn is not Grunn.MANGLER:
        return dpia
    return Svar(
        holds=holds,
        grunn=grunn,
        tekst=said % words,
        screening_id=screening.pk,
        until=screening.review_date,
        hvem=screening.confirmed_by,
    )
