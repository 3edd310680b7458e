"""What the demo shows of Digiorden, made through actions: records, applications, a ROS and a DPIA in two municipalities."""

import contextlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fiks.digiorden.protokoll.innhold import Ansvarlig
    from fiks.felles.kontekst import Actor
    from fiks.felles.virksomhet.models import Bruker

REASON = "Demonstrasjon"
ROLES = {
    "ingrid": ("digiorden.administrer", "digiorden.godkjenn"),
    "jonas": ("digiorden.rediger",),
    "odd": ("digiorden.personvernombud",),
    "siri": ("digiorden.les",),
    "berit": ("digiorden.administrer", "digiorden.rediger"),
}
# Name, unit, purpose, article 6, articles 9 and 10, provision, data subjects, data (special ones with *), years, from when.
RECORDS = {
    "jonas": (
        "Vaksinasjon av eldre|Helse og mestring|Gi tilbud om vaksine|6.1.e|9.2.i|smittevernloven § 3-8"
        "|Innbyggere|Navn og adresse,Fødselsdato,*Helseopplysninger|10|siste dose",
        "Saksbehandling av barnehageplass|Oppvekst|Fordele barnehageplasser|6.1.c||barnehageloven § 16"
        "|Barn,Foresatte|Navn og adresse,Fødselsdato,Familieforhold|5|barnet har sluttet",
        "Elevadministrasjon i grunnskolen|Oppvekst|Gi grunnskoleopplæring|6.1.c||opplæringslova § 2-1"
        "|Elever,Foresatte|Navn og adresse,Fravær,Karakterer|10|eleven har sluttet",
        "Hjemmesykepleie|Helse og mestring|Yte helsehjelp i hjemmet|6.1.c|9.2.h|helse- og omsorgstjenesteloven § 3-2"
        "|Pasienter,Pårørende|Navn og adresse,*Helseopplysninger|10|siste innføring i journalen",
        "Lønn og personal|HR|Betale lønn og følge opp ansatte|6.1.b,6.1.c|9.2.b|arbeidsmiljøloven § 14-5"
        "|Ansatte|Navn og adresse,Bankkonto,*Fagforening|5|arbeidsforholdet er slutt",
    ),
    "berit": (
        "Byggesaksbehandling|Teknisk|Behandle søknader om å bygge|6.1.c||plan- og bygningsloven § 21-4"
        "|Søkere,Naboer|Navn og adresse,Eiendom|10|saken er avsluttet",
        "Kulturskole|Oppvekst|Gi undervisning i kulturskolen|6.1.b||opplæringslova § 26-1"
        "|Elever,Foresatte|Navn og adresse,Kontaktopplysninger|2|eleven har sluttet",
    ),
}
# Name as the catalogue has it, life cycle, criticality, unit, yearly cost.
APPLICATIONS = {
    "jonas": (
        ("Acos WebSak", "I_BRUK", "HOEY", "Dokumentsenteret", 412_000),
        ("Gerica", "FASES_UT", "KRITISK", "Helse og mestring", 655_000),
        ("Visma Flyt Barnevern", "I_BRUK", "KRITISK", "Barnevern", 310_000),
        ("Microsoft 365", "I_BRUK", "HOEY", "IKT", 1_940_000),
        ("Vigilo", "INNFOERES", "MIDDELS", "Oppvekst", 228_000),
        ("Framsikt", "I_BRUK", "LAV", "Økonomi", 190_000),
    ),
    "berit": (
        ("Acos WebSak", "I_BRUK", "HOEY", "Servicetorget", 305_000),
        ("Microsoft 365", "I_BRUK", "HOEY", "IKT", 870_000),
        ("Visma Flyt Barnevern", "PLANLAGT", "KRITISK", "Barnevern", 0),
    ),
}
CONTACTS = {
    "ingrid": ("Postboks 23, 4791 Lillesand", "post@lillesand.example", "37 26 15 00"),
    "berit": ("Postboks 115, 4795 Birkeland", "post@birkenes.example", "37 28 15 00"),
}


def digiorden(people: Mapping[str, "Bruker"], *, by: "Actor", at: datetime) -> None:
    """Open the service, give its roles, and make what is missing."""
    from fiks.digiorden.models import Behandling
    from fiks.felles.kontekst import acting

    with acting(by):
        _open(people, by=by, at=at)
        if Behandling.objects.filter(virksomhet_id=people["jonas"].virksomhet_id).exists():
            return
        _fill_catalogue(by=by, at=at)
    for key in ("ingrid", "berit"):
        actor = _actor(people[key])
        with acting(actor):
            _contacts(CONTACTS[key], ombud=people["odd"].navn, by=actor, at=at)
    for key in ("jonas", "berit"):
        actor = _actor(people[key])
        with acting(actor):
            _applications(APPLICATIONS[key], by=actor, at=at)
        _records(RECORDS[key], people[key], approver=people["ingrid"] if key == "jonas" else None, at=at)
    jonas = _actor(people["jonas"])
    with acting(jonas):
        _assessments(by=jonas, at=at)


def _open(people: Mapping[str, "Bruker"], *, by: "Actor", at: datetime) -> None:
    from fiks.digiorden.access import TJENESTE
    from fiks.felles.tilgang import actions as tilgang
    from fiks.felles.tilgang.models import RessursType

    for owner in {people[key].virksomhet for key in ROLES}:
        tilgang.open_tjeneste(virksomhet=owner, tjeneste=TJENESTE, aarsak=REASON, by=by, at=at)
    for key, koder in ROLES.items():
        owner = people[key].virksomhet
        ressurs = tilgang.create_ressurs(virksomhet=owner, type=RessursType.VIRKSOMHET, navn=owner.navn)
        for kode in koder:
            given = {"bruker": people[key], "ressurs": ressurs, "kode": kode, "begrunnelse": REASON}
            with contextlib.suppress(tilgang.AlreadyGiven):
                tilgang.give_access(**given, valid_from=at, valid_until=None, by=by, at=at)


