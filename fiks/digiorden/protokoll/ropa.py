"""Records as JSON in the shape of Felles datakatalog's API for processing records (NLOD 2.0, Digdir 2021): `PagedResource`.

That shape has one purpose, one retention text and no processors' records, so each record also carries its whole content
under `fiks`, which is what is read back. The other fields are made from it, for those who know only the published shape.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from fiks.digiorden.hode import Eier, Hode
from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.ark import Post
from fiks.digiorden.protokoll.innhold import Ansvarlig, Databehandler, Formaal, Innhold, Lagring, Overfoering, skriv


def document(poster: Sequence[tuple[UUID, Post]], hode: Hode) -> dict[str, Any]:
    """Everything on one page. `organization` is the published `Organization`, a field of its own beside the records."""
    hits = [record(id, post, hode.eier) for id, post in poster]
    return {
        "pageNumber": 0,
        "pagesTotal": 1,
        "size": len(hits),
        "hits": hits,
        "organization": {"id": hode.eier.orgnr, "name": hode.eier.navn} | _representatives(hode),
    }


def _representatives(hode: Hode) -> dict[str, Any]:
    """The officer and the representative, as the published shape has them."""
    kinds = {"PERSONVERNOMBUD": "dataProtectionOfficer", "REPRESENTANT": "dataControllerRepresentative"}
    found: dict[str, Any] = {}
    for one in hode.kontakter:
        if one.slag in kinds:
            told = {"name": one.navn, "address": one.adresse, "phone": one.telefon, "email": one.epost}
            found.setdefault(kinds[one.slag], {name: text for name, text in told.items() if text})
    return found


def record(id: UUID, post: Post, eier: Eier) -> dict[str, Any]:
    """One record."""
    status = "APPROVED" if post.godkjent else "DRAFT"
    head = {"id": str(id), "status": status, "organizationId": eier.orgnr}
    return head | fields(post.innhold) | {"fiks": {"nummer": post.nummer, "innhold": skriv(post.innhold)}}


def fields(innhold: Innhold) -> dict[str, Any]:
    """The published fields of a record, in Bokmål whatever the language of the page."""
    with override("nb"):
        both: dict[str, Any] = {
            "title": innhold.navn,
            "securityMeasures": _joined([*innhold.tiltak, innhold.sikkerhet]),
            "dataTransfers": _transfers(innhold),
        }
        return both | (_controllers(innhold) if isinstance(innhold, Ansvarlig) else {})


def _controllers(innhold: Ansvarlig) -> dict[str, Any]:
    return {
        "purpose": _joined(formaal.tekst for formaal in innhold.formaal),
        "dataSubjectCategories": _unique(gruppe.registrerte for gruppe in innhold.grupper),
        "personalDataCategories": _unique(one.navn for gruppe in innhold.grupper for one in gruppe.opplysninger),
        "recipientCategories": _unique(mottaker.navn for mottaker in innhold.mottakere),
        "personalDataSubjects": _joined(kilde.navn for kilde in innhold.kilder),
        "plannedDeletion": _joined(map(_deletion, innhold.lagring)),
        "articleSixBasis": _bases(innhold.formaal),
        "otherArticles": _other_articles(innhold.formaal),
        "businessAreas": innhold.omraader,
        "privacyProcessingSystems": _joined(innhold.systemer),
        "dataProcessorContactDetails": [
            {"name": one.navn, "email": one.epost, "phone": one.telefon} for one in innhold.kontakter
        ],
        "commonDataControllerContact": {
            "companies": _joined(one.navn for one in innhold.felles_ansvarlige),
            "distributionOfResponsibilities": _joined(one.fordeling for one in innhold.felles_ansvarlige),
            "contactPoints": [{"name": one.kontakt} for one in innhold.felles_ansvarlige if one.kontakt],
        },
        "relatedDatasets": innhold.datasett,
        "dataProtectionImpactAssessment": {
            "conducted": bool(innhold.dpia_ref),
            "assessmentReportUrl": innhold.dpia_ref,
        },
        "dataProcessingAgreements": [_agreement(one) for one in innhold.databehandlere],
    }


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _bases(formaal: Iterable[Formaal]) -> list[dict[str, str]]:
    """Each basis with a provision it stands on; one without a provision has an empty address."""
    found = {
        (kode, hjemmel): None
        for one in formaal
        for kode in one.artikkel_6
        for hjemmel in [given.lenke or given.tekst for given in one.hjemler] or [""]
    }
    return [{"legality": kode, "referenceUrl": hjemmel} for kode, hjemmel in found]


def _other_articles(formaal: Iterable[Formaal]) -> dict[str, Any]:
    given = _unique(kode for one in formaal for kode in one.artikkel_9_10)
    ten = [kode for kode in given if kode in grunnlag.FOR_STRAFF]
    nine = [kode for kode in given if kode not in grunnlag.FOR_STRAFF]
    return {
        name: {"checked": bool(codes), "referenceUrl": ", ".join(codes)}
        for name, codes in (("articleNine", nine), ("articleTen", ten))
    }


def retention(lagring: Lagring) -> str:
    """One retention time as a sentence: «10 år fra siste kontakt; bevares etter arkivlova»."""
    parts = [lagring.kriterium, _("bevares etter arkivlova") if lagring.bevares else ""]
    if lagring.antall is not None:
        enhet = grunnlag.TIDSENHETER.get(lagring.enhet, lagring.enhet)
        time = {"antall": lagring.antall, "enhet": enhet, "fra": lagring.fra}
        parts = [(_("%(antall)s %(enhet)s fra %(fra)s") if lagring.fra else "%(antall)s %(enhet)s") % time, *parts]
    return "; ".join(filter(None, parts))


def _deletion(lagring: Lagring) -> str:
    return ": ".join(filter(None, (lagring.gjelder, retention(lagring))))


def _transfers(innhold: Innhold) -> dict[str, Any]:
    if innhold.overfoeres is None:
        return {}
    return {
        "transferred": innhold.overfoeres,
        "thirdCountryRecipients": _joined(
            ", ".join(filter(None, (en.land, en.mottaker))) for en in innhold.overfoeringer
        ),
        "guarantees": _joined(map(_guarantee, innhold.overfoeringer)),
    }


def _guarantee(one: Overfoering) -> str:
    return ": ".join(filter(None, (str(grunnlag.GARANTIER.get(one.garanti, one.garanti)), one.tekst)))


def _agreement(one: Databehandler) -> dict[str, str]:
    return {"dataProcessorName": one.navn, "agreementUrl": one.avtale_ref}
