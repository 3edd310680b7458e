"""Who may see which column of an application: the one place that says it, and a test holds every column to it.

An overview of a municipality's systems helps those who would learn from it, and those who would attack it. So there are
three classes. What is shareable is shown to other municipalities where the organisation shares; what is for a co-operation
is shown to those it runs its systems together with; the rest never leaves, whatever anybody has chosen.
"""

from datetime import date
from enum import StrEnum


class Feltklasse(StrEnum):
    """How far a column may go."""

    DELBAR = "DELBAR"
    SAMARBEID = "SAMARBEID"
    ALDRI = "ALDRI"


_DELBAR = ("navn", "katalogsystem", "leverandoer_navn", "temaer", "felleskomponenter", "livsloep")
_SAMARBEID = (
    "enhet",
    "beskrivelse",
    "i_bruk_fra_date",
    "avsluttes_date",
    "antall_brukere",
    "drift",
    "driftsleverandoer",
    "driftsleverandoer_orgnr",
    "avtale_leverandoer",
    "avtale_orgnr",
    "avtale_inngaatt_date",
    "avtale_slutt_date",
    "avtale_oppsigelse_maaneder",
    "avtale_opsjon_maaneder",
    "avtale_opsjoner",
    "aarlig_kostnad",
    "indirekte_kostnad",
    "innkjoepskostnad",
)
# Versions and how it is secured are what an attacker would ask for first; the rest is about persons, or inner work.
_ALDRI = (
    "programversjon",
    "kritikalitet",
    "systemeier",
    "systemansvarlig",
    "avtale_tekst",
    "avtale_lenke",
    "databehandlere",
    "innlogging",
    "flerfaktor",
    "sikkerhetskopi",
    "gjenopprettet_date",
    "sikkerhet_merknad",
    "ros",
    "ros_referanse",
    "dpia",
    "dpia_referanse",
    "databehandleravtale",
    "databehandleravtale_referanse",
    "deles",
    "versjon",
    "changed_by",
    "created_at",
    "changed_at",
    "sortering",
    "id",
    "virksomhet",
)
FELTKLASSER: dict[str, Feltklasse] = {
    **dict.fromkeys(_DELBAR, Feltklasse.DELBAR),
    **dict.fromkeys(_SAMARBEID, Feltklasse.SAMARBEID),
    **dict.fromkeys(_ALDRI, Feltklasse.ALDRI),
}
# What a published row holds beside the shareable columns: whose it is, and the quarter that a contract ends in.
PUBLISERT = frozenset({*_DELBAR, "applikasjon", "virksomhet", "avtale_kvartal", "changed_at"})


def quarter_of(day: date | None) -> date | None:
    """The first day of the quarter: as exact as the end of a contract is ever shared with all."""
    return day and date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