def _actor(bruker: "Bruker") -> "Actor":
    """The person, as though she had logged in."""
    from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal

    return Actor(
        ActorSlag.BRUKER,
        str(bruker.id),
        bruker.navn,
        Kanal.KOMMANDOLINJE,
        virksomhet_id=bruker.virksomhet_id,
        acr=Acr.HIGH,
    )


def _fill_catalogue(*, by: "Actor", at: datetime) -> None:
    import fiks.digiorden.katalog
    from fiks.digiorden.actions.katalog import les_inn
    from fiks.digiorden.forms.katalogfil import read_katalogfil

    file = Path(fiks.digiorden.katalog.__path__[0]) / "data" / "eksempelkatalog.csv"
    les_inn(read_katalogfil(file.read_bytes()), by=by, at=at)


def _contacts(reached: tuple[str, str, str], *, ombud: str, by: "Actor", at: datetime) -> None:
    from fiks.felles.virksomhet import actions
    from fiks.felles.virksomhet.models import KontaktSlag

    adresse, epost, telefon = reached
    values = {"postadresse": adresse, "epost": epost, "telefon": telefon}
    actions.save_opplysninger(values=values, versjon=0, by=by, at=at)
    innhold = actions.Kontaktinnhold(navn=ombud, epost="personvernombud@lillesand.example", telefon="37 26 15 01")
    actions.add_kontakt(
        slag=KontaktSlag.PERSONVERNOMBUD, innhold=innhold, from_date=at.date() - timedelta(days=400), by=by, at=at
    )


def _applications(rows: tuple[tuple[str, str, str, str, int], ...], *, by: "Actor", at: datetime) -> None:
    from fiks.digiorden.actions.applikasjoner import registrer_applikasjon
    from fiks.digiorden.queries.katalog import named

    for navn, livsloep, kritikalitet, enhet, kostnad in rows:
        system = next(iter(named(navn)), None)
        values: dict[str, Any] = {"navn": navn, "livsloep": livsloep, "kritikalitet": kritikalitet, "enhet": enhet}
        values |= {"aarlig_kostnad": kostnad} if kostnad else {}
        registrer_applikasjon(katalogsystem=system, values=values, by=by, at=at)


def _records(rows: tuple[str, ...], writer: "Bruker", *, approver: "Bruker | None", at: datetime) -> None:
    """The last two of them are left as a draft and as one that waits for approval."""
    from fiks.digiorden.actions import behandlinger as actions
    from fiks.digiorden.actions.behandlinger import Utgangspunkt
    from fiks.felles.kontekst import acting

    by = _actor(writer)
    for nr, row in enumerate(rows, start=1):
        with acting(by):
            made = actions.create_behandling(_record(row, writer), by=by, at=at)
            if nr == len(rows):
                continue
            made = actions.send_behandling(fra=Utgangspunkt(made.pk, made.versjon), kommentar="", by=by, at=at)
        if approver and nr < len(rows) - 1:
            approves = _actor(approver)
            due = at.date() + timedelta(days=330 - 100 * nr)
            with acting(approves):
                fra = Utgangspunkt(made.pk, made.versjon)
                actions.approve_behandling(fra=fra, neste_revisjon=due, by=approves, at=at)


def _record(row: str, writer: "Bruker") -> "Ansvarlig":
    from fiks.digiorden.protokoll.innhold import (
        Ansvarlig,
        Formaal,
        Gruppe,
        Hjemmel,
        Kilde,
        Lagring,
        Mottaker,
        Opplysning,
    )

    navn, enhet, formaal, art_6, art_9, hjemmel, subjects, data, years, since = row.split("|")
    kinds = [Opplysning(navn=one.lstrip("*"), art="SAERLIG" if one[0] == "*" else "VANLIG") for one in data.split(",")]
    return Ansvarlig(
        navn=navn,
        ansvarlig_id=str(writer.pk),
        enhet=enhet,
        formaal=[
            Formaal(
                tekst=formaal,
                artikkel_6=art_6.split(","),
                artikkel_9_10=art_9.split(",") if art_9 else [],
                hjemler=[Hjemmel(tekst=hjemmel)],
            )
        ],
        grupper=[Gruppe(registrerte=one, opplysninger=kinds) for one in subjects.split(",")],
        kilder=[Kilde(navn="Folkeregisteret"), Kilde(navn="Den registrerte selv")],
        mottakere=[Mottaker(navn="Ansatte med tjenstlig behov")],
        lagring=[Lagring(antall=int(years), enhet="AAR", fra=since)],
        tiltak=["Tilgangsstyring", "Logging av bruk"],
        overfoeres=False,
        hoey_risiko="SAERLIG" in {kind.art for kind in kinds},
    )


def _assessments(*, by: "Actor", at: datetime) -> None:
    from fiks.digiorden.actions.vurderinger import create_vurdering
    from fiks.digiorden.queries.vurderinger import mal_for

    for kode in ("folkeregister-ros", "folkeregister-dpia"):
        mal = mal_for(by, kode)
        assert mal is not None
        create_vurdering(slag=mal.slag, tittel=mal.tittel, mal=mal, by=by, at=at)
