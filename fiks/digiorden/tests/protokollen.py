"""Records for tests: one that lacks nothing, and a quick way to the states of a record's life."""

from datetime import timedelta
from typing import Any

import msgspec

from fiks.digiorden.actions import behandlinger as actions
from fiks.digiorden.actions.behandlinger import Utgangspunkt
from fiks.digiorden.models import Behandling
from fiks.digiorden.protokoll.innhold import (
    Ansvarlig,
    Behandler,
    Databehandler,
    Formaal,
    Gruppe,
    Hjemmel,
    Innhold,
    Kilde,
    Lagring,
    Mottaker,
    Oppdragsgiver,
    Opplysning,
)
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from tests.world import World


def vaksinasjon(world: World, **changes: Any) -> Ansvarlig:
    """The record «Vaksinasjon av eldre», without faults."""
    whole = Ansvarlig(
        navn="Vaksinasjon av eldre",
        beskrivelse="Vi finner innbyggere som skal få tilbud om vaksine, og sender dem brev.",
        ansvarlig_id=str(world.jonas.pk),
        enhet="Helse",
        formaal=[
            Formaal(
                tekst="Gi tilbud om vaksine",
                artikkel_6=["6.1.e"],
                artikkel_9_10=["9.2.i"],
                hjemler=[Hjemmel(tekst="smittevernloven § 3-8", lenke="https://lovdata.no/lov/1994-08-05-55/§3-8")],
            )
        ],
        grupper=[
            Gruppe(
                registrerte="Innbyggere",
                opplysninger=[Opplysning(navn="Navn"), Opplysning(navn="Helseopplysninger", art="SAERLIG")],
            )
        ],
        kilder=[Kilde(navn="Folkeregisteret")],
        mottakere=[Mottaker(navn="Folkehelseinstituttet")],
        databehandlere=[
            Databehandler(
                navn="Journalhuset AS", orgnr="999888777", oppgave="Journal", avtale="SIGNERT", avtale_date="2024-03-11"
            )
        ],
        lagring=[Lagring(antall=10, enhet="AAR", fra="siste dose")],
        tiltak=["Tilgangsstyring", "Logging av bruk"],
        overfoeres=False,
        hoey_risiko=False,
    )
    return msgspec.structs.replace(whole, **changes)


def drift(world: World) -> Behandler:
    """A processor's record without faults."""
    return Behandler(
        navn="Drift av sakssystem for Birkenes",
        ansvarlig_id=str(world.jonas.pk),
        enhet="IKT",
        oppdragsgivere=[Oppdragsgiver(navn="Birkenes kommune", orgnr="964965781", kategorier=["LAGRING"])],
        tiltak=["Tilgangsstyring"],
        overfoeres=False,
    )


def draft(world: World, innhold: Innhold | None = None) -> Behandling:
    """A draft by Jonas."""
    by = world.actor(world.jonas)
    with acting(by):
        return actions.create_behandling(innhold or vaksinasjon(world), by=by, at=world.now)


def sent(world: World, innhold: Innhold | None = None) -> Behandling:
    """A record that Jonas has sent to approval."""
    made, by = draft(world, innhold), world.actor(world.jonas)
    with acting(by):
        return actions.send_behandling(fra=seen(made), kommentar="Se over formålet.", by=by, at=world.now)


def approved(world: World, innhold: Innhold | None = None, *, dager: int = 365) -> Behandling:
    """A record that Ingrid has approved, to be reviewed in so many days."""
    waiting, by = sent(world, innhold), world.actor(world.ingrid)
    due = world.now.date() + timedelta(days=dager)
    with acting(by):
        return actions.approve_behandling(fra=seen(waiting), neste_revisjon=due, by=by, at=world.now)


def revised(world: World, innhold: Innhold | None = None) -> Behandling:
    """A record that is in force, with a new version under work."""
    kept, by = approved(world, innhold), world.actor(world.jonas)
    with acting(by):
        return actions.begin_revision(fra=seen(kept), by=by, at=world.now)


def seen(behandling: Behandling) -> Utgangspunkt:
    """The record as it is."""
    return Utgangspunkt(behandling.pk, behandling.versjon)


def fresh(world: World, behandling: Behandling) -> Behandling:
    """The record as it lies in the database."""
    with acting(world.actor(world.ingrid)):
        return Behandling.objects.get(pk=behandling.pk)


def last_row(world: World, kode: str) -> Revisjonslinje:
    """The newest audit row of a kind."""
    with acting(world.actor(world.ingrid)):
        return Revisjonslinje.objects.filter(handling=kode).order_by("-at", "-id")[0]
