"""Concluding on whether a DPIA is needed, and keeping the table of criteria and the limits of risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fiks.digiorden.actions.vurderinger import EndretImens, day_of
from fiks.digiorden.models import Akseptgrense, Screening, Screeningkriterium
from fiks.digiorden.queries.screening import kriterier_for
from fiks.digiorden.queries.vurderinger import grenser_for, name_of
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.grenser import Grenser, falls
from fiks.digiorden.vurdering.omfang import Omfang
from fiks.digiorden.vurdering.screening import Kriterium, Svar, answered, suggests
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record


class Ubesvart(Exception):
    """Not every criterion is answered, or no reason is given."""


class FallendeGrenser(Exception):
    """A greater risk would be easier to accept than a smaller one; the text names the cell."""


@dataclass(frozen=True, slots=True)
class Konklusjon:
    """What a person concludes, of which answers, and until when it holds."""

    gjelder: Omfang
    svar: Mapping[str, Svar]
    dpia_needed: bool
    begrunnelse: str
    review_date: date


@transaction.atomic
def confirm_screening(konklusjon: Konklusjon, *, by: Actor, at: datetime) -> Screening:
    """Keep a person's conclusion, with every criterion as it was asked. The former stays, and this one counts.

    Raises:
        Ubesvart
    """
    kriterier = [one for one in kriterier_for(by) if one.aktiv]
    besvart = answered(kriterier, konklusjon.svar)
    if len(besvart) < len(kriterier) or not konklusjon.begrunnelse.strip():
        raise Ubesvart
    suggested, _why = suggests(besvart)
    screening = Screening.objects.create(
        virksomhet_id=by.tenant,
        **{konklusjon.gjelder.column: konklusjon.gjelder.id},
        svar=[inn.written(one) for one in besvart],
        foreslaatt=suggested,
        dpia_needed=konklusjon.dpia_needed,
        begrunnelse=konklusjon.begrunnelse.strip(),
        confirmed_at=at,
        confirmed_by=by.navn,
        confirmed_date=day_of(at),
        review_date=konklusjon.review_date,
    )
    details = {"screening": str(screening.pk), "foreslaatt": suggested, "dpia_needed": konklusjon.dpia_needed}
    handling = Handling("digiorden.screening_bekreftet", gjelder=name_of(screening), detaljer=details)
    record(handling, by=by, at=at)
    return screening


@transaction.atomic
def save_kriterium(kriterium: Kriterium, *, versjon: int, by: Actor, at: datetime) -> None:
    """Keep the organisation's own word on a criterion: one of its own, or a common one changed or left out.

    Raises:
        EndretImens
    """
    row = Screeningkriterium.objects.select_for_update().filter(virksomhet_id=by.tenant, kode=kriterium.kode).first()
    if (row.versjon if row else 0) != versjon:
        raise EndretImens(row.changed_by if row else "")
    row = row or Screeningkriterium(virksomhet_id=by.tenant, kode=kriterium.kode, versjon=0)
    row.gruppe, row.tekst, row.forklaring = kriterium.gruppe, kriterium.tekst, kriterium.forklaring
    row.aktiv, row.versjon = kriterium.aktiv, row.versjon + 1
    row.changed_at, row.changed_by = at, by.navn
    row.save()
    details = {"kode": row.kode, "aktiv": row.aktiv}
    record(Handling("digiorden.screeningkriterium_endret", gjelder=row.tekst, detaljer=details), by=by, at=at)


@transaction.atomic
def save_grenser(grenser: Grenser, *, versjon: int, by: Actor, at: datetime) -> None:
    """Set what risk the organisation accepts. Decided versions keep the limits they were decided by.

    Raises:
        EndretImens, FallendeGrenser
    """
    if cell := falls(grenser.celler):
        said = _("Sannsynlighet %(s)s og konsekvens %(k)s har et lavere nivå enn en mindre risiko.")
        raise FallendeGrenser(said % {"s": cell[0], "k": cell[1]})
    row = Akseptgrense.objects.select_for_update().filter(virksomhet_id=by.tenant).first()
    if (row.versjon if row else 0) != versjon:
        raise EndretImens(row.changed_by if row else "")
    before, _row = grenser_for(by)
    row = row or Akseptgrense(virksomhet_id=by.tenant, versjon=0)
    row.grenser, row.versjon = inn.written(grenser), row.versjon + 1
    row.changed_at, row.changed_by = at, by.navn
    row.save()
    details = {"foer": _cells(before), "etter": _cells(grenser)}
    record(Handling("digiorden.akseptgrenser_endret", detaljer=details), by=by, at=at)


def _cells(grenser: Grenser) -> list[str]:
    """The levels row by row, least likely first, by their first letters."""
    return ["".join(level[0] for level in row) for row in grenser.celler]
