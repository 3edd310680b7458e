"""The types of events (folkeregister.md b.2; OpenAPI 1.5 and those that came after it).

Whatever the type, the person is fetched anew: the document is the truth, the event only says that it changed. The types
matter where somebody acts on them.
"""

import re
from typing import Final

DUBLETT: Final = "personErOpphoertSomDublett"  # no document: the number leads to the surviving person
REAKTIVERT: Final = "personErReaktivert"  # among others: a death was annulled
DOEDSFALL: Final = ("personErDoed", "endringIDoedsfall")
# A real move. The others that touch a home are Matrikkelen's corrections, a municipality's new number, and the machine's.
FLYTTING: Final = ("endringIBostedsadresse",)
IKKE_FLYTTING: Final = (
    "personErOppdatert",
    "endringIBostedsadresseUtenFlytting",
    "endringIBostedsadresseVedKommuneregulering",
)
KJENTE: Final = frozenset(
    {
        DUBLETT,
        REAKTIVERT,
        *DOEDSFALL,
        *FLYTTING,
        *IKKE_FLYTTING,
        "personErOpprettet",
        "personErOpphoert",
        "personErViderefoertSomGjeldendeVedSammenslaaing",
        "personErEndretVedSplitting",
        "personErGjenopprettetVedSplitting",
        "personErBosatt",
        "personErUtflyttet",
        "endringIStatus",
        "endringIIdentitetsgrunnlag",
        "endringIUtenlandskPersonidentifikasjon",
        "endringIUtlendingsmyndighetenesIdentifikasjonsnummer",
        "endringILegitimasjonsdokument",
        "endringIIdentifikasjonsnummer",
        "endringIFalskIdentitet",
        "endringIKontaktopplysningerForDoedsbo",
        "endringIDeltBosted",
        "endringIFoedsel",
        "endringIFoedselINorge",
        "endringIKjoenn",
        "endringIFamilierelasjon",
        "endringISivilstand",
        "endringINavn",
        "endringIAdressebeskyttelse",
        "endringIOppholdsadresse",
        "endringIInnflytting",
        "endringIUtflytting",
        "endringIBrukAvSamiskSpraak",
        "endringISametingetsValgmanntall",
        "endringIKontaktinformasjon",
        "endringIForeldreansvar",
        "endringIStatsborgerskap",
        "endringIOpphold",
        "endringIOppholdPaaSvalbard",
        "endringIVergemaal",
        "endringIRettsligHandleevne",
        "endringIPerson",
    }
)
_NAME = re.compile(r"[A-Za-z]{1,80}", re.ASCII)


def is_move(hendelsetype: str) -> bool:
    """Whether somebody moved. A type that nobody knows is no move."""
    return hendelsetype in FLYTTING


def shown(hendelsetype: str) -> str:
    """A type as it may be told of: a word, or nothing, as what is no word may hold anything."""
    return hendelsetype if _NAME.fullmatch(hendelsetype) else ""
