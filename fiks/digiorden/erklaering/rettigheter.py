"""The rights that a data subject has, as they follow from the legal bases (GDPR art. 15–22, art. 17 no. 3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from fiks.digiorden.protokoll.innhold import Ansvarlig

CONSENT = frozenset({"6.1.a", "9.2.a"})
_PORTABLE = frozenset({"6.1.a", "6.1.b", "9.2.a"})
_OBJECTION = frozenset({"6.1.e", "6.1.f"})
_BY_LAW = frozenset({"6.1.c", "6.1.e"})


def bases(innhold: Ansvarlig) -> frozenset[str]:
    """The codes of every basis in the record."""
    return frozenset(kode for one in innhold.formaal for kode in (*one.artikkel_6, *one.artikkel_9_10))


def rights(innhold: Ansvarlig) -> list[str]:
    """The codes of the rights, in the order they are told."""
    return list(_rights(innhold, bases(innhold)))


def _rights(innhold: Ansvarlig, given: frozenset[str]) -> Iterator[str]:
    yield "INNSYN"
    yield "RETTING"
    kept = any(one.bevares for one in innhold.lagring)
    yield "SLETTING_BEGRENSET" if kept or given & _BY_LAW else "SLETTING"
    yield "BEGRENSNING"
    if given & _OBJECTION:
        yield "PROTEST"
    if given & _PORTABLE:
        yield "DATAPORTABILITET"
    if given & CONSENT:
        yield "TREKKE_SAMTYKKE"
    if innhold.automatisering.avgjoerelser:
        yield "AUTOMATISERT"


def told(kode: str) -> str:
    """A right as the notice tells it."""
    return {
        "INNSYN": _("Du kan få vite hvilke opplysninger vi har om deg, og få en kopi av dem."),
        "RETTING": _("Du kan be oss rette opplysninger som er feil, og fylle ut dem som mangler."),
        "SLETTING": _("Du kan be oss slette opplysninger om deg."),
        "SLETTING_BEGRENSET": _(
            "Du kan be oss slette opplysninger om deg. Det vi må ta vare på etter loven, kan vi ikke slette."
        ),
        "BEGRENSNING": _("Du kan be oss la være å bruke opplysningene mens vi ser på det du har tatt opp."),
        "PROTEST": _("Du kan protestere mot at vi bruker opplysningene, ut fra din egen situasjon."),
        "DATAPORTABILITET": _(
            "Opplysninger du har gitt oss etter samtykke eller avtale, kan du få med deg i et format en datamaskin kan lese."
        ),
        "TREKKE_SAMTYKKE": _("Du kan når som helst trekke samtykket ditt tilbake."),
        "AUTOMATISERT": _("Du kan kreve at et menneske ser på avgjørelsen, si hva du mener, og klage på den."),
    }[kode]
