"""What a processing record holds, as one typed thing: what is saved, compared, checked, printed, exported and imported.

The controller's record is GDPR art. 30 no. 1, the processor's no. 2. Everything may be empty, since a draft can be saved at
any time; `mangler` says what must be mended. Each version is kept whole, so words stand here as text, as they read then.
A field that is added gets a default, and one that is taken away is ignored: old versions must always be readable.

What never leaves the organisation: see `INTERNAL`.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Meta, Struct, field

Kort = Annotated[str, Meta(max_length=300)]
Tekst = Annotated[str, Meta(max_length=8000)]
Lenke = Annotated[str, Meta(max_length=1000)]
Ord = Annotated[str, Meta(max_length=200)]
Orgnr = Annotated[str, Meta(max_length=9)]
T = TypeVar("T")
Rader = Annotated[list[T], Meta(max_length=100)]

Art: TypeAlias = Literal["VANLIG", "SAERLIG", "STRAFF"]
Tidsenhet: TypeAlias = Literal["DAG", "UKE", "MAANED", "AAR"]
Avtalestatus: TypeAlias = Literal["", "INGEN", "UNDER_ARBEID", "SIGNERT", "OPPHOERT"]
Opplysningsplikt: TypeAlias = Literal["", "LOV", "AVTALE", "INNGAA_AVTALE", "FRIVILLIG"]
Spraak: TypeAlias = Literal["nb", "nn", "en"]
_MOST_DIGITS = 10
SPRAAK: tuple[Spraak, ...] = ("nb", "nn", "en")


class Hjemmel(Struct, frozen=True, kw_only=True):
    """A provision of national law: «smittevernloven § 3-8», and its address at Lovdata."""

    tekst: Kort = ""
    lenke: Lenke = ""


class Formaal(Struct, frozen=True, kw_only=True):
    """One purpose with its own bases. Codes are those of `grunnlag`: «6.1.e», «9.2.i», «POL.7», «10».

    `nummer` identifies the purpose through changes of its text, and the notice's texts are keyed by it. 0 is not given yet.
    """

    nummer: int = 0
    tekst: Kort = ""
    artikkel_6: Rader[str] = field(default_factory=list)
    artikkel_9_10: Rader[str] = field(default_factory=list)
    hjemler: Rader[Hjemmel] = field(default_factory=list)
    begrunnelse_6: Tekst = ""
    begrunnelse_9_10: Tekst = ""


class Opplysning(Struct, frozen=True, kw_only=True):
    """A category of personal data, and whether it is special (art. 9) or about criminal matters (art. 10)."""

    navn: Ord = ""
    art: Art = "VANLIG"


class Gruppe(Struct, frozen=True, kw_only=True):
    """A category of data subjects, and what is processed about them."""

    registrerte: Ord = ""
    opplysninger: Rader[Opplysning] = field(default_factory=list)


class Mottaker(Struct, frozen=True, kw_only=True):
    """Who the data are disclosed to, and on what basis."""

    navn: Ord = ""
    grunnlag: Kort = ""


class Lagring(Struct, frozen=True, kw_only=True):
    """How long one category (or all, when empty) is kept: a period from an event, or a criterion when there is none."""

    gjelder: Kort = ""
    antall: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    enhet: Tidsenhet = "AAR"
    fra: Kort = ""
    kriterium: Tekst = ""
    bevares: bool = False
    hjemmel: Kort = ""


class Overfoering(Struct, frozen=True, kw_only=True):
    """A transfer out of the EEA: to whom, where, and the safeguard (a code of `grunnlag.GARANTIER`)."""

    mottaker: Kort = ""
    land: Kort = ""
    garanti: Kort = ""
    tekst: Tekst = ""


class Kilde(Struct, frozen=True, kw_only=True):
    """Where the data come from. `registrert`: from the data subject herself; `aapen`: open to all (art. 14 no. 2 f)."""

    navn: Ord = ""
    registrert: bool = False
    aapen: bool = False


class Databehandler(Struct, frozen=True, kw_only=True):
    """A processor, or a processor's sub-processor, with the agreement (art. 28 no. 3). Dates are ISO, or empty."""

    navn: Ord = ""
    orgnr: Orgnr = ""
    oppgave: Kort = ""
    avtale: Avtalestatus = ""
    avtale_date: Annotated[str, Meta(max_length=10)] = ""
    avtale_ref: Lenke = ""


