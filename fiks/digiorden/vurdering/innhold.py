"""What an assessment holds: one typed content, kept whole in the draft and in every version.

Likelihood and consequence are steps from 1 to 5; 0 means that nobody has set it. Each part that people edit by itself
carries a `versjon` of its own, so that two may write in different scenarios at the same time, and never over each other.
"""

import hashlib
import secrets
from datetime import date
from enum import StrEnum

import msgspec

UNSET = 0
STEPS = range(1, 6)


class Brudd(StrEnum):
    """What an event would break: confidentiality, integrity, availability, or the privacy of those it is about."""

    KONFIDENSIALITET = "K"
    INTEGRITET = "I"
    TILGJENGELIGHET = "T"
    PERSONVERN = "P"


class Droefting(StrEnum):
    """Whether Datatilsynet must be consulted first (GDPR art. 36), and whether that is done."""

    UBESVART = ""
    IKKE_NOEDVENDIG = "IKKE_NOEDVENDIG"
    NOEDVENDIG = "NOEDVENDIG"
    GJENNOMFOERT = "GJENNOMFOERT"


class Scenario(msgspec.Struct, kw_only=True):
    """Something that can happen: why, how likely and how bad, before and after measures. `tiltak` are ids of measures."""

    id: str
    versjon: int = 1
    hendelse: str = ""
    brudd: list[Brudd] = []
    aarsaker: str = ""
    eksisterende: str = ""
    sannsynlighet: int = UNSET
    sannsynlighet_hvorfor: str = ""
    konsekvens: int = UNSET
    konsekvens_hvorfor: str = ""
    tiltak: list[str] = []
    rest_sannsynlighet: int = UNSET
    rest_konsekvens: int = UNSET
    rest_hvorfor: str = ""
    akseptert: bool | None = None
    akseptert_hvorfor: str = ""
    kilde: str = ""


class Tiltak(msgspec.Struct, kw_only=True):
    """A measure. `ansvarlig_id` is a Bruker; `ansvarlig` the name as it was, `ansvarlig_rolle` who it is by title."""

    id: str
    versjon: int = 1
    tittel: str = ""
    beskrivelse: str = ""
    ansvarlig_id: str = ""
    ansvarlig: str = ""
    ansvarlig_rolle: str = ""
    frist: date | None = None
    status: str = "PLANLAGT"
    done_date: date | None = None
    merknad: str = ""


class Raad(msgspec.Struct, kw_only=True):
    """The data protection officer's advice (art. 35 no. 2), and a mark of what she read when she gave it."""

    tekst: str
    forhaandsdroefting: bool
    forhaandsdroefting_hvorfor: str = ""
    vil_se_igjen: bool = False
    given_by: str
    given_date: date
    lest: str


class Dpia(msgspec.Struct, kw_only=True):
    """What a DPIA has beyond scenarios and measures (art. 35 no. 7 and 9)."""

    beskrivelse: str = ""
    noedvendighet: str = ""
    proporsjonalitet: str = ""
    rettigheter: str = ""
    synspunkter: str = ""
    raad: Raad | None = None
    svar_paa_raad: str = ""
    konklusjon: str = ""
    droefting: Droefting = Droefting.UBESVART
    droefting_hvorfor: str = ""


class Innhold(msgspec.Struct, kw_only=True):
    """An assessment whole. `dpia` is there in a DPIA, and not in a ROS. `versjon` is of all but scenarios and measures."""

    versjon: int = 1
    omfang: str = ""
    avgrensning: str = ""
    scenarioer: list[Scenario] = []
    tiltak: list[Tiltak] = []
    dpia: Dpia | None = None


def read(stored: object) -> Innhold:
    """The content as it was stored."""
    return msgspec.convert(stored, Innhold)


def written(innhold: msgspec.Struct) -> dict[str, object]:
    """A content, or a part of it, as it is stored."""
    kept: dict[str, object] = msgspec.to_builtins(innhold)
    return kept


def new_id() -> str:
    """An id for a scenario or a measure, unlike all others of its assessment and never used again."""
    return secrets.token_hex(4)


def scenario(innhold: Innhold, scenario_id: str) -> Scenario | None:
    """One scenario by its id."""
    return next((one for one in innhold.scenarioer if one.id == scenario_id), None)


def tiltak(innhold: Innhold, tiltak_id: str) -> Tiltak | None:
    """One measure by its id."""
    return next((one for one in innhold.tiltak if one.id == tiltak_id), None)


def rest(one: Scenario) -> tuple[int, int]:
    """Likelihood and consequence after measures. Without measures nothing is changed by them."""
    if not one.tiltak:
        return one.sannsynlighet, one.konsekvens
    return one.rest_sannsynlighet, one.rest_konsekvens


def read_mark(innhold: Innhold) -> str:
    """A mark of all that advice is given on: it changes when scope, description, scenarios or measures do."""
    parts = [written(one) for one in (*innhold.scenarioer, *innhold.tiltak)]
    texts = [innhold.omfang, innhold.avgrensning]
    if innhold.dpia:
        of = innhold.dpia
        texts += [of.beskrivelse, of.noedvendighet, of.proporsjonalitet, of.rettigheter, of.synspunkter]
    for part in parts:
        for name in ("versjon", "akseptert", "akseptert_hvorfor"):
            part.pop(name, None)
    return hashlib.sha256(msgspec.json.encode([texts, parts], order="sorted")).hexdigest()[:16]
