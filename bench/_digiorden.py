"""A country that uses Digiorden: one municipality made row by row, and the others copied from it inside the database.

Each has 300 applications, 100 processing records (every seventh with faults, every ninth overdue), 40 assessments and 60
requests from data subjects. Every other municipality shares its applications.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from bench._digiorden_folk import MEASURED, let_in

if TYPE_CHECKING:
    from django.db.models import Model

    from fiks.digiorden.models import Applikasjon, Behandling
    from fiks.digiorden.models.katalog import Katalogsystem
    from fiks.digiorden.protokoll.innhold import Innhold
    from fiks.felles.virksomhet.models import Bruker, Virksomhet

APPLICATIONS, RECORDS, ASSESSMENTS, REQUESTS = 300, 100, 40, 60
_TASKS = ["Vaksinasjon", "Barnehageplass", "Byggesak", "Kulturskole", "Skoleskyss", "Valg", "Sykehjem", "Bibliotek"]
_OF = ["barn", "unge", "eldre", "foresatte", "ansatte", "innbyggere", "elever", "søkere", "naboer", "pasienter"]


def fill(size: int) -> None:
    """Fill the tables with `size` organisations; the first ones get somebody who logs in."""
    at, chance = _now(), random.Random(4)
    from fiks.felles.kontekst import Actor, acting

    with acting(Actor.operator("bench")):
        owners, systems = _owners(size, at), _catalogue(at)
        person = _people(owners, at)
        _make(owners[0], person, systems, chance, at)
        _copy(owners[0])
        for owner in owners[:MEASURED]:
            let_in(owner, at)


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now() - timedelta(minutes=5)


def _owners(size: int, at: datetime) -> "list[Virksomhet]":
    from fiks.felles.virksomhet.models import Virksomhet

    made = [
        Virksomhet(
            orgnr=f"{970_000_000 + nr}",
            navn=f"Kommune nr. {nr + 1}",
            type="KOMMUNE",
            kommunenummer=f"{1000 + nr}",
            created_at=at,
        )
        for nr in range(size)
    ]
    return Virksomhet.objects.bulk_create(made)


def _people(owners: "Sequence[Virksomhet]", at: datetime) -> "Bruker":
    from fiks.felles.kontekst import Actor
    from fiks.felles.virksomhet import actions

    by = Actor.operator("bench")
    return actions.add_bruker(virksomhet=owners[0], foedselsnummer="01817500018", navn="Kari Nordli", by=by, at=at)


def _catalogue(at: datetime) -> "list[Katalogsystem]":
    from fiks.digiorden.actions.katalog import les_inn
    from fiks.digiorden.forms.katalogfil import read_katalogfil
    from fiks.digiorden.models import Katalogsystem
    from fiks.digiorden.tests.katalog import EXAMPLES
    from fiks.felles.kontekst import Actor

    les_inn(read_katalogfil(EXAMPLES.read_bytes()), by=Actor.operator("bench"), at=at)
    return list(Katalogsystem.objects.order_by("sortering", "id"))


def _make(
    owner: "Virksomhet", person: "Bruker", systems: "list[Katalogsystem]", chance: random.Random, at: datetime
) -> None:
    from fiks.digiorden.actions.deling import velg_deling
    from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal

    _words(owner, at)
    applications = _applications(owner, person, systems, chance, at)
    records = _records(owner, person, RECORDS, chance, at)
    _links(owner, applications, records, chance)
    _assessments(owner, person, records, chance, at)
    _requests(owner, person, chance, at)
    by = Actor(ActorSlag.BRUKER, str(person.pk), person.navn, Kanal.WEB, acr=Acr.SUBSTANTIAL, virksomhet_id=owner.pk)
    velg_deling(deler_applikasjoner=True, deler_avtaleslutt=True, versjon=0, by=by, at=at)


def _words(owner: "Virksomhet", at: datetime) -> None:
    from fiks.digiorden.models import Begrep, Begrepsslag

    Begrep.objects.bulk_create(
        Begrep(virksomhet=owner, slag=slag, navn=f"{navn} {of}", created_at=at, created_by="bench")
        for slag in Begrepsslag.values
        for navn in _TASKS
        for of in _OF[:4]
    )


def _applications(
    owner: "Virksomhet", person: "Bruker", systems: "list[Katalogsystem]", chance: random.Random, at: datetime
) -> "list[Applikasjon]":
    from fiks.digiorden.models import Applikasjon
    from fiks.felles.koder.norsk_orden import norsk_key

    made, today = [], at.date()
    for nr in range(APPLICATIONS):
        system = systems[nr % len(systems)]
        navn = f"{system.navn} {chance.choice(_OF)} {nr}"
        made.append(
            Applikasjon(
                virksomhet=owner,
                katalogsystem=system if nr % 5 else None,
                navn=navn,
                sortering=norsk_key(navn),
                leverandoer_navn=system.leverandoer_navn,
                beskrivelse=system.beskrivelse,
                temaer=[] if nr % 4 else system.temaer,
                livsloep=chance.choice(["I_BRUK"] * 8 + ["PLANLAGT", "FASES_UT", "AVSLUTTET"]),
                systemeier=person if nr % 3 else None,
                enhet=chance.choice(_TASKS),
                kritikalitet=chance.choice(["", "LAV", "MIDDELS", "HOEY"]),
                avtale_slutt_date=today + timedelta(days=chance.randrange(-200, 900)) if nr % 2 else None,
                aarlig_kostnad=chance.randrange(10_000, 900_000),
                databehandlere=[{"navn": "Drift AS", "orgnr": "936796702"}],
                ros=chance.choice(["", "MANGLER", "FERDIG"]),
                databehandleravtale=chance.choice(["", "FERDIG"]),
                created_at=at,
                changed_at=at,
                changed_by="bench",
            )
        )
    return Applikasjon.objects.bulk_create(made)


def _contents(person: "Bruker", antall: int, chance: random.Random) -> "list[Innhold]":
    from fiks.digiorden.protokoll.innhold import Gruppe, Opplysning
    from fiks.digiorden.tests.protokollposter import REGNSKAP, TOM, VAKSINASJON

    made: list[Innhold] = []
    for nr in range(antall):
        navn = f"{chance.choice(_TASKS)} for {chance.choice(_OF)} {nr + 1}"
        if nr % 7 == 3:
            made.append(msgspec.structs.replace(TOM, navn=navn))
        elif nr % 10 == 9:
            made.append(msgspec.structs.replace(REGNSKAP, navn=navn, ansvarlig_id=str(person.pk)))
        else:
            words = [f"{chance.choice(_TASKS)} {chance.choice(_OF[:4])}" for _ in range(4)]
            group = Gruppe(registrerte=words[0], opplysninger=[Opplysning(navn=word) for word in words[1:]])
            groups = [*VAKSINASJON.grupper, group]
            made.append(msgspec.structs.replace(VAKSINASJON, navn=navn, ansvarlig_id=str(person.pk), grupper=groups))
    return made


def _records(
    owner: "Virksomhet", person: "Bruker", antall: int, chance: random.Random, at: datetime
) -> "list[Behandling]":
    from fiks.digiorden.models import Behandling, Behandlingsversjon
    from fiks.digiorden.protokoll import mangler

    made, versions, states = [], [], []
    for nr, innhold in enumerate(_contents(person, antall, chance), start=1):
        faults = sorted({one.kode for one in mangler.finn(innhold)})
        status = "UTKAST" if nr % 7 == 4 else chance.choice(["GODKJENT"] * 8 + ["SENDT"])
        approved = status == "GODKJENT"
        stored = msgspec.to_builtins(innhold)
        one = Behandling(
            virksomhet=owner,
            nummer=nr,
            slag="ANSVARLIG" if hasattr(innhold, "formaal") else "DATABEHANDLER",
            tittel=innhold.navn,
            innhold=stored,
            siste_nr=3 if approved else 1,
            ansvarlig=person,
            enhet=innhold.enhet,
            mangler=faults,
            neste_revisjon_date=at.date() + timedelta(days=-30 if nr % 9 == 0 else 200) if approved else None,
            opprettet_at=at,
            opprettet_av="bench",
            endret_at=at,
            endret_av="bench",
            sendt_at=at,
            sendt_av="bench",
            sendt_av_navn="Ola Nordli",
            godkjent_at=at if approved else None,
        )
        made.append(one)
        states.append(status)
        for step, act in enumerate(("OPPRETTET", "SENDT", "GODKJENT") if approved else ("OPPRETTET",), start=1):
            versions.append(
                Behandlingsversjon(
                    virksomhet=owner,
                    behandling=one,
                    nr=step,
                    utgave=1,
                    handling=act,
                    innhold=stored,
                    at=at,
                    av="bench",
                    av_navn="Kari Nordli",
                )
            )
    Behandling.objects.bulk_create(made)
    Behandlingsversjon.objects.bulk_create(versions)
    # What is in force is one of the versions, so it is told last.
    for one, status in zip(made, states, strict=True):
        one.status, one.gjeldende_nr = status, 3 if status == "GODKJENT" else None
    Behandling.objects.bulk_update(made, ["status", "gjeldende_nr"])
    return made


def _links(
    owner: "Virksomhet", applications: "list[Applikasjon]", records: "list[Behandling]", chance: random.Random
) -> None:
    from fiks.digiorden.models import Applikasjonsbehandling

    Applikasjonsbehandling.objects.bulk_create(
        Applikasjonsbehandling(virksomhet=owner, applikasjon=one, behandling=record)
        for record in records
        for one in chance.sample(applications, 3)
    )


def _assessments(
    owner: "Virksomhet", person: "Bruker", records: "list[Behandling]", chance: random.Random, at: datetime
) -> None:
    from fiks.digiorden.models import Vurdering, Vurderingsomfang, Vurderingstiltak
    from fiks.digiorden.vurdering.innhold import Innhold, Scenario, written

    made: list[Vurdering] = []
    about, measures, today = [], [], at.date()
    for nr in range(ASSESSMENTS):
        scenarios = [
            Scenario(id=f"s{place}", hendelse="Uvedkommende leser opplysninger om barn", aarsaker="Feil tilgang " * 20)
            for place in range(12)
        ]
        decided = nr % 3 > 0
        one = Vurdering(
            virksomhet=owner,
            slag="DPIA" if nr % 4 == 0 else "ROS",
            tittel=f"{chance.choice(_TASKS)} for {chance.choice(_OF)}",
            status="AKSEPTERT" if decided else "UTKAST",
            innhold=written(Innhold(scenarioer=scenarios)),
            risikoeier=person,
            review_date=today + timedelta(days=chance.randrange(-60, 400)) if decided else None,
            accepted_at=at if decided else None,
            accepted_by=str(person.pk) if decided else "",
            created_at=at,
            changed_at=at + timedelta(seconds=nr),
            changed_by="bench",
        )
        made.append(one)
        about.append(Vurderingsomfang(virksomhet=owner, vurdering=one, nummer=1, behandling=records[nr]))
        measures += [
            Vurderingstiltak(
                virksomhet=owner,
                vurdering=one,
                tiltak_id=f"t{place}",
                rekkefoelge=place,
                tittel="Gå gjennom tilgangene",
                ansvarlig=person,
                frist=today + timedelta(days=chance.randrange(-40, 200)),
            )
            for place in range(5)
        ]
    Vurdering.objects.bulk_create(made)
    Vurderingsomfang.objects.bulk_create(about)
    Vurderingstiltak.objects.bulk_create(measures)


def _requests(owner: "Virksomhet", person: "Bruker", chance: random.Random, at: datetime) -> None:
    from fiks.digiorden.models import Henvendelse

    made = []
    for nr in range(REQUESTS):
        received = at.date() - timedelta(days=chance.randrange(0, 300))
        waits = nr % 3 == 0
        made.append(
            Henvendelse(
                virksomhet=owner,
                aar=received.year,
                loepenummer=nr + 1,
                slag=chance.choice(["INNSYN", "SLETTING", "RETTING"]),
                status="MOTTATT" if waits else "BESVART",
                navn="Per Nordmann",
                beskrivelse="Vil se hva vi har. " * 20,
                mottatt_date=received,
                frist_date=received + timedelta(days=30),
                behandler=person,
                svar_date=None if waits else received + timedelta(days=9),
                created_at=at,
                created_by="bench",
                changed_at=at,
                changed_by="bench",
            )
        )
    Henvendelse.objects.bulk_create(made)


def _copy(first: "Virksomhet") -> None:
    """Copy every row of the first organisation to all others: the id of a copy is a digest of both ids."""
    from django.db import connection

    from fiks.digiorden import models
    from fiks.felles.virksomhet.models import Bruker

    everywhere: list[type[Model]] = [
        Bruker,
        models.Begrep,
        models.Applikasjon,
        models.Applikasjonsbehandling,
        models.Vurdering,
        models.Vurderingsomfang,
        models.Vurderingstiltak,
        models.Henvendelse,
    ]
    # A record names the version in force, and a version its record: both come in one statement.
    records: list[type[Model]] = [models.Behandling, models.Behandlingsversjon]
    copied = {*everywhere, *records}
    statements = [_copying(model, copied) for model in everywhere]
    statements.insert(3, f"with b as ({_copying(records[0], copied)}) {_copying(records[1], copied)}")
    statements += [
        f"{_copying(model, copied)} and v.orgnr::int % 2 = 0" for model in (models.Delingsvalg, models.DeltApplikasjon)
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("FIRST", f"'{first.pk}'"))


def _copying(model: "type[Model]", copied: "set[type[Model]]") -> str:
    columns, values = list[str](), list[str]()
    about = model._meta  # noqa: SLF001 - Django's documented way in
    for field in about.local_concrete_fields:
        columns.append(field.column)
        own = field.primary_key and field.related_model is None
        if field.column == "virksomhet_id":
            values.append("v.id")
        elif own or field.related_model in copied:
            values.append(f"md5(a.{field.column}::text || v.id::text)::uuid")
        else:
            values.append(f"a.{field.column}")
    table = about.db_table
    return (
        f"insert into {table} ({', '.join(columns)}) select {', '.join(values)} from {table} a, virksomhet v"
        " where a.virksomhet_id = FIRST and v.id <> FIRST"
    )