class FellesAnsvarlig(Struct, frozen=True, kw_only=True):
    """A joint controller (art. 26), and how the duties are shared."""

    navn: Ord = ""
    orgnr: Orgnr = ""
    kontakt: Kort = ""
    fordeling: Tekst = ""


class Oppdragsgiver(Struct, frozen=True, kw_only=True):
    """A controller that we process for, and the categories of processing done for it (art. 30 no. 2 a, b)."""

    navn: Ord = ""
    orgnr: Orgnr = ""
    kontakt: Kort = ""
    representant: Kort = ""
    personvernombud: Kort = ""
    kategorier: Rader[str] = field(default_factory=list)


class Kontakt(Struct, frozen=True, kw_only=True):
    """A point of contact outside the record's own: a name, and how to reach it."""

    navn: Kort = ""
    epost: Kort = ""
    telefon: Annotated[str, Meta(max_length=30)] = ""


class Automatisering(Struct, frozen=True, kw_only=True):
    """Automated decisions and profiling (art. 22), and artificial intelligence. None is not answered."""

    avgjoerelser: bool | None = None
    profilering: bool | None = None
    kunstig_intelligens: bool | None = None
    beskrivelse: Tekst = ""


class Erklaeringstekst(Struct, frozen=True, kw_only=True):
    """The notice's free text in one language. `formaal` is by the purpose's number, `mottakere` by the recipient's name."""

    tittel: Kort = ""
    innledning: Tekst = ""
    formaal: dict[str, Tekst] = field(default_factory=dict)
    mottakere: dict[str, Kort] = field(default_factory=dict)
    interesser: Tekst = ""
    interesseavveining: Tekst = ""
    kopi_av_garanti: Tekst = ""
    lagring: Tekst = ""
    kilder: Tekst = ""
    rettigheter: Tekst = ""
    trekke_samtykke: Tekst = ""
    konsekvens: Tekst = ""
    automatisert_logikk: Tekst = ""
    automatisert_foelger: Tekst = ""
    videre_formaal: Tekst = ""


class Erklaering(Struct, frozen=True, kw_only=True):
    """What a notice under art. 13 and 14 needs beyond the record (digiorden.md 3)."""

    opplysningsplikt: Opplysningsplikt = ""
    rettigheter_lenke: Lenke = ""
    rettet_mot_barn: bool = False
    unntak: Kort = ""
    unntak_begrunnelse: Tekst = ""
    tekster: dict[Spraak, Erklaeringstekst] = field(default_factory=dict)


class _Felles(Struct, frozen=True, kw_only=True):
    """What both kinds of record hold."""

    navn: Ord = ""
    beskrivelse: Tekst = ""
    ansvarlig_id: Annotated[str, Meta(max_length=36)] = ""
    ansvarlig_navn: Kort = ""
    enhet: Kort = ""
    tiltak: Rader[Ord] = field(default_factory=list)
    sikkerhet: Tekst = ""
    overfoeres: bool | None = None
    overfoeringer: Rader[Overfoering] = field(default_factory=list)
    notater: Tekst = ""


