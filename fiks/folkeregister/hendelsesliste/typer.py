"""The types of events (folkeregister.md b.2; OpenAPI 1.5 and those that came after it).

Whatever the type, the person is fetched anew: the document is the truth, the event only says that it changed. So a machine's
correction or a municipality's new number can never be taken for a move, nor an annulled death for a death.
"""

import re
from typing import Final

DUBLETT: Final = "personErOpphoertSomDublett"  # no document: the number leads to the surviving person
KJENTE: Final = frozenset(
    {
        DUBLETT,
        "personErReaktivert",
        "personErOppdatert",
        "personErDoed",
        "endringIDoedsfall",
        "endringIBostedsadresse",
        "endringIBostedsadresseUtenFlytting",
        "endringIBostedsadresseVedKommuneregulering",
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


def shown(hendelsetype: str) -> str:
    """A type as it may be told of: a word, or nothing, as what is no word may hold anything."""
    return hendelsetype if _NAME.fullmatch(hendelsetype) else ""
