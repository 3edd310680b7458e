"""Event types as Skatteetaten publishes them, and which a package without confidential information sees."""

BURST_TYPE = "personErOppdatert"
MERGER_TYPE = "endringIBostedsadresseVedKommuneregulering"

WITHOUT_DOCUMENT = {"personErOpphoertSomDublett"}
"""The person lives on under another number, so there is no person document to point at."""

_CONFIDENTIAL = {
    "endringIFamilierelasjon",
    "endringIForeldreansvar",
    "endringIUtenlandskPersonidentifikasjon",
    "endringIUtlendingsmyndighetenesIdentifikasjonsnummer",
    "endringILegitimasjonsdokument",
    "endringIBrukAvSamiskSpraak",
    "endringISametingetsValgmanntall",
    "endringIOpphold",
    "endringIOppholdPaaSvalbard",
}
_SEEN_AS = {"endringIAdressebeskyttelse": "endringIBostedsadresse"}


def seen(event_type: str, *, confidential: bool) -> str | None:
    """The type that a package sees; None when the event is not in its feed.

    That somebody is protected is itself confidential: a package without hjemmel is told that the address has changed.
    """
    if confidential:
        return event_type
    return None if event_type in _CONFIDENTIAL else _SEEN_AS.get(event_type, event_type)
