"""Codes that a record uses: legal bases, safeguards for transfers, categories of processing, exceptions from informing.

Sources: GDPR art. 4 no. 2, 6, 9, 10, 14 no. 5, 44–49 and personopplysningsloven §§ 6, 7, 9 and 11. The words are ours.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Koder = Mapping[str, Promise]

# What a municipality uses most, first.
ARTIKKEL_6: Koder = MappingProxyType(
    {
        "6.1.e": _("Artikkel 6 nr. 1 e: oppgave i allmennhetens interesse, eller offentlig myndighet"),
        "6.1.c": _("Artikkel 6 nr. 1 c: rettslig plikt"),
        "6.1.b": _("Artikkel 6 nr. 1 b: avtale med den det gjelder"),
        "6.1.a": _("Artikkel 6 nr. 1 a: samtykke"),
        "6.1.d": _("Artikkel 6 nr. 1 d: vitale interesser"),
        "6.1.f": _("Artikkel 6 nr. 1 f: berettiget interesse"),
    }
)
ARTIKKEL_9_10: Koder = MappingProxyType(
    {
        "9.2.a": _("Artikkel 9 nr. 2 a: uttrykkelig samtykke"),
        "9.2.b": _("Artikkel 9 nr. 2 b: arbeidsrett, trygd og sosialrett"),
        "9.2.c": _("Artikkel 9 nr. 2 c: vitale interesser når noen ikke kan samtykke"),
        "9.2.d": _("Artikkel 9 nr. 2 d: ideell organisasjons egne medlemmer"),
        "9.2.e": _("Artikkel 9 nr. 2 e: opplysninger personen selv har offentliggjort"),
        "9.2.f": _("Artikkel 9 nr. 2 f: rettskrav"),
        "9.2.g": _("Artikkel 9 nr. 2 g: viktige allmenne interesser, med hjemmel i lov"),
        "9.2.h": _("Artikkel 9 nr. 2 h: helse- og sosialtjenester"),
        "9.2.i": _("Artikkel 9 nr. 2 i: folkehelse"),
        "9.2.j": _("Artikkel 9 nr. 2 j: arkiv, forskning eller statistikk"),
        "POL.6": _("Personopplysningsloven § 6: arbeidsforhold"),
        "POL.7": _("Personopplysningsloven § 7: tillatelse eller forskrift"),
        "POL.9": _("Personopplysningsloven § 9: arkiv, forskning eller statistikk uten samtykke"),
        "10": _("Artikkel 10: straffedommer og lovovertredelser"),
        "POL.11": _("Personopplysningsloven § 11: straffedommer og lovovertredelser"),
    }
)
GARANTIER: Koder = MappingProxyType(
    {
        "45": _("Artikkel 45: EU har godkjent landet"),
        "46.2.a": _("Artikkel 46 nr. 2 a: avtale mellom offentlige myndigheter"),
        "46.2.c": _("Artikkel 46 nr. 2 c: EUs standardvilkår"),
        "46.2.e": _("Artikkel 46 nr. 2 e: godkjente atferdsnormer"),
        "46.2.f": _("Artikkel 46 nr. 2 f: sertifisering"),
        "46": _("Artikkel 46: annen garanti"),
        "47": _("Artikkel 47: bindende konsernregler"),
        "49": _("Artikkel 49: unntak i et særlig tilfelle"),
    }
)
KATEGORIER: Koder = MappingProxyType(
    {
        "INNSAMLING": _("Innsamling"),
        "REGISTRERING": _("Registrering"),
        "ORGANISERING": _("Organisering"),
        "STRUKTURERING": _("Strukturering"),
        "LAGRING": _("Lagring"),
        "ENDRING": _("Tilpasning eller endring"),
        "GJENFINNING": _("Gjenfinning"),
        "KONSULTERING": _("Konsultering"),
        "BRUK": _("Bruk"),
        "OVERFOERING": _("Utlevering ved overføring"),
        "SPREDNING": _("Spredning, eller annen tilgjengeliggjøring"),
        "SAMMENSTILLING": _("Sammenstilling eller samkjøring"),
        "BEGRENSNING": _("Begrensning"),
        "SLETTING": _("Sletting eller tilintetgjøring"),
    }
)
UNNTAK: Koder = MappingProxyType(
    {
        "13.4": _("Artikkel 13 nr. 4: personen har informasjonen fra før"),
        "14.5.a": _("Artikkel 14 nr. 5 a: personen har informasjonen fra før"),
        "14.5.b": _("Artikkel 14 nr. 5 b: umulig, eller en uforholdsmessig innsats"),
        "14.5.c": _("Artikkel 14 nr. 5 c: fastsatt i lov"),
        "14.5.d": _("Artikkel 14 nr. 5 d: lovbestemt taushetsplikt"),
    }
)
AVTALESTATUSER: Koder = MappingProxyType(
    {
        "INGEN": _("Ingen avtale"),
        "UNDER_ARBEID": _("Avtale er under arbeid"),
        "SIGNERT": _("Avtale er signert"),
        "OPPHOERT": _("Avtalen har opphørt"),
    }
)
TIDSENHETER: Koder = MappingProxyType({"AAR": _("år"), "MAANED": _("måneder"), "UKE": _("uker"), "DAG": _("dager")})
PLIKTER: Koder = MappingProxyType(
    {
        "LOV": _("Lov krever at opplysningene gis"),
        "AVTALE": _("Avtalen krever at opplysningene gis"),
        "INNGAA_AVTALE": _("Opplysningene trengs for å inngå en avtale"),
        "FRIVILLIG": _("Det er frivillig å gi opplysningene"),
    }
)
ARTER: Koder = MappingProxyType(
    {
        "VANLIG": _("Vanlig"),
        "SAERLIG": _("Særlig kategori (artikkel 9)"),
        "STRAFF": _("Straffedommer og lovovertredelser (artikkel 10)"),
    }
)
# Art. 6 no. 3: these stand on a provision of law beside the regulation.
NEEDS_LAW = frozenset({"6.1.c", "6.1.e"})
INTEREST = "6.1.f"
FOR_STRAFF = frozenset({"10", "POL.11"})
FOR_SAERLIG = frozenset(ARTIKKEL_9_10) - FOR_STRAFF


def short(kode: str) -> str:
    """The code as a sentence has it: «artikkel 6 nr. 1 e», «personopplysningsloven § 9»."""
    article, _dot, rest = kode.partition(".")
    if article == "POL":
        return f"personopplysningsloven § {rest}"
    return f"artikkel {article}{' nr. ' + rest.replace('.', ' ') if rest else ''}"