class Ansvarlig(_Felles, frozen=True, kw_only=True, tag_field="slag", tag="ANSVARLIG"):
    """The controller's record (art. 30 no. 1)."""

    formaal: Rader[Formaal] = field(default_factory=list)
    grupper: Rader[Gruppe] = field(default_factory=list)
    mottakere: Rader[Mottaker] = field(default_factory=list)
    lagring: Rader[Lagring] = field(default_factory=list)
    kilder: Rader[Kilde] = field(default_factory=list)
    databehandlere: Rader[Databehandler] = field(default_factory=list)
    felles_ansvarlige: Rader[FellesAnsvarlig] = field(default_factory=list)
    automatisering: Automatisering = field(default_factory=Automatisering)
    hoey_risiko: bool | None = None
    dpia_ref: Lenke = ""
    dpia_begrunnelse: Tekst = ""
    omraader: Rader[Ord] = field(default_factory=list)
    systemer: Rader[Ord] = field(default_factory=list)
    datasett: Rader[Lenke] = field(default_factory=list)
    kontakter: Rader[Kontakt] = field(default_factory=list)
    erklaering: Erklaering = field(default_factory=Erklaering)


class Behandler(_Felles, frozen=True, kw_only=True, tag_field="slag", tag="DATABEHANDLER"):
    """The processor's record (art. 30 no. 2)."""

    oppdragsgivere: Rader[Oppdragsgiver] = field(default_factory=list)
    underdatabehandlere: Rader[Databehandler] = field(default_factory=list)


Innhold: TypeAlias = Ansvarlig | Behandler
KINDS: dict[str, type[Ansvarlig] | type[Behandler]] = {"ANSVARLIG": Ansvarlig, "DATABEHANDLER": Behandler}
# Fields that stay inside the organisation: never in a notice, and left out of what is published.
INTERNAL = frozenset(
    {
        "ansvarlig_id",
        "ansvarlig_navn",
        "enhet",
        "tiltak",
        "sikkerhet",
        "notater",
        "hoey_risiko",
        "dpia_ref",
        "dpia_begrunnelse",
        "formaal.begrunnelse_6",
        "formaal.begrunnelse_9_10",
        "databehandlere.avtale_ref",
        "erklaering.unntak_begrunnelse",
    }
)


class Uleselig(ValueError):
    """The content does not fit the shape of a record. The text says where."""


def les(data: object) -> Innhold:
    """Read content as it lies in the database, or in a file of ours.

    Raises:
        Uleselig: it is not a record.
    """
    try:
        found: Innhold = msgspec.convert(data, Innhold)
    except msgspec.ValidationError as error:
        raise Uleselig(str(error)) from error
    return found


def skriv(innhold: Innhold) -> dict[str, Any]:
    """The content as JSON, for the database; purposes that are new get their numbers."""
    found: dict[str, Any] = msgspec.to_builtins(nummerert(innhold))
    return found


def web_address(lenke: str) -> str:
    """The address, when it is one on the web; else empty. Nothing else is ever made a link of: files may hold anything."""
    return lenke if lenke.startswith(("https://", "http://")) else ""


def nummerert(innhold: Innhold) -> Innhold:
    """The content with a number on every purpose: the next free ones, never one that is in use or was in a notice's text."""
    if not isinstance(innhold, Ansvarlig):
        return innhold
    taken = {one.nummer for one in innhold.formaal} | set(_in_texts(innhold.erklaering))
    free = max(taken, default=0)
    seen: set[int] = set()
    numbered = []
    for one in innhold.formaal:
        nummer = one.nummer
        if nummer in seen or not nummer:
            nummer = free = free + 1
        seen.add(nummer)
        numbered.append(msgspec.structs.replace(one, nummer=nummer))
    return msgspec.structs.replace(innhold, formaal=numbered)


def _in_texts(erklaering: Erklaering) -> Iterable[int]:
    keys = (key for tekst in erklaering.tekster.values() for key in tekst.formaal)
    return (int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < _MOST_DIGITS)


def arter(innhold: Innhold) -> frozenset[str]:
    """The kinds of personal data in the record: VANLIG, SAERLIG, STRAFF."""
    if not isinstance(innhold, Ansvarlig):
        return frozenset()
    return frozenset(en.art for gruppe in innhold.grupper for en in gruppe.opplysninger)
