"""What tests of assessments share: making one ready by its actions, and reading pages and the log."""

import html
import re
from datetime import date, timedelta

from django.http import HttpResponse

from fiks.digiorden.actions.avgjoerelser import Avgjoerelse, decide_vurdering
from fiks.digiorden.actions.vurderinger import Om, create_vurdering, save_om, save_scenario, save_tiltak, send_vurdering
from fiks.digiorden.models import Vurdering
from fiks.digiorden.queries.vurderinger import grenser_for, mal_for
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.avgjoerelse import Stilling, asked
from fiks.digiorden.vurdering.gang import Steg
from fiks.digiorden.vurdering.innhold import Brudd, Dpia, Droefting, Scenario, Tiltak
from fiks.digiorden.vurdering.omfang import Omfang, Omfangsslag
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.virksomhet.models import Bruker
from tests.world import World

FOLKEREGISTER = Omfang(Omfangsslag.TJENESTE, "FOLKEREGISTER")
URL = "/digiorden/vurderinger/"


def text(response: HttpResponse) -> str:
    """The page as it is read, without tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def codes(world: World) -> list[str]:
    """What the log says was done in Digiorden, the first first."""
    with acting(world.actor(world.ingrid)):
        found = Revisjonslinje.objects.filter(handling__startswith="digiorden.", virksomhet_id=world.lillesand.id)
        return list(found.order_by("at", "id").values_list("handling", flat=True))


def fresh(world: World, vurdering: Vurdering) -> Vurdering:
    """The assessment as it is now."""
    with acting(world.actor(world.jonas)):
        return Vurdering.objects.get(pk=vurdering.pk)


def draft(world: World, *, slag: str = "ROS", tittel: str = "Folkeregister i Lillesand") -> Vurdering:
    """A draft about Fiks folkeregister with one scenario and one measure, and nothing missing."""
    jonas = world.actor(world.jonas)
    with acting(jonas):
        made = create_vurdering(slag=slag, tittel=tittel, by=jonas, at=world.now)
        _write(world, made, slag)
        made.refresh_from_db()
        return made


def _write(world: World, made: Vurdering, slag: str) -> None:
    jonas = world.actor(world.jonas)
    dpia = Dpia(beskrivelse="a", noedvendighet="b", proporsjonalitet="c", rettigheter="d", synspunkter="e")
    om = Om(
        tittel=made.tittel, gjelder=(FOLKEREGISTER,), risikoeier_id=str(world.ingrid.pk), omfang="Alt", avgrensning=""
    )
    if slag == "DPIA":
        om = Om(**{name: getattr(om, name) for name in om.__dataclass_fields__} | {"dpia": dpia})
    save_om(vurdering=made, om=om, versjon=1, by=jonas, at=world.now)
    frist = date(2027, 1, 1)
    tiltak = Tiltak(id="t1", tittel="Lær opp alle", ansvarlig_id=str(world.jonas.pk), frist=frist)
    save_tiltak(vurdering=made, tiltak=tiltak, by=jonas, at=world.now)
    save_scenario(vurdering=made, scenario=_scenario(), by=jonas, at=world.now)


def _scenario() -> Scenario:
    return Scenario(
        id="s1",
        hendelse="En ansatt slår opp naboen",
        brudd=[Brudd.KONFIDENSIALITET],
        sannsynlighet=3,
        sannsynlighet_hvorfor="Det har skjedd",
        konsekvens=4,
        konsekvens_hvorfor="Taushetsplikt",
        tiltak=["t1"],
        rest_sannsynlighet=2,
        rest_konsekvens=4,
        rest_hvorfor="Færre prøver",
    )


def answered(world: World, made: Vurdering) -> None:
    """Answer the advice of a DPIA."""
    jonas = world.actor(world.jonas)
    with acting(jonas):
        innhold = inn.read(Vurdering.objects.get(pk=made.pk).innhold)
        assert innhold.dpia is not None
        innhold.dpia.svar_paa_raad, innhold.dpia.konklusjon = "Vi følger det", "Kan begynne"
        innhold.dpia.droefting, innhold.dpia.droefting_hvorfor = Droefting.IKKE_NOEDVENDIG, "Ikke høy"
        om = Om(made.tittel, (FOLKEREGISTER,), str(world.ingrid.pk), "Alt", "", innhold.dpia)
        save_om(vurdering=made, om=om, versjon=innhold.versjon, by=jonas, at=world.now)


def sent(world: World, made: Vurdering) -> Vurdering:
    """Send a draft to the risk owner."""
    jonas = world.actor(world.jonas)
    with acting(jonas):
        made.refresh_from_db()
        send_vurdering(vurdering=made, steg=Steg.SEND, versjon=made.versjon, by=jonas, at=world.now)
        made.refresh_from_db()
        return made


def accepted(world: World, made: Vurdering, *, days: int = 365, by: Bruker | None = None) -> Vurdering:
    """Let the risk owner accept what is sent."""
    owner = world.actor(by or world.ingrid)
    with acting(owner):
        made.refresh_from_db()
        grenser, _row = grenser_for(owner)
        stands = {one.id: Stilling(True, "Nødvendig") for _n, one, _l in asked(grenser, inn.read(made.innhold))}
        day = world.now.date() + timedelta(days=days)
        decision = Avgjoerelse("AKSEPTERT", stands, "", day)
        decide_vurdering(vurdering=made, avgjoerelse=decision, versjon=made.versjon, by=owner, at=world.now)
        made.refresh_from_db()
        return made


def from_template(world: World, kode: str, slag: str) -> Vurdering:
    """A copy of one of the program's templates."""
    jonas = world.actor(world.jonas)
    with acting(jonas):
        mal = mal_for(jonas, kode)
        assert mal is not None
        return create_vurdering(slag=slag, tittel=mal.tittel, mal=mal, by=jonas, at=world.now)
