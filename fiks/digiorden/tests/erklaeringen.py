"""A record whose notice is complete in Bokmål, and an organisation that can be reached."""

import msgspec

from fiks.digiorden.protokoll.innhold import Ansvarlig, Erklaering, Erklaeringstekst, nummerert
from fiks.digiorden.tests.protokollen import vaksinasjon
from fiks.felles.kontekst import acting
from fiks.felles.virksomhet.models import Kontakt, KontaktSlag, Virksomhetsopplysninger
from tests.world import World


def with_notice(world: World) -> Ansvarlig:
    """The record of `vaksinasjon`, with its notice written in Bokmål."""
    content = nummerert(vaksinasjon(world))
    assert isinstance(content, Ansvarlig)
    texts = Erklaeringstekst(
        innledning="Vi tilbyr vaksine til deg som er over 65 år.",
        formaal={"1": "Vi bruker opplysningene til å gi deg tilbud om vaksine."},
        rettigheter="Skriv til helsestasjonen, eller ring oss.",
    )
    return msgspec.structs.replace(content, erklaering=Erklaering(tekster={"nb": texts}))


def made_reachable(world: World) -> None:
    """Lillesand's address, and its data protection officer."""
    with acting(world.actor(world.ingrid)):
        Virksomhetsopplysninger.objects.get_or_create(
            virksomhet=world.lillesand,
            defaults={
                "postadresse": "Postboks 23, 4791 Lillesand",
                "epost": "post@lillesand.example",
                "changed_at": world.now,
                "changed_by": "Ingrid",
            },
        )
        Kontakt.objects.get_or_create(
            virksomhet=world.lillesand,
            slag=KontaktSlag.PERSONVERNOMBUD,
            navn="Odd Ombud",
            defaults={
                "epost": "ombud@lillesand.example",
                "from_date": world.now.date(),
                "created_at": world.now,
                "changed_at": world.now,
                "changed_by": "Ingrid",
            },
        )
